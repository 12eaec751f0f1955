"""What queries and orders ask of articles, a column at a time, and of their highlights."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from reader.library.columns import COLUMNS, Column, Values
from reader.library.ids import id_of
from reader.library.lines import Row
from reader.library.search.conditions import Marks, marks_of
from reader.library.state import State

_FEW = 500  # so many rows are sooner read than a column of a large library


class Briefs:
    """Columns of the library. Once a query asks for one it stays in memory, and follows what is written."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._loading = threading.Lock()
        self._columns: dict[Column, dict[str, Any]] = {}
        self._changed: set[str] = set()

    def reset(self) -> None:
        """Forget what was read: rows changed that nobody named."""
        self._columns = {}

    def update(self, number: str, after: Row | None) -> None:
        """Follow the change of an article's row."""
        id = id_of(number)
        self._changed.add(id)
        for name, values in self._columns.items():
            _set(values, name, id, after)

    def of(self, name: Column, ids: Collection[str]) -> Values:
        """The values of some articles at least; without those that are gone."""
        if name in self._columns or len(ids) > _FEW:
            return self.column(name)
        return {id: COLUMNS[name](row) for id, row in self._state.some_rows("entries", ids).items()}

    def column(self, name: Column) -> Values:
        """The values of all articles; those in the trash are among them."""
        with self._loading:
            columns = self._columns
            if name not in columns:
                # Without the lock: a screen must not wait while a hundred thousand are read.
                self._changed.clear()
                values = self._state.column(name)
                with self._state.lock:
                    for id in self._changed:
                        _set(values, name, id, self._state.row("entries", id))
                    columns[name] = values
            return columns[name]


def _set(values: dict[str, Any], name: Column, id: str, row: Row | None) -> None:
    if row is None:
        values.pop(id, None)
    else:
        values[id] = COLUMNS[name](row)


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
