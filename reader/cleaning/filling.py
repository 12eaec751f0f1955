"""What stands amid the text of an article, in the box that holds hardly anything else: it belongs to it.

Editors of the web in every country give headings and quotes no markup but their look. By its own figures such
a line is doubtful; in the middle of a box of text, with nothing that speaks of anything else, it is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from reader.cleaning.block_words import LABELS, bit_of, line_bits, line_mask
from reader.cleaning.blocks import Block, Blocks, Box
from reader.cleaning.surroundings import ASIDE, OTHERS

_HOLDS = 0.7
"""Share of what is taken that the box holds."""
_FILLED = 0.85
"""Share of the box that is taken."""
_LEAST_ODDS = -2.5
_LEAST_TAKEN = 4
_LONGEST = 200
_OF_OTHERS = OTHERS | sum(map(bit_of, ("comment", "tags", "wall", "caption", "meta")))
"""What a short line may speak of, beside what stands around articles."""
_OTHER_WORDS = line_mask(
    (
        "share",
        "read_on",
        "subscribe",
        "rights",
        "picture",
        "comment",
        "advert",
        "author",
        "date",
        "topics",
        "control",
    )
)
_APART = ASIDE | {"figure", "figcaption", "noscript", "table", "td", "th"}
_WORD = re.compile(r"\w+")


def fill_gaps(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Take short lines amid the article's text that nothing speaks against.

    Args:
        found: the blocks of a page.
        odds: of each block.
        kept: which blocks are taken; changed in place.
    """
    taken = [b.characters if is_kept else 0 for b, is_kept in zip(found.blocks, kept, strict=True)]
    body = _body(found, taken)
    if body is None:
        return
    inside = [at for at in range(body.first, body.last) if kept[at]]
    if len(inside) < _LEAST_TAKEN:
        return
    for at in range(inside[0] + 1, inside[-1]):
        if not kept[at] and odds[at] > _LEAST_ODDS and _may_be_text(found.blocks[at], body):
            kept[at] = True


def _body(found: Blocks, taken: Sequence[int]) -> Box | None:
    """The lowest box that holds most of what is taken, if that is nearly all that it holds."""
    sums = list(accumulate(taken, initial=0))
    for box in reversed(found.boxes):
        held = sums[box.last] - sums[box.first]
        if held and held >= _HOLDS * sums[-1]:
            return box if held >= _FILLED * box.characters else None
    return None


def _may_be_text(block: Block, body: Box) -> bool:
    if block.linked or not block.is_whole or len(block.text) > _LONGEST or LABELS.match(block.text):
        return False
    if line_bits(_WORD.findall(block.text.lower())) & _OTHER_WORDS or not any(map(str.isalpha, block.text)):
        return False
    box: Box | None = block.box
    while box is not None and box is not body:
        if box.bits & _OF_OTHERS or box.tag in _APART or box.is_hidden or box.is_control:
            return False
        box = box.above
    return box is body
