"""The mirror: every row of the state in an SQLite file of the cache folder.

A start reads of it what the screen shows, instead of parsing all of `db.json`. It is derived: its stamp says
for which snapshot and how much of the journal it stands; where that does not fit, or anything is wrong with
the file, it is made anew from the state's own files. A row carries its checksum, since a damaged database may
still answer.

A process reads it within one transaction that stays open, so that what it sees does not move under the rows
that it holds in memory; SQLite's write-ahead log lets others bring the file up meanwhile.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar
from zlib import crc32

import orjson

from reader.library.ids import ID_LETTERS, id_of, make_id
from reader.library.kept import Shelf
from reader.library.keys import KEYS, SHELVES, Moment, moment_by
from reader.library.lines import Changes, Row, Tables
from reader.library.rowset import MirrorFault

T = TypeVar("T")

_VERSION = 3
_CACHE_PAGES = 4000  # of 4 KB, once they are needed: bringing thousands of rows up touches pages again
_RECENT_ROWS = 100  # held as they were read
_BATCH = 1000  # rows read at once: some milliseconds, so that a screen is not kept waiting
_IDS = range(1 << 5 * ID_LETTERS, 2 << 5 * ID_LETTERS)
_SCHEMA = """
CREATE TABLE stamp (value TEXT NOT NULL);
CREATE TABLE sizes (tbl TEXT PRIMARY KEY, count INTEGER NOT NULL);
CREATE TABLE shelves (shelf TEXT PRIMARY KEY, count INTEGER NOT NULL, ids TEXT);
CREATE TABLE rows (tbl TEXT, number INTEGER, crc INTEGER, row BLOB, PRIMARY KEY (tbl, number)) WITHOUT ROWID;
CREATE TABLE keys (name TEXT, value TEXT, number INTEGER);
CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT, added TEXT, saved TEXT,
    state TEXT, starred INTEGER, trashed INTEGER);
"""
# Made after the rows: SQLite sorts faster than it inserts in order.
_INDEXES = """
CREATE INDEX keys_by_value ON keys (name, value, number);
CREATE INDEX by_added ON articles (added, id, state, starred, trashed);
CREATE INDEX by_saved ON articles (saved, id, state, starred, trashed);
"""
_GET_ROW = "SELECT crc, row FROM rows WHERE tbl=? AND number=?"
_PUT_ROW = "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)"
_ON_SHELF: Mapping[Shelf | None, str] = MappingProxyType(
    {
        None: "1",
        "all": "NOT trashed",
        "trash": "trashed",
        "starred": "NOT trashed AND starred",
        "unread": "NOT trashed AND state='unread'",
        "reading": "NOT trashed AND state='reading'",
        "archive": "NOT trashed AND state='archive'",
    }
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a mirror stands for."""

    snapshot: tuple[int, int, int]
    """Inode, bytes and time of change of `db.json`, in nanoseconds."""
    journal: tuple[int, int]
    """Inode of the journal, and how many of its bytes are in the mirror."""
    sequence: int
    """Number of the last write in it."""


