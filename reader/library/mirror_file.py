"""What the file of a mirror holds, and how rows of the state go into it and come out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from zlib import crc32

import orjson

from reader.library.columns import COLUMNS
from reader.library.ids import ID_LETTERS, id_of, make_id
from reader.library.kept import Shelf
from reader.library.keys import KEYS, SHELVES, Moment, keys_of_table
from reader.library.lines import Row, Tables
from reader.library.rowset import MirrorFault

VERSION = 4
IDS = range(1 << 5 * ID_LETTERS, 2 << 5 * ID_LETTERS)
# A row is found by one whole number, the place of its table and its own. With a name in the key SQLite would
# hold rows in the inner pages of its tree, too, four to a page: nine pages are read for one of 100,000 rows
# then, instead of three.
_SCHEMA = f"""
CREATE TABLE stamp (value TEXT NOT NULL);
CREATE TABLE sizes (tbl TEXT PRIMARY KEY, place INTEGER NOT NULL, count INTEGER NOT NULL);
CREATE TABLE shelves (shelf TEXT PRIMARY KEY, count INTEGER NOT NULL, ids TEXT);
CREATE TABLE rows (key INTEGER PRIMARY KEY, crc INTEGER, row BLOB);
CREATE TABLE keys (name TEXT, value TEXT, number INTEGER);
CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT, {", ".join(COLUMNS)});
"""
# Made after the rows: SQLite sorts faster than it inserts in order.
_INDEXES = """
CREATE INDEX keys_by_value ON keys (name, value, number);
CREATE INDEX by_added ON articles (added, id, state, starred, trashed);
CREATE INDEX by_saved ON articles (saved, id, state, starred, trashed);
"""
GET_ROW = "SELECT crc, row FROM rows WHERE key=?"
PUT_ROW = "INSERT OR REPLACE INTO rows VALUES (?, ?, ?)"
PUT_ARTICLE = f"INSERT OR REPLACE INTO articles VALUES ({', '.join('?' * (2 + len(COLUMNS)))})"
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


def make_file(folder: Path, tables: Tables, stamp: Stamp) -> Path:
    """Write the file of a new mirror beside those in use, under a name that no file had.

    Raises:
        MirrorFault: the disk refused, or there are rows of another shape.
    """
    beside = folder / f"{make_id()}.tmp"
    with faults():
        folder.mkdir(parents=True, exist_ok=True)
        connection = connect(beside, "rwc")
        try:
            _fill(connection, tables, stamp)
        except BaseException:
            connection.close()
            remove(beside)
            raise
        connection.close()
    return beside


def _fill(connection: sqlite3.Connection, tables: Tables, stamp: Stamp) -> None:
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")  # lost with the power, it is made again
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    for place, (table, rows) in enumerate(tables.items()):
        connection.execute("INSERT INTO sizes VALUES (?, ?, ?)", (table, place, len(rows)))
        _insert(connection, table, place, sorted(rows.items()))
    connection.execute("INSERT INTO stamp VALUES (?)", (dump_stamp(stamp),))
    connection.execute("COMMIT")
    connection.executescript(_INDEXES)
    order_shelves(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA user_version={VERSION}")


def _insert(connection: sqlite3.Connection, table: str, place: int, rows: Sequence[tuple[str, Row]]) -> None:
    connection.executemany(PUT_ROW, (kept(key_of(place, number), row) for number, row in rows))
    names = keys_of_table(table)
    keys = (key for number, row in rows for key in keys_of(names, number, row))
    connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", keys)
    if table == "entries":
        connection.executemany(PUT_ARTICLE, (article(number, row) for number, row in rows))


def connect(path: Path, mode: Literal["rw", "rwc"]) -> sqlite3.Connection:
    """Open a file."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=5, check_same_thread=False, isolation_level=None)


def check_version(connection: sqlite3.Connection) -> None:
    """Raise MirrorFault where another version of the program made the file."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        raise MirrorFault("of another version")


def remove(path: Path) -> None:
    """Remove a file, with those that SQLite puts beside it."""
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def read_stamp(connection: sqlite3.Connection) -> Stamp:
    """What a file stands for."""
    found = orjson.loads(connection.execute("SELECT value FROM stamp").fetchone()[0])
    return Stamp(tuple(found["snapshot"]), tuple(found["journal"]), found["sequence"])


def dump_stamp(stamp: Stamp) -> str:
    """A stamp as the file keeps it."""
    return orjson.dumps(asdict(stamp)).decode()


def key_of(place: int, number: str) -> int:
    """The key of a row, by the place of its table.

    Raises:
        MirrorFault: the number is none of an id.
    """
    value = int(number)
    if value not in IDS:
        raise MirrorFault("a row number that is no id")
    return place * IDS.stop + value


def kept(key: int, row: Row) -> tuple[int, int, bytes]:
    """A row as the file keeps it; its checksum, since a damaged database may still answer."""
    data = orjson.dumps(row)
    return key, crc32(data), data


def row_of(found: tuple[int, bytes] | None) -> Row | None:
    """A row from its checksum and bytes.

    Raises:
        MirrorFault: it is damaged.
    """
    if found is None:
        return None
    crc, data = found
    if crc32(data) != crc:
        raise MirrorFault("a damaged row")
    row: Row = orjson.loads(data)
    return row


def article(number: str, row: Row) -> tuple[object, ...]:
    """What is kept of an article beside its row."""
    return int(number), id_of(number), *(take(row) for take in COLUMNS.values())


def keys_of(names: Iterable[str], number: str, row: Row | None) -> Iterator[tuple[str, str, int]]:
    """Name, value and number of everything under which some keys find a row."""
    if row is not None:
        for name in names:
            for value in KEYS[name].of(row):
                yield name, value, int(number)


def ids_of(shelf: Shelf | None, by: Moment) -> str:
    """The statement that gives the ids of a shelf as one string: a row each costs five times as much."""
    return (
        f"SELECT group_concat(id, ' ') FROM (SELECT id FROM articles INDEXED BY by_{by}"
        f" WHERE {_ON_SHELF[shelf]} ORDER BY {by} DESC, id DESC)"
    )


def order_shelves(connection: sqlite3.Connection) -> None:
    """Keep what the list shows of each shelf: a start need not go through all articles for it."""
    for shelf in SHELVES:
        (count,) = connection.execute(f"SELECT count(*) FROM articles WHERE {_ON_SHELF[shelf]}").fetchone()
        (ids,) = connection.execute(ids_of(shelf, "added")).fetchone()
        connection.execute("INSERT OR REPLACE INTO shelves VALUES (?, ?, ?)", (shelf, count, ids or ""))


FAULTS = (sqlite3.Error, OSError, ValueError, KeyError, TypeError, AttributeError)
"""Whatever a damaged file or an unknown row leads to."""


@contextmanager
def faults() -> Iterator[None]:
    """Make them one thing to those who ask."""
    try:
        yield
    except FAULTS as error:
        raise MirrorFault(str(error)) from error
