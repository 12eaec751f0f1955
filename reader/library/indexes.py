"""Rows by a value that they have."""

from __future__ import annotations

from collections.abc import Collection

from reader.library.ids import id_of
from reader.library.journal import JournalStorage
from reader.library.keys import KEYS, Key
from reader.library.lines import Row
from reader.library.rowset import RowSet, held_rows

_FEW = 50  # of 30,000 values, all are counted in the time in which so many are looked up


class RowIndex:
    """Ids by a value of the row. Made when first asked for, since most starts never ask; then kept up."""

    def __init__(self, storage: JournalStorage, name: str) -> None:
        self._storage = storage
        self._name = name
        self._key = KEYS[name]
        self.table = self._key.table
        """Whose rows they are."""
        self._places: dict[str, set[str]] = {}
        self._counts: dict[str, int] | None = None
        self._made_of: RowSet | None = None

    def update(self, number: str, before: Row | None, after: Row | None) -> None:
        """Follow the change of one row of its table."""
        if self._made_of is not None:
            self._move(number, before, after)
        if self._counts is not None:
            _count(self._counts, self._key, before, -1)
            _count(self._counts, self._key, after, 1)

    def _move(self, number: str, before: Row | None, after: Row | None) -> None:
        for value in self._key.of(before) if before else ():
            self._places.get(value, set()).discard(number)
        for value in self._key.of(after) if after else ():
            self._places.setdefault(value, set()).add(number)

    def _held(self, rows: RowSet) -> dict[str, set[str]]:
        """Where the rows in memory stand."""
        if self._made_of is not rows:
            self._places, self._counts = {}, None
            for number, row in held_rows(rows.held(self.table)):
                self._move(number, None, row)
            self._made_of = rows
        return self._places

    def find(self, value: str) -> frozenset[str]:
        """Ids of the rows that have this value."""

        def numbers(rows: RowSet) -> list[str]:
            return [*self._held(rows).get(value, ()), *rows.keyed(self._name, value)]

        with self._storage.lock:
            return frozenset(map(id_of, self._storage.ask(numbers)))

    def counts_of(self, values: Collection[str]) -> dict[str, int]:
        """How many rows have each of some values."""
        if self._counts is None and len(values) <= _FEW:
            return {value: len(self.find(value)) for value in values}
        with self._storage.lock:
            counts = self._all_counts()
            return {value: counts.get(value, 0) for value in values}

    def counts(self) -> dict[str, int]:
        """How many rows have each value."""
        with self._storage.lock:
            return {value: count for value, count in self._all_counts().items() if count}

    def _all_counts(self) -> dict[str, int]:
        def counted(rows: RowSet) -> dict[str, int]:
            held = self._held(rows)
            if self._counts is None:
                self._counts = rows.key_counts(self._name)
                for value, numbers in held.items():
                    self._counts[value] = self._counts.get(value, 0) + len(numbers)
            return self._counts

        return self._storage.ask(counted)


def _count(counts: dict[str, int], key: Key, row: Row | None, step: int) -> None:
    for value in key.of(row) if row else ():
        counts[value] = counts.get(value, 0) + step
