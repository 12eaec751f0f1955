"""What goes with the company that it stands in, whatever its own odds: parts of the flow of an article.

Trees judge a block by how it looks. The cells of a small table look like labels, and a caption looks like a
credit; between two paragraphs of an article, in the same box as they are, both belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.cleaning.block_words import LABELS, bit_of
from reader.cleaning.blocks import Blocks, Box

_OTHERS = sum(
    map(bit_of, ("related", "promo", "advert", "comments", "furniture", "menu", "about", "share", "form"))
)
_IN_FLOW = frozenset(["table", "dl", "pre"])
_CAPTIONS = frozenset(["figcaption", "caption"])
_FIGURES = frozenset(["figure", "table"])
_MOST_LINKED = 0.3
_MOST_CELLS = 400
_LEAST_CELLS = 4
"""A table of fewer may be a line about the page."""
_CAPTION_WORDS = 4
# People who copy an article leave captions out, the more so where a picture opens it, and the trees have learned
# that. Between paragraphs and above these odds none was among those that people leave out (2026-11).
_CAPTION_ODDS = -1.0
# Odds below this stand for a refusal by name, or for one drawn from it.
_REFUSED = -10.0
_LONG_LINE = 120
_BY_WORDS = 2
_NAME = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_]{2,}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{4,}")


def keep_company(found: Blocks, odds: Sequence[float], groups: Iterable[Box], kept: list[bool]) -> None:
    """Take tables, definitions and code that stand in the flow of the article, and captions of its pictures.

    Args:
        found: the blocks of a page.
        odds: of each block.
        groups: the outermost lists, tables, quotes and code.
        kept: which blocks are taken; changed in place.
    """
    for box in groups:
        if box.tag in _IN_FLOW and _is_plain(box):
            before, behind = _neighbours(_wrapper(box), kept)
            if before and behind:
                kept[box.first : box.last] = [own > _REFUSED for own in odds[box.first : box.last]]
    _keep_captions(found, odds, kept)


def _is_plain(box: Box) -> bool:
    """Whether neither names nor links nor size speak against a table or its like."""
    is_large = box.tag == "pre" or _LEAST_CELLS <= box.last - box.first <= _MOST_CELLS
    return is_large and not box.bits & _OTHERS and box.linked <= _MOST_LINKED * box.characters


def _wrapper(box: Box) -> Box:
    """The outermost box that holds nothing else."""
    while box.above is not None and (box.above.first, box.above.last) == (box.first, box.last):
        box = box.above
    return box


def _neighbours(box: Box, kept: Sequence[bool]) -> tuple[bool, bool]:
    """Whether kept text of the box around it stands right before it, and right behind it."""
    around = box.above
    if around is None:
        return False, False
    return (
        around.first < box.first and kept[box.first - 1],
        box.last < around.last and kept[box.last],
    )


def _keep_captions(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    pictured = {figure for _, box, _ in found.media if (figure := _figure(box)) is not None}
    for at, block in enumerate(found.blocks):
        if kept[at] or block.box.tag not in _CAPTIONS or odds[at] < _CAPTION_ODDS:
            continue
        figure = _figure(block.box)
        if figure in pictured and figure is not None and _says_something(block.text):
            kept[at] = all(_neighbours(_wrapper(figure), kept))


def _figure(box: Box | None) -> Box | None:
    while box is not None and box.tag not in _FIGURES:
        box = box.above
    return box


def _says_something(text: str) -> bool:
    """Whether a caption is more than a credit."""
    return LABELS.match(text) is None and len(_WORD.findall(text)) >= _CAPTION_WORDS


def leave_byline(found: Blocks, byline: str, kept: list[bool]) -> None:
    """Leave out lines before the first paragraph that hold the authors' names and hardly more."""
    names = set(_NAME.findall(byline.lower()))
    if not names:
        return
    for at, block in enumerate(found.blocks):
        if kept[at] and len(block.text) > _LONG_LINE:
            return
        words = _NAME.findall(block.text.lower())
        if kept[at] and names <= set(words) and len(words) <= len(names) + _BY_WORDS:
            kept[at] = False
