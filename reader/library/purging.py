"""Articles removed for good, with every file that nothing else needs."""

from __future__ import annotations

from collections.abc import Iterable

from reader.errors import NotFound
from reader.library.blobs import Blobs
from reader.library.ids import number_of
from reader.library.lines import Row
from reader.library.state import State


def purge_articles(state: State, blobs: Blobs, ids: Iterable[str]) -> int:
    """Remove articles in the trash, their highlights and their files; returns how many articles.

    Rows go first: files without a row do no harm, a row without files does. A process that keeps the same
    text at this moment may lose its plain copy; `check --repair` makes that again from the article.

    Raises:
        NotFound: no article has one of the ids; nothing was removed.
        WriteFailed, LibraryReadOnly, LibraryLocked: nothing was removed.
    """
    hashes: set[str] = set()
    with state.change("purge", undoable=False) as change:
        gone = {id for id in ids if _row(state, id)["trashed"]}
        # Also the highlights that were removed and are not forgotten yet.
        marks = [(mark, row) for mark, row in state.items("highlights") if row["entry"] in gone]
        for id in gone:
            hashes |= text_hashes(_row(state, id))
            change.put("entries", id, None)
        for mark, row in marks:
            hashes.add(row["text_hash"])
            change.put("highlights", mark, None)
    removed = {("entries", number_of(id)) for id in gone}
    with state.lock:
        state.history.forget(removed | {("highlights", number_of(mark)) for mark, _ in marks})
    for id in gone:
        blobs.remove(id)
    for text_hash in hashes - _in_use(state, hashes) if hashes else ():
        blobs.remove_version(text_hash)
    return len(gone)


def text_hashes(row: Row) -> set[str]:
    """Hashes of the plain texts that an article has and had."""
    return {row["text_hash"], *row.get("past", ())}


def _in_use(state: State, hashes: set[str]) -> set[str]:
    """Those of the texts that an article or a highlight has; looked for row by row, since rows are many."""
    found = state.collect("highlights", lambda _, row: hashes & {row["text_hash"]})
    return set().union(*found, *state.collect("entries", lambda _, row: hashes & text_hashes(row)))


def _row(state: State, id: str) -> Row:
    row = state.row("entries", id)
    if row is None:
        raise NotFound(id)
    return row
