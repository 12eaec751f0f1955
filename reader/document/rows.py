"""The rows of one block: wrapped, cut, or set as a table, with what stands before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.document.document import Block, Document
from reader.document.tables import table_rows
from reader.document.wrapping import columns, is_simple, tab_columns, wrap
from reader.terminal import cell_width

_QUOTE_BAR = "▌ "
_INDENT_COLUMNS = 2
_CODE_INDENT = 2

Cut = tuple[int, int]
"""First character of a row, and the one after its last."""


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


class RowMaker:
    """Makes the rows of a document's blocks at a width, block by block."""

    def __init__(self, document: Document, width: int) -> None:
        """Prepare.

        Args:
            document: whose blocks.
            width: columns of the text.
        """
        self._document = document
        self._width = width

    def gap(self, number: int) -> int:
        """How many empty rows stand before a block."""
        if not number:
            return 0
        block = self._document.blocks[number]
        if _stand_together(self._document.blocks[number - 1], block):
            return 0
        return 2 if block.kind == "heading" and block.level <= 2 else 1

    def space(self, number: int) -> Row:
        """An empty row before a block."""
        before, block = self._document.blocks[number - 1], self._document.blocks[number]
        return Row(-1, before.range.end, (), _QUOTE_BAR * min(before.quotes, block.quotes))

    def cuts(self, number: int) -> list[Cut]:
        """Where the rows of a block that is no table are cut."""
        block, text = self._document.blocks[number], self._document.text
        room = self._room(self._prefix(block)[1])
        return [
            cut
            for first, last in _lines(text, block.range.start, block.range.end)
            for cut in _wrapped(block, text, first, last, room)
        ]

    def rows(self, number: int, cuts: list[Cut]) -> list[Row]:
        """The rows of a block that is no table, from where they are cut."""
        block = self._document.blocks[number]
        prefix, indent = self._prefix(block)
        rest = _continued(prefix, block)
        return [
            Row(number, start, (Piece(start, end, indent),), rest if place else prefix)
            for place, (start, end) in enumerate(cuts)
        ]

    def table(self, number: int) -> list[Row]:
        """The rows of a table."""
        block = self._document.blocks[number]
        prefix, indent = self._prefix(block)
        lines = table_rows(self._document.text, block.range.start, block.range.end, self._room(indent))
        return [
            Row(
                number,
                start,
                tuple(Piece(first, last, indent + column) for first, last, column in pieces),
                prefix,
            )
            for start, pieces in lines
        ]

    def _room(self, indent: int) -> int:
        return max(4, self._width - indent)

    def _prefix(self, block: Block) -> tuple[str, int]:
        bar = _QUOTE_BAR * min(block.quotes, max(0, self._width // 8))
        depth = min(block.level, self._width // 8) if block.kind != "heading" else 0
        prefix = bar + " " * (_INDENT_COLUMNS * depth)
        if block.kind in ("item", "footnote"):
            prefix += f"{block.marker} "
        elif block.kind == "code":
            prefix += " " * _CODE_INDENT
        return prefix, cell_width(prefix)


def _wrapped(block: Block, text: str, first: int, last: int, room: int) -> Iterator[tuple[int, int]]:
    if first == last:
        yield first, last
    elif block.kind == "code":
        yield from _cut(text, first, last, room)
    else:
        yield from wrap(text, first, last, room)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while True:
        line = text.find("\n", start, end)
        if line < 0:
            yield start, end
            return
        yield start, line
        start = line + 1


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
