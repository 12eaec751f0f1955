"""The rows of the library as TinyDB tables, changed by transactions that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from tinydb import TinyDB
from tinydb.table import Table

from reader.errors import AmbiguousId, NotFound
from reader.library.collector import collector_paused
from reader.library.columns import Column
from reader.library.ids import id_of, make_id, number_of, numbers_from
from reader.library.indexes import RowIndex
from reader.library.journal import JournalStorage
from reader.library.kept import Change
from reader.library.keys import KEYS
from reader.library.lines import Row, Tables
from reader.library.rowset import ColumnValues, MirrorFault, RowSet
from reader.library.undo import DELETIONS, History, Image, Step, merged

T = TypeVar("T")

_AT_ONCE = 500


class Transaction:
    """Rows that change together, as one line of the journal, when a `with` block ends without an error.

    Rows read within the block are the newest: no other process writes until it ends.
    """

    __slots__ = ("_numbers", "_state", "_undoable", "before", "ids", "kind", "made", "rows")

    made: Change
    """What it did; there once the block has ended."""

    def __init__(self, state: State, kind: str, *, undoable: bool) -> None:
        self._state = state
        self._undoable = undoable
        self._numbers: dict[str, str] = {}
        self.kind = kind
        self.rows: dict[str, dict[str, Row | None]] = {}
        self.before: dict[tuple[str, str], Row | None] = {}
        """The rows that were read, by table and number."""
        self.ids: dict[str, str] = {}
        """The ids of rows by their numbers, of those that were named by their ids."""

    def row(self, table: str, id: str) -> Row | None:
        """A row as it is before this change, or None; the caller must not change it."""
        number = self._number(id)
        if number is None:
            return None
        key = (table, number)
        if key not in self.before:
            self.before[key] = self._state.storage.row(table, number)
        return self.before[key]

    def read(self, table: str, ids: Collection[str]) -> None:
        """Read rows together, before each is asked for: thousands take a fifth of the time."""
        for id, row in self._state.some_rows(table, ids).items():
            number = self._number(id)
            assert number is not None
            self.before[table, number] = row

    def put(self, table: str, id: str, row: Row | None) -> None:
        """Set a row, or remove it when None.

        Raises:
            NotFound: that cannot be an id.
        """
        number = self._number(id)
        if number is None:
            raise NotFound(id)
        self.rows.setdefault(table, {})[number] = row

    def _number(self, id: str) -> str | None:
        number = self._numbers.get(id) or number_of(id)
        if number is not None:
            self._numbers[id] = number
            self.ids[number] = id
        return number

    def __enter__(self) -> Self:
        self._state.lock.acquire()
        try:
            self._state.storage.begin()
        except BaseException:
            self._state.lock.release()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.made = self._state.keep(self, undoable=self._undoable)
        finally:
            self._state.storage.end()
            self._state.lock.release()


class RowTable(Table):
    """A TinyDB table whose writes cost what changed, not the whole file.

    Stock TinyDB copies every table and writes the file anew at each change: 256 ms at 10,000
    articles (measured 2026-11). Row numbers are the numbers behind the ids that the user sees.
    """

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        storage = self._storage
        assert isinstance(storage, JournalStorage)
        storage.begin()
        try:
            rows = storage.read().get(self.name, {})
            changed = {int(key): dict(row) for key, row in rows.items()}
            updater(changed)  # type: ignore[arg-type]  # TinyDB's own signature is narrower than its use
            after = {str(key): dict(row) for key, row in changed.items()}
            changes: dict[str, Row | None] = {k: v for k, v in after.items() if rows.get(k) != v}
            changes.update(dict.fromkeys(rows.keys() - after.keys()))
            storage.commit({self.name: changes})
        finally:
            storage.end()
        self.clear_cache()


class State:
    """The tables, the one lock, and the history of what can be taken back."""

    def __init__(self, folder: Path, mirrors: Path, *, read_only: bool, mirror_later: bool = False) -> None:
        self.storage = JournalStorage(folder, mirrors, read_only=read_only, mirror_later=mirror_later)
        self.lock = self.storage.lock
        self.database = TinyDB(storage=lambda: self.storage)
        self.database.table_class = RowTable
        self.history = History()
        self.indexes = {name: RowIndex(self.storage, name) for name in KEYS}
        """Rows by what they have; see `keys`."""
        self._indexes_of = {
            table: [index for index in self.indexes.values() if index.table == table]
            for table in {key.table for key in KEYS.values()}
        }

    @property
    def revision(self) -> int:
        """Grows with every write, by this or another process."""
        return self.storage.sequence

    def follow(self, table: str, number: str, before: Row | None, after: Row | None) -> None:
        """Let the indexes know of the change of one row."""
        for index in self._indexes_of.get(table, ()):
            index.update(number, before, after)

    def items(self, table: str) -> list[tuple[str, Row]]:
        """Ids and rows of a table as they are now; the caller must not change the rows."""
        return self.collect(table, lambda id, row: (id, row))

    def rows(self, table: str) -> list[Row]:
        """The rows of a table as they are now; the caller must not change them."""
        return self.collect(table, lambda _, row: row)

    def collect(self, table: str, take: Callable[[str, Row], T]) -> list[T]:
        """What is taken from each row of a table, by id and row: of many rows, only that is held."""
        return self.storage.ask(
            lambda rows: rows.collect(table, lambda number, row: take(id_of(number), row))
        )

    def column(self, name: Column) -> dict[str, Any]:
        """A value of every article by id, as it is now, without a look at their rows; see `columns`."""
        return self.column_values(name).by_id()

    def column_values(self, name: Column) -> ColumnValues:
        """The same in the parts in which it is kept: who needs no table by ids need not wait for one."""
        return self.storage.ask(lambda rows: rows.column(name))

    def row(self, table: str, id: str) -> Row | None:
        """One row, or None; the caller must not change it."""
        number = number_of(id)
        return self.storage.row(table, number) if number else None

    def some_rows(self, table: str, ids: Collection[str]) -> dict[str, Row]:
        """Rows by id, without those that are not there; the caller must not change them."""
        ids_by_number = {number: id for id in ids if (number := number_of(id)) is not None}
        numbers = list(ids_by_number)
        found: dict[str, Row] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            found.update(self.storage.ask(partial(RowSet.get_many, table=table, numbers=some)))
        return {ids_by_number[number]: row for number, row in found.items()}

    def whole(self) -> tuple[Tables, int]:
        """Every row as it was at one moment, and the number of the last write in it.

        Of a large state it is read without the lock: a screen must not wait for a copy of all.
        """
        with self.lock:
            rows, revision = self.storage.rows, self.revision
            frozen = rows.frozen()
        with suppress(MirrorFault), collector_paused():
            tables = frozen.tables()
            if self.storage.rows is rows:  # otherwise the mirror may have moved on under it
                return tables, revision
        with self.lock:
            return {name: dict(held) for name, held in self.storage.read().items()}, self.revision

    def row_of_change(self, table: str, id: str, change: Change) -> Row | None:
        """A row that a change was about, as it is, or as it was when the change took it away."""
        images = () if self.row(table, id) else self.history.images_of(change)
        found = (
            image.before or image.after
            for image in images
            if (image.table, image.number) == (table, number_of(id))
        )
        return self.row(table, id) or next(found, None)

    def find(self, table: str, prefix: str, kind: str) -> str:
        """The id that begins so.

        Raises:
            NotFound, AmbiguousId: none does, or several do.
        """
        wanted = numbers_from(prefix)
        found = self.storage.ask(lambda rows: rows.numbers(table, wanted)) if wanted else []
        if not found:
            raise NotFound(prefix, kind)
        if len(found) > 1:
            raise AmbiguousId(prefix, tuple(map(id_of, found)), kind)
        return id_of(found[0])

    def table(self, name: str) -> Table:
        """The table as TinyDB gives it, for queries."""
        return self.database.table(name)

    def new_id(self, table: str) -> str:
        """An id that no row of the table has."""
        while True:
            made = make_id()
            if self.row(table, made) is None:
                return made

    def change(self, kind: str, *, undoable: bool = True) -> Transaction:
        """Collect rows, for a `with` block.

        Args:
            kind: name of the action, for the history.
            undoable: False for what nobody wants to take back, as the reading position.

        Raises:
            LibraryReadOnly, LibraryLocked, WriteFailed: when the block begins or ends; nothing was changed.
        """
        return Transaction(self, kind, undoable=undoable)

    def keep(self, transaction: Transaction, *, undoable: bool) -> Change:
        """Write rows as one line, and remember how they were. Call with both locks."""
        images = self._images(transaction)
        self._commit(images)
        known = transaction.ids
        ids = [known.get(image.number) or id_of(image.number) for image in images]
        made = Change(transaction.kind, tuple(dict.fromkeys(ids)), self.revision)
        if undoable and images:
            self.history.remember(Step(made, images))
        return made

    def undo(self, change: Change | None = None) -> Change | None:
        """Take back a change, the last one by default; the last deletion when nothing else was done.

        Returns:
            What was taken back, or None when there is nothing to take back.
        """
        with self.lock:
            step = self.history.last_done(change)
            if step is None and change is None:
                step = self._deletion()
            if step is None:
                return None
            with collector_paused():
                self._apply(tuple(image.swapped() for image in reversed(step.images)))
            self.history.took_back(step)
            return step.change

    def redo(self) -> Change | None:
        """Do again what was taken back last; None when there is nothing."""
        with self.lock:
            step = self.history.last_undone()
            if step is None:
                return None
            with collector_paused():
                self._apply(step.images)
            self.history.did_again(step)
            return step.change

    def _deletion(self) -> Step | None:
        """What was deleted last, by any process at any time: how undo reaches over a restart."""
        last = max(
            (moment for field in DELETIONS.values() for moment in self.indexes[field].counts()), default=""
        )
        images = tuple(
            Image(table, number, {**row, field: None}, row)
            for table, field in DELETIONS.items()
            for id in sorted(self.indexes[field].find(last))
            if (number := number_of(id)) and (row := self.storage.row(table, number))
        )
        ids = tuple(id_of(image.number) for image in images)
        return Step(Change("delete", ids, self.revision), images) if images else None

    def _apply(self, images: Sequence[Image]) -> None:
        self.storage.begin()
        try:
            self._commit(
                tuple(merged(image, self.storage.row(image.table, image.number)) for image in images)
            )
        finally:
            self.storage.end()

    def _images(self, transaction: Transaction) -> Sequence[Image]:
        """The rows that become others."""
        known, images = transaction.before, []
        for table, rows in transaction.rows.items():
            for number, row in rows.items():
                key = (table, number)
                before = known[key] if key in known else self.storage.row(table, number)
                if before != row:
                    images.append(Image(table, number, before, row))
        return images

    def _commit(self, images: Sequence[Image]) -> None:
        changes: dict[str, dict[str, Row | None]] = {}
        known: dict[str, dict[str, Row | None]] = {}
        for image in images:
            changes.setdefault(image.table, {})[image.number] = image.after
            known.setdefault(image.table, {})[image.number] = image.before
        self.storage.commit(changes, known)

    def close(self) -> None:
        """Close the files."""
        with self.lock:
            self.database.close()
