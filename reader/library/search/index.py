"""The index: an SQLite file in the cache folder, derived from the library and deleted at will.

Two methods share it: FTS5 (contentless; BM25) for words, and the most `telling` words of each article for
articles that are like each other.
"""

from __future__ import annotations

import math
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import orjson

from reader.library.search import telling
from reader.library.search.bits import Bits, bits_of
from reader.library.search.telling import Alike
from reader.library.search.words import folded_counts, signs_apart
from reader.terminal import fold

VERSION = 2
_TITLE_WEIGHT = 3  # a word of the title counts as often in the text
_KEPT_ANSWERS = 200  # of 12.5 KB each at 100,000 articles
_SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE docs (doc INTEGER PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL, live INTEGER NOT NULL);
CREATE INDEX docs_by_id ON docs (id) WHERE live;
CREATE VIRTUAL TABLE texts USING fts5(title, people, about, marks, notes, body, content='',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3');
{telling.SCHEMA}"""
# What stands in the title is most likely what is meant, then what the reader marked or wrote.
_RANK = "bm25(texts, 8.0, 3.0, 3.0, 4.0, 4.0, 1.0)"
# Where at most so many times the hits that are asked for are found, ranking all is quicker than choosing.
_FEW_OTHERS = 3
# A contentless table cannot forget a text without having it: old versions stay, dead, until this share.
_MOST_DEAD = 0.3


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it goes into the index."""

    id: str
    digest: str
    """Changes when anything of the rest does."""
    title: str
    people: str
    """Byline and site."""
    about: str
    """Description, tags and topics."""
    marks: str
    """Quotes of its highlights."""
    notes: str
    body: str


class Index:
    """The file. Safe to use from several threads; whatever is wrong with the file, it is made anew."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet; the file is made when it is missing."""
        self._path = path
        self.generation = 0
        """How often it was begun anew: then its texts have other numbers."""
        self._found: dict[str, tuple[int, Bits]] = {}
        """What expressions found, and up to which text; those asked for last are the last."""
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    # -- the file

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._connection is None:
                self._connection = self._connect()
            yield self._connection

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = self._try_to_connect(str(self._path))
            if connection is not None:
                return connection
            self.delete()
            connection = self._try_to_connect(str(self._path))
        except OSError:
            connection = None
        if connection is None:  # no place to write: the index lives as long as the program
            connection = self._try_to_connect(":memory:")
        assert connection is not None
        return connection

    def _try_to_connect(self, path: str) -> sqlite3.Connection | None:
        connection = None
        try:
            if path != ":memory:":
                self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=5, check_same_thread=False, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")  # lost with the power, it is made again
            connection.create_function("ln", 1, math.log, deterministic=True)
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version={VERSION}; COMMIT;")
            if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:
                connection.execute("SELECT count(*) FROM texts WHERE texts MATCH 'x'").fetchone()
                return connection
        except sqlite3.Error:
            pass
        if connection is not None:
            connection.close()
        return None

    def delete(self) -> None:
        """Remove the file; it is made again when it is next used."""
        with self._lock:
            self.close()
            self.generation += 1
            self._found.clear()
            for ending in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    # -- keeping up

    @property
    def stamp(self) -> str:
        """What the caller said the index stands for; empty when it was never whole."""
        with self._opened() as connection:
            found = connection.execute("SELECT value FROM meta WHERE name='stamp'").fetchone()
            return str(found[0]) if found else ""

    def set_stamp(self, stamp: str) -> None:
        """Say what the index stands for now."""
        with self._opened() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('stamp', ?)", (stamp,))

    def digests(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """The digests of what is in it, by id; of some, or of all when None."""
        with self._opened() as connection:
            if ids is None:
                return dict(connection.execute("SELECT id, digest FROM docs WHERE live"))
            found: dict[str, str] = {}
            for id in ids:
                found.update(connection.execute("SELECT id, digest FROM docs WHERE id=? AND live", (id,)))
            return found

    def put(self, sources: Sequence[Source]) -> None:
        """Add articles, or bring them up to date; all of them or none."""
        ready = [(source, *_prepared(source)) for source in sources]  # others ask meanwhile
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._forget(connection, [source.id for source in sources])
                counted = {self._add_text(connection, one, texts): counts for one, texts, counts in ready}
                telling.add(connection, counted)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    def remove(self, ids: Sequence[str]) -> None:
        """Take articles out."""
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            self._forget(connection, ids)
            connection.execute("COMMIT")

    def is_worn(self) -> bool:
        """Whether so much of it is dead that making it anew pays."""
        with self._opened() as connection:
            dead, count = connection.execute(
                "SELECT count(*) - coalesce(sum(live), 0), count(*) FROM docs"
            ).fetchone()
            return bool(count > 1000 and dead > _MOST_DEAD * count)

    @staticmethod
    def _forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
        for id in ids:
            for (doc,) in connection.execute("SELECT doc FROM docs WHERE id=? AND live", (id,)).fetchall():
                connection.execute("UPDATE docs SET live=0 WHERE doc=?", (doc,))
                telling.forget(connection, doc)

    @staticmethod
    def _add_text(connection: sqlite3.Connection, source: Source, texts: Sequence[str]) -> int:
        made = connection.execute(
            "INSERT INTO docs (id, digest, live) VALUES (?, ?, 1)", (source.id, source.digest)
        )
        connection.execute(
            "INSERT INTO texts (rowid, title, people, about, marks, notes, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (made.lastrowid, *texts),
        )
        assert made.lastrowid is not None
        return made.lastrowid

    # -- asking

    def texts_after(self, text: int) -> Sequence[tuple[int, str]]:
        """The numbers of the texts that came in after one, with their articles; without the dead."""
        with self._opened() as connection:
            # As strings: a row each costs four times as much as finding it (100,000 texts, 2026-11).
            texts, ids = connection.execute(
                "SELECT group_concat(doc), group_concat(id, ' ') FROM docs WHERE live AND doc > ?", (text,)
            ).fetchone()
        return list(zip(_loads(texts), (ids or "").split(), strict=True))

    def match(self, expression: str) -> Bits:
        """The numbers of the texts that an FTS5 expression finds, also of the dead; see `expression_of`."""
        with self._opened() as connection:
            # A text never changes, so that what was found stays found, and only newer ones are looked at:
            # who types takes letters back, and an order or a shelf is changed under the same words.
            last, found = self._found.pop(expression, (0, 0))
            (newest,) = connection.execute("SELECT coalesce(max(doc), 0) FROM docs").fetchone()
            if newest > last:
                (texts,) = connection.execute(
                    "SELECT group_concat(rowid) FROM texts WHERE texts MATCH ? AND rowid BETWEEN ? AND ?",
                    (expression, last + 1, newest),
                ).fetchone()
                found |= bits_of(_loads(texts))
            self._found[expression] = newest, found
            if len(self._found) > _KEPT_ANSWERS:
                del self._found[next(iter(self._found))]
            return found

    def ranks(self, expression: str, texts: AbstractSet[int]) -> dict[int, float]:
        """The ranks of texts for an expression, less is better; without those that it does not find."""
        with self._opened() as connection:
            _, found = self._found.get(expression, (0, 0))
            if found and found.bit_count() <= _FEW_OTHERS * len(texts):
                rows = connection.execute(
                    f"SELECT rowid, {_RANK} FROM texts WHERE texts MATCH ?", (expression,)
                )
                return {text: rank for text, rank in rows if text in texts}
            # A rank costs microseconds, so only those are made that are asked for: a field may leave a few of
            # a hundred thousand hits. The plus keeps SQLite from asking the index of words for each of them.
            rows = connection.execute(
                f"SELECT rowid, {_RANK} FROM texts WHERE texts MATCH ?"
                " AND +rowid IN (SELECT value FROM json_each(?))",
                (expression, orjson.dumps(list(texts)).decode()),
            )
            return dict(rows)

    def alike(self, id: str, limit: int, reasons: int) -> tuple[Alike, ...]:
        """The articles that share the most telling words with one; see `telling.alike`."""
        with self._opened() as connection:
            return telling.alike(connection, id, limit, reasons)

    def telling_words(self, id: str) -> tuple[str, ...]:
        """The words that tell an article from the others; see `telling.telling_words`."""
        with self._opened() as connection:
            return telling.telling_words(connection, id)


def _loads(joined: str | None) -> list[int]:
    return cast("list[int]", orjson.loads(f"[{joined or ''}]"))


def _prepared(source: Source) -> tuple[Sequence[str], Counter[str]]:
    """The fields of an article as the index takes them, and how much its words count."""
    fields = (source.title, source.people, source.about, source.marks, source.notes, source.body)
    folded = [fold(text).text for text in fields]
    title, _, about, _, _, body = folded
    counts = folded_counts(body)
    for field in (title, about):
        for word, count in folded_counts(field).items():
            counts[word] += _TITLE_WEIGHT * count
    return list(map(signs_apart, folded)), counts
