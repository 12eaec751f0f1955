"""Small indexes in memory over the rows: what an entry has, and where a value stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reader.library.ids import id_of
from reader.library.lines import Row
from reader.library.state import State


class RowIndex:
    """Ids by a value of the row. Made when first asked for, since most starts never ask; then kept up."""

    def __init__(self, state: State, table: str, key: Callable[[Row], Iterable[str]]) -> None:
        self._state = state
        self._table = table
        self._key = key
        self._places: dict[str, set[str]] | None = None

    def update(self, table: str, number: str, before: Row | None, after: Row | None) -> None:
        """Follow the change of one row."""
        if table == self._table and self._places is not None:
            self._move(self._places, id_of(number), before, after)

    def _move(self, places: dict[str, set[str]], id: str, before: Row | None, after: Row | None) -> None:
        for value in self._key(before) if before else ():
            places.get(value, set()).discard(id)
        for value in self._key(after) if after else ():
            places.setdefault(value, set()).add(id)

    def find(self, value: str) -> frozenset[str]:
        """Ids of the rows that have this value."""
        with self._state.lock:
            if self._places is None:
                self._places = {}
                for id, row in self._state.items(self._table):
                    self._move(self._places, id, None, row)
            return frozenset(self._places.get(value, ()))
