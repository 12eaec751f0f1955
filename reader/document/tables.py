"""Tables in columns: cells are parted by tabs, rows by newlines, and wrap within their column."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from reader.document.wrapping import wrap
from reader.terminal import cell_width

_GAP_COLUMNS = 2
_LEAST_COLUMNS = 6

Cell = tuple[int, int]


def table_rows(
    text: str, start: int, end: int, width: int
) -> Iterator[tuple[int, tuple[tuple[int, int, int], ...]]]:
    """Lay a table out.

    Args:
        text: the whole text.
        start: first character of the table.
        end: character after its last.
        width: columns there are.

    Yields:
        For each row of the screen, where its line begins in the text, and its pieces as
        (start, end, column). Where the columns do not fit, cells stand below each other.
    """
    lines = list(_cells(text, start, end))
    widths = _column_widths(text, lines, width)
    for cells in lines:
        if widths is None:
            yield from _stacked(text, cells, width)
        else:
            yield from _side_by_side(text, cells, widths)


def _cells(text: str, start: int, end: int) -> Iterator[list[Cell]]:
    place = start
    for line in text[start:end].split("\n"):
        cells, cell_start = [], place
        for cell in line.split("\t"):
            cells.append((cell_start, cell_start + len(cell)))
            cell_start += len(cell) + 1
        yield cells
        place += len(line) + 1


def _column_widths(text: str, lines: list[list[Cell]], width: int) -> list[int] | None:
    count = max(len(cells) for cells in lines)
    wanted = [1] * count
    for cells in lines:
        for number, (first, last) in enumerate(cells):
            wanted[number] = max(wanted[number], cell_width(text[first:last]))
    room = width - _GAP_COLUMNS * (count - 1)
    if sum(wanted) <= room:
        return wanted
    if room < _LEAST_COLUMNS * count:
        return None
    # Narrow columns get what they want; the wide ones share the rest evenly.
    widths, left, open_columns = [0] * count, room, sorted(range(count), key=wanted.__getitem__)
    while open_columns:
        column = open_columns.pop(0)
        widths[column] = max(1, min(wanted[column], left // (len(open_columns) + 1)))
        left -= widths[column]
    return widths


def _side_by_side(
    text: str, cells: list[Cell], widths: list[int]
) -> Iterator[tuple[int, tuple[tuple[int, int, int], ...]]]:
    line_start = cells[0][0]
    wrapped = [wrap(text, first, last, width) for (first, last), width in zip(cells, widths, strict=False)]
    lefts = [sum(widths[:number]) + _GAP_COLUMNS * number for number in range(len(widths))]
    for parts in zip_longest(*wrapped):
        pieces = tuple((part[0], part[1], left) for part, left in zip(parts, lefts, strict=False) if part)
        yield line_start, pieces


def _stacked(
    text: str, cells: list[Cell], width: int
) -> Iterator[tuple[int, tuple[tuple[int, int, int], ...]]]:
    for number, (first, last) in enumerate(cells):
        indent = 0 if number == 0 else _GAP_COLUMNS
        for row_start, row_end in wrap(text, first, last, width - indent):
            yield row_start, ((row_start, row_end, indent),)
