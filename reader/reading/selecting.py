"""How much is selected, in words for people."""

from __future__ import annotations

from reader.document import motions
from reader.document.document import Document, Range
from reader.reading.session import Session
from reader.terminal import count_words

_MOST_COUNTED = 50_000
"""Characters in which words are counted at each key; above, their number says enough."""


def selection_size(session: Session) -> str:
    """The size of a selection: `3 words, 17 characters`, or `2 sentences, 31 words`."""
    place, selection = session.selected, session.selection
    if place is None or selection is None:
        return ""
    characters = _many(len(place), "character")
    if len(place) > _MOST_COUNTED:
        return characters
    words = _many(count_words(session.document.text[place.start : place.end]), "word")
    if selection.kind == "character":
        return f"{words}, {characters}"
    count = _units(session.document, place, sentences=selection.kind == "sentence")
    return f"{_many(count, selection.kind)}, {words}"


def _units(document: Document, place: Range, *, sentences: bool) -> int:
    first = motions.block_at(document, place.start)
    last = motions.block_at(document, max(place.start, place.end - 1))
    blocks = document.blocks[first : last + 1]
    if not sentences:
        return len(blocks)
    return sum(
        one.overlaps(place) for block in blocks for one in motions.sentences(document.text, block.range)
    )


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
