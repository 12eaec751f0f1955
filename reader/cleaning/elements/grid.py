"""A table's cells as a grid in which every row is as wide as the widest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

_MOST_COLUMNS = 100
"""A `colspan` may claim a million columns."""


def rows_of(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table itself, not those of tables within it; a head first and a foot last."""
    sections = sorted(
        (part for part in table if part.tag in ("thead", "tbody", "tfoot", "tr")),
        key=lambda part: {"thead": 0, "tfoot": 2}.get(part.tag, 1),
    )
    for section in sections:
        if section.tag == "tr":
            yield section
        else:
            yield from (row for row in section if row.tag == "tr")


def cells_of(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def grid_of(table: HtmlElement, written: Callable[[HtmlElement], str]) -> list[list[str]]:
    """The table's cells as written by a function; a cell over several columns or rows fills the first.

    Markdown drops the cells of a row that is wider than the first one: all are made equally wide.
    """
    rows: list[list[str]] = []
    filled: dict[int, int] = {}
    for row in rows_of(table):
        line: list[str] = []
        for cell in cells_of(row):
            while filled.get(len(line), 0) > 0:
                _skip(line, filled)
            _put(line, cell, written(cell), filled)
        while filled.get(len(line), 0) > 0:
            _skip(line, filled)
        if any(line):
            rows.append(line)
    width = max(map(len, rows), default=0)
    return [line + [""] * (width - len(line)) for line in rows]


def _skip(line: list[str], filled: dict[int, int]) -> None:
    filled[len(line)] -= 1
    line.append("")


def _put(line: list[str], cell: HtmlElement, text: str, filled: dict[int, int]) -> None:
    columns, more_rows = _span(cell, "colspan"), _span(cell, "rowspan") - 1
    for place in range(columns):
        if more_rows:
            filled[len(line)] = more_rows
        line.append("" if place else text)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(1, int(value)), _MOST_COLUMNS) if value.isascii() and value.isdecimal() else 1
