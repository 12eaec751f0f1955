"""Rows and offsets: how a document stands in a column of the screen.

A layout is made for one width. It knows where every character stands and nothing of colours;
the widget asks it for rows, the session asks it which offset a key leads to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reader.document.document import Block, Document
from reader.document.tables import table_rows
from reader.document.wrapping import columns, is_simple, tab_columns, wrap
from reader.terminal import cell_width

_QUOTE_BAR = "▌ "
_INDENT_COLUMNS = 2
_CODE_INDENT = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand side by side in a row."""

    start: int
    end: int
    column: int
    """Where the first of them stands, from the column's left edge."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line on the screen."""

    block: int
    """Number of the block; -1 for an empty row between blocks."""
    start: int
    """Where the row begins in the text; several rows of one table line begin alike."""
    pieces: tuple[Piece, ...]
    """Empty for a row without text."""
    prefix: str = ""
    """Bar, bullet or number before the text; it is not part of the text."""

    @property
    def offset(self) -> int:
        """The first character of the row."""
        return self.pieces[0].start if self.pieces else self.start


class Layout:
    """The rows of a document at a width."""

    def __init__(self, document: Document, width: int) -> None:
        """Lay a document out.

        Args:
            document: what to lay out.
            width: columns of the text, at least 8.
        """
        self.document = document
        self.width = max(8, width)
        self.rows: list[Row] = []
        for number, block in enumerate(document.blocks):
            self._space_before(number, block)
            self.rows.extend(self._block_rows(number, block))
        if not self.rows:
            self.rows.append(Row(-1, 0, ()))
        self._starts = [row.start for row in self.rows]

    def row_of(self, offset: int) -> int:
        """The row that holds a character; for one between rows, the row before."""
        row = max(0, bisect_right(self._starts, offset) - 1)
        candidate = row
        while candidate >= 0 and self._starts[candidate] == self._starts[row]:
            if any(piece.start <= offset < piece.end for piece in self.rows[candidate].pieces):
                return candidate
            candidate -= 1
        while row > 0 and not self.rows[row].pieces:
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

    def block_rows(self, number: int) -> tuple[int, int]:
        """First row of a block, and the row after its last."""
        block = self.document.blocks[number]
        first = last = self.row_of(block.range.start)
        while first > 0 and self.rows[first - 1].block == number:
            first -= 1
        while last < len(self.rows) and self.rows[last].block == number:
            last += 1
        return first, last

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

    def _space_before(self, number: int, block: Block) -> None:
        if not number:
            return
        before = self.document.blocks[number - 1]
        if _stand_together(before, block):
            return
        count = 2 if block.kind == "heading" and block.level <= 2 else 1
        bar = _QUOTE_BAR * min(before.quotes, block.quotes)
        place = before.range.end
        self.rows.extend(Row(-1, place, (), bar) for _ in range(count))

    def _block_rows(self, number: int, block: Block) -> Iterator[Row]:
        prefix, indent = self._prefix(block)
        room = max(4, self.width - indent)
        text = self.document.text
        start, end = block.range.start, block.range.end
        if block.kind == "table":
            for line_start, pieces in table_rows(text, start, end, room):
                placed = tuple(Piece(first, last, indent + column) for first, last, column in pieces)
                yield Row(number, line_start, placed, prefix)
            return
        for first, last in self._lines(text, start, end):
            for row_start, row_end in self._wrapped(block, text, first, last, room):
                yield Row(number, row_start, (Piece(row_start, row_end, indent),), prefix)
                prefix = _continued(prefix, block)

    def _wrapped(
        self, block: Block, text: str, first: int, last: int, room: int
    ) -> Iterator[tuple[int, int]]:
        if first == last:
            yield first, last
        elif block.kind == "code":
            yield from _cut(text, first, last, room)
        else:
            yield from wrap(text, first, last, room)

    @staticmethod
    def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        while True:
            line = text.find("\n", start, end)
            if line < 0:
                yield start, end
                return
            yield start, line
            start = line + 1

    def _prefix(self, block: Block) -> tuple[str, int]:
        bar = _QUOTE_BAR * min(block.quotes, max(0, self.width // 8))
        depth = min(block.level, self.width // 8) if block.kind != "heading" else 0
        prefix = bar + " " * (_INDENT_COLUMNS * depth)
        if block.kind in ("item", "footnote"):
            prefix += f"{block.marker} "
        elif block.kind == "code":
            prefix += " " * _CODE_INDENT
        return prefix, cell_width(prefix)


def _stand_together(before: Block, block: Block) -> bool:
    """Items of one list and footnotes stand without an empty row between them."""
    if before.quotes != block.quotes:
        return False
    if block.kind == "footnote":
        return before.kind == "footnote"
    return block.kind == "item" and before.kind == "item"


def _continued(prefix: str, block: Block) -> str:
    """What stands before the second row of a block: bars go on, bullets and numbers do not."""
    if block.kind not in ("item", "footnote"):
        return prefix
    bars = _QUOTE_BAR * prefix.count("▌")
    return bars + " " * (cell_width(prefix) - cell_width(bars))


def _cut(text: str, first: int, last: int, room: int) -> Iterator[tuple[int, int]]:
    """Code is cut where the row ends; blanks are not moved."""
    if last - first <= room and is_simple(text[first:last]):
        yield first, last
        return
    row, used = first, 0
    for place, _, size in columns(text, first, last):
        # A tab goes to the next stop of its own row, which is another one once the line was cut.
        size = tab_columns(used) if text[place] == "\t" else size
        if used + size > room and place > row:
            yield row, place
            row, used = place, 0
            size = tab_columns(0) if text[place] == "\t" else size
        used += size
    yield row, last
