"""Footnotes stay with the text that refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.cleaning.blocks import Blocks, Box
from reader.cleaning.footnotes import marked_note
from reader.cleaning.loose_notes import marked_number, numbered_name

_MOST_BLOCKS = 8
"""A note of more blocks is a part of the page that something else is linked to."""


def with_notes(found: Blocks, kept: Sequence[bool]) -> list[bool]:
    """Add the footnotes whose marks stand in what is kept; alone, a list of sources looks like a menu."""
    marked = [
        name
        for block, is_kept in zip(found.blocks, kept, strict=True)
        for mark in (block.box.element.iter("a", "sup") if is_kept and len(block.box.element) else ())
        if (name := marked_note(mark) if mark.tag == "a" else marked_number(mark))
    ]
    boxes = dict(_named(found)) if marked else {}
    boxes |= {number: box for name, box in boxes.items() if (number := numbered_name(name))}
    chosen = list(kept)
    for name in marked:
        note = boxes.get(name)
        if note is not None and 0 < note.last - note.first <= _MOST_BLOCKS:
            chosen[note.first : note.last] = [True] * (note.last - note.first)
    return chosen


def _named(found: Blocks) -> Iterator[tuple[str, Box]]:
    """Boxes by their names; a note may also be named by the number at its beginning."""
    for block in found.blocks:
        for element, behind in block.places:
            part = None if behind else element
            while part is not None and part is not block.box.element:
                if name := part.get("id") or part.get("name"):
                    yield name, block.box
                part = part.getparent()
    for box in found.boxes:
        if name := box.element.get("id"):
            yield name, box
