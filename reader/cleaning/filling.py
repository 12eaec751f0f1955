"""What stands amid the text of an article, in the box that holds hardly anything else: it belongs to it.

Editors of the web in every country give headings and quotes no markup but their look. By its own figures such
a line is doubtful; in the middle of a box of text, with nothing that speaks of anything else, it is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from reader.cleaning.block_words import LABELS, bit_of, line_bits, line_mask
from reader.cleaning.blocks import HEADINGS, Block, Blocks, Box
from reader.cleaning.chapters import is_called_as_heading
from reader.cleaning.surroundings import ASIDE, OTHERS

_HOLDS = 0.7
"""Share of what is taken that the box holds."""
_FILLED = 0.85
"""Share that is taken of what stands from the first to the last of it."""
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
    body = _body(found, kept)
    inside = [at for at in range(body.first, body.last) if kept[at]] if body is not None else []
    if body is None or len(inside) < _LEAST_TAKEN:
        return
    held = sum(found.blocks[at].characters for at in inside)
    whole = sum(found.blocks[at].characters for at in range(inside[0], inside[-1] + 1))
    if held < _FILLED * whole:
        return
    for at in range(inside[0] + 1, inside[-1]):
        block = found.blocks[at]
        if not kept[at] and odds[at] > _LEAST_ODDS and _may_be_text(block):
            kept[at] = _is_of(found, block.box, body) and not _heads_items(found, kept, at)


def _heads_items(found: Blocks, kept: Sequence[bool], at: int) -> bool:
    """Whether a block is a heading over items: it may be that of the notes, which move to the end."""
    if found.blocks[at].box.tag not in HEADINGS:
        return False
    below = next((behind for behind in range(at + 1, len(kept)) if kept[behind]), at)
    return found.blocks[below].box.tag == "li"


def _body(found: Blocks, kept: Sequence[bool]) -> Box | None:
    """The lowest box that holds most of what is taken."""
    taken = [b.characters if is_kept else 0 for b, is_kept in zip(found.blocks, kept, strict=True)]
    sums = list(accumulate(taken, initial=0))
    least = max(1, _HOLDS * sums[-1])
    for box in reversed(found.boxes):
        if sums[box.last] - sums[box.first] >= least:
            return box
    return None


def _may_be_text(block: Block) -> bool:
    if block.linked or not block.is_whole or len(block.text) > _LONGEST or LABELS.match(block.text):
        return False
    words = _WORD.findall(block.text.lower())
    return not line_bits(words) & _OTHER_WORDS and any(map(str.isalpha, block.text))


def _is_of(found: Blocks, own: Box, body: Box) -> bool:
    """Whether no box between a block's own and the body is named after anything else."""
    box: Box | None = own
    while box is not None and box is not body:
        is_other = box.bits & _OF_OTHERS and not is_called_as_heading(found, box)
        if is_other or box.tag in _APART or box.is_hidden or box.is_control:
            return False
        box = box.above
    return box is body
