"""Highlights: marked passages with colour, note and tags, and their places when the text changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from reader.document.anchors import make_anchor
from reader.document.document import Anchor, Range
from reader.document.serial import plain_text_hash
from reader.errors import NotFound
from reader.library.blobs import Blobs
from reader.library.entries import Entries
from reader.library.kept import AnchorState, Change, Colour, Highlight
from reader.library.lines import Row
from reader.library.reanchoring import Carrier
from reader.library.rows import anchor_fields, highlight_of, moment_text, row_of_highlight
from reader.library.state import State
from reader.terminal import safe, safe_line

TABLE = "highlights"
TOMBSTONE_DAYS = 30
"""After these, a removed highlight may be forgotten."""


class Highlights:
    """The highlights of all articles."""

    def __init__(self, state: State, blobs: Blobs, entries: Entries) -> None:
        self._state = state
        self._blobs = blobs
        self._entries = entries
        self._by_entry = state.indexes["mark"]

    def get(self, id: str) -> Highlight:
        """A highlight by its whole id.

        Raises:
            NotFound: none has it.
        """
        return highlight_of(id, self._row(id))

    def find(self, prefix: str) -> Highlight:
        """A highlight by the beginning of its id.

        Raises:
            NotFound, AmbiguousId: none begins so, or several do.
        """
        id = self._state.find(TABLE, prefix.lower(), "highlight")
        return self.get(id)

    def of(self, entry_id: str) -> tuple[Highlight, ...]:
        """The highlights of an article, in order of place."""
        with self._state.lock:
            found = [self.get(id) for id in self._by_entry.find(entry_id)]
        return tuple(sorted(found, key=lambda highlight: (highlight.range, highlight.created)))

    def all(self) -> tuple[Highlight, ...]:
        """Every highlight, lost ones first, then newest first."""
        found = [highlight_of(id, row) for id, row in self._state.items(TABLE) if not row.get("removed")]
        return tuple(sorted(found, key=lambda one: (one.state == "lost", one.created), reverse=True))

    def tags(self) -> dict[str, int]:
        """Every tag of a highlight with its number of highlights, most used first."""
        counts = Counter(tag for highlight in self.all() for tag in highlight.tags)
        return dict(counts.most_common())

    def add(
        self,
        entry_id: str,
        place: Range,
        *,
        colour: Colour = "yellow",
        note: str = "",
        tags: Iterable[str] = (),
        created: datetime | None = None,
    ) -> Highlight:
        """Mark a passage; overlapping highlights stay separate.

        Args:
            entry_id: the article.
            place: characters of the article's plain text; must not be empty.
            colour: one of the five.
            note: Markdown.
            tags: of the highlight, not of the article.
            created: when it was made, aware, where that was not now.

        Raises:
            ValueError: the range is empty or goes beyond the text.
            NotFound: no article has this id.
            WriteFailed, LibraryReadOnly, LibraryLocked: nothing was kept.
        """
        text = self._entries.document(entry_id).text
        if not len(place) or place.end > len(text):
            raise ValueError(f"no text to mark at {place.start}..{place.end}")
        anchor = make_anchor(text, place)
        self._blobs.write_version(anchor.text_hash, text)
        return self._keep(entry_id, anchor, "exact", colour, note, tags, created)

    def add_lost(
        self,
        entry_id: str,
        quote: str,
        *,
        colour: Colour = "yellow",
        note: str = "",
        tags: Iterable[str] = (),
        created: datetime | None = None,
    ) -> Highlight:
        """Keep a highlight from elsewhere whose quote does not stand in the text: it is listed as lost.

        It is found by itself when the text changes and has the quote then.
        """
        anchor = Anchor(Range(0, 0), safe(quote), "", "", "")
        return self._keep(entry_id, anchor, "lost", colour, note, tags, created)

    def _keep(
        self,
        entry_id: str,
        anchor: Anchor,
        state: AnchorState,
        colour: Colour,
        note: str,
        tags: Iterable[str],
        created: datetime | None,
    ) -> Highlight:
        now = datetime.now(UTC)
        with self._state.change("add_highlight") as change:
            self._entries.get(entry_id)
            id = self._state.new_id(TABLE)
            made = Highlight(id, entry_id, anchor, colour, note, tuple(tags), created or now, now, state)
            change.put(TABLE, id, row_of_highlight(made))
        return self.get(id)

    def edit(
        self,
        id: str,
        *,
        colour: Colour | None = None,
        note: str | None = None,
        tags: Iterable[str] | None = None,
        place: Range | None = None,
    ) -> Highlight:
        """Change what is given; None leaves a field as it is. A new place makes a new anchor."""
        given: Row = {
            "colour": colour,
            "note": None if note is None else safe(note),
            "tags": None if tags is None else [safe_line(tag) for tag in tags],
        }
        fields = {name: value for name, value in given.items() if value is not None}
        if place is not None:
            text = self._entries.document(self.get(id).entry).text
            if not len(place) or place.end > len(text):
                raise ValueError(f"no text to mark at {place.start}..{place.end}")
            anchor = make_anchor(text, place)
            self._blobs.write_version(anchor.text_hash, text)
            fields |= {**anchor_fields(anchor), "state": "exact"}
        with self._state.change("edit_highlight") as change:
            change.put(TABLE, id, {**self._row(id), **fields, "changed": moment_text(datetime.now(UTC))})
        return self.get(id)

    def remove(self, id: str) -> Change:
        """Remove a highlight; `Library.undo` brings it back, also after a restart."""
        with self._state.change("remove_highlight") as change:
            change.put(TABLE, id, {**self._row(id), "removed": moment_text(datetime.now(UTC))})
        return change.made

    def forget_removed(self, days: int = TOMBSTONE_DAYS) -> int:
        """Forget for good what was removed so many days ago; returns how many highlights."""
        limit = moment_text(datetime.now(UTC) - timedelta(days=days)) or ""
        removed = self._state.indexes["removed"]
        gone = [id for moment in removed.counts() if moment < limit for id in removed.find(moment)]
        if not gone:
            return 0
        with self._state.change("forget_highlights", undoable=False) as change:
            for id in gone:
                change.put(TABLE, id, None)
        return len(gone)

    def accept(self, id: str) -> Highlight:
        """Accept the place that was found for a highlight after its text changed."""
        return self.edit(id, place=self.get(id).range)

    def reanchor(self, entry_id: str, old_text: str, new_text: str) -> tuple[Highlight, ...]:
        """Find the highlights of an article again after its text changed.

        `Entries.replace_text` does so by itself. Those that are not found are kept as lost.

        Returns:
            The article's highlights as they are now.
        """
        self._blobs.write_version(plain_text_hash(old_text), old_text)
        with self._state.change("reanchor") as change:
            found = [(id, self._row(id)) for id in self._by_entry.find(entry_id)]
            for id, row in Carrier(new_text, self._blobs.read_version).rows(found).items():
                change.put(TABLE, id, row)
        return self.of(entry_id)

    def _row(self, id: str) -> Row:
        row = self._state.row(TABLE, id)
        if row is None or row.get("removed"):
            raise NotFound(id, "highlight")
        return row
