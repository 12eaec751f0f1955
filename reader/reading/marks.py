"""What is drawn over the text: highlights, hits, the selection and the caret."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note, to stand beside the passage that it hangs on."""

    highlight: str
    """Id of the highlight."""
    offset: int
    """First character of the passage."""
    text: str
    colour: str


def marks_within(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks that touch a row."""
    return tuple(mark for mark in marks if mark.range.start < end and start < mark.range.end)


def hits_within(hits: Sequence[Range], start: int, end: int) -> tuple[Mark, ...]:
    """The hits that touch a row, as marks. They are in order and do not overlap; there may be thousands."""
    first = bisect_right(hits, start, key=lambda hit: hit.end)
    last = bisect_left(hits, end, lo=first, key=lambda hit: hit.start)
    return tuple(Mark(hit, "hit") for hit in hits[first:last])


def highlight_marks(highlights: Iterable[Highlight]) -> Iterator[Mark]:
    """The marks of highlights that have a place; lost ones are listed, not drawn.

    The longest come first and are drawn over: one that lies within another is seen.
    """
    placed = (highlight for highlight in highlights if highlight.state != "lost")
    for highlight in sorted(placed, key=lambda one: -len(one.range)):
        yield Mark(highlight.range, "highlight", highlight.colour, bool(highlight.note))


def margin_notes(highlights: Iterable[Highlight]) -> tuple[MarginNote, ...]:
    """The notes of highlights that have a place, in the order of the text."""
    found = (
        MarginNote(highlight.id, highlight.range.start, highlight.note, highlight.colour)
        for highlight in highlights
        if highlight.note and highlight.state != "lost"
    )
    return tuple(sorted(found, key=lambda note: note.offset))
