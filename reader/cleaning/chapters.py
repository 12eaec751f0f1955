"""Chapters whose boxes are called as their headings: the words of these names say nothing of a page's parts.

The habit of Sphinx, pandoc and other programs that make identifiers out of headings.
"""

from __future__ import annotations

import re

from reader.cleaning.block_words import bit_of, name_bits
from reader.cleaning.blocks import HEADINGS, Blocks, Box

_LETTERS = re.compile(r"[^\W_]+")
_LONG_LINE, _LONG_LINES = 80, 3
_OF_OTHERS = bit_of("comments") | bit_of("furniture")


def is_chapter(found: Blocks, box: Box) -> bool:
    """Whether a box is called as its heading, and holds prose: a chapter on sharing is no row of buttons."""
    if not is_called_as_heading(found, box) or box.is_control:
        return False
    parts = found.blocks[box.first : box.last]
    return sum(b.characters - b.linked > _LONG_LINE for b in parts) >= _LONG_LINES


def is_called_as_heading(found: Blocks, box: Box) -> bool:
    """Whether the identifier of a box holds no word that its heading does not."""
    name = box.element.get("id", "")
    if "-" not in name or name_bits(box.element.get("class", "")) & _OF_OTHERS or box.first >= box.last:
        return False
    head = found.blocks[box.first]
    if head.box.tag not in HEADINGS or head.box.above is not box:
        return False
    words = _LETTERS.findall(head.text.lower())
    return all(word in words for word in _LETTERS.findall(name.lower()))
