"""The snapshot: `db.json`, which stock TinyDB opens, with the format and the number of its last write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from reader.errors import LibraryTooNew
from reader.library.collector import collector_paused
from reader.library.lines import Tables

FORMAT = 1
"""Version of the rows' shape. A library of a higher one is refused, never half understood."""

MIGRATIONS: Mapping[int, Callable[[Tables], Tables]] = {}
"""From a format to the next one: a function for each format that was ever released."""

_META = "_meta"
_META_ROW = "1"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state as one file holds it."""

    tables: Tables
    sequence: int
    """Number of the last write in it."""
    format: int
    size_bytes: int


def dump_snapshot(tables: Tables, sequence: int) -> bytes:
    """The bytes of a snapshot in the present format."""
    return orjson.dumps({_META: {_META_ROW: {"format": FORMAT, "seq": sequence}}, **tables})


def read_snapshot(path: Path) -> Snapshot | None:
    """A snapshot from its file; None when it is missing or damaged.

    Raises:
        LibraryTooNew: a later version of the program wrote it.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return parse_snapshot(data, path)


def parse_snapshot(data: bytes, path: Path) -> Snapshot | None:
    """A snapshot from its bytes; None when they are damaged.

    Raises:
        LibraryTooNew: a later version of the program wrote it.
    """
    try:
        with collector_paused():
            loaded = orjson.loads(data.removeprefix(_BOM))
        meta = loaded.pop(_META)[_META_ROW]
        sequence, version = int(meta["seq"]), int(meta["format"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if version > FORMAT:
        raise LibraryTooNew(
            path.parent, f"has format {version}; this program knows {FORMAT}: update the program"
        )
    sound = all(isinstance(rows, dict) and _hold_rows(rows) for rows in loaded.values())
    return Snapshot(loaded, sequence, version, len(data)) if sound else None


def migrate(tables: Tables, version: int) -> Tables:
    """The tables in the present format, by one migration after another."""
    for step in range(version, FORMAT):
        tables = MIGRATIONS[step](tables)
    return tables


def _hold_rows(rows: dict[str, object]) -> bool:
    return all(number.isdigit() and isinstance(row, dict) for number, row in rows.items())
