"""Articles that may be the same one: found by their texts, and made one when the user says so."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader.document.sketch import Sketch, sketch_of
from reader.errors import NotFound
from reader.library.blobs import Blobs
from reader.library.entries import Entries
from reader.library.kept import Change, Entry
from reader.library.lines import Row
from reader.library.reanchoring import Carrier
from reader.library.rows import moment_text
from reader.library.sketches import Sketches
from reader.library.state import State

LEAST_LIKENESS = 0.5
"""From this share of equal word sequences on, two texts may be the same. One word in twenty changed leaves
0.63 to 0.90, one in ten 0.44 to 0.67; texts about different things have 0.01 (written texts, 2026-11)."""
_BATCH = 200
_MOST_AT_ONCE = 500  # half a second; `nightstand duplicates` sketches however many there are
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that may be the same."""

    first: Entry
    """The one to keep: more highlights, else the longer text, else the older."""
    second: Entry
    likeness: float
    """Share of equal word sequences, 0 to 1; not above the share that the shorter text is of the longer."""


class Doubles:
    """Near-equal articles of one library. Nothing is ever made one by itself."""

    def __init__(self, state: State, entries: Entries, blobs: Blobs, sketches: Path) -> None:
        self._state = state
        self._entries = entries
        self._blobs = blobs
        self._is_ready = False
        self._sketches = Sketches(sketches)

    def close(self) -> None:
        """Close the file of sketches."""
        self._sketches.close()

    def refresh(self, progress: Callable[[int, int], bool] = lambda _, __: True) -> bool:
        """Sketch the texts that have no sketch yet: half a millisecond and a read each.

        The state is not locked, so that the other threads go on meanwhile.

        Args:
            progress: told how many are done, and of how many; False stops. What is done stays.

        Returns:
            Whether all texts have a sketch now.
        """
        try:
            return self._refresh(None, progress)
        except sqlite3.Error as error:
            _LOG.warning("the sketches are made anew: %s", error)
            self._sketches.delete()
            return self._refresh(None, progress)

    def make_ready(self) -> None:
        """Before articles are taken in: sketch what is missing, unless that would take long."""
        if not self._is_ready:
            with suppress(sqlite3.Error):
                self._refresh(_MOST_AT_ONCE, lambda _, __: True)
            self._is_ready = True

    def _refresh(self, limit: int | None, progress: Callable[[int, int], bool]) -> bool:
        wanted, known = self._state.indexes["text"].counts().keys(), self._sketches.known()
        missing = sorted(wanted - known)
        if limit is not None and len(missing) > limit:
            return False
        self._sketches.drop(known - wanted)
        for start in range(0, len(missing), _BATCH):
            if not progress(start, len(missing)):
                return False
            batch = missing[start : start + _BATCH]
            self._sketches.put({text: sketch_of(self._blobs.read_version(text) or "") for text in batch})
        return True

    def take_in(self, id: str, sketch: Sketch) -> Entry | None:
        """Keep the sketch of a new article's text; gives the article that it may be the same as, if any."""
        try:
            entry = self._entries.get(id)
            found = self._like(entry, sketch)
            self._sketches.put({entry.text_hash: sketch})
        except sqlite3.Error:
            return None  # without sketches, nothing is said; `refresh` makes them anew
        return found

    def _like(self, entry: Entry, sketch: Sketch) -> Entry | None:
        for likeness, text in self._sketches.near(sketch, LEAST_LIKENESS):
            other = self._entries.find_same(None, text)
            if other is None or other.id == entry.id or other.trashed:
                continue
            if _weighed(likeness, entry, other) >= LEAST_LIKENESS:
                return other
        return None

    def pairs(self) -> tuple[Pair, ...]:
        """The articles outside the trash that may be the same, the most like first; see `refresh`.

        Those that the user told apart are no pair. The state is not locked: what another thread changes
        meanwhile is seen as it was before or after.
        """
        equal = [text for text, count in self._state.indexes["text"].counts().items() if count > 1]
        found = [
            *((1.0, ids[0], other) for ids in map(self._with_text, equal) for other in ids[1:]),
            *self._alike(),
        ]
        pairs = [pair for one in found if (pair := self._pair(*one)) and pair.likeness >= LEAST_LIKENESS]
        return tuple(sorted(pairs, key=lambda pair: -pair.likeness))

    def _alike(self) -> Iterator[tuple[float, str, str]]:
        for likeness, a, b in self._sketches.pairs(LEAST_LIKENESS):
            first, second = self._with_text(a), self._with_text(b)
            if first and second:
                yield likeness, first[0], second[0]

    def _with_text(self, text_hash: str) -> list[str]:
        """Ids of the articles outside the trash that have a text."""
        rows = self._state.some_rows("entries", self._state.indexes["text"].find(text_hash))
        return sorted(id for id, row in rows.items() if not row["trashed"])

    def _pair(self, likeness: float, a: str, b: str) -> Pair | None:
        """Two articles as a pair; None when they were told apart, or one of them went."""
        try:
            first, second = sorted(
                (self._entries.get(a), self._entries.get(b)),
                key=lambda one: (-one.highlights, -one.length, one.added, one.id),
            )
            pair = Pair(first, second, _weighed(likeness, first, second))
            return None if self._are_apart(pair) else pair
        except NotFound:
            return None

    def _are_apart(self, pair: Pair) -> bool:
        one, other = pair.first.id, pair.second.id
        return other in self._row(one).get("apart", ()) or one in self._row(other).get("apart", ())

    # -- told apart

    def tell_apart(self, one: str, other: str) -> Change:
        """Say that two articles are not the same: they are no pair from now on.

        Raises:
            NotFound: one of them is not there.
            ValueError: they are one and the same.
        """
        if one == other:
            raise ValueError("an article cannot be told apart from itself")
        with self._state.change("tell_articles_apart") as change:
            row, _ = self._row(one), self._row(other)
            change.put("entries", one, {**row, "apart": sorted({*row.get("apart", ()), other})})
        return change.made

    # -- made one

    def merge(self, keep: str, other: str) -> Change:
        """Make two articles one: the text of the first stays, and the other goes into the trash.

        Tags are joined, the earliest dates kept, notes put one below the other, and the highlights of the
        other come along to where their quotes stand. `part` goes back, also after a restart.

        Raises:
            NotFound: one of them is not there.
            ValueError: they are one already.
        """
        if keep == other:
            raise ValueError("an article cannot be made one with itself")
        text, moved = (
            self._row(keep)["text_hash"],
            self._moved_marks(keep, other),
        )  # texts are compared: no lock
        with self._state.change("merge_articles") as change:
            mine, theirs = self._row(keep), self._row(other)
            if mine["text_hash"] != text or self._to_move(keep, other) != {id: moved[id][0] for id in moved}:
                moved = self._moved_marks(keep, other)  # another window was quicker
            for mark, (_, row) in moved.items():
                change.put("highlights", mark, row)
            joined = _joined(mine, theirs)
            change.put("entries", keep, joined)
            merged = {
                "into": keep,
                "kept": {name: mine[name] for name in joined if joined[name] != mine[name]},
                "marks": {mark: before for mark, (before, _) in moved.items()},
            }
            now = moment_text(datetime.now(UTC))
            change.put("entries", other, {**theirs, "trashed": now, "merged": merged})
        return change.made

    def part(self, other: str) -> Change:
        """Make two articles of one again: the other comes back with its highlights.

        Raises:
            NotFound: it is not there.
            ValueError: it was not made one with another.
        """
        with self._state.change("part_articles") as change:
            theirs = self._row(other)
            merged = theirs.get("merged")
            if not merged:
                raise ValueError("this article was not made one with another")
            for mark, before in merged["marks"].items():
                if self._state.row("highlights", mark) is not None:
                    change.put("highlights", mark, before)
            mine = self._state.row("entries", merged["into"])
            if mine is not None:
                change.put("entries", merged["into"], {**mine, **merged["kept"]})
            row = {name: value for name, value in theirs.items() if name != "merged"}
            change.put("entries", other, {**row, "trashed": None})
        return change.made

    def _moved_marks(self, keep: str, other: str) -> dict[str, tuple[Row, Row]]:
        """The highlights of the other article before and after; quotes that are marked already stay there."""
        found = self._to_move(keep, other)
        text = self._entries.document(keep).text
        carried = Carrier(text, self._blobs.read_version).rows(found.items())
        return {id: (row, {**carried.get(id, row), "entry": keep}) for id, row in found.items()}

    def _to_move(self, keep: str, other: str) -> dict[str, Row]:
        quotes = {_quote(row) for _, row in self._marks(keep)}
        return {id: row for id, row in self._marks(other) if _quote(row) not in quotes}

    def _marks(self, id: str) -> list[tuple[str, Row]]:
        rows = ((mark, self._state.row("highlights", mark)) for mark in self._state.indexes["mark"].find(id))
        return [(mark, row) for mark, row in rows if row is not None]

    def _row(self, id: str) -> Row:
        row = self._state.row("entries", id)
        if row is None:
            raise NotFound(id)
        return row


def _weighed(likeness: float, one: Entry, other: Entry) -> float:
    """The likeness of two articles by that of their sketches, which count a word sequence once.

    A text that says the same things over and over has the sequences of one that says them once, or of a part
    of itself: no more of two texts is equal than the shorter has of the longer.
    """
    return min(likeness, min(one.length, other.length) / max(one.length, other.length, 1))


def _quote(row: Row) -> str:
    return "".join(row["exact"].split()).casefold()


def _joined(mine: Row, theirs: Row) -> Row:
    moments = [moment for moment in (mine["saved"], theirs["saved"]) if moment]
    notes = dict.fromkeys(note for note in (mine["note"], theirs["note"]) if note)
    untouched = mine["state"] == "unread" and not mine["opened"]
    return {
        **mine,
        "url": mine["url"] or theirs["url"],
        "tags": list(dict.fromkeys((*mine["tags"], *theirs["tags"]))),
        "starred": mine["starred"] or theirs["starred"],
        "note": "\n\n".join(notes),
        "saved": min(moments, default=None),
        "added": min(mine["added"], theirs["added"]),
        "state": theirs["state"] if untouched else mine["state"],
    }
