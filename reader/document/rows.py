"""The rows of one block: wrapped, cut, or set as a table, with what stands before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reader.document.document import Block, Document
from reader.document.hyphens import SOFT_HYPHEN, parter_for
from reader.document.justifying import justified
from reader.document.tables import table_rows
from reader.document.typography import PLAIN, Typography
from reader.document.wrapping import columns, is_simple, row_ends, tab_columns
from reader.terminal import cell_width

_QUOTE_BAR = "▌ "
_INDENT_COLUMNS = 2
_CODE_INDENT = 2
_FIRST_INDENT = 2
_LEAST_BEFORE_HYPHEN = 2
HYPHEN = "-"
"""ASCII, since a terminal without Unicode is to show it too."""
_RUNNING = frozenset({"paragraph", "item", "footnote", "term"})
"""Blocks of sentences: these are justified and spaced; titles, code, tables and captions are not."""


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
    suffix: str = ""
    """The hyphen behind a word that was parted; it is not part of the text."""
    picture: int = -1
    """Row within the room for pictures over the block's text; -1 for every other row."""

    @property
    def offset(self) -> int:
        """The first character of the row."""
        return self.pieces[0].start if self.pieces else self.start


class RowMaker:
    """Makes the rows of a document's blocks at a width, block by block."""

    def __init__(self, document: Document, width: int, typography: Typography = PLAIN) -> None:
        """Prepare.

        Args:
            document: whose blocks.
            width: columns of the text.
            typography: how running text is set.
        """
        self._document = document
        self._width = width
        self._typography = typography
        self._parts = parter_for(
            typography.language,
            has_soft_hyphens=SOFT_HYPHEN in document.text,
            by_patterns=typography.hyphenated,
        )
        self._hyphens: set[int] = set()
        """Where words were parted: the first characters of the rows after."""

    def gap(self, number: int) -> int:
        """How many empty rows stand before a block."""
        if not number:
            return 0
        row_gap = self._typography.row_gap
        if self._is_indented(number):
            return row_gap
        block = self._document.blocks[number]
        if _stand_together(self._document.blocks[number - 1], block):
            return row_gap
        return row_gap + (2 if block.kind == "heading" and block.level <= 2 else 1)

    def space(self, number: int) -> Row:
        """An empty row before a block."""
        before, block = self._document.blocks[number - 1], self._document.blocks[number]
        return Row(-1, before.range.end, (), _QUOTE_BAR * min(before.quotes, block.quotes))

    def is_table(self, number: int) -> bool:
        """Whether a block has its rows from `table`, not from `rows`."""
        return self._document.blocks[number].kind == "table"

    def guessed_height(self, number: int) -> int:
        """About how many rows a block takes: as many as its signs fill, and one for each line."""
        place = self._document.blocks[number].range
        return 1 + len(place) // self._width + self._document.text.count("\n", place.start, place.end)

    def height(self, number: int) -> int:
        """How many rows a block takes that is no table."""
        rows = sum(len(ends) for _, ends in self._row_ends(number))
        return rows + (rows - 1) * self._gap_within(number)

    def _row_ends(self, number: int) -> Iterator[tuple[int, list[int]]]:
        """The first character of each line of a block that is no table, and where its rows end."""
        block, text = self._document.blocks[number], self._document.text
        room = self._room(self._prefix(block)[1])
        split = self._split if self._parts is not None and block.kind in _RUNNING else None
        indent = _FIRST_INDENT if self._is_indented(number) else 0
        for first, last in _lines(text, block.range.start, block.range.end):
            if block.kind == "code":
                yield first, _code_row_ends(text, first, last, room)
            else:
                yield first, row_ends(text, first, last, room, split, indent=indent)

    def rows(self, number: int) -> list[Row]:
        """The rows of a block that is no table."""
        block = self._document.blocks[number]
        prefix, indent = self._prefix(block)
        rest = _continued(prefix, block)
        gap = self._gap_within(number)
        rows: list[Row] = []
        cuts = (cut for first, ends in self._row_ends(number) for cut in pairwise([first, *ends]))
        for place, (start, end) in enumerate(cuts):
            if place:
                rows += [Row(number, start, (), rest)] * gap
            first = _FIRST_INDENT if not place and self._is_indented(number) else 0
            suffix = HYPHEN if end in self._hyphens else ""
            pieces = self._pieces(block, start, end, indent + first, len(suffix), from_left=place % 2 == 0)
            rows.append(Row(number, start, pieces, rest if place else prefix, suffix))
        return rows

    def _pieces(
        self, block: Block, start: int, end: int, column: int, hyphen: int, *, from_left: bool
    ) -> tuple[Piece, ...]:
        text = self._document.text
        ends_line = end >= block.range.end or text[end] == "\n"
        if not self._typography.justified or ends_line or block.kind not in _RUNNING:
            return (Piece(start, end, column),)
        room = self._room(column) - hyphen
        return tuple(
            Piece(first, last, column + left)
            for first, last, left in justified(text, start, end, room, from_left=from_left)
        )

    def _gap_within(self, number: int) -> int:
        return self._typography.row_gap if self._document.blocks[number].kind in _RUNNING else 0

    def _is_indented(self, number: int) -> bool:
        """Whether the first row is indented: a paragraph that follows one of its own kind and depth."""
        if not self._typography.indented or not number:
            return False
        before, block = self._document.blocks[number - 1], self._document.blocks[number]
        return (
            block.kind == before.kind == "paragraph"
            and block.quotes == before.quotes
            and block.level == before.level
        )

    def _split(self, first: int, last: int, room: int) -> int | None:
        """The last place at which a word may be parted and still fits with its hyphen."""
        if self._parts is None or room < _LEAST_BEFORE_HYPHEN + 1:
            return None
        text = self._document.text
        for place in reversed(self._parts(text[first:last])):
            if cell_width(text[first : first + place]) < room:
                self._hyphens.add(first + place)
                return first + place
        return None

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


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while True:
        line = text.find("\n", start, end)
        if line < 0:
            yield start, end
            return
        yield start, line
        start = line + 1


def _stand_together(before: Block, block: Block) -> bool:
    """Items of one list, footnotes, and a picture with its caption: no empty row parts them."""
    if before.quotes != block.quotes:
        return False
    if block.kind == "footnote":
        return before.kind == "footnote"
    if block.kind == "caption":
        return before.kind == "figure"
    return block.kind == "item" and before.kind == "item"


def _continued(prefix: str, block: Block) -> str:
    """What stands before the second row of a block: bars go on, bullets and numbers do not."""
    if block.kind not in ("item", "footnote"):
        return prefix
    bars = _QUOTE_BAR * prefix.count("▌")
    return bars + " " * (cell_width(prefix) - cell_width(bars))


def _code_row_ends(text: str, first: int, last: int, room: int) -> list[int]:
    """Code is cut where the row ends; blanks are not moved."""
    if last - first <= room and is_simple(text[first:last]):
        return [last]
    ends: list[int] = []
    row, used = first, 0
    for place, _, size in columns(text, first, last):
        # A tab goes to the next stop of its own row, which is another one once the line was cut.
        size = tab_columns(used) if text[place] == "\t" else size
        if used + size > room and place > row:
            ends.append(place)
            row, used = place, 0
            size = tab_columns(0) if text[place] == "\t" else size
        used += size
    return [*ends, last]
