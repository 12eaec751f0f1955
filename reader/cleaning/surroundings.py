"""What stands around a box of a page, and whether it is taken."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.blocks import Box


def wrapper(box: Box) -> Box:
    """The outermost box that holds nothing else."""
    while box.above is not None and (box.above.first, box.above.last) == (box.first, box.last):
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
