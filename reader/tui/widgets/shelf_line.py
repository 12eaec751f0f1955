"""The shelves with their counts on one line, and what an empty one says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from rich.style import Style
from rich.text import Text

from reader.library.kept import Shelf

SHELVES: tuple[Shelf, ...] = ("unread", "reading", "archive", "starred", "trash", "all")
_WIDEST_GAP = 3
_LONG = 10_000
_EMPTY: Mapping[Shelf, str] = {
    "unread": "Nothing is left unread.",
    "reading": "Nothing is begun: what you leave before its end stands here.",
    "archive": "Nothing is archived: {archive} puts an article away that you have done with.",
    "starred": "Nothing is starred: {star} gives an article a star, and takes it.",
    "trash": "The trash is empty: what {trash} puts here can be taken out again.",
    "all": "Everything is in the trash.",
}

_FEWER_COUNTS: tuple[Literal["chosen", "none"], ...] = ("chosen", "none")
"""With gaps of two and more: the one count would else be read as the next shelf's key."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How the line is written."""

    gap: int = 1
    counts: Literal["all", "chosen", "none"] = "all"
    letters: int = 20
    """Of a name, at the most."""
    order: str = ""
    rounded: bool = False


def shelf_line(counts: Mapping[Shelf, int], chosen: Shelf, order: str, room: int) -> Text:
    """The line; where room is short, it says less, but always every shelf with its key.

    First the gaps close, then long counts are rounded, then the order is left out, then counts, then letters.

    Args:
        counts: articles by shelf.
        chosen: the shelf that is shown.
        order: name of the order of the list; empty for the usual one.
        room: columns.
    """
    gaps = range(_WIDEST_GAP, 0, -1)
    ways = [
        *(
            _Way(gap, order=said, rounded=flag)
            for said in (order, "")
            for flag in (False, True)
            for gap in gaps
        ),
        *(_Way(gap, said, rounded=True) for said in _FEWER_COUNTS for gap in gaps[:-1]),
        *(_Way(1, "none", letters) for letters in (20, 4, 3, 1)),
    ]
    lines = (_line(counts, chosen, way) for way in ways)
    line = next(lines)
    while line.cell_len > room and (tighter := next(lines, None)) is not None:
        line = tighter
    return line


def shelf_at(line: Text, column: int) -> Shelf | None:
    """The shelf that stands at a column of the line."""
    for span in line.spans:
        if span.start <= column < span.end and isinstance(span.style, Style) and "shelf" in span.style.meta:
            shelf: Shelf = span.style.meta["shelf"]
            return shelf
    return None


def empty_line(shelf: Shelf, query: str, key_of: Callable[[str], str]) -> str:
    """What stands in a list without articles.

    Args:
        shelf: that is shown.
        query: the filter.
        key_of: gives the key of an action, as a person writes it.
    """
    if query:
        place = "Nothing" if shelf == "all" else "Nothing on this shelf"
        return f"{place} fits. {key_of('clear_filter')} clears the filter."
    return _EMPTY[shelf].format(**{name: key_of(name) for name in ("archive", "star", "trash")})


def _line(counts: Mapping[Shelf, int], chosen: Shelf, way: _Way) -> Text:
    line = Text(no_wrap=True)
    for number, shelf in enumerate(SHELVES):
        line.append(" " * way.gap if number else "")
        start = len(line)
        line.append(f"{(number + 1) % len(SHELVES)} ")
        line.append(shelf.capitalize()[: way.letters], "bold underline" if shelf == chosen else "")
        if way.counts == "all" or (way.counts == "chosen" and shelf == chosen):
            line.append(f" {_rounded(counts[shelf]) if way.rounded else counts[shelf]}")
        line.apply_meta({"shelf": shelf}, start)
    return line.append(f"{' ' * way.gap}by {way.order}" if way.order else "")


def _rounded(count: int) -> str:
    return str(count) if count < _LONG else f"{round(count / 1000)}k"
