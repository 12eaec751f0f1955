"""Search over the whole library: a query to articles, with the passage that answers it."""

from __future__ import annotations

import dataclasses
import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from hashlib import sha256
from pathlib import Path

from reader.library.blobs import Blobs
from reader.library.entries import TABLE, Entries
from reader.library.ids import id_of
from reader.library.kept import Entry, Shelf
from reader.library.lines import Row
from reader.library.search.conditions import folded
from reader.library.search.evaluation import Evaluation
from reader.library.search.expressions import expression_of, terms_of
from reader.library.search.index import Alike, Index, Source
from reader.library.search.query import Any, Node, parse_query
from reader.library.search.snippets import Snippet, snippet_of
from reader.library.search.sorting import Sort, in_order
from reader.library.search.standing import Standing, outdates
from reader.library.state import State

_LOG = logging.getLogger(__name__)
_BATCH = 100
_MOST_RANKED = 2000  # BM25 reads the places of every hit: some microseconds an article
_MOST_TITLES = 200  # with so many titles that fit, the newest are as good as the best: more is typed yet


class Search:
    """The search of one library."""

    def __init__(self, state: State, blobs: Blobs, entries: Entries, cache: Path, folder: Path) -> None:
        self._state = state
        self._blobs = blobs
        self._entries = entries
        # One cache serves many libraries.
        name = sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._index = Index(cache / "search" / f"{name}.sqlite")
        self._dirty: set[str] | None = None
        """Articles that changed since the index was whole; None when it was not seen whole yet."""
        self._rows_by_id: dict[str, Row] | None = None
        self._standing: Standing | None = None

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    # -- keeping up

    def update(self, table: str, number: str, before: Row | None, after: Row | None) -> None:
        """Follow the change of one row; cheap, the index itself is brought up by `refresh`."""
        if table == TABLE and outdates(before, after):
            self._standing = None
        if table == TABLE and self._rows_by_id is not None:
            if after is None:
                self._rows_by_id.pop(id_of(number), None)
            else:
                self._rows_by_id[id_of(number)] = after
        if self._dirty is None:
            return
        if table == TABLE and _indexed(before) != _indexed(after):
            self._dirty.add(id_of(number))
        elif table == "highlights":
            self._dirty.update(row["entry"] for row in (before, after) if row)

    def is_ready(self) -> bool:
        """Whether the index stands for the library as it is."""
        if self._dirty is None:
            return self._index.stamp == str(self._state.revision)
        return not self._dirty

    def refresh(self, progress: Callable[[int, int], None] = lambda _, __: None) -> None:
        """Bring the index up to the library: by the gap, or from nothing when it is missing or damaged.

        Slow at the first time (a millisecond an article): call it in a worker.

        Args:
            progress: told how many articles are done, and of how many.
        """
        try:
            self._refresh(progress)
        except sqlite3.Error as error:
            _LOG.warning("the search index is made anew: %s", error)
            self.rebuild(progress)

    def rebuild(self, progress: Callable[[int, int], None] = lambda _, __: None) -> None:
        """Make the index anew."""
        self._index.delete()
        self._dirty = None
        self._refresh(progress)

    def _refresh(self, progress: Callable[[int, int], None]) -> None:
        revision = str(self._state.revision)
        if self._dirty is None and self._index.stamp == revision:
            self._dirty = set()
            return
        if self._index.is_worn():
            self._index.delete()
            self._dirty = None
        with self._state.lock:
            dirty, self._dirty = self._dirty, set()
            rows = dict(self._all_rows()) if dirty is None else self._rows(dirty)
            marks = self._marks(rows)
        digests = {id: _digest(row, marks.get(id, ())) for id, row in rows.items()}
        known = self._index.digests()
        gone = list((known.keys() if dirty is None else dirty & known.keys()) - rows.keys())
        stale = [id for id, digest in digests.items() if known.get(id) != digest]
        if gone:
            self._index.remove(gone)
        for start in range(0, len(stale), _BATCH):
            progress(start, len(stale))
            batch = stale[start : start + _BATCH]
            self._index.put([self._source(id, rows[id], marks.get(id, ()), digests[id]) for id in batch])
        self._index.set_stamp(revision)

    def _rows(self, ids: Iterable[str]) -> dict[str, Row]:
        found = ((id, self._state.row(TABLE, id)) for id in ids)
        return {id: row for id, row in found if row is not None}

    def _marks(self, rows: Mapping[str, Row]) -> dict[str, list[Row]]:
        marks: dict[str, list[Row]] = {}
        for row in self._state.rows("highlights"):
            if row["entry"] in rows and not row.get("removed"):
                marks.setdefault(row["entry"], []).append(row)
        return marks

    def _source(self, id: str, row: Row, marks: Sequence[Row], digest: str) -> Source:
        return Source(
            id,
            digest,
            row["title"],
            f"{row['byline']}\n{row['site']}",
            "\n".join((row["description"], *row["tags"], *row["topics"])),
            "\n\n".join(mark["exact"] for mark in marks),
            "\n\n".join((row["note"], *(f"{mark['note']}\n{' '.join(mark['tags'])}" for mark in marks))),
            self._blobs.read_version(row["text_hash"]) or "",
        )

    # -- asking

    def find(
        self, query: str, *, shelf: Shelf = "all", sort: Sort | None = None, typing: bool = False
    ) -> Sequence[Entry]:
        """The articles that a query finds.

        Args:
            query: see `query`; an empty one finds everything.
            shelf: where to look; only `trash`, or a query with `is:trashed`, finds what is in the trash.
            sort: None for relevance where the query has words, else the newest first.
            typing: the last word is not finished.

        Raises:
            QueryError: the query cannot be understood.
        """
        node = parse_query(query, typing=typing)
        with self._state.lock:
            rows = self._all_rows()
            standing = self._standing = self._standing or Standing.of(rows)
        ready = self.is_ready()
        evaluation = Evaluation(
            rows,
            standing.untrashed,
            lambda: self._state.rows("highlights"),
            shelf,
            self._match if ready else None,
        )
        found = evaluation.find(node)
        by_rank = ready and sort in (None, "relevance") and terms_of(node)
        if by_rank:
            ids = self._by_relevance(node, frozenset(found), standing.in_order(found, rows))
        elif sort in (None, "saved"):
            ids = standing.in_order(found, rows)
        else:
            ids = in_order(found, rows, sort)
        return self._entries.lazily(ids)

    def like(self, id: str, limit: int) -> tuple[Alike, ...]:
        """The articles that share the most telling words with one; empty while it is not in the index."""
        try:
            return self._index.alike(id, limit)
        except sqlite3.Error:
            return ()

    def snippet(self, query: str, entry: Entry, *, typing: bool = False) -> Snippet | None:
        """The passage of an article's text where the words of a query stand closest; None when none does.

        Raises:
            QueryError: the query cannot be understood.
        """
        words = [
            folded(term.text) for term in terms_of(parse_query(query, typing=typing)) if term.scope == "any"
        ]
        text = self._blobs.read_version(entry.text_hash) if words else None
        return snippet_of(text, words) if text else None

    def _all_rows(self) -> Mapping[str, Row]:
        if self._rows_by_id is None:
            self._rows_by_id = dict(self._state.items(TABLE))
        return self._rows_by_id

    def _match(self, expression: str) -> Sequence[str]:
        try:
            return self._index.match(expression)
        except sqlite3.Error as error:
            _LOG.warning("the search index cannot be asked: %s", error)
            return ()

    def _by_relevance(self, node: Node, found: frozenset[str], newest_first: Sequence[str]) -> list[str]:
        """Those that the words fit best first; of too many to look through, those with words in the title."""
        if len(found) <= _MOST_RANKED:
            ranks = self._ranks(expression_of(node) or expression_of(Any(tuple(terms_of(node)))), found)
            first: Sequence[str] = sorted(ranks, key=lambda id: (ranks[id], id))
        else:
            first = self._with_words_in_title(node, found, newest_first)
        leading = frozenset(first)
        return [*first, *(id for id in newest_first if id not in leading)] if first else list(newest_first)

    def _with_words_in_title(
        self, node: Node, found: frozenset[str], newest_first: Sequence[str]
    ) -> Sequence[str]:
        titles = Any(tuple(dataclasses.replace(term, scope="title") for term in terms_of(node)))
        expression = expression_of(titles)
        titled = found.intersection(self._match(expression or ""))
        if len(titled) > _MOST_TITLES:
            return [id for id in newest_first if id in titled]
        ranks = self._ranks(expression, titled)
        return sorted(ranks, key=lambda id: (ranks[id], id))

    def _ranks(self, expression: str | None, ids: Set[str]) -> Mapping[str, float]:
        try:
            return self._index.ranks(expression, ids) if expression else {}
        except sqlite3.Error:
            return {}


def _indexed(row: Row | None) -> tuple[object, ...] | None:
    """The fields of an article's row that stand in the index."""
    if row is None:
        return None
    texts = (row["text_hash"], row["title"], row["byline"], row["site"], row["description"], row["note"])
    return (*texts, tuple(row["tags"]), tuple(row["topics"]))


def _digest(row: Row, marks: Iterable[Row]) -> str:
    parts = [_indexed(row), sorted((mark["exact"], mark["note"], tuple(mark["tags"])) for mark in marks)]
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
