"""Which articles stand on which shelf, and in which order: kept from one look at the list to the next."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from reader.library.ids import id_of, number_of
from reader.library.kept import Shelf
from reader.library.keys import SHELVES, Moment, moment_by, stands_on
from reader.library.lines import Row
from reader.library.rowset import RowSet
from reader.library.state import State

_Order = tuple[Shelf | None, Moment]
_FEW = 200  # so many places are sooner looked for one by one than all articles are sorted


class Shelving:
    """The articles of each shelf, newest first. Made when first asked for, then kept up.

    After a change of one article, only its place is looked for: sorting a hundred thousand takes a sixth of a
    second (2026-11), and a key of triage must not wait for that.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._orders: dict[_Order, Sequence[str]] = {}
        self._changed: dict[_Order, set[str]] = {}
        self._counts: dict[Shelf, int] | None = None

    def reset(self) -> None:
        """Forget what was made: rows changed that nobody named."""
        self._orders.clear()
        self._changed.clear()
        self._counts = None

    def update(self, number: str, before: Row | None, after: Row | None) -> None:
        """Follow the change of an article's row."""
        for order, changed in self._changed.items():
            if _place(before, order) != _place(after, order):
                changed.add(id_of(number))
        if self._counts is not None:
            for shelf in SHELVES:
                self._counts[shelf] += _is_on(after, shelf) - _is_on(before, shelf)

    def counts(self) -> Mapping[Shelf, int]:
        """How many articles stand on each shelf."""
        with self._state.lock:
            if self._counts is None:
                self._counts = self._state.storage.ask(RowSet.shelf_counts)
            return dict(self._counts)

    def ids(self, shelf: Shelf | None, by: Moment = "added") -> Sequence[str]:
        """Ids of the articles on a shelf, newest first; of all and of those in the trash when None.

        The same sequence until something changes; the caller must not change it.
        """
        with self._state.lock:
            order: _Order = (shelf, by)
            if order not in self._orders:
                self._orders[order] = self._state.storage.ask(lambda rows: _ordered(rows, order))
            elif self._changed[order]:
                changed = frozenset(self._changed[order])
                self._orders[order] = self._state.storage.ask(
                    lambda rows: _merged(rows, self._orders[order], changed, order)
                )
            self._changed[order] = set()
            return self._orders[order]


def _ordered(rows: RowSet, order: _Order) -> Sequence[str]:
    held = rows.held("entries")
    if rows.mirror is not None:
        return _merged(rows, rows.listed(*order), frozenset(map(id_of, held)), order)
    places = ((_place(row, order), number) for number, row in list(held.items()))
    return [
        id for _, id in sorted(((place, id_of(number)) for place, number in places if place), reverse=True)
    ]


def _merged(rows: RowSet, ids: Iterable[str], changed: frozenset[str], order: _Order) -> Sequence[str]:
    """An order in which some articles stand elsewhere now, or not at all."""

    @cache  # the middle of the list is looked at for each of them
    def place(id: str) -> tuple[str, str]:
        number = number_of(id)
        row = rows.get("entries", number) if number else None
        return _place(row, order) or "", id

    found = [id for id in ids if id not in changed]
    joining = [id for id in changed if place(id)[0]]
    if len(joining) > _FEW:
        moments = rows.column(order[1]).by_id()
        return sorted([*found, *joining], key=lambda id: (moments[id], id), reverse=True)
    found.reverse()
    for id in joining:
        insort(found, id, key=place)
    found.reverse()
    return found


def _place(row: Row | None, order: _Order) -> str | None:
    """What an article is sorted by; None when it does not stand on the shelf."""
    shelf, by = order
    return moment_by(row, by) if row is not None and (shelf is None or stands_on(row, shelf)) else None


def _is_on(row: Row | None, shelf: Shelf) -> bool:
    return row is not None and stands_on(row, shelf)
