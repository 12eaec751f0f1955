"""A library on disk: opens the parts, guards them, and takes changes back."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from reader.errors import LibraryReadOnly
from reader.library.archive import Archive
from reader.library.backup import Backups
from reader.library.blobs import Blobs
from reader.library.check import Report, check_library
from reader.library.entries import Entries
from reader.library.exported import Exported
from reader.library.highlights import Highlights
from reader.library.indexes import RowIndex
from reader.library.kept import Change
from reader.library.likeness import Likeness
from reader.library.lines import Row
from reader.library.links import Links
from reader.library.search.search import Search
from reader.library.state import State
from reader.terminal import safe_line


class Library:
    """Everything the user keeps. Synchronous; safe to use from several threads."""

    def __init__(self, folder: Path, cache: Path, *, read_only: bool) -> None:
        self.folder = folder
        self._state = State(folder, read_only=read_only)
        self._blobs = Blobs(folder, cache)
        by_entry = RowIndex(
            self._state, "highlights", lambda row: () if row.get("removed") else [row["entry"]]
        )
        self.entries = Entries(self._state, self._blobs, by_entry)
        self.highlights = Highlights(self._state, self._blobs, self.entries, by_entry)
        self.links = Links(self._state)
        self.search = Search(self._state, self._blobs, self.entries, cache, folder)
        self.likeness = Likeness(self.entries, self.search)
        self.backups = Backups(folder, self._state)
        self.exported = Exported(folder)
        self.archive = Archive(folder, self._state, self._blobs, self.entries)
        self._indexes = (by_entry, *self.entries.indexes)
        self._state.storage.on_change = self._index

    @classmethod
    def open(cls, folder: Path, cache: Path | None = None, *, read_only: bool = False) -> Library:
        """Open a library, or begin one.

        Args:
            folder: where it is kept; made when missing.
            cache: where derived files go; a folder within the library when None.
            read_only: never write.

        Raises:
            LibraryDamaged, LibraryTooNew, LibraryLocked, LibraryReadOnly: nothing was changed.
        """
        folder = folder.expanduser().resolve()
        try:
            return cls(folder, cache or folder / "cache", read_only=read_only)
        except OSError as error:
            raise LibraryReadOnly(folder, f"cannot be opened: {error.strerror or error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; everything acknowledged is on disk already."""
        self.search.close()
        self._state.close()

    @property
    def revision(self) -> int:
        """Grows with every write; a screen that comes back compares it and refreshes."""
        return self._state.revision

    @property
    def read_only(self) -> bool:
        """Whether the folder cannot be written to."""
        return self._state.storage.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """What opening had to mend, one line each."""
        notices = tuple(self._state.storage.notices)
        return (*notices, f"{self.folder} is read-only: nothing will be kept") if self.read_only else notices

    def refresh(self) -> bool:
        """See what other processes wrote; True when there was something. One `stat` when not."""
        with self._state.lock:
            return self._state.storage.refresh()

    def undo(self, change: Change | None = None) -> Change | None:
        """Take back a change, the last one by default; returns it, or None when there is none.

        Where nothing was done since the start, the last deletion is taken back, also one made days ago.
        """
        return self._state.undo(change)

    def redo(self) -> Change | None:
        """Do again what was taken back last."""
        return self._state.redo()

    def log(self) -> tuple[str, ...]:
        """What was done here and can be taken back, oldest first, a sentence each."""
        return tuple(map(self._sentence, self._state.history.changes))

    def _sentence(self, change: Change) -> str:
        action = change.kind.replace("_", " ").capitalize()
        if len(change.ids) != 1:
            return f"{action}: {len(change.ids)} of them"
        row = self._state.row("entries", change.ids[0])
        return f"{action}: {safe_line(row['title']) if row else change.ids[0]}"

    def check(self, repair: bool = False) -> Report:
        """Verify every file, hash, offset and reference."""
        return check_library(self.entries, self.highlights, self._blobs, repair=repair)

    def _index(self, table: str, number: str, before: Row | None, after: Row | None) -> None:
        for index in self._indexes:
            index.update(table, number, before, after)
        self.search.update(table, number, before, after)
