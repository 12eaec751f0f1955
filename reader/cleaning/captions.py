"""Captions of the pictures that an article shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.cleaning.block_words import LABELS
from reader.cleaning.blocks import Blocks, Box
from reader.cleaning.surroundings import neighbours, wrapper

_CAPTIONS = frozenset(["figcaption", "caption"])
_FIGURES = frozenset(["figure", "table"])
_LEAST_WORDS = 4
# People who copy an article leave captions out, the more so where a picture opens it, and the trees have
# learned that. Between paragraphs and above these odds none was among those that people leave out (2026-11).
_LEAST_ODDS = -1.0
_WORD = re.compile(r"[^\W\d_]{2,}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{4,}")


def keep_captions(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Take captions that say more than a credit, of pictures between kept paragraphs."""
    pictured = {figure for _, box, _ in found.media if (figure := _figure(box)) is not None}
    for at, block in enumerate(found.blocks):
        if kept[at] or block.box.tag not in _CAPTIONS or odds[at] < _LEAST_ODDS:
            continue
        figure = _figure(block.box)
        if figure in pictured and figure is not None and _says_something(block.text):
            kept[at] = all(neighbours(wrapper(figure), kept))


def _figure(box: Box | None) -> Box | None:
    while box is not None and box.tag not in _FIGURES:
        box = box.above
    return box


def _says_something(text: str) -> bool:
    """Whether a caption is more than a credit."""
    return LABELS.match(text) is None and len(_WORD.findall(text)) >= _LEAST_WORDS
