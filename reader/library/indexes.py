"""Small indexes in memory over the rows: what an entry has, and where a value stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from reader.library.journal import Row


class RowIndex:
    """Row numbers by a value of the row; kept up as rows change."""

    def __init__(self, table: str, key: Callable[[Row], Iterable[str]]) -> None:
        self._table = table
        self._key = key
        self._places: defaultdict[str, set[str]] = defaultdict(set)

    def update(self, table: str, number: str, before: Row | None, after: Row | None) -> None:
        """Follow the change of one row."""
        if table != self._table:
            return
        for value in self._key(before) if before else ():
            self._places[value].discard(number)
            if not self._places[value]:
                del self._places[value]
        for value in self._key(after) if after else ():
            self._places[value].add(number)

    def find(self, value: str) -> frozenset[str]:
        """Numbers of the rows that have this value."""
        return frozenset(self._places.get(value, ()))