class Mirror:
    """An open mirror; safe to use from several threads.

    Every method may raise `MirrorFault`.
    """

    def __init__(self, path: Path) -> None:
        """Open a file that `build` made."""
        self._path = path
        self._lock = threading.RLock()
        with _faults():
            self._connection = _connect(path, "rw")
            try:
                _check_version(self._connection)
                self._connection.execute("PRAGMA synchronous=NORMAL")
                self._connection.execute(f"PRAGMA cache_size={_CACHE_PAGES}")
                self.stamp = self._pin()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.close()

    def delete(self) -> None:
        """Close and remove the file."""
        self.close()
        _remove(self._path)

    def _pin(self) -> Stamp:
        """Begin the transaction in which everything is read."""
        self._connection.execute("BEGIN")
        stamp = _stamp(self._connection)
        self._sizes = dict(self._connection.execute("SELECT tbl, count FROM sizes"))
        self.shelf_counts: Mapping[Shelf, int] = dict(
            self._connection.execute("SELECT shelf, count FROM shelves")
        )
        self._counts: dict[str, Mapping[str, int]] = {}
        self._recent: dict[tuple[str, str], Row] = {}
        return stamp

    def advance(self, changes: Changes, stamp: Stamp) -> None:
        """Bring the file up, and read it as it is then; nobody may write to the library meanwhile.

        Args:
            changes: the rows that changed since it was opened, None for those that went.
            stamp: what it stands for with them.
        """
        with self._lock, _faults():
            self._connection.execute("ROLLBACK")
            self._connection.execute("BEGIN IMMEDIATE")
            for table, rows in changes.items():
                for number, row in rows.items():
                    self._replace(table, number, row)
            _order_shelves(self._connection)
            self._connection.execute("UPDATE stamp SET value=?", (orjson.dumps(asdict(stamp)).decode(),))
            self._connection.execute("COMMIT")
            self.stamp = self._pin()

    def _replace(self, table: str, number: str, row: Row | None) -> None:
        """Change a row, and what is derived of it where that changes: most writes touch one field."""
        connection, key = self._connection, (table, int(number))
        before = _row(connection.execute(_GET_ROW, key).fetchone())
        if row is None:
            connection.execute("DELETE FROM rows WHERE tbl=? AND number=?", key)
        else:
            connection.execute(_PUT_ROW, _kept(table, number, row))
        old, new = set(_keys_of(table, number, before)), set(_keys_of(table, number, row))
        connection.executemany("DELETE FROM keys WHERE name=? AND value=? AND number=?", old - new)
        connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", new - old)
        if (row is None) != (before is None):
            connection.execute(
                "INSERT INTO sizes VALUES (?, ?) ON CONFLICT (tbl) DO UPDATE SET count=count+excluded.count",
                (table, 1 if before is None else -1),
            )
        if table == "entries":
            self._stand_elsewhere(number, before, row)

    def _stand_elsewhere(self, number: str, before: Row | None, row: Row | None) -> None:
        connection = self._connection
        if row is None:
            connection.execute("DELETE FROM articles WHERE number=?", (int(number),))
        elif before is None or _article(number, before) != _article(number, row):
            connection.execute(
                "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", _article(number, row)
            )

    # -- asking

    def _ask(self, question: str, values: tuple[object, ...]) -> list[Any]:
        with self._lock, _faults():
            return self._connection.execute(question, values).fetchall()

    def get(self, table: str, number: str) -> Row | None:
        """A row, or None; the caller must not change it. A write asks three times for its own."""
        key = (table, number)
        row = self._recent.get(key)
        if row is not None:
            return row
        with self._lock, _faults():
            row = _row(self._connection.execute(_GET_ROW, (table, int(number))).fetchone())
            if row is not None:
                if len(self._recent) >= _RECENT_ROWS:
                    self._recent = {}
                self._recent[key] = row
            return row

    def get_many(self, table: str, numbers: Sequence[str]) -> dict[str, Row]:
        """Some rows by number, without those that are not there; of some hundreds at the most."""
        marks = ",".join("?" * len(numbers))
        found = self._ask(
            f"SELECT number, crc, row FROM rows WHERE tbl=? AND number IN ({marks})",
            (table, *map(int, numbers)),
        )
        return {str(number): row for number, crc, data in found if (row := _row((crc, data))) is not None}

    def tables(self) -> Iterable[str]:
        """Names of the tables."""
        return list(self._sizes)

    def numbers(self, table: str, wanted: range) -> list[str]:
        """The numbers of a table's rows within a range."""
        found = self._ask(
            "SELECT number FROM rows WHERE tbl=? AND number>=? AND number<?",
            (table, wanted.start, wanted.stop),
        )
        return [str(number) for (number,) in found]

    def collect(self, table: str, take: Callable[[str, Row], T], without: Container[str] = ()) -> list[T]:
        """What is taken from each row, but for some; read in batches, so that others can ask meanwhile."""
        found: list[T] = []
        last, count = -1, 0
        while batch := self._ask(
            f"SELECT number, crc, row FROM rows WHERE tbl=? AND number>? ORDER BY number LIMIT {_BATCH}",
            (table, last),
        ):
            last = batch[-1][0]
            count += len(batch)
            for number, crc, data in batch:
                if str(number) not in without:
                    row = _row((crc, data))
                    assert row is not None
                    found.append(take(str(number), row))
        if count != self._sizes.get(table, 0):
            raise MirrorFault("rows are missing")
        return found

    def keyed(self, name: str, value: str) -> list[str]:
        """Numbers of the rows that are found under a value."""
        return [
            str(number)
            for (number,) in self._ask("SELECT number FROM keys WHERE name=? AND value=?", (name, value))
        ]

    def key_counts(self, name: str) -> Mapping[str, int]:
        """How many rows are found under each value."""
        if name not in self._counts:
            self._counts[name] = dict(
                self._ask("SELECT value, count(*) FROM keys WHERE name=? GROUP BY value", (name,))
            )
        return self._counts[name]

    def listed(self, shelf: Shelf | None, by: Moment) -> list[str]:
        """Ids of the articles on a shelf, newest first; None for all, with those in the trash."""
        if shelf is not None and by == "added":
            found = self._ask("SELECT ids FROM shelves WHERE shelf=?", (shelf,))
        else:
            found = self._ask(_ids_of(shelf, by), ())
        return (found[0][0] or "").split()

    def moments(self, by: Moment) -> dict[str, str]:
        """The moment of every article, by id."""
        return dict(self._ask(f"SELECT id, {by} FROM articles", ()))


