"""Highlights: marked passages with colour, note and tags, and their places when the text changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from reader.document.anchoring import make_anchor
from reader.document.document import Range
from reader.errors import NotFound
from reader.library.blobs import Blobs
from reader.library.entries import Entries
from reader.library.indexes import RowIndex
from reader.library.kept import Change, Colour, Highlight
from reader.library.rows import highlight_of, moment_text, row_of_highlight
from reader.library.state import State, id_of

TABLE = "highlights"


class Highlights:
    """The highlights of all articles."""

    def __init__(self, state: State, blobs: Blobs, entries: Entries, by_entry: RowIndex) -> None:
        self._state = state
        self._blobs = blobs
        self._entries = entries
        self._by_entry = by_entry

    def get(self, id: str) -> Highlight:
        """A highlight by its whole id.

        Raises:
            NotFound: none has it.
        """
        row = self._state.row(TABLE, id)
        if row is None:
            raise NotFound(id, "highlight")
        return highlight_of(id, row)

    def find(self, prefix: str) -> Highlight:
        """A highlight by the beginning of its id.

        Raises:
            NotFound, AmbiguousId: none begins so, or several do.
        """
        return self.get(self._state.find(TABLE, prefix.lower(), "highlight"))

    def of(self, entry_id: str) -> tuple[Highlight, ...]:
        """The highlights of an article, in order of place."""
        rows = self._state.rows(TABLE)
        found = [highlight_of(id_of(number), rows[number]) for number in self._by_entry.find(entry_id)]
        return tuple(sorted(found, key=lambda highlight: (highlight.range, highlight.created)))

    def all(self) -> tuple[Highlight, ...]:
        """Every highlight, lost ones first, then newest first."""
        found = [highlight_of(id_of(number), row) for number, row in self._state.rows(TABLE).items()]
        return tuple(sorted(found, key=lambda one: (one.state == "lost", one.created), reverse=True))

    def add(
        self,
        entry_id: str,
        place: Range,
        *,
        colour: Colour = "yellow",
        note: str = "",
        tags: Iterable[str] = (),
    ) -> Highlight:
        """Mark a passage; overlapping highlights stay separate.

        Args:
            entry_id: the article.
            place: characters of the article's plain text; must not be empty.
            colour: one of the five.
            note: Markdown.
            tags: of the highlight, not of the article.

        Raises:
            ValueError: the range is empty or goes beyond the text.
            NotFound: no article has this id.
        """
        text = self._entries.document(entry_id).text
        if not len(place) or place.end > len(text):
            raise ValueError(f"no text to mark at {place.start}..{place.end}")
        now = datetime.now(UTC)
        with self._state.lock:
            anchor = make_anchor(text, place)
            self._blobs.write_version(anchor.text_hash, text)
            made = Highlight(self._state.new_id(TABLE), entry_id, anchor, colour, note, tuple(tags), now, now)
            with self._state.change("add_highlight") as change:
                change.put(TABLE, made.id, row_of_highlight(made))
            return made

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
        with self._state.lock:
            found = self.get(id)
            row = row_of_highlight(found)
            if place is not None:
                anchor = make_anchor(self._entries.document(found.entry).text, place)
                row |= {
                    "start": place.start,
                    "end": place.end,
                    "exact": anchor.exact,
                    "prefix": anchor.prefix,
                }
                row |= {"suffix": anchor.suffix, "text_hash": anchor.text_hash, "state": "exact"}
            given = {"colour": colour, "note": note, "tags": list(tags) if tags is not None else None}
            row |= {name: value for name, value in given.items() if value is not None}
            row["changed"] = moment_text(datetime.now(UTC))
            with self._state.change("edit_highlight") as change:
                change.put(TABLE, id, row)
            return self.get(id)

    def remove(self, id: str) -> Change:
        """Remove a highlight; `Library.undo` brings it back."""
        self.get(id)
        with self._state.change("remove_highlight") as change:
            change.put(TABLE, id, None)
        return Change("remove_highlight", (id,), self._state.revision)

    def accept(self, id: str) -> Highlight:
        """Accept the place that was found for a highlight after its text changed."""
        return self.edit(id, place=self.get(id).range)

    def reanchor(self, entry_id: str, old_text: str, new_text: str) -> tuple[Highlight, ...]:
        """Find the highlights of an article again after its text changed.

        Those that are not found are kept as lost, with their quote and note.

        Returns:
            The article's highlights as they are now.
        """
        from reader.document.anchoring import Realigner

        realigner = Realigner(old_text, new_text)
        with self._state.change("reanchor") as change:
            for highlight in self.of(entry_id):
                match = realigner.reattach(highlight.anchor)
                row = row_of_highlight(highlight)
                if match is None:
                    row["state"] = "lost"
                else:
                    row |= {"start": match.range.start, "end": match.range.end, "state": match.state}
                change.put(TABLE, highlight.id, row)
        return self.of(entry_id)
