"""The mirror: every row of the state in an SQLite file of the cache folder.

A start reads of it what the screen shows, instead of parsing all of `db.json`. It is derived: its stamp says
for which snapshot and how much of the journal it stands; where that does not fit, or anything is wrong with
the file, it is made anew from the state's own files.

A process reads it within one transaction that stays open, so that what it sees does not move under the rows
that it holds in memory; SQLite's write-ahead log lets others bring the file up meanwhile.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import orjson

from reader.library.columns import Column
from reader.library.journal_file import Seen
from reader.library.kept import Shelf
from reader.library.keys import Moment, changed_keys
from reader.library.lines import Changes, Row
from reader.library.mirror_file import (
    FAULTS,
    GET_ROW,
    IDS,
    PUT_ARTICLE,
    PUT_ROW,
    Stamp,
    article,
    check_version,
    connect,
    dump_stamp,
    faults,
    ids_of,
    kept,
    key_of,
    keys_of,
    order_shelves,
    read_stamp,
    remove,
    row_of,
)
from reader.library.mirroring import Identity
from reader.library.rowset import MirrorFault

T = TypeVar("T")

_CACHE_PAGES = 4000  # of 4 KB, once they are needed: bringing thousands of rows up touches pages again
_LOG_PAGES = 1000  # of the write-ahead log; then SQLite brings them into the file
_RECENT_ROWS = 100  # held as they were read
_BATCH = 1000  # rows read at once: some milliseconds, so that a screen is not kept waiting


class Mirror:
    """An open mirror; safe to use from several threads.

    Every method may raise `MirrorFault`.
    """

    def __init__(self, path: Path) -> None:
        """Open a file that `make_file` made."""
        self._path = path
        self._lock = threading.RLock()
        with faults():
            self._connection = connect(path, "rw")
            try:
                check_version(self._connection)
                self._connection.execute("PRAGMA synchronous=NORMAL")
                self._connection.execute(f"PRAGMA cache_size={_CACHE_PAGES}")
                self.stamp = self._pin()
            except BaseException:
                self._connection.close()
                raise

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def close(self) -> None:
        """Close the file."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.close()

    def delete(self) -> None:
        """Close and remove the file."""
        self.close()
        remove(self._path)

    def _pin(self) -> Stamp:
        """Begin the transaction in which everything is read."""
        ask = self._connection.execute
        ask("BEGIN")
        self._cursor = self._connection.cursor()  # for single rows: making one takes as long as asking
        stamp = read_stamp(self._connection)
        self._sizes = dict(ask("SELECT tbl, count FROM sizes"))
        self._places: dict[str, int] = dict(ask("SELECT tbl, place FROM sizes"))
        self.shelf_counts: Mapping[Shelf, int] = dict(ask("SELECT shelf, count FROM shelves"))
        self._counts: dict[str, Mapping[str, int]] = {}
        self._recent: dict[tuple[str, str], Row] = {}
        self._ids: list[str] | None = None
        return stamp

    # -- bringing up

    def advance(self, changes: Changes, stamp: Stamp) -> None:
        """Bring the file up, and read it as it is then; nobody may write to the library meanwhile.

        Args:
            changes: the rows that changed since it was opened, None for those that went.
            stamp: what it stands for with them.
        """
        with self._lock, faults():
            self._cursor.close()
            self._connection.execute("ROLLBACK")
            self._connection.execute("BEGIN IMMEDIATE")
            for table, rows in changes.items():
                place = self._place(table)
                for number in sorted(
                    rows, key=int
                ):  # as they lie in the file: else each is a page of its own
                    self._replace(table, place, number, rows[number])
            order_shelves(self._connection)
            self._connection.execute("UPDATE stamp SET value=?", (dump_stamp(stamp),))
            self._connection.execute("COMMIT")
            self.stamp = self._pin()

    def follow(self, begun: Seen, snapshot: Identity, journal: Seen) -> None:
        """Read the file as it is now, and let it stand for other files of the state; needs the lock of those.

        Args:
            begun: the journal that it stands for, and from which byte on its lines are in the new one.
            snapshot: the new snapshot.
            journal: the new journal.

        Raises:
            MirrorFault: it was not brought up so far; or as for all.
        """
        with self._lock, faults():
            self._cursor.close()
            self._connection.execute("ROLLBACK")
            self._connection.execute("BEGIN IMMEDIATE")
            stamp = read_stamp(self._connection)
            inode, size = stamp.journal
            if inode != begun[0] or size < begun[1]:
                raise MirrorFault("not brought up")
            now = Stamp(snapshot, (journal[0], size - begun[1]), stamp.sequence)
            self._connection.execute("UPDATE stamp SET value=?", (dump_stamp(now),))
            # Not now: to bring what the helper wrote into the file takes a second, and others wait.
            self._connection.execute("PRAGMA wal_autocheckpoint=0")
            self._connection.execute("COMMIT")
            self._connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
            self.stamp = self._pin()

    def fold_log(self) -> None:
        """Bring the write-ahead log into the file, while others read; slow, and needs no lock."""
        with faults():
            connection = connect(self._path, "rw")
            try:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                connection.close()

    def _place(self, table: str) -> int:
        """The place of a table, which is a new one when there were no rows of it."""
        if table not in self._places:
            self._places[table] = 1 + max(self._places.values(), default=-1)
            self._connection.execute("INSERT INTO sizes VALUES (?, ?, 0)", (table, self._places[table]))
        return self._places[table]

    def _replace(self, table: str, place: int, number: str, row: Row | None) -> None:
        """Change a row, and what is derived of it where that changes: most writes touch one field."""
        connection, key = self._connection, key_of(place, number)
        before = row_of(connection.execute(GET_ROW, (key,)).fetchone())
        if row is None:
            connection.execute("DELETE FROM rows WHERE key=?", (key,))
        else:
            connection.execute(PUT_ROW, kept(key, row))
        names = changed_keys(table, before, row)
        if names:
            old, new = set(keys_of(names, number, before)), set(keys_of(names, number, row))
            connection.executemany("DELETE FROM keys WHERE name=? AND value=? AND number=?", old - new)
            connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", new - old)
        gained = (row is not None) - (before is not None)
        if gained:
            connection.execute("UPDATE sizes SET count=count+? WHERE tbl=?", (gained, table))
        if table == "entries":
            self._replace_article(number, before, row)

    def _replace_article(self, number: str, before: Row | None, row: Row | None) -> None:
        if row is None:
            self._connection.execute("DELETE FROM articles WHERE number=?", (int(number),))
            return
        now = article(number, row)
        if before is None or article(number, before) != now:
            self._connection.execute(PUT_ARTICLE, now)

    # -- asking

    def _ask(self, question: str, values: tuple[object, ...]) -> list[Any]:
        with self._lock, faults():
            return self._connection.execute(question, values).fetchall()

    def get(self, table: str, number: str) -> Row | None:
        """A row, or None; the caller must not change it. A write asks more than once for its own."""
        key = (table, number)
        row = self._recent.get(key)
        if row is not None:
            return row
        place = self._places.get(table)
        if place is None:
            return None
        try:
            with self._lock:
                row = row_of(self._cursor.execute(GET_ROW, (key_of(place, number),)).fetchone())
                if row is not None:
                    if len(self._recent) >= _RECENT_ROWS:
                        self._recent = {}
                    self._recent[key] = row
        except FAULTS as error:
            raise MirrorFault(str(error)) from error
        return row

    def get_many(self, table: str, numbers: Sequence[str]) -> dict[str, Row]:
        """Some rows by number, without those that are not there; of some hundreds at the most."""
        place = self._places.get(table)
        if place is None:
            return {}
        marks = ",".join("?" * len(numbers))
        found = self._ask(
            f"SELECT key, crc, row FROM rows WHERE key IN ({marks})",
            tuple(key_of(place, number) for number in numbers),
        )
        rows = ((str(key % IDS.stop), row_of((crc, data))) for key, crc, data in found)
        return {number: row for number, row in rows if row is not None}

    def tables(self) -> Iterable[str]:
        """Names of the tables."""
        return list(self._sizes)

    def numbers(self, table: str, wanted: range) -> list[str]:
        """The numbers of a table's rows within a range of those of ids."""
        place = self._places.get(table)
        if place is None:
            return []
        first = place * IDS.stop
        found = self._ask(
            "SELECT key FROM rows WHERE key>=? AND key<?", (first + wanted.start, first + wanted.stop)
        )
        return [str(key - first) for (key,) in found]

    def collect(self, table: str, take: Callable[[str, Row], T], without: Container[str] = ()) -> list[T]:
        """What is taken from each row, but for some; read in batches, so that others can ask meanwhile."""
        found: list[T] = []
        if table not in self._places:
            return found
        first = self._places[table] * IDS.stop
        last, count = first, 0
        while batch := self._ask(
            f"SELECT key, crc, row FROM rows WHERE key>? AND key<? ORDER BY key LIMIT {_BATCH}",
            (last, first + IDS.stop),
        ):
            last = batch[-1][0]
            count += len(batch)
            for key, crc, data in batch:
                number = str(key - first)
                if number not in without:
                    row = row_of((crc, data))
                    assert row is not None
                    found.append(take(number, row))
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
            found = self._ask(ids_of(shelf, by), ())
        return (found[0][0] or "").split()

    def column(self, name: Column) -> tuple[Sequence[str], Sequence[Any]]:
        """Ids and a value of every article; the ids are the same list each time, until it is brought up."""
        with self._lock:
            if self._ids is None:
                self._ids = self._in_one_string("group_concat(value, ' ')", "id").split()
            ids = self._ids
            text = self._in_one_string("json_group_array(value)", name)
        with faults():
            values = orjson.loads(text)
        if not len(ids) == len(values) == self._sizes.get("entries", 0):
            raise MirrorFault("articles are missing")
        return ids, values

    def _in_one_string(self, joined: str, name: str) -> str:
        """A column in the order of numbers; a row each would cost three times as much."""
        ((found,),) = self._ask(
            f"SELECT {joined} FROM (SELECT {name} AS value FROM articles ORDER BY number)", ()
        )
        return found or ""


def find_mirror(folder: Path, fits: Callable[[Stamp], bool]) -> Mirror | None:
    """The mirror in a folder whose stamp fits; nobody may adopt one meanwhile."""
    for path in folder.glob("*.sqlite"):
        with suppress(MirrorFault):
            mirror = Mirror(path)
            if fits(mirror.stamp):
                return mirror
            mirror.close()
    return None


def adopt(beside: Path) -> Mirror:
    """Put a new mirror in the place of all others; nobody may open one meanwhile.

    It gets a name that no file had: SQLite removes the write-ahead log of a name when its last reader closes,
    and a window may still read the former file.

    Raises:
        MirrorFault: it cannot be opened, or is gone.
    """
    path = beside.with_suffix(".sqlite")
    with faults():
        for other in path.parent.glob("*"):
            if other != beside:
                other.unlink(missing_ok=True)
        beside.rename(path)
    return Mirror(path)
