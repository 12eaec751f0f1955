"""What stands around a box of a page, and whether it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.cleaning.block_words import bit_of
from reader.cleaning.blocks import Box

OTHERS: Final = sum(
    map(bit_of, ("related", "promo", "advert", "comments", "furniture", "menu", "about", "share", "form"))
)
"""Names of what stands around articles; in the flow of one, such a box is none of it."""
ASIDE: Final = frozenset(["aside", "footer", "header", "nav", "form"])
"""Elements that say the same by their tag."""
_LABEL = 24
"""Characters."""


def wrapper(box: Box) -> Box:
    """The outermost box that holds nothing else."""
    while box.above is not None and (box.above.first, box.above.last) == (box.first, box.last):
        box = box.above
    return box


def labelled(box: Box) -> Box:
    """The outermost box that holds nothing else but a short label, as `Out[2]:` or `Table 1`."""
    characters = box.characters
    while box.above is not None and box.above.characters <= characters + _LABEL:
        box = box.above
    return box


def neighbours(box: Box, kept: Sequence[bool]) -> tuple[bool, bool]:
    """Whether kept text of the box around it stands right before it, and right behind it."""
    around = box.above
    if around is None:
        return False, False
    return (
        around.first < box.first and kept[box.first - 1],
        box.last < around.last and kept[box.last],
    )
