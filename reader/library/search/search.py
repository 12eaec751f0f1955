"""Search over the whole library: a query to articles, with the passage that answers it."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from reader.library.blobs import Blobs
from reader.library.entries import Entries
from reader.library.ids import id_of
from reader.library.kept import Entry, Shelf
from reader.library.lines import Row
from reader.library.search.briefs import marked_in
from reader.library.search.conditions import folded
from reader.library.search.expressions import terms_of
from reader.library.search.finder import Finder
from reader.library.search.index import Index, Source
from reader.library.search.query import parse_query
from reader.library.search.snippets import Snippet, snippet_of
from reader.library.search.sorting import Sort
from reader.library.search.telling import Alike
from reader.library.state import State
from reader.library.triage import TABLE

_LOG = logging.getLogger(__name__)
_BATCH = 100
_PATIENCE_SECONDS = 0.2  # with another thread that brings the index up, before one asks whether to wait on


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
        self._index = Index(index)
        self._finder = Finder(state, entries.shelving, self._index)
        self._dirty: set[str] | None = None
        """Articles that changed since the index was whole; None when it was not seen whole yet."""
        self._refreshing = threading.Lock()
        self._in_work: AbstractSet[str] | None = frozenset()
        """Articles that are on their way into the index; None when all of them may be."""

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
            self._finder.update(number, after)
        for entry_id in marked:
            self._finder.update_marks(entry_id)
        if self._dirty is None:
            return
        self._dirty.update(marked)
        if table == TABLE and _indexed(before) != _indexed(after):
            self._dirty.add(id_of(number))

    def reset(self) -> None:
        """Rows changed that nobody named."""
        self._dirty = None
        self._finder.reset()

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
        ready = self.is_ready()
        unindexed = frozenset() if ready else self._unindexed()
        found = self._finder.find(node, shelf, sort, typing=typing, unindexed=unindexed, tagged=self._tagged)
        return self._entries.lazily(found)

    def _tagged(self, holds: Callable[[str], bool]) -> AbstractSet[str]:
        tags = self._state.indexes["tag"]
        return frozenset().union(*(tags.find(tag) for tag in tags.counts() if holds(tag)))

    def like(self, id: str, limit: int, reasons: int) -> tuple[Alike, ...]:
        """The articles that share the most telling words with one; empty while it is not in the index.

        Args:
            id: the article.
            limit: how many at the most.
            reasons: how many words to name of those that are shared, the weightiest first.
        """
        try:
            return self._index.alike(id, limit, reasons)
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
