"""What queries and orders ask of articles, a column at a time, and of their highlights."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from typing import Any

from reader.library.columns import COLUMNS, Column
from reader.library.ids import id_of
from reader.library.lines import Row
from reader.library.rowset import ColumnValues
from reader.library.search.bits import Bits, bits_of, bits_where, numbers_in
from reader.library.search.conditions import Marks, marks_of
from reader.library.search.numbers import Numbers
from reader.library.state import State

_FEW = 500  # so many rows are sooner read than a column of a large library


class Briefs:
    """Columns of the library. Once a query asks for one it stays in memory, and follows what is written."""

    def __init__(self, state: State, numbers: Numbers) -> None:
        self._state = state
        self._numbers = numbers
        self._loading = threading.Lock()
        self._columns: dict[Column, list[Any]] = {}
        self._changed: set[str] = set()
        self._changes = Counter[Column]()
        self._order: tuple[Sequence[str], Sequence[int]] | None = None
        """Ids as the mirror's columns have them, and their numbers: looked up once for all columns."""

    def reset(self) -> None:
        """Forget what was read: rows changed that nobody named."""
        self._columns = {}
        self._changes.update(list(COLUMNS))

    def update(self, number: str, after: Row | None) -> None:
        """Follow the change of an article's row."""
        id = id_of(number)
        self._changed.add(id)
        for name, values in self._columns.items():
            self._set(values, name, id, after)

    def changes(self, names: Sequence[Column]) -> int:
        """Grows when one of some columns changes, once they were read as a whole; see `column`."""
        return sum(self._changes[name] for name in names)

    def passing(self, name: Column, holds: Callable[[Any], bool], among: Bits) -> Bits:
        """Those of some articles for whose value in a column a test holds."""
        if 2 * among.bit_count() > len(self._numbers):
            return among & bits_where(map(holds, self.column(name)))
        numbers = numbers_in(among)
        values = self.of(name, numbers)
        return bits_of(list(compress(numbers, map(holds, values))))

    def of(self, name: Column, numbers: Sequence[int]) -> Sequence[Any]:
        """The values of some articles, in their order; of one that is gone, any value."""
        if name in self._columns or len(numbers) > _FEW:
            values = self.column(name)
            return [values[number] for number in numbers]
        ids = self._numbers.ids
        rows = self._state.some_rows("entries", [ids[number] for number in numbers])
        found = {id: COLUMNS[name](row) for id, row in rows.items()}
        nothing = _nothing_like(found.values())
        return [found.get(ids[number], nothing) for number in numbers]

    def column(self, name: Column) -> Sequence[Any]:
        """The values of all articles by number, those in the trash among them.

        The caller must not change it. Where a number is no article's, stands any value of its type.
        """
        with self._loading:
            columns = self._columns
            if name not in columns:
                # Without the lock: a screen must not wait while a hundred thousand are read.
                self._changed.clear()
                found = self._state.column_values(name)
                values = self._by_number(found)
                with self._state.lock:
                    for id in self._changed:
                        self._set(values, name, id, self._state.row("entries", id))
                    columns[name] = values
            return columns[name]

    def _by_number(self, found: ColumnValues) -> list[Any]:
        if self._order is None or self._order[0] is not found.ids:
            self._order = found.ids, self._numbers.all_of(found.ids)
        changed = {self._numbers.of(id): value for id, value in found.changed.items() if value is not None}
        nothing = _nothing_like([*found.values[:1], *changed.values()])
        values: list[Any] = [nothing] * len(self._numbers)
        for number, value in zip(self._order[1], found.values, strict=True):
            values[number] = value
        for number, value in changed.items():
            values[number] = value
        return values

    def _set(self, values: list[Any], name: Column, id: str, row: Row | None) -> None:
        if row is None:
            return  # it stands on no shelf, so nobody asks for it
        number, value = self._numbers.of(id), COLUMNS[name](row)
        values.extend([_nothing_like([value])] * (number + 1 - len(values)))
        if values[number] != value:
            values[number] = value
            self._changes[name] += 1


def _nothing_like(values: Iterable[Any]) -> Any:
    """A value for where there is none, of the same type."""
    return type(next(iter(values), ""))()


class MarkBriefs:
    """What queries ask of the highlights, by article; kept once it was collected."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._loading = threading.Lock()
        self._marks: dict[str, Marks] | None = None
        self._changed: set[str] = set()

    def reset(self) -> None:
        """Forget what was read."""
        self._marks = None

    def update(self, entry_id: str) -> None:
        """The highlights of an article changed."""
        self._changed.add(entry_id)

    def all(self) -> Mapping[str, Marks]:
        """By article; without those that have no highlights."""
        with self._loading:
            marks = self._marks
            if marks is None:
                # Without the lock, as `Briefs` does.
                self._changed.clear()
                marks = _marks_by_entry(self._state)
            with self._state.lock:
                changed = list(self._changed)
                self._changed.clear()
                for id in changed:
                    now = marks_of(marked_in(self._state, id))
                    if now:
                        marks[id] = now
                    else:
                        marks.pop(id, None)
                self._marks = marks
            return marks


def _marks_by_entry(state: State) -> dict[str, Marks]:
    by_entry: dict[str, list[Row]] = {}
    for row in state.rows("highlights"):
        by_entry.setdefault(row["entry"], []).append(row)
    return {id: marks for id, rows in by_entry.items() if (marks := marks_of(rows))}


def marked_in(state: State, entry_id: str) -> Sequence[Row]:
    """The rows of an article's highlights."""
    with state.lock:
        rows = [state.row("highlights", id) for id in state.indexes["mark"].find(entry_id)]
    return [row for row in rows if row is not None]