def find_mirror(folder: Path, fits: Callable[[Stamp], bool]) -> Mirror | None:
    """The mirror in a folder whose stamp fits; nobody may adopt one meanwhile."""
    for path in folder.glob("*.sqlite"):
        with suppress(MirrorFault):
            mirror = Mirror(path)
            if fits(mirror.stamp):
                return mirror
            mirror.close()
    return None


def build(folder: Path, tables: Tables, stamp: Stamp) -> Path:
    """Write a mirror of tables beside those in use; `adopt` puts it to use.

    Raises:
        MirrorFault: the disk refused, or there are rows of another shape.
    """
    beside = folder / f"{make_id()}.tmp"
    with _faults():
        folder.mkdir(parents=True, exist_ok=True)
        connection = _connect(beside, "rwc")
        try:
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")  # lost with the power, it is made again
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN")
            for table, rows in tables.items():
                _check_numbers(rows)
                _insert(connection, table, sorted(rows.items()))
                connection.execute("INSERT INTO sizes VALUES (?, ?)", (table, len(rows)))
            connection.execute("INSERT INTO stamp VALUES (?)", (orjson.dumps(asdict(stamp)).decode(),))
            connection.execute("COMMIT")
            connection.executescript(_INDEXES)
            _order_shelves(connection)
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA user_version={_VERSION}")
        except BaseException:
            connection.close()
            _remove(beside)
            raise
        connection.close()
    return beside


def adopt(beside: Path) -> Mirror:
    """Put a new mirror in the place of all others; nobody may open one meanwhile.

    It gets a name that no file had: SQLite removes the write-ahead log of a name when its last reader closes,
    and a window may still read the former file.

    Raises:
        MirrorFault: it cannot be opened, or is gone.
    """
    path = beside.with_suffix(".sqlite")
    with _faults():
        for other in path.parent.glob("*"):
            if other != beside:
                other.unlink(missing_ok=True)
        beside.rename(path)
    return Mirror(path)


def _check_version(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        raise MirrorFault("of another version")


def _check_numbers(rows: Iterable[str]) -> None:
    if any(int(number) not in _IDS for number in rows):
        raise MirrorFault("a row number that is no id")


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[str, Row]]) -> None:
    connection.executemany(_PUT_ROW, (_kept(table, number, row) for number, row in rows))
    keys = (key for number, row in rows for key in _keys_of(table, number, row))
    connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", keys)
    if table == "entries":
        articles = (_article(number, row) for number, row in rows)
        connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", articles)


def _kept(table: str, number: str, row: Row) -> tuple[object, ...]:
    data = orjson.dumps(row)
    return table, int(number), crc32(data), data


def _article(number: str, row: Row) -> tuple[object, ...]:
    moments = moment_by(row, "added"), moment_by(row, "saved")
    return int(number), id_of(number), *moments, row["state"], bool(row["starred"]), bool(row["trashed"])


def _ids_of(shelf: Shelf | None, by: Moment) -> str:
    """The statement that gives the ids of a shelf as one string: a row each costs five times as much."""
    return (
        f"SELECT group_concat(id, ' ') FROM (SELECT id FROM articles INDEXED BY by_{by}"
        f" WHERE {_ON_SHELF[shelf]} ORDER BY {by} DESC, id DESC)"
    )


def _order_shelves(connection: sqlite3.Connection) -> None:
    """Keep what the list shows of each shelf: a start need not go through all articles for it."""
    for shelf in SHELVES:
        (count,) = connection.execute(f"SELECT count(*) FROM articles WHERE {_ON_SHELF[shelf]}").fetchone()
        (ids,) = connection.execute(_ids_of(shelf, "added")).fetchone()
        connection.execute("INSERT OR REPLACE INTO shelves VALUES (?, ?, ?)", (shelf, count, ids or ""))


def _keys_of(table: str, number: str, row: Row | None) -> Iterator[tuple[str, str, int]]:
    for name, key in KEYS.items():
        if key.table == table and row is not None:
            for value in key.of(row):
                yield name, value, int(number)


def _row(found: tuple[int, bytes] | None) -> Row | None:
    if found is None:
        return None
    crc, data = found
    if crc32(data) != crc:
        raise MirrorFault("a damaged row")
    row: Row = orjson.loads(data)
    return row


def _stamp(connection: sqlite3.Connection) -> Stamp:
    kept = orjson.loads(connection.execute("SELECT value FROM stamp").fetchone()[0])
    return Stamp(tuple(kept["snapshot"]), tuple(kept["journal"]), kept["sequence"])


def _connect(path: Path, mode: Literal["rw", "rwc"]) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=5, check_same_thread=False, isolation_level=None)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def _faults() -> Iterator[None]:
    """Whatever a damaged file or an unknown row leads to is one thing to those who ask."""
    try:
        yield
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise MirrorFault(str(error)) from error
