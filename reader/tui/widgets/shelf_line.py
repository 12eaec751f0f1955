"""The shelves with their counts on one line, and what an empty one says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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


def shelf_line(counts: Mapping[Shelf, int], chosen: Shelf, order: str, room: int) -> Text:
    """The line; where room is short, the gaps close, long counts are rounded, and the order is left out.

    Args:
        counts: articles by shelf.
        chosen: the shelf that is shown.
        order: name of the order of the list; empty for the usual one.
        room: columns.
    """
    gaps = range(_WIDEST_GAP, 0, -1)
    ways = [(said, gap, shown) for said in (order, "") for shown in (str, _rounded) for gap in gaps]
    lines = (_line(counts, chosen, said, gap, shown) for said, gap, shown in ways)
    line = next(lines)
    while line.cell_len > room and (tighter := next(lines, None)) is not None:
        line = tighter
    return line


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


def _line(
    counts: Mapping[Shelf, int], chosen: Shelf, order: str, gap: int, shown: Callable[[int], str]
) -> Text:
    line = Text(no_wrap=True)
    for number, shelf in enumerate(SHELVES):
        line.append(f"{' ' * gap if number else ''}{(number + 1) % len(SHELVES)} ")
        line.append(shelf.capitalize(), "bold underline" if shelf == chosen else "")
        line.append(f" {shown(counts[shelf])}")
    return line.append(f"{' ' * gap}by {order}" if order else "")


def _rounded(count: int) -> str:
    return str(count) if count < _LONG else f"{round(count / 1000)}k"
