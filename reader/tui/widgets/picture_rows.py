"""Pictures in the flow of the text: the rows that they take, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from reader.library.kept import Picture

if TYPE_CHECKING:
    from reader.reading.pictures import Box, Pixels

_UPPER_HALF = "▀"


NO_PICTURES: Mapping[int, tuple[Picture, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture at the size at which it is drawn."""

    picture: Picture
    box: Box


@dataclass(slots=True)
class PictureRows:
    """The pictures of one article: which row of which picture stands where."""

    pictures: Mapping[int, tuple[Picture, ...]] = field(default_factory=lambda: NO_PICTURES)
    """By the number of the block that they stand over."""
    _boxes: dict[int, tuple[Wanted, ...]] = field(default_factory=dict)
    _drawn: dict[Wanted, Sequence[Sequence[Segment]]] = field(default_factory=dict)
    _asked: set[Wanted] = field(default_factory=set)

    def lay_out(self, columns: int, window_rows: int) -> Mapping[int, int]:
        """Take room for a column and a window: rows by block.

        A picture takes at most half of the window, so that its text is in sight with it.
        """
        if not self.pictures:  # as with most articles: they pay for nothing
            self._boxes = {}
            return {}
        from reader.reading.pictures import box_for

        most = max(2, window_rows // 2)
        self._boxes = {
            block: tuple(Wanted(one, box_for(one, columns, most)) for one in pictures)
            for block, pictures in self.pictures.items()
        }
        # An empty row parts pictures from each other, and the last from its text.
        return {block: sum(one.box.rows + 1 for one in found) for block, found in self._boxes.items()}

    def at(self, block: int, row: int) -> tuple[Wanted, int] | None:
        """The picture in a row of a block's room, and which row of it; None for the empty rows."""
        for wanted in self._boxes.get(block, ()):
            if row < wanted.box.rows:
                return wanted, row
            row -= wanted.box.rows + 1
            if row < 0:
                return None
        return None

    def segments(self, wanted: Wanted, row: int) -> Sequence[Segment]:
        """What stands in a row of a picture; nothing until it is drawn."""
        rows = self._drawn.get(wanted, ())
        return rows[row] if row < len(rows) else ()

    def is_new(self, wanted: Wanted) -> bool:
        """Whether this is asked for the first time."""
        if wanted in self._asked:
            return False
        self._asked.add(wanted)
        return True

    def put(self, wanted: Wanted, rows: Sequence[Sequence[Segment]]) -> None:
        """Take a picture that was drawn."""
        self._drawn[wanted] = rows

    def forget(self) -> None:
        """Draw all of them again, on another ground."""
        self._drawn.clear()
        self._asked.clear()


def half_cells(pixels: Pixels) -> list[list[Segment]]:
    """Rows of cells, each with the colours of the two pixels that it covers."""
    stride = 3 * pixels.width
    lines = [pixels.rgb[start : start + stride] for start in range(0, len(pixels.rgb), stride)]
    return [_row(upper, lower) for upper, lower in zip(lines[::2], lines[1::2], strict=True)]


def _row(upper: bytes, lower: bytes) -> list[Segment]:
    pairs = ((upper[place : place + 3], lower[place : place + 3]) for place in range(0, len(upper), 3))
    return [
        Segment(_UPPER_HALF * sum(1 for _ in run), Style(color=_colour(top), bgcolor=_colour(bottom)))
        for (top, bottom), run in groupby(pairs)
    ]


def _colour(rgb: bytes) -> Color:
    return Color.from_rgb(*rgb)
