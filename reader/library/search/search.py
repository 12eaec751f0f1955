"""Search over the whole library: a query to articles, with the passage that answers it."""

from __future__ import annotations

import dataclasses
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from reader.library.blobs import Blobs
from reader.library.entries import Entries
from reader.library.ids import id_of
from reader.library.kept import Entry, Shelf
from reader.library.lines import Row
from reader.library.search.briefs import Briefs, MarkBriefs, marked_in
from reader.library.search.conditions import folded
from reader.library.search.evaluation import Evaluation
from reader.library.search.expressions import expression_of, terms_of, without_begun_letter
from reader.library.search.index import Alike, Index, Source
from reader.library.search.query import Any, Node, parse_query
from reader.library.search.sifted import Sifted
from reader.library.search.snippets import Snippet, snippet_of
from reader.library.search.sorting import Sort, in_order
from reader.library.state import State
from reader.library.triage import TABLE

_LOG = logging.getLogger(__name__)
_BATCH = 100
_PATIENCE_SECONDS = 0.2  # with another thread that brings the index up, before one asks whether to wait on
_MANY = 20_000  # in so many, a single letter that a word may begin with takes long, and finds nearly all
_FEW = 100  # sooner sorted than found in the order of all
_MOST_RANKED = 2000  # BM25 reads the places of every hit: some microseconds an article
_MOST_TITLES = 200  # with so many titles that fit, the newest are as good as the best: more is typed yet


Progress = Callable[[int, int], bool]
"""Told how many of how many are done; tells whether to go on."""


class _Stopped(Exception):
    """Nobody waits for the index any more."""


