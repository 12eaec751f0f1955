"""What is kept of a marked passage, so that it can be found again: see `anchoring`."""

from __future__ import annotations

from reader.document.document import Anchor, Range
from reader.document.serial import plain_text_hash

CONTEXT_CHARACTERS = 64
"""How much of the text before and after a passage is kept with it."""


def make_anchor(text: str, place: Range) -> Anchor:
    """The anchor of a passage.

    Args:
        text: plain text of the document.
        place: the passage in it.
    """
    return Anchor(
        range=place,
        exact=text[place.start : place.end],
        prefix=text[max(0, place.start - CONTEXT_CHARACTERS) : place.start],
        suffix=text[place.end : place.end + CONTEXT_CHARACTERS],
        text_hash=plain_text_hash(text),
    )
