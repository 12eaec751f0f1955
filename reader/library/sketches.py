"""Sketches of the library's texts, in the cache folder: derived, and deleted at will."""

from __future__ import annotations

import logging
import sqlite3
import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reader.document.sketch import Sketch, likeness_of

_LOG = logging.getLogger(__name__)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS sketches (text TEXT PRIMARY KEY, hashes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS smallest (hash INTEGER, text TEXT, PRIMARY KEY (hash, text)) WITHOUT ROWID;
"""
# Texts that share half of their shingles share about ten of these sixteen, others hardly ever three.
_LOOKED_UP = 16
_LEAST_SHARED = 3
_PATIENCE_SECONDS = 0.2  # with another process that writes sketches, too
_MOST_WITH_A_HASH = 200  # shingles of so many texts are a site's furniture


class Sketches:
    """Sketches by the hash of their text. Safe to use from several threads, which take turns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None
        self._turn = threading.RLock()

    def known(self) -> frozenset[str]:
        """Hashes of the texts that have been sketched."""
        with self._database() as database:
            return frozenset(text for (text,) in database.execute("SELECT text FROM sketches"))

    def put(self, sketches: Mapping[str, Sketch]) -> None:
        """Keep sketches."""
        with self._database() as database, database:
            for text, sketch in sketches.items():
                packed = array("I", sketch).tobytes()
                database.execute("INSERT OR REPLACE INTO sketches VALUES (?, ?)", (text, packed))
                smallest = ((one, text) for one in sketch[:_LOOKED_UP])
                database.executemany("INSERT OR REPLACE INTO smallest VALUES (?, ?)", smallest)

    def drop(self, texts: Iterable[str]) -> None:
        """Forget texts that are gone."""
        gone = [(text,) for text in texts]
        with self._database() as database, database:
            database.executemany("DELETE FROM sketches WHERE text = ?", gone)
            if gone:
                database.execute("DELETE FROM smallest WHERE text NOT IN (SELECT text FROM sketches)")

    def near(self, sketch: Sketch, least: float) -> list[tuple[float, str]]:
        """The texts that are like one, with their likeness (0 to 1), the most like first."""
        places = ",".join("?" * len(sketch[:_LOOKED_UP]))
        with self._database() as database:
            found = database.execute(
                f"SELECT text, COUNT(*) AS shared FROM smallest WHERE hash IN ({places}) GROUP BY text "
                "HAVING shared >= ? ORDER BY shared DESC LIMIT 20",
                (*sketch[:_LOOKED_UP], _LEAST_SHARED),
            ).fetchall()
        likely = ((likeness_of(sketch, self._sketch(text)), text) for (text, _) in found)
        return sorted((one for one in likely if one[0] >= least), reverse=True)

    def pairs(self, least: float) -> list[tuple[float, str, str]]:
        """All pairs of texts that are like each other, the most like first."""
        with self._database() as database:
            found = database.execute(
                "SELECT a.text, b.text FROM smallest a JOIN smallest b"
                " ON a.hash = b.hash AND a.text < b.text "
                "WHERE a.hash IN (SELECT hash FROM smallest GROUP BY hash HAVING COUNT(*) BETWEEN 2 AND ?) "
                "GROUP BY a.text, b.text HAVING COUNT(*) >= ?",
                (_MOST_WITH_A_HASH, _LEAST_SHARED),
            ).fetchall()
        likely = ((likeness_of(self._sketch(a), self._sketch(b)), a, b) for a, b in found)
        return sorted((one for one in likely if one[0] >= least), reverse=True)

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            if self._open is not None:
                self._open.close()
                self._open = None

    def delete(self) -> None:
        """Begin anew."""
        with self._turn:
            self.close()
            self._path.unlink(missing_ok=True)

    def _sketch(self, text: str) -> Sketch:
        with self._database() as database:
            row = database.execute("SELECT hashes FROM sketches WHERE text = ?", (text,)).fetchone()
        return tuple(array("I", row[0])) if row else ()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with self._turn:
            if self._open is None:
                try:
                    self._open = self._opened(self._path)
                except (OSError, sqlite3.Error) as error:
                    _LOG.warning("sketches are held in memory: %s", error)
                    self._open = self._opened(None)
            yield self._open

    def _opened(self, path: Path | None) -> sqlite3.Connection:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path or ":memory:", timeout=_PATIENCE_SECONDS, check_same_thread=False)
        # What a crash costs is made again.
        database.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
        database.executescript(_SCHEMA)
        return database
