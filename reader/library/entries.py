"""The articles of the library: kept, listed, and their state changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from reader.document.document import Document
from reader.document.serial import StaleDocument, dump_document, load_document, plain_text_hash
from reader.errors import LibraryDamaged, NotFound
from reader.library.addresses import normal_address
from reader.library.blobs import Blobs
from reader.library.indexes import RowIndex
from reader.library.journal import Row
from reader.library.kept import Change, Draft, Entry, RelatedStory, Shelf
from reader.library.kept import State as ReadingState
from reader.library.rows import entry_of, moment_text, row_of_draft, story_of, story_row
from reader.library.state import State, id_of

TABLE = "entries"
TRASH_DAYS = 30
"""After these, an article in the trash may be purged."""

SHELVES: tuple[Shelf, ...] = ("unread", "reading", "archive", "starred", "trash", "all")


class Entries:
    """The articles that the user owns."""

    def __init__(self, state: State, blobs: Blobs, highlight_index: RowIndex) -> None:
        self._state = state
        self._blobs = blobs
        self._highlights = highlight_index
        self._addresses = RowIndex(TABLE, lambda row: [normal_address(row["url"])] if row.get("url") else ())
        self._hashes = RowIndex(TABLE, lambda row: [row["text_hash"]])
        self._sources = RowIndex(
            TABLE, lambda row: [row["source_sha256"]] if row.get("source_sha256") else ()
        )
        self.indexes = (self._addresses, self._hashes, self._sources)

    # -- finding

    def get(self, id: str) -> Entry:
        """An article by its whole id.

        Raises:
            NotFound: no article has it.
        """
        row = self._state.row(TABLE, id)
        if row is None:
            raise NotFound(id)
        return self._entry(id, row)

    def find(self, prefix: str) -> Entry:
        """An article by the beginning of its id.

        Raises:
            NotFound, AmbiguousId: none begins so, or several do.
        """
        return self.get(self._state.find(TABLE, prefix.lower(), "article"))

    def listing(self, shelf: Shelf = "all") -> tuple[Entry, ...]:
        """The articles of a shelf, newest first; only the shelf `trash` shows what is in the trash."""
        with self._state.lock:
            found = [
                self._entry(id_of(number), row)
                for number, row in self._state.rows(TABLE).items()
                if _stands_on(row, shelf)
            ]
        return tuple(sorted(found, key=lambda entry: (entry.added, entry.id), reverse=True))

    def all(self) -> tuple[Entry, ...]:
        """Every article that is not in the trash, newest first."""
        return self.listing("all")

    def counts(self) -> dict[Shelf, int]:
        """How many articles stand on each shelf."""
        counts: dict[Shelf, int] = dict.fromkeys(SHELVES, 0)
        with self._state.lock:
            for row in self._state.rows(TABLE).values():
                for shelf in SHELVES:
                    counts[shelf] += _stands_on(row, shelf)
        return counts

    def find_same(self, url: str | None, text_hash: str | None) -> Entry | None:
        """The article with this address, else with this text; None when it is new."""
        numbers = self._addresses.find(normal_address(url)) if url else frozenset()
        if not numbers and text_hash:
            numbers = self._hashes.find(text_hash)
        return self.get(id_of(min(numbers))) if numbers else None

    def by_source(self, sha256: str) -> Entry | None:
        """The article that came from a file with these bytes."""
        numbers = self._sources.find(sha256)
        return self.get(id_of(min(numbers))) if numbers else None

    def last_opened(self) -> Entry | None:
        """The article that was read last and is not finished, for `continue reading`."""
        reading = [entry for entry in self.listing("reading") if entry.last_opened]
        return max(reading, key=lambda entry: entry.last_opened or entry.added, default=None)

    # -- texts

    def document(self, id: str) -> Document:
        """The article's text; the kept form is loaded, or made again when it is missing or old."""
        data = self._blobs.read_cached(id, "document.json")
        if data is not None:
            try:
                return load_document(data)
            except StaleDocument:
                pass
        from reader.document.parse import parse_markdown

        document = parse_markdown(self.markdown(id))
        self._blobs.write_cached(id, "document.json", dump_document(document))
        return document

    def markdown(self, id: str) -> str:
        """The article as Markdown, without its title.

        Raises:
            NotFound: no article has this id.
            LibraryDamaged: its file is gone.
        """
        data = self._blobs.read(id, "text.md")
        if data is None:
            self.get(id)
            raise LibraryDamaged(self._blobs.path(id, "text.md"), "is missing; run `nightstand check`")
        return data.decode("utf-8", "replace")

    def original(self, id: str) -> bytes:
        """The page as it was saved, byte for byte; empty when none was kept."""
        import gzip

        data = self._blobs.read(id, "original.gz")
        return gzip.decompress(data) if data else b""

    def stories(self, id: str) -> tuple[RelatedStory, ...]:
        """The related stories that the page carries."""
        data = self._blobs.read(id, "stories.json")
        return tuple(story_of(row) for row in orjson.loads(data)) if data else ()

    def previous_texts(self, id: str) -> tuple[str, ...]:
        """Hashes of the texts that the article had before, oldest first."""
        return tuple((self._state.row(TABLE, id) or {}).get("past", ()))

    # -- keeping

    def add(self, draft: Draft, document: Document) -> Entry:
        """Keep a new article: its files first, then its row.

        Raises:
            WriteFailed, LibraryReadOnly, LibraryLocked: nothing was kept.
        """
        with self._state.lock:
            id = self._state.new_id(TABLE)
            self._write_files(id, draft, document)
            row = row_of_draft(draft, document, datetime.now(UTC))
            with self._state.change("import") as change:
                change.put(TABLE, id, row)
            return self.get(id)

    def replace_text(self, id: str, draft: Draft, document: Document) -> Entry:
        """Bring an article up to date; state, tags, note, highlights and the old text are kept."""
        with self._state.lock:
            row = dict(self._row(id))
            self._keep_version(id, row)
            self._write_files(id, draft, document)
            fresh = row_of_draft(draft, document, datetime.now(UTC))
            kept = {name: row[name] for name in _OWNED if name in row}
            tags = list(dict.fromkeys((*row.get("tags", ()), *draft.tags)))
            past = [*row.get("past", ()), row["text_hash"]]
            with self._state.change("update") as change:
                change.put(TABLE, id, {**fresh, **kept, "tags": tags, "past": past})
            return self.get(id)

    def _keep_version(self, id: str, row: Row) -> None:
        self._blobs.write_version(row["text_hash"], self.document(id).text)
        self._blobs.write(id, f"text-{row['text_hash'][:12]}.md", self.markdown(id).encode("utf-8"))

    def _write_files(self, id: str, draft: Draft, document: Document) -> None:
        import gzip

        self._blobs.write(id, "text.md", draft.markdown.encode("utf-8", "replace"))
        if draft.original:
            self._blobs.write(id, "original.gz", gzip.compress(draft.original, 6, mtime=0))
        self._blobs.write(id, "stories.json", orjson.dumps([story_row(story) for story in draft.stories]))
        self._blobs.write_version(plain_text_hash(document.text), document.text)
        self._blobs.write_cached(id, "document.json", dump_document(document))

    # -- state

    def set_state(self, ids: Iterable[str], state: ReadingState) -> Change:
        """Put articles on the shelf unread, reading or archive."""
        return self._set_all(ids, "set_state", state=state)

    def star(self, ids: Iterable[str]) -> Change:
        """Give articles a star."""
        return self._set_all(ids, "star", starred=True)

    def unstar(self, ids: Iterable[str]) -> Change:
        """Take the star away."""
        return self._set_all(ids, "unstar", starred=False)

    def trash(self, ids: Iterable[str]) -> Change:
        """Put articles into the trash."""
        return self._set_all(ids, "trash", trashed=moment_text(datetime.now(UTC)))

    def restore(self, ids: Iterable[str]) -> Change:
        """Take articles out of the trash."""
        return self._set_all(ids, "restore", trashed=None)

    def tag(self, ids: Iterable[str], tags: Iterable[str]) -> Change:
        """Add tags to articles."""
        wanted = [tag.strip() for tag in tags if tag.strip()]
        return self._update("tag", ids, lambda row: {"tags": list(dict.fromkeys((*row["tags"], *wanted)))})

    def untag(self, ids: Iterable[str], tags: Iterable[str]) -> Change:
        """Take tags away from articles."""
        gone = set(tags)
        return self._update(
            "untag", ids, lambda row: {"tags": [tag for tag in row["tags"] if tag not in gone]}
        )

    def tags(self) -> dict[str, int]:
        """Every tag in use, with how many articles have it, most used first."""
        counts: dict[str, int] = {}
        for row in self._state.rows(TABLE).values():
            for tag in row["tags"]:
                counts[tag] = counts.get(tag, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def set_note(self, id: str, text: str) -> Change:
        """Set the article's own note (Markdown)."""
        return self._set_all([id], "set_note", note=text)

    def edit(self, id: str, **fields: str | None) -> Change:
        """Correct title, byline, site, published or url.

        Raises:
            ValueError: another field was named.
        """
        wrong = fields.keys() - {"title", "byline", "site", "published", "url"}
        if wrong:
            raise ValueError(f"not editable: {', '.join(sorted(wrong))}")
        return self._set_all([id], "edit", **fields)

    def opened(self, id: str) -> None:
        """Say that an article was opened: it is being read from now on."""
        row = self._row(id)
        state = "reading" if row["state"] == "unread" else row["state"]
        with self._state.change("open", undoable=False) as change:
            change.put(TABLE, id, {**row, "opened": moment_text(datetime.now(UTC)), "state": state})

    def set_position(self, id: str, offset: int, furthest: int) -> None:
        """Keep where reading stopped: characters at the top of the window, and the furthest one seen."""
        row = self._row(id)
        further = max(furthest, row["furthest"])
        if (row["offset"], row["furthest"]) == (offset, further):
            return
        with self._state.change("position", undoable=False) as change:
            change.put(TABLE, id, {**row, "offset": offset, "furthest": further})

    def purge(self, ids: Iterable[str]) -> int:
        """Remove articles in the trash and their files for good; returns how many."""
        gone = [id for id in ids if self._row(id).get("trashed")]
        with self._state.change("purge", undoable=False) as change:
            for id in gone:
                change.put(TABLE, id, None)
                for number in self._highlights.find(id):
                    change.put("highlights", id_of(number), None)
        for id in gone:
            self._blobs.remove(id)
        return len(gone)

    def expired(self) -> tuple[str, ...]:
        """Ids of what has lain in the trash for longer than it is kept."""
        limit = moment_text(datetime.now(UTC) - timedelta(days=TRASH_DAYS))
        rows = self._state.rows(TABLE).items()
        return tuple(id_of(number) for number, row in rows if row.get("trashed") and row["trashed"] < limit)

    def _set_all(self, ids: Iterable[str], kind: str, **fields: Any) -> Change:
        return self._update(kind, ids, lambda _: fields)

    def _update(self, kind: str, ids: Iterable[str], patch: Any) -> Change:
        with self._state.lock:
            wanted = tuple(dict.fromkeys(ids))
            with self._state.change(kind) as change:
                for id in wanted:
                    row = self._row(id)
                    change.put(TABLE, id, {**row, **patch(row)})
            return Change(kind, wanted, self._state.revision)

    def _row(self, id: str) -> Row:
        row = self._state.row(TABLE, id)
        if row is None:
            raise NotFound(id)
        return row

    def _entry(self, id: str, row: Row) -> Entry:
        return entry_of(id, row, len(self._highlights.find(id)))


# Fields that are the user's, not the page's: they outlive a new text.
_OWNED = (
    "added",
    "state",
    "starred",
    "note",
    "offset",
    "furthest",
    "opened",
    "trashed",
)


def _stands_on(row: Row, shelf: Shelf) -> bool:
    if shelf == "trash":
        return bool(row.get("trashed"))
    if row.get("trashed"):
        return False
    if shelf == "starred":
        return bool(row["starred"])
    return shelf in ("all", row["state"])
