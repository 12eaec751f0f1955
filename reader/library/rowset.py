"""The rows of all tables as a process knows them: what it holds in memory, over what stands in the mirror."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from reader.library.columns import COLUMNS
from reader.library.ids import id_of
from reader.library.keys import KEYS, SHELVES, stands_on
from reader.library.lines import Changes, Row, Tables

if TYPE_CHECKING:
    from reader.library.columns import Column
    from reader.library.kept import Shelf
    from reader.library.keys import Moment
    from reader.library.mirror import Mirror

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """A value of every article, in two parts: what the mirror has, and what memory holds over it."""

    ids: Sequence[str]
    """Of the mirror's articles; while it stays as it is, the same object each time."""
    values: Sequence[Any]
    """One for each of those."""
    changed: Mapping[str, Any]
    """By id, of articles that are newer than the mirror; None for those that went."""

    def by_id(self) -> dict[str, Any]:
        """Both together."""
        found = dict(zip(self.ids, self.values, strict=True))
        for id, value in self.changed.items():
            if value is None:
                found.pop(id, None)
            else:
                found[id] = value
        return found


class MirrorFault(Exception):
    """The mirror cannot be used; the state is read from its own files instead."""


class RowSet:
    """Rows by table and number. Without a mirror, all of them are in memory.

    Over a mirror, memory holds what was written since the mirror was made; a row that went is None there.
    """

    def __init__(self, tables: Changes, mirror: Mirror | None = None) -> None:
        self._held = cast("dict[str, dict[str, Row | None]]", tables)
        self.mirror = mirror

    def get(self, table: str, number: str) -> Row | None:
        """A row; the caller must not change it."""
        held = self._held.get(table, {})
        if self.mirror is None or number in held:
            return held.get(number)
        return self.mirror.get(table, number)

    def get_many(self, table: str, numbers: Sequence[str]) -> dict[str, Row]:
        """Some rows by number, without those that are not there; of some hundreds at the most."""
        held = self.held(table)
        found = {number: row for number in numbers if (row := held.get(number)) is not None}
        if self.mirror is not None:
            found.update(self.mirror.get_many(table, [number for number in numbers if number not in held]))
        return found

    def put(self, table: str, number: str, row: Row | None) -> None:
        """Set a row, or remove it when None."""
        held = self._held.setdefault(table, {})
        if row is None and self.mirror is None:
            held.pop(number, None)
        else:
            held[number] = row

    def held(self, table: str) -> Mapping[str, Row | None]:
        """What memory holds of a table; a row that went since the mirror was made is None."""
        return self._held.get(table, {})

    def numbers(self, table: str, wanted: range) -> list[str]:
        """The numbers of a table within a range."""
        held = self.held(table)
        found = [number for number, row in held.items() if row is not None and int(number) in wanted]
        if self.mirror is not None:
            found += [number for number in self.mirror.numbers(table, wanted) if number not in held]
        return found

    def collect(self, table: str, take: Callable[[str, Row], T]) -> list[T]:
        """What is taken from each row, by number and row, in no order."""
        held = dict(self.held(table))
        found = [take(number, row) for number, row in held.items() if row is not None]
        if self.mirror is not None:
            found += self.mirror.collect(table, take, held)
        return found

    def frozen(self) -> RowSet:
        """The rows as they are now, whatever is written meanwhile."""
        return RowSet({table: dict(rows) for table, rows in self._held.items()}, self.mirror)

    def tables(self) -> Tables:
        """Every row of every table; the caller must not change them."""
        if self.mirror is None:
            return cast("Tables", self._held)
        names = {*self._held, *(self.mirror.tables() if self.mirror else ())}
        return {name: dict(self.collect(name, lambda number, row: (number, row))) for name in names}

    def keyed(self, name: str, value: str) -> list[str]:
        """Numbers of the mirror's rows that are found under a value and were not changed since."""
        if self.mirror is None:
            return []
        held = self.held(KEYS[name].table)
        return [number for number in self.mirror.keyed(name, value) if number not in held]

    def key_counts(self, name: str) -> dict[str, int]:
        """How many of the mirror's rows are found under each value, without those changed since."""
        if self.mirror is None:
            return {}
        counts = dict(self.mirror.key_counts(name))
        key = KEYS[name]
        for number in list(self.held(key.table)):
            row = self.mirror.get(key.table, number)
            for value in key.of(row) if row else ():
                counts[value] -= 1
        return {value: count for value, count in counts.items() if count}

    def listed(self, shelf: Shelf | None, by: Moment) -> Sequence[str]:
        """Ids of the mirror's articles on a shelf, newest first; also those that changed since."""
        return self.mirror.listed(shelf, by) if self.mirror is not None else ()

    def column(self, name: Column) -> ColumnValues:
        """A value of every article."""
        ids, values = self.mirror.column(name) if self.mirror is not None else ((), ())
        take = COLUMNS[name]
        changed = {
            id_of(number): take(row) if row is not None else None
            for number, row in list(self.held("entries").items())
        }
        return ColumnValues(ids, values, changed)

    def shelf_counts(self) -> dict[Shelf, int]:
        """How many articles stand on each shelf."""
        counts = dict(self.mirror.shelf_counts) if self.mirror is not None else dict.fromkeys(SHELVES, 0)
        for number, row in list(self.held("entries").items()):
            before = self.mirror.get("entries", number) if self.mirror is not None else None
            for shelf in SHELVES:
                counts[shelf] += bool(row and stands_on(row, shelf)) - bool(
                    before and stands_on(before, shelf)
                )
        return counts

    def without(self, known: Changes) -> RowSet:
        """The same rows, of which memory holds only those that are not among some that it held before."""
        held = {
            table: {
                number: row
                for number, row in rows.items()
                if number not in known.get(table, {}) or known[table][number] is not row
            }
            for table, rows in self._held.items()
        }
        return RowSet(held, self.mirror)

    def changes(self) -> Changes:
        """What memory holds of all tables."""
        return self._held


def held_rows(rows: Mapping[str, Row | None]) -> Iterable[tuple[str, Row]]:
    """Those that are there."""
    return ((number, row) for number, row in list(rows.items()) if row is not None)