class Search:
    """The search of one library."""

    def __init__(self, state: State, blobs: Blobs, entries: Entries, index: Path) -> None:
        """Prepare.

        Args:
            state: the rows.
            blobs: the texts.
            entries: makes the articles that are found.
            index: file of the index.
        """
        self._state = state
        self._blobs = blobs
        self._entries = entries
        self._index = Index(index, self._same)
        self._dirty: set[str] | None = None
        """Articles that changed since the index was whole; None when it was not seen whole yet."""
        self._refreshing = threading.Lock()
        self._in_work: AbstractSet[str] | None = frozenset()
        """Articles that are on their way into the index; None when all of them may be."""
        self._briefs = Briefs(state)
        self._marks = MarkBriefs(state)
        self._standing: dict[Shelf | None, tuple[Sequence[str], frozenset[str]]] = {}
        self._newest: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._names: dict[str, str] = {}

    def close(self) -> None:
        """Close the index, and say for which writes it stands: others of them did not matter to it."""
        if self._dirty is not None and self.is_ready():
            with suppress(sqlite3.Error):
                self._index.set_stamp(str(self._state.revision))
        self._index.close()

    # -- keeping up

    def update(self, table: str, number: str, before: Row | None, after: Row | None) -> None:
        """Follow the change of one row; cheap, the index itself is brought up by `refresh`."""
        marked = {row["entry"] for row in (before, after) if row} if table == "highlights" else set()
        if table == TABLE:
            self._briefs.update(number, after)
        for entry_id in marked:
            self._marks.update(entry_id)
        if self._dirty is None:
            return
        self._dirty.update(marked)
        if table == TABLE and _indexed(before) != _indexed(after):
            self._dirty.add(id_of(number))

    def reset(self) -> None:
        """Rows changed that nobody named."""
        self._dirty = None
        self._briefs.reset()
        self._marks.reset()

    def is_ready(self) -> bool:
        """Whether the index stands for the library as it is."""
        with self._state.lock:
            if self._dirty is None and self._in_work is not None:
                if self._index.stamp != str(self._state.revision):
                    return False
                self._dirty = set()  # from here on, what changes is known
        unindexed = self._unindexed()
        return unindexed is not None and not unindexed

    def _unindexed(self) -> AbstractSet[str] | None:
        """The articles for which the index does not stand; None when it is not known, or all of them."""
        if self._dirty is None or self._in_work is None:
            return None
        return self._in_work | self._dirty

    def refresh(self, progress: Progress = lambda _, __: True) -> bool:
        """Bring the index up to the library: by the gap, or from nothing when it is missing or damaged.

        Slow at the first time (some milliseconds an article): call it in a worker.

        Args:
            progress: told how many articles are done, and of how many; False stops. What is done stays: the
                next time goes on from there.

        Returns:
            Whether the index was brought up to the end.
        """
        try:
            return self._refresh_or_stop(progress)
        except sqlite3.Error as error:
            _LOG.warning("the search index is made anew: %s", error)
            return self.rebuild(progress)

    def _refresh_or_stop(self, progress: Progress) -> bool:
        # One at a time: a second one would find nothing left to do, and call a half made index whole.
        while not self._refreshing.acquire(timeout=_PATIENCE_SECONDS):
            if not progress(0, 0):
                return False
        try:
            self._refresh(progress)
        except _Stopped:
            return False
        finally:
            self._refreshing.release()
        return True

    def rebuild(self, progress: Progress = lambda _, __: True) -> bool:
        """Make the index anew; see `refresh`."""
        self._index.delete()
        self._dirty = None
        return self._refresh_or_stop(progress)

    def _refresh(self, progress: Progress) -> None:
        if self._dirty is None and self._index.stamp == str(self._state.revision):
            self._dirty = set()
            return
        if self._index.is_worn():
            self._index.delete()
            self._dirty = None
        with self._state.lock:
            self._in_work, self._dirty = self._dirty, set()
            revision = str(self._state.revision)
        try:
            if self._in_work is None:
                self._in_work = self._gap()
            self._bring_up(self._in_work, progress)
            self._index.set_stamp(revision)
        except BaseException:
            self._dirty = None
            raise
        finally:
            self._in_work = frozenset()

    def _bring_up(self, ids: AbstractSet[str] | None, progress: Progress) -> None:
        found = self._digests(ids)
        known = self._index.digests(ids)
        gone = list(known.keys() - found.keys())
        stale = [id for id, digest in found.items() if known.get(id) != digest]
        if gone:
            self._index.remove(gone)
        for start in range(0, len(stale), _BATCH):
            if not progress(start, len(stale)):
                raise _Stopped
            batch = [(id, self._state.row(TABLE, id)) for id in stale[start : start + _BATCH]]
            self._index.put([self._source(id, row, found[id]) for id, row in batch if row is not None])

    def _gap(self) -> set[str] | None:
        """The articles that changed since the index was whole, as the journal says; None when it cannot."""
        stamp = self._index.stamp
        changes = self._state.storage.changes_since(int(stamp)) if stamp else None
        if changes is None:
            return None
        articles = {id_of(number) for change in changes for number in change.get(TABLE, ())}
        marks = (row for change in changes for row in change.get("highlights", {}).values())
        # A highlight that is gone for good was removed before, or its article went in the same write.
        return articles | {row["entry"] for row in marks if row is not None}

    def _digests(self, ids: Iterable[str] | None) -> dict[str, str]:
        """What the index should hold, as digests by id; of all articles when None."""
        if ids is not None:
            rows = ((id, self._state.row(TABLE, id)) for id in ids)
            return {id: _digest(row, marked_in(self._state, id)) for id, row in rows if row is not None}
        marks: dict[str, list[Row]] = {}
        for mark in self._state.rows("highlights"):
            if not mark.get("removed"):
                marks.setdefault(mark["entry"], []).append(mark)
        return dict(self._state.collect(TABLE, lambda id, row: (id, _digest(row, marks.get(id, ())))))

    def _source(self, id: str, row: Row, digest: str) -> Source:
        marks = marked_in(self._state, id)
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
        if typing and len(self._ids_on(None)) > _MANY:
            node = without_begun_letter(node)
        ready = self.is_ready()
        unindexed = frozenset() if ready else self._unindexed()
        match = None if unindexed is None else self._match
        evaluation = Evaluation(
            self._briefs,
            self._ids_on,
            self._marks.all,
            shelf,
            self._tagged,
            match,
            unindexed or frozenset(),
        )
        found = evaluation.find(node)
        if ready and sort in (None, "relevance") and terms_of(node):
            return self._entries.lazily(self._by_relevance(node, frozenset(found)))
        if sort in (None, "saved"):
            return self._entries.lazily(self._newest_first(found))
        added = [id for id in self._entries.shelving.ids(None) if id in found]
        return self._entries.lazily(in_order(added, self._briefs, sort))

    def _ids_on(self, shelf: Shelf | None) -> frozenset[str]:
        ids = self._entries.shelving.ids(shelf)
        kept = self._standing.get(shelf)
        if kept is None or kept[0] is not ids:
            kept = self._standing[shelf] = (ids, frozenset(self._same(ids)))
        return kept[1]

    def _same(self, ids: Iterable[str]) -> Sequence[str]:
        """The ids as one object each: sets of the same objects are compared in a third of the time."""
        names = self._names
        return [names.setdefault(id, id) for id in ids]

    def _tagged(self, holds: Callable[[str], bool]) -> AbstractSet[str]:
        tags = self._state.indexes["tag"]
        return frozenset().union(*(tags.find(tag) for tag in tags.counts() if holds(tag)))

    def _newest_first(self, ids: AbstractSet[str]) -> Sequence[str]:
        """Sorted once and kept: of thousands of hits at each key stroke, sorting was half of the time."""
        if len(ids) < _FEW:
            return in_order(list(ids), self._briefs, "saved")
        newest = self._all_newest_first()
        return newest if len(ids) == len(newest) else Sifted(newest, frozenset(ids))

    def _all_newest_first(self) -> Sequence[str]:
        newest = self._entries.shelving.ids(None, "saved")
        if self._newest[0] is not newest:
            self._newest = newest, self._same(newest)
        return self._newest[1]

    def like(self, id: str, limit: int) -> tuple[Alike, ...]:
        """The articles that share the most telling words with one; empty while it is not in the index."""
        try:
            return self._index.alike(id, limit)
        except sqlite3.Error:
            return ()

    def telling_words(self, id: str) -> tuple[str, ...]:
        """The words that tell an article from the others, folded, most telling first; at most forty.

        None while it is not in the index.
        """
        try:
            return self._index.telling_words(id)
        except sqlite3.Error:
            return ()

    def snippet(self, query: str, entry: Entry, *, typing: bool = False) -> Snippet | None:
        """The passage of an article's text where the words of a query stand closest; None when none does.

        Raises:
            QueryError: the query cannot be understood.
        """
        words = _words_of(query, typing=typing)
        text = self._blobs.read_version(entry.text_hash) if words else None
        return snippet_of(text, words) if text else None

    def has_words(self, query: str, *, typing: bool = False) -> bool:
        """Whether a query looks for words, so that a passage of a text can answer it.

        Raises:
            QueryError: the query cannot be understood.
        """
        return bool(_words_of(query, typing=typing))

    def _match(self, expression: str) -> Iterable[str]:
        try:
            return self._index.match(expression)
        except sqlite3.Error as error:
            _LOG.warning("the search index cannot be asked: %s", error)
            return ()

    def _by_relevance(self, node: Node, found: frozenset[str]) -> Sequence[str]:
        """Those that the words fit best first; of too many to look through, those with words in the title."""
        if len(found) > _MOST_RANKED:
            return self._titled_first(node, found)
        first = self._ranked(expression_of(node) or expression_of(Any(tuple(terms_of(node)))), found)
        return [*first, *self._newest_first(found.difference(first))]

    def _titled_first(self, node: Node, found: frozenset[str]) -> Sequence[str]:
        titles = Any(tuple(dataclasses.replace(term, scope="title") for term in terms_of(node)))
        expression = expression_of(titles)
        titled = found.intersection(self._match(expression or ""))
        newest = self._all_newest_first()
        if len(titled) > _MOST_TITLES:
            return Sifted(newest, found, preferred=titled)
        return Sifted(newest, found, first=self._ranked(expression, titled))

    def _ranked(self, expression: str | None, ids: AbstractSet[str]) -> Sequence[str]:
        ranks = self._ranks(expression, ids)
        return sorted(ranks, key=lambda id: (ranks[id], id))

    def _ranks(self, expression: str | None, ids: AbstractSet[str]) -> Mapping[str, float]:
        try:
            return self._index.ranks(expression, ids) if expression else {}
        except sqlite3.Error:
            return {}


def _words_of(query: str, *, typing: bool) -> list[str]:
    return [folded(term.text) for term in terms_of(parse_query(query, typing=typing)) if term.scope == "any"]


def _indexed(row: Row | None) -> tuple[object, ...] | None:
    """The fields of an article's row that stand in the index."""
    if row is None:
        return None
    texts = (row["text_hash"], row["title"], row["byline"], row["site"], row["description"], row["note"])
    return (*texts, tuple(row["tags"]), tuple(row["topics"]))


def _digest(row: Row, marks: Iterable[Row]) -> str:
    parts = [_indexed(row), sorted((mark["exact"], mark["note"], tuple(mark["tags"])) for mark in marks)]
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
