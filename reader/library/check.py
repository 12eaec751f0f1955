"""Is everything there that the rows speak of, and is it what they say?"""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from reader.document.serial import plain_text_hash
from reader.errors import LibraryError
from reader.library.blobs import Blobs
from reader.library.entries import Entries
from reader.library.highlights import Highlights
from reader.library.kept import Entry, Highlight


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    checked: int
    """Articles and highlights that were looked at."""
    problems: tuple[str, ...]
    """One sentence each, with the id and what is or would be done."""


def check_library(entries: Entries, highlights: Highlights, blobs: Blobs, *, repair: bool) -> Report:
    """Verify files, hashes, offsets and references; with `repair`, mend what can be mended."""
    found = [*entries.listing("all"), *entries.listing("trash")]
    marks = highlights.all()
    problems = [problem for entry in found for problem in _entry_problems(entry, entries, blobs)]
    known = {entry.id: entry for entry in found}
    for mark in marks:
        problem = _highlight_problem(mark, known)
        if problem:
            problems.append(problem)
            if repair:
                highlights.remove(mark.id)
    return Report(len(found) + len(marks), tuple(problems))


def _entry_problems(entry: Entry, entries: Entries, blobs: Blobs) -> list[str]:
    problems = []
    try:
        text = entries.document(entry.id).text
    except LibraryError:
        return [f"{entry.id}: its text is missing; import {entry.source_path or 'the page'} again"]
    if plain_text_hash(text) != entry.text_hash:
        problems.append(
            f"{entry.id}: its text is not the one that was kept; its highlights may stand elsewhere"
        )
    data = blobs.read(entry.id, "original.gz")
    if data is not None and not _is_sound(data):
        problems.append(f"{entry.id}: the original page is damaged; the article itself is whole")
    return problems


def _is_sound(data: bytes) -> bool:
    try:
        gzip.decompress(data)
    except (OSError, EOFError):
        return False
    return True


def _highlight_problem(mark: Highlight, known: dict[str, Entry]) -> str | None:
    entry = known.get(mark.entry)
    if entry is None:
        return f"{mark.id}: a highlight of an article that is not there: {mark.anchor.exact[:40]!r}"
    if mark.state != "lost" and mark.range.end > entry.length:
        return f"{mark.id}: a highlight beyond the end of {entry.id}; reclean or remove it"
    return None
