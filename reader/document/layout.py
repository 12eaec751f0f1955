"""Rows and offsets: how a document stands in a column of the screen.

A layout is made for one width. It knows where every character stands and nothing of colours;
the widget asks it for rows, the session asks it which offset a key leads to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import overload

from reader.document.document import Document, Range
from reader.document.rows import Piece, Row, RowMaker
from reader.document.typography import PLAIN, Typography
from reader.document.wrapping import columns, is_simple

NO_ROOMS: Mapping[int, int] = MappingProxyType({})
"""No picture stands over any block."""
_KEPT_LAYOUTS = 4
_LONG_CHARACTERS = 100_000
"""A text up to this is reckoned whole within 4 ms (2026-11)."""
_ROWS_AROUND = 300
"""Rows reckoned before and behind the place where a long text is opened; no window has as many."""


class BlockRows(Sequence[Row]):
    """The rows of all blocks and between them; a block's are made when one of them is asked for."""

    def __init__(
        self,
        document: Document,
        width: int,
        typography: Typography = PLAIN,
        rooms: Mapping[int, int] = NO_ROOMS,
        near: int | None = None,
    ) -> None:
        """Reckon how many rows each block has.

        Args:
            document: whose rows.
            width: columns of the text.
            typography: how running text is set.
            rooms: rows for pictures over the text of blocks, by their numbers.
            near: an offset around which rows are reckoned, all others being guessed; None to reckon all.
        """
        self._rooms = rooms
        self._starts = [block.range.start for block in document.blocks]
        self._maker = RowMaker(document, width, typography)
        self._made: dict[int, list[Row]] = {}
        self._firsts: list[int] = []
        """Number of each block's first row."""
        heights = self._heights(len(document.blocks), near)
        count = 0
        for number in range(len(document.blocks)):
            count += self._maker.gap(number)
            self._firsts.append(count)
            known = heights.get(number)
            count += self._maker.guessed_height(number) if known is None else known
            count += rooms.get(number, 0)
        self._count = count

    def _heights(self, blocks: int, near: int | None) -> dict[int, int]:
        """Rows of the blocks that are reckoned, by their numbers."""
        if near is None:
            return {number: self._height(number) for number in range(blocks)}
        heights: dict[int, int] = {}
        here = self.block_at(near)
        for numbers in (range(here, blocks), range(here - 1, -1, -1)):
            rows = 0
            for number in numbers:
                heights[number] = self._height(number)
                rows += heights[number]
                if rows > _ROWS_AROUND:
                    break
        return heights

    def _height(self, number: int) -> int:
        if not self._maker.is_table(number):
            return self._maker.height(number)
        self._made[number] = self._maker.table(number)
        return len(self._made[number])

    def block_at(self, offset: int) -> int:
        """Number of the block that holds a character, or of the last before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def of_block(self, number: int) -> tuple[int, list[Row]]:
        """Number of a block's first row, and its rows."""
        rows = self._made.get(number)
        if rows is None:
            rows = self._pictures(number) + self._maker.rows(number)
            self._made[number] = rows
        return self._firsts[number], rows

    def _pictures(self, number: int) -> list[Row]:
        start = self._starts[number]
        return [Row(number, start, (), picture=row) for row in range(self._rooms.get(number, 0))]

    def __len__(self) -> int:
        """A document without a block has one empty row."""
        return self._count or 1

    @overload
    def __getitem__(self, row: int) -> Row: ...

    @overload
    def __getitem__(self, row: slice) -> list[Row]: ...

    def __getitem__(self, row: int | slice) -> Row | list[Row]:
        """A row by its number, counted from the end when negative."""
        if isinstance(row, slice):
            return [self[number] for number in range(*row.indices(len(self)))]
        row = row + len(self) if row < 0 else row
        if not 0 <= row < len(self):
            raise IndexError(row)
        number = bisect_right(self._firsts, row) - 1
        if number < 0:
            return Row(-1, 0, ())
        first, rows = self.of_block(number)
        return rows[row - first] if row - first < len(rows) else self._maker.space(number + 1)


def _start_of(row: Row) -> int:
    return row.start


