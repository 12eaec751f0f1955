"""The articles of the library: kept, listed, and their state changed."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from reader.document.document import Document
from reader.document.serial import plain_text_hash
from reader.errors import LibraryError
from reader.library.addresses import normal_address
from reader.library.blobs import Blobs
from reader.library.ids import number_of
from reader.library.kept import Draft, Entry, Picture, RelatedStory, Shelf
from reader.library.keys import sources_of
from reader.library.lines import Row
from reader.library.listing import Listing
from reader.library.purging import purge_articles, text_hashes
from reader.library.reading_log import ReadingLog
from reader.library.reanchoring import Carrier
from reader.library.rows import earlier, entry_of, joined_row, moment_text, row_of_draft
from reader.library.shelving import Shelving
from reader.library.state import State, Transaction
from reader.library.texts import Texts
from reader.library.triage import TABLE, Triage
from reader.terminal import count_words, safe, safe_line

_LOG = logging.getLogger(__name__)
_MOST_SOURCES = 50  # a page saved every day under a new name must not make its row grow for ever
TRASH_DAYS = 30
"""After these, an article in the trash may be purged."""


class Entries(Triage):
    """The articles that the user owns."""

    def __init__(self, state: State, blobs: Blobs) -> None:
        super().__init__(state)
        self._blobs = blobs
        self._texts = Texts(blobs)
        self.shelving = Shelving(state)
        self.reading_log = ReadingLog(state)

    # -- finding

    def get(self, id: str) -> Entry:
        """An article by its whole id.

        Raises:
            NotFound: no article has it.
        """
        return self._entry(id, self._row(id))

    def find(self, prefix: str) -> Entry:
        """An article by the beginning of its id.

        Raises:
            NotFound, AmbiguousId: none begins so, or several do.
        """
        return self.get(self._state.find(TABLE, prefix.lower(), "article"))

    def listing(self, shelf: Shelf = "all") -> Sequence[Entry]:
        """The articles of a shelf, newest first; only the shelf `trash` shows what is in the trash."""
        return self.lazily(self.shelving.ids(shelf))

    def lazily(self, ids: Sequence[str]) -> Sequence[Entry]:
        """Articles by their ids, each made when it is looked at: a window shows forty of many."""
        return Listing(ids, self.get, self._some)

    def _some(self, ids: Sequence[str]) -> list[Entry]:
        """Some hundreds of articles at once, without those that are gone; they are read together."""
        numbers = {number: id for id in ids if (number := number_of(id)) is not None}
        rows = self._state.storage.ask(lambda held: held.get_many(TABLE, list(numbers)))
        marks = self._state.indexes["mark"].counts_of(ids)
        return [entry_of(id, rows[number], marks[id]) for number, id in numbers.items() if number in rows]

    def all(self) -> Sequence[Entry]:
        """Every article that is not in the trash, newest first."""
        return self.listing("all")

    def counts(self) -> Mapping[Shelf, int]:
        """How many articles stand on each shelf."""
        return self.shelving.counts()

    def find_same(self, url: str | None, text_hash: str | None) -> Entry | None:
        """The article with this address, else with this text; None when it is new."""
        found = self._state.indexes["address"].find(normal_address(url)) if url else frozenset()
        if not found and text_hash:
            found = self._state.indexes["text"].find(text_hash)
        return self.get(min(found)) if found else None

    def by_source(self, sha256: str) -> Entry | None:
        """The article that came from a file with these bytes."""
        found = self._state.indexes["source"].find(sha256)
        return self.get(min(found)) if found else None

    def by_path(self, path: str) -> Entry | None:
        """The article without an address that came from the file at a path."""
        found = self._state.indexes["path"].find(safe(path)) if path not in ("", "-") else frozenset()
        return self.get(min(found)) if found else None

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """The titles of articles by id, without those that are in the trash or gone."""
        rows = self._state.some_rows(TABLE, frozenset(ids))
        return {id: safe_line(row["title"]) for id, row in rows.items() if not row["trashed"]}

    def last_opened(self) -> Entry | None:
        """The article that was read last and is not finished, for `continue reading`."""
        opened = self._state.indexes["opened"]
        moments = opened.counts()
        return self.get(min(opened.find(max(moments)))) if moments else None

    # -- texts

    def document(self, id: str) -> Document:
        """The article's text; the kept form is loaded, or made again when it is missing or old.

        Where the same Markdown is read otherwise than before, highlights and position are carried over.

        Raises:
            NotFound: no article has this id.
            LibraryDamaged: its file is gone.
        """
        row = self._row(id)
        document = self._texts.kept_document(id, row)
        if document is not None:
            return document
        document = self._texts.read_document(id, row)
        try:
            if plain_text_hash(document.text) != row["text_hash"]:
                self._carry_over(id, document)
        except LibraryError as error:  # it can be read all the same, and is carried over another time
            _LOG.warning("places in %s were not carried over: %s", id, error)
        else:
            self._texts.keep_document(id, row, document)
        return document

    def markdown(self, id: str) -> str:
        """The article as Markdown, without its title.

        Raises:
            NotFound: no article has this id.
            LibraryDamaged: its file is gone.
        """
        return self._texts.markdown(id, self._row(id))

    def original(self, id: str) -> bytes:
        """The page as it was saved, byte for byte; empty when none was kept.

        Raises:
            NotFound: no article has this id.
            LibraryDamaged: its file is damaged.
        """
        return self._texts.original(id, self._row(id))

    def stories(self, id: str) -> tuple[RelatedStory, ...]:
        """The related stories that the page carries."""
        return self._texts.stories(id, self._row(id))

    def pictures(self, id: str) -> tuple[Picture, ...]:
        """The pictures that are kept with the article; its image spans name them by their addresses."""
        return self._texts.pictures(id, self._row(id))

    def picture_bytes(self, id: str, picture: Picture) -> bytes | None:
        """The file of a picture; None when it is gone or damaged."""
        return self._texts.picture_bytes(id, picture)

    def sources(self, id: str) -> Mapping[str, str]:
        """SHA-256 of what each file brought to the article last, by path; the file of its text comes last."""
        return sources_of(self._row(id))

    def previous_texts(self, id: str) -> tuple[str, ...]:
        """Hashes of the texts that the article had before, oldest first."""
        return tuple(self._row(id).get("past", ()))

    def size_bytes(self, id: str) -> int:
        """How much of the disk an article uses: what purging it gives back."""
        row = self._state.row(TABLE, id)
        texts = sum(map(self._blobs.version_size_bytes, text_hashes(row))) if row else 0
        return self._blobs.size_bytes(id) + texts

    # -- keeping

    def add(self, draft: Draft, document: Document) -> Entry:
        """Keep a new article: its files first, then its row.

        Raises:
            WriteFailed, LibraryReadOnly, LibraryLocked: nothing was kept.
        """
        id = self._state.new_id(TABLE)
        files = self._texts.write(id, draft, document)
        with self._state.change("import") as change:
            change.put(TABLE, id, row_of_draft(draft, document, files, datetime.now(UTC)))
        return self.get(id)

    def replace_text(self, id: str, draft: Draft, document: Document) -> Entry:
        """Bring an article up to date with a new page or a better cleaning.

        State, tags, note and the old text are kept; highlights and the reading position are carried to
        the new text in the same write, so that undo brings all of it back.
        """
        files = self._texts.write(id, draft, document, self._row(id))
        fresh = row_of_draft(draft, document, files, datetime.now(UTC))
        with self._state.change("update") as change:
            row = self._row(id)
            # What the user corrected outlives a new text, too.
            kept = {name: row[name] for name in (*_OWNED, *row.get("edited", ()))}
            kept["edited"] = row.get("edited", [])
            kept["finished"] = row.get("finished")
            kept["saved"] = earlier(row["saved"], fresh["saved"])  # as `merge` has it
            kept["sources"] = dict(list(sources_of(row).items())[-_MOST_SOURCES:])
            tags = list(dict.fromkeys((*row["tags"], *fresh["tags"])))
            carried = self._carry(change, id, row, document)
            change.put(TABLE, id, {**fresh, **kept, "tags": tags, **carried})
        return self.get(id)

    def merge(self, id: str, draft: Draft) -> bool:
        """Give an article what the same article from elsewhere has more: tags, star, note, an earlier date.

        A state comes along only while the article was never opened here.

        Returns:
            Whether anything changed.
        """
        with self._state.change("merge") as change:
            row = self._row(id)
            joined = joined_row(row, draft)
            if joined != row:
                change.put(TABLE, id, joined)
        return joined != row

    def rebuild_text(self, id: str) -> bool:
        """Make a lost text again from the kept plain text, without its headings and emphasis.

        Returns:
            False when the plain text is lost too.
        """
        from reader.document.parse import parse_markdown

        plain = self._blobs.read_version(self._row(id)["text_hash"])
        if plain is None:
            return False
        document = parse_markdown(plain)
        files = self._texts.write(id, Draft(title="", markdown=plain), document)
        with self._state.change("repair") as change:
            row = self._row(id)
            carried = self._carry(change, id, row, document)
            change.put(TABLE, id, {**row, "markdown": files["markdown"], **carried})
        return True

    def carry_to_document(self, id: str) -> None:
        """Carry highlights and position over where they stand on another text than the kept document's."""
        self._carry_over(id, self.document(id))

    def _carry_over(self, id: str, document: Document) -> None:
        with self._state.change("repair", undoable=False) as change:
            row = self._row(id)
            self._blobs.write_version(plain_text_hash(document.text), document.text)
            change.put(TABLE, id, {**row, **self._carry(change, id, row, document)})

    def is_text_sound(self, id: str) -> bool:
        """Whether the article's Markdown is there and what it was."""
        return self._texts.is_text_sound(id, self._row(id))

    def is_original_sound(self, id: str) -> bool:
        """Whether the saved page is there, byte for byte; also when none was kept."""
        return self._texts.is_original_sound(id, self._row(id))

    def _carry(self, change: Transaction, id: str, row: Row, document: Document) -> Row:
        """Bring highlights to a new text; gives the fields of the article's row that change with it."""
        text_hash = plain_text_hash(document.text)
        past = row.get("past", [])
        if text_hash == row["text_hash"]:
            return {"past": past}
        # An article that was only an address had its quotes for a text: their places in it mean nothing.
        old_text = (lambda _: None) if row["link_only"] else self._blobs.read_version
        carrier = Carrier(document.text, old_text, with_context=not row["link_only"])
        for mark, carried in carrier.rows(self._marks(id)).items():
            change.put("highlights", mark, carried)
        old = self._blobs.read_version(row["text_hash"]) or ""
        return {
            "text_hash": text_hash,
            "length": len(document.text),
            "words": count_words(document.text),
            "offset": carrier.offset(old, row["offset"]),
            "furthest": carrier.offset(old, row["furthest"]),
            "past": [*past, row["text_hash"]],
        }

    def _marks(self, id: str) -> list[tuple[str, Row]]:
        rows = ((mark, self._state.row("highlights", mark)) for mark in self._state.indexes["mark"].find(id))
        return [(mark, row) for mark, row in rows if row is not None]

    # -- reading, and the trash

    def opened(self, id: str) -> None:
        """Say that an article was opened: it is being read from now on."""
        with self._state.change("open", undoable=False) as change:
            row = self._row(id)
            state = "reading" if row["state"] == "unread" else row["state"]
            change.put(TABLE, id, {**row, "opened": moment_text(datetime.now(UTC)), "state": state})

    def set_position(self, id: str, offset: int, furthest: int) -> None:
        """Keep where reading stopped: characters at the top of the window, and the furthest one seen.

        Not part of what undo takes back; nothing is written when nothing moved.
        """
        row = self._row(id)
        if row["offset"] == offset and row["furthest"] >= furthest:
            return
        with self._state.change("position", undoable=False) as change:
            row = self._row(id)
            self.reading_log.put(change, id, row, furthest)
            change.put(TABLE, id, {**row, "offset": offset, "furthest": max(furthest, row["furthest"])})

    def purge(self, ids: Iterable[str]) -> int:
        """Remove articles in the trash and their files for good; returns how many.

        Plain texts go too, unless another article or highlight has the same one.
        """
        return purge_articles(self._state, self._blobs, ids)

    def expired(self) -> tuple[str, ...]:
        """Ids of what has lain in the trash for longer than it is kept."""
        limit = moment_text(datetime.now(UTC) - timedelta(days=TRASH_DAYS)) or ""
        trashed = self._state.indexes["trashed"]
        return tuple(id for moment in trashed.counts() if moment < limit for id in trashed.find(moment))

    def _entry(self, id: str, row: Row) -> Entry:
        return entry_of(id, row, len(self._state.indexes["mark"].find(id)))


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
