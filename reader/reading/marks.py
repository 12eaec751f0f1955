"""What is drawn over the text: highlights, hits, the selection and the caret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reader.document.document import Range
from reader.library.kept import Highlight

Role = Literal["highlight", "hit", "current_hit", "sentence", "selection", "caret"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the text with a role; later ones are drawn over earlier ones."""

    range: Range
    role: Role
    colour: str = ""
    """Highlights: the name of their colour."""
    note: bool = False
    """Whether a note hangs on it."""


def marks_within(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks that touch a row."""
    return tuple(mark for mark in marks if mark.range.start < end and start < mark.range.end)


def highlight_marks(highlights: Iterable[Highlight]) -> Iterator[Mark]:
    """The marks of highlights that have a place; lost ones are listed, not drawn."""
    for highlight in highlights:
        if highlight.state != "lost":
            yield Mark(highlight.range, "highlight", highlight.colour, bool(highlight.note))