class Layout:
    """The rows of a document at a width.

    All that is reckoned at once is how many rows each block has: a hundredth of a second for a megabyte. The
    rows themselves are made block by block as they are asked for, which spares a long text's first paint
    four fifths of its layout (2026-11).
    """

    def __init__(
        self,
        document: Document,
        width: int,
        typography: Typography = PLAIN,
        rooms: Mapping[int, int] = NO_ROOMS,
        near: int | None = None,
    ) -> None:
        """Lay a document out.

        Args:
            document: what to lay out.
            width: columns of the text, at least 8.
            typography: how running text is set.
            rooms: rows for pictures over the text of blocks that are no tables, by their numbers.
            near: an offset; where the text is long, only the rows around it are true. None for all.
        """
        self.is_rough = near is not None and len(document.text) > _LONG_CHARACTERS
        self.document = document
        self.width = max(8, width)
        self.typography = typography
        self.rooms = rooms
        self.rows = BlockRows(document, self.width, typography, rooms, near if self.is_rough else None)

    def row_of(self, offset: int) -> int:
        """The row that holds a character; for one between rows, the row before."""
        if not self.document.blocks:
            return 0
        first, rows = self.rows.of_block(self.rows.block_at(offset))
        row = max(0, bisect_right(rows, offset, key=_start_of) - 1)
        candidate = row
        while candidate >= 0 and rows[candidate].start == rows[row].start:
            if any(piece.start <= offset < piece.end for piece in rows[candidate].pieces):
                return first + candidate
            candidate -= 1
        while row > 0 and not rows[row].pieces:
            row -= 1
        return first + row

    def top_row_of(self, offset: int) -> int:
        """The row to begin with when a character comes to the top: pictures belong to the row below them."""
        row = self.row_of(offset)
        while row > 0 and self.rows[row - 1].picture >= 0:
            row -= 1
        return row

    def column_of(self, offset: int) -> int:
        """The column at which a character stands in its row."""
        row = self.rows[self.row_of(offset)]
        for piece in row.pieces:
            if piece.start <= offset < piece.end:
                return piece.column + self._column_in(piece, offset)
        if not row.pieces:
            return 0
        last = row.pieces[-1]
        return last.column + self._column_in(last, max(last.start, min(offset, last.end)))

    def offset_at(self, row: int, column: int) -> int:
        """The character at a place of the screen; beside the text, the nearest in the row.

        Args:
            row: row number; limited to the rows there are.
            column: cells from the column's left edge; may be negative.
        """
        found = self.rows[max(0, min(row, len(self.rows) - 1))]
        if not found.pieces:
            return found.start
        piece = next((part for part in reversed(found.pieces) if part.column <= column), found.pieces[0])
        last = piece.start
        for offset, start, size in columns(self.document.text, piece.start, piece.end):
            if piece.column + start + max(size, 1) > column:
                return offset
            last = offset
        return last

    def has_text_at(self, row: int, column: int) -> bool:
        """Whether a character stands at a place of the screen, which may be any."""
        if not 0 <= row < len(self.rows):
            return False
        return any(
            piece.column + start <= column < piece.column + start + size
            for piece in self.rows[row].pieces
            for _, start, size in columns(self.document.text, piece.start, piece.end)
        )

    def block_rows(self, number: int) -> tuple[int, int]:
        """First row of a block, and the row after its last."""
        first, rows = self.rows.of_block(number)
        return first, first + len(rows)

    def rows_of(self, place: Range) -> range:
        """All rows that hold a part of a range; of the line of a table, all its rows."""
        first, last = self.row_of(place.start), self.row_of(max(place.start, place.end - 1))
        while first > 0 and self.rows[first].start == self.rows[first - 1].start:
            first -= 1
        return range(first, last + 1)

    def _column_in(self, piece: Piece, offset: int) -> int:
        """Column of a character from the piece's start; within a joined emoji, that of its first."""
        text = self.document.text
        if is_simple(text[piece.start : offset + 1]):
            return offset - piece.start
        column = 0
        for start, left, size in columns(text, piece.start, piece.end):
            if start > offset:
                break
            column = left + (size if start < piece.end == offset else 0)
        return column


class Layouts:
    """The last layouts of a document: they are asked for again as windows and sidebars come and go."""

    def __init__(self) -> None:
        self._kept: list[Layout] = []

    def of(
        self,
        document: Document,
        width: int,
        typography: Typography,
        rooms: Mapping[int, int],
        near: int | None = None,
    ) -> Layout:
        """The layout of a document, true around an offset at the least; those of another one are dropped."""
        self._kept = [one for one in self._kept if one.document is document and not one.is_rough]
        for kept in self._kept:
            if (kept.width, kept.typography, kept.rooms) == (width, typography, rooms):
                return kept
        made = Layout(document, width, typography, rooms, near)
        self._kept = [made, *self._kept[: _KEPT_LAYOUTS - 1]]
        return made
