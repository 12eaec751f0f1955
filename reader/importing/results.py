"""What became of files and pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reader.cleaning.article import Article
    from reader.library.kept import Entry

Outcome = Literal["new", "updated", "same", "skipped"]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one page."""

    path: str
    """The file, with the name inside it for a member of an archive."""
    outcome: Outcome
    entry: Entry | None = None
    """None when it was skipped, and in a dry run for what is not in the library."""
    problem: str = ""
    """Why it was skipped, or what an archive held; empty otherwise."""
    title: str = ""
    """Of the page; for a dry run, which has no entry to ask."""
    maybe: Entry | None = None
    """Another article of nearly the same text; they are never made one by themselves."""


@dataclass(frozen=True, slots=True)
class CleanResult:
    """One file cleaned without storing."""

    path: str
    article: Article | None = None
    problem: str = ""
