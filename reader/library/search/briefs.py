"""What queries and orders ask of the rows of articles and of their highlights."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Protocol

from reader.library.ids import id_of
from reader.library.lines import Row
from reader.library.search.conditions import Marks, marks_of
from reader.library.state import State

_FIELDS = (
    "title", "byline", "site", "url", "published", "language", "added", "saved", "state", "starred",
    "trashed", "tags", "note", "words", "length", "furthest", "link_only",
)  # fmt: skip
_FEW = 500  # so many rows are sooner read one by one than all of a large library


class Rows(Protocol):
    """Rows of articles by id."""

    def __getitem__(self, id: str, /) -> Row: ...


class Briefs:
    """The rows of articles, as far as a query asks of them.

    Once a query asks of many they stay in memory, and follow what is written.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._loading = threading.Lock()
        self._rows: dict[str, Row] | None = None
        self._changed: set[str] = set()

    def reset(self) -> None:
        """Forget what was read: rows changed that nobody named."""
        self._rows = None

    def update(self, number: str, after: Row | None) -> None:
        """Follow the change of an article's row."""
        self._changed.add(id_of(number))
        if self._rows is not None:
            self._set(self._rows, id_of(number), after)

    def __getitem__(self, id: str) -> Row:
        """One row, read for itself."""
        row = self._state.row("entries", id)
        if row is None:
            raise KeyError(id)
        return row

    def over(self, count: int) -> Rows:
        """Rows for a question that looks at so many of them."""
        if self._rows is None and count <= _FEW:
            return self
        return self.all()

    def all(self) -> Mapping[str, Row]:
        """Every row by id."""
        with self._loading:
            rows = self._rows
            if rows is None:
                # Without the lock: a screen must not wait while a hundred thousand are read.
                self._changed.clear()
                rows = dict(self._state.collect("entries", lambda id, row: (id, self._brief(row))))
                with self._state.lock:
                    for id in self._changed:
                        self._set(rows, id, self._state.row("entries", id))
                    self._rows = rows
            return rows

    def _set(self, rows: dict[str, Row], id: str, row: Row | None) -> None:
        if row is None:
            rows.pop(id, None)
        else:
            rows[id] = self._brief(row)

    def _brief(self, row: Row) -> Row:
        if self._state.storage.rows.mirror is None:
            return row  # in memory anyhow
        return {field: row[field] for field in _FIELDS}


class MarkBriefs:
    """What queries ask of the highlights, by article; kept once it was collected."""

    def __init__(self, state: State) -> None:
        self._state = state
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
        with self._state.lock:
            changed = list(self._changed)
            self._changed.clear()
            if self._marks is None:
                by_entry: dict[str, list[Row]] = {}
                for row in self._state.rows("highlights"):
                    by_entry.setdefault(row["entry"], []).append(row)
                self._marks = {id: marks for id, rows in by_entry.items() if (marks := marks_of(rows))}
            for id in changed:
                marks = marks_of(marked_in(self._state, id))
                if marks:
                    self._marks[id] = marks
                else:
                    self._marks.pop(id, None)
            return self._marks


def marked_in(state: State, entry_id: str) -> Sequence[Row]:
    """The rows of an article's highlights."""
    with state.lock:
        rows = [state.row("highlights", id) for id in state.indexes["mark"].find(entry_id)]
    return [row for row in rows if row is not None]
