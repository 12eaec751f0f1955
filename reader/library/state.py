"""The rows of the library as TinyDB tables, changed by transactions that can be taken back."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table

from reader.errors import AmbiguousId, NotFound
from reader.library.journal import JournalStorage, Row
from reader.library.kept import Change

# Ids are shown in Crockford's base 32: no letter that looks like a digit, safe to type and to say.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Image:
    """One row before and after a transaction."""

    table: str
    key: str
    before: Row | None
    after: Row | None


@dataclass(slots=True)
class Transaction:
    """Rows that change together, as one line of the journal."""

    kind: str
    rows: dict[str, dict[str, Row | None]] = field(default_factory=dict)

    def put(self, table: str, key: str, row: Row | None) -> None:
        """Set a row, or remove it when None."""
        self.rows.setdefault(table, {})[key] = row


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

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self.lock = threading.RLock()
        self.storage = JournalStorage(folder, read_only=read_only)
        self.database = TinyDB(storage=lambda: self.storage)
        self.database.table_class = RowTable
        self._done: list[tuple[Change, tuple[Image, ...]]] = []
        self._undone: list[tuple[Change, tuple[Image, ...]]] = []

    @property
    def revision(self) -> int:
        """Grows with every write, by this or another process."""
        return self.storage.sequence

    def rows(self, table: str) -> Mapping[str, Row]:
        """The rows of a table by id; the caller must not change them."""
        return self.storage.read().get(table, {})

    def row(self, table: str, key: str) -> Row | None:
        """One row, or None; the caller must not change it."""
        number = number_of(key)
        return self.storage.read().get(table, {}).get(number) if number else None

    def find(self, table: str, prefix: str, kind: str) -> str:
        """The id that begins so.

        Raises:
            NotFound, AmbiguousId: none does, or several do.
        """
        if number_of(prefix) is None or len(prefix) > _ID_LETTERS:
            raise NotFound(prefix, kind)
        missing = _ID_LETTERS - len(prefix)
        low, high = int(_number(prefix + "0" * missing)), int(_number(prefix + "z" * missing))
        found = [number for number in self.rows(table) if low <= int(number) <= high]
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
            made = "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LETTERS))
            if self.row(table, made) is None:
                return made

    @contextmanager
    def change(self, kind: str, *, undoable: bool = True) -> Iterator[Transaction]:
        """Collect rows and write them as one line when the block ends without an error.

        Args:
            kind: name of the action, for the history.
            undoable: False for what nobody wants to take back, as the reading position.

        Raises:
            LibraryReadOnly, LibraryLocked, WriteFailed: nothing was changed.
        """
        with self.lock:
            self.storage.begin()
            try:
                transaction = Transaction(kind)
                yield transaction
                images = self._images(transaction)
                self._commit(images)
                if undoable and images:
                    self._remember(kind, images)
            finally:
                self.storage.end()

    def last_change(self) -> Change:
        """What the last undoable transaction did."""
        return self._done[-1][0]

    def undo(self, change: Change | None = None) -> Change | None:
        """Take back a change, the last one by default; returns it, or None when there is none."""
        return self._step(self._done, self._undone, change, back=True)

    def redo(self) -> Change | None:
        """Do again what was taken back last; None when there is nothing."""
        return self._step(self._undone, self._done, None, back=False)

    def _step(
        self,
        source: list[tuple[Change, tuple[Image, ...]]],
        target: list[tuple[Change, tuple[Image, ...]]],
        change: Change | None,
        *,
        back: bool,
    ) -> Change | None:
        with self.lock:
            found = next((item for item in reversed(source) if change in (None, item[0])), None)
            if found is None:
                return None
            self.storage.begin()
            try:
                images = [self._mended(image, back=back) for image in found[1]]
                self._commit(tuple(images))
            finally:
                self.storage.end()
            source.remove(found)
            target.append(found)
            return found[0]

    def _mended(self, image: Image, *, back: bool) -> Image:
        """The row with the change's fields set back; what others changed in it since stays."""
        old, new = (image.after, image.before) if back else (image.before, image.after)
        current = self.storage.read().get(image.table, {}).get(image.key)
        if new is None or old is None or current is None:
            return Image(image.table, image.key, current, new)
        fields = {name for name in {*old, *new} if old.get(name) != new.get(name)}
        merged = {name: value for name, value in current.items() if name not in fields}
        merged.update({name: new[name] for name in fields if name in new})
        return Image(image.table, image.key, current, merged)

    def _images(self, transaction: Transaction) -> tuple[Image, ...]:
        state = self.storage.read()
        images = []
        for table, rows in transaction.rows.items():
            for key, row in rows.items():
                number = _number(key)
                before = state.get(table, {}).get(number)
                if before != row:
                    images.append(Image(table, number, before, row))
        return tuple(images)

    def _commit(self, images: tuple[Image, ...]) -> None:
        changes: dict[str, dict[str, Row | None]] = {}
        for image in images:
            changes.setdefault(image.table, {})[image.key] = image.after
        self.storage.commit(changes)

    def _remember(self, kind: str, images: tuple[Image, ...]) -> None:
        ids = tuple(dict.fromkeys(id_of(image.key) for image in images))
        self._done.append((Change(kind, ids, self.revision), images))
        self._undone.clear()

    def close(self) -> None:
        """Close the files."""
        with self.lock:
            self.database.close()


def _number(shown: str) -> str:
    """The row number behind an id: stock TinyDB knows rows by whole numbers only."""
    value = 1  # a leading one keeps leading zeros
    for letter in shown:
        value = value * 32 + _ALPHABET.index(letter)
    return str(value)


def id_of(number: str) -> str:
    """The id behind a row number."""
    value, letters = int(number), []
    while value > 1:
        value, digit = divmod(value, 32)
        letters.append(_ALPHABET[digit])
    return "".join(reversed(letters))


def number_of(shown: str) -> str | None:
    """The row number of an id, or None when it cannot be one."""
    return _number(shown) if shown and all(letter in _ALPHABET for letter in shown) else None
