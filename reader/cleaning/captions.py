"""Captions of the pictures that an article shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from reader.cleaning.block_words import LABELS, bit_of
from reader.cleaning.blocks import Blocks, Box
from reader.cleaning.elements.figures import is_caption_name
from reader.cleaning.surroundings import neighbours, wrapper

_CAPTIONS = frozenset(["figcaption", "caption"])
_FIGURES = frozenset(["figure", "table"])
_CALLED = bit_of("caption")
_LEVELS = 3
_MOST_AROUND = 40
"""Characters beside its caption that the box of a picture may hold."""
_LEAST_WORDS = 4
# People who copy an article leave captions out, the more so where a picture opens it, and the trees have
# learned that. Between paragraphs and above these odds none was among those that people leave out (2026-11).
_LEAST_ODDS = -1.4
_WORD = re.compile(r"[^\W\d_]{2,}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{4,}")


def keep_captions(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Take captions that say more than a credit, of pictures between kept paragraphs."""
    pictured = {figure for _, box, _ in found.media if (figure := _figure(box)) is not None}
    holders: set[Box] | None = None
    for at, block in enumerate(found.blocks):
        if kept[at] or odds[at] < _LEAST_ODDS:
            continue
        figure = None
        if block.box.tag in _CAPTIONS:
            figure = _figure(block.box)
        elif block.box.bits & _CALLED and is_caption_name(block.box.names):
            holders = _around_pictures(found) if holders is None else holders
            figure = _small_box(block.box, holders)
            pictured.update((figure,) if figure is not None else ())
        if figure in pictured and figure is not None and _says_something(block.text):
            kept[at] = all(neighbours(_gallery(wrapper(figure), found), kept))


def _figure(box: Box | None) -> Box | None:
    while box is not None and box.tag not in _FIGURES:
        box = box.above
    return box


def _around_pictures(found: Blocks) -> set[Box]:
    """The boxes that pictures stand in, a few levels up."""
    around: set[Box] = set()
    for _, own, _ in found.media:
        box: Box | None = own
        for _ in range(_LEVELS):
            if box is not None:
                around.add(box)
                box = box.above
    return around


def _small_box(caption: Box, holders: Collection[Box]) -> Box | None:
    """The box that holds a caption, its picture and hardly anything else."""
    box = caption.above
    for _ in range(_LEVELS):
        if box is None or box.characters > caption.characters + _MOST_AROUND:
            return None
        if box in holders:
            return box
        box = box.above
    return None


def _gallery(figure: Box, found: Blocks) -> Box:
    """The outermost box around a figure that holds captions alone: pictures side by side."""
    box = figure
    while box.above is not None and all(
        block.box.tag in _CAPTIONS for block in found.blocks[box.above.first : box.above.last]
    ):
        box = box.above
    return wrapper(box)


def _says_something(text: str) -> bool:
    """Whether a caption is more than a credit."""
    return LABELS.match(text) is None and len(_WORD.findall(text)) >= _LEAST_WORDS
