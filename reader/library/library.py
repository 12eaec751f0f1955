"""A library on disk: opens the parts, guards them, and takes changes back."""

from __future__ import annotations

import logging
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.errors import LibraryReadOnly, WriteFailed
from reader.library.blobs import Blobs
from reader.library.entries import Entries
from reader.library.highlights import Highlights
from reader.library.kept import Change
from reader.library.lines import Row
from reader.library.state import State
from reader.settings.folders import at_home
from reader.terminal import safe_line

if TYPE_CHECKING:
    from reader.library.archive import Archive
    from reader.library.backup import Backups
    from reader.library.check import Report
    from reader.library.doubles import Doubles
    from reader.library.drafts import Drafts
    from reader.library.exported import Exported
    from reader.library.intake import Intake
    from reader.library.likeness import Likeness
    from reader.library.links import Links
    from reader.library.review import Review
    from reader.library.search.search import Search
    from reader.library.shelves import SavedShelves
    from reader.library.statistics import Statistics

_LOG = logging.getLogger(__name__)


class Library:
    """Everything the user keeps. Synchronous; safe to use from several threads."""

    def __init__(self, folder: Path, cache: Path, *, read_only: bool, mirror_later: bool) -> None:
        self.folder = folder
        # One cache serves many libraries.
        name = sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._state = State(folder, cache / "state" / name, read_only=read_only, mirror_later=mirror_later)
        self._blobs = Blobs(folder, cache)
        self.entries = Entries(self._state, self._blobs)
        self.highlights = Highlights(self._state, self._blobs, self.entries)
        self._index = cache / "search" / f"{name}.sqlite"
        self._search: Search | None = None
        self._sketches = cache / "sketches" / f"{name}.sqlite"
        self._doubles: Doubles | None = None
        self._state.storage.on_change = self._follow
        self._state.storage.on_reset = self._forget_derived

    @classmethod
    def open(
        cls, folder: Path, cache: Path | None = None, *, read_only: bool = False, mirror_later: bool = False
    ) -> Library:
        """Open a library, or begin one.

        Args:
            folder: where it is kept; made when missing.
            cache: where derived files go; a folder within the library when None.
            read_only: never write.
            mirror_later: do not wait where what makes starts quick is missing; see `prepare_starts`.

        Raises:
            LibraryDamaged, LibraryTooNew, LibraryLocked, LibraryReadOnly: nothing was changed.
        """
        folder = at_home(folder).resolve()
        try:
            return cls(folder, cache or folder / "cache", read_only=read_only, mirror_later=mirror_later)
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
        if "drafts" in self.__dict__:
            self._flush_drafts()
        if self._search is not None:
            self._search.close()
        if self._doubles is not None:
            self._doubles.close()
        self._state.close()

    def _flush_drafts(self) -> None:
        try:
            self.drafts.flush()
        except WriteFailed as error:
            _LOG.warning("a draft was not kept: %s", error)

    # What a start does not need is loaded when it is asked for: together it was a tenth of the first paint.

    @property
    def search(self) -> Search:
        """Finding articles by words and fields."""
        if self._search is None:
            from reader.library.search.search import Search

            self._search = Search(self._state, self._blobs, self.entries, self._index)
        return self._search

    @property
    def has_search(self) -> bool:
        """Whether search was asked for before, so that asking it loads nothing."""
        return self._search is not None

    @cached_property
    def links(self) -> Links:
        """Addresses to save."""
        from reader.library.links import Links

        return Links(self._state)

    @cached_property
    def likeness(self) -> Likeness:
        """What is near an article."""
        from reader.library.likeness import Likeness

        return Likeness(self.entries, self.search)

    @cached_property
    def backups(self) -> Backups:
        """Dated copies of the state."""
        from reader.library.backup import Backups

        return Backups(self.folder, self._state, self._blobs)

    @cached_property
    def shelves(self) -> SavedShelves:
        """Queries kept under a name."""
        from reader.library.shelves import SavedShelves

        return SavedShelves(self._state, self.search)

    def statistics(self, weeks: int = 12) -> Statistics:
        """What was read, up to now; the last `weeks` told apart."""
        from reader.library.reading_log import today
        from reader.library.statistics import statistics_of

        days = self.entries.reading_log.all()
        read = {id for id, moment in self._state.column("finished").items() if moment}
        rows = self._state.some_rows("entries", read.union(day.entry for day in days))
        lengths = self._state.column("words")
        unread = [lengths[id] for id in self.entries.shelving.ids("unread") if id in lengths]
        return statistics_of(rows, days, unread, today(), weeks)

    @cached_property
    def drafts(self) -> Drafts:
        """Notes that are being written."""
        from reader.library.drafts import Drafts

        return Drafts(self.folder)

    @cached_property
    def review(self) -> Review:
        """Old highlights that come back."""
        from reader.library.review import Review

        return Review(self._state, self.highlights)

    @cached_property
    def archive(self) -> Archive:
        """Everything as one zip, and the way back."""
        from reader.library.archive import Archive

        return Archive(self.folder, self._state, self._blobs, self.entries)

    @cached_property
    def intake(self) -> Intake:
        """New articles by the dozen."""
        from reader.library.intake import Intake

        return Intake(self._state, self._blobs)

    @property
    def doubles(self) -> Doubles:
        """Articles that may be the same."""
        if self._doubles is None:
            from reader.library.doubles import Doubles

            self._doubles = Doubles(self._state, self.entries, self._blobs, self._sketches)
        return self._doubles

    @cached_property
    def exported(self) -> Exported:
        """What was exported where."""
        from reader.library.exported import Exported

        return Exported(self.folder)

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

    @property
    def starts_slowly(self) -> bool:
        """Whether a large library was read whole, since what makes starts quick is missing."""
        return self._state.storage.wants_mirror

    def prepare_starts(self) -> None:
        """Make what lets a large library start quickly, in some seconds: call it in a worker."""
        self._state.storage.make_mirror()

    @property
    def wants_compaction(self) -> bool:
        """Whether so much was written that `compact` should bring the files of the state together."""
        return self._state.storage.wants_compaction

    def compact(self) -> None:
        """Bring the files of a large state together, in some seconds: call it in a worker."""
        self._state.storage.compact_beside()

    @property
    def closes_slowly(self) -> bool:
        """Whether `close` has so much to do that who waits should know."""
        return self._state.storage.closes_slowly

    def tend(self) -> None:
        """What is to be done once a day: copy the state, purge what lay in the trash for too long, tidy up.

        Files of an article that never came, as an import leaves them that is ended in its middle, are put
        aside, not removed.

        The copy comes first: it still has what is purged.

        Raises:
            WriteFailed, LibraryLocked: it is tried again at the next start.
        """
        if self.read_only or self.backups.make() is None:
            return
        expired = self.entries.expired()
        if expired:
            self.entries.purge(expired)
        self.highlights.forget_removed()
        if not self.notices:  # a damaged state may miss articles whose files are sound
            from reader.library.check import tidy

            self.refresh()
            tidy(self._state, self._blobs)

    def refresh(self) -> bool:
        """See what other processes wrote; True when there was something. One `stat` when not."""
        with self._state.lock:
            return self._state.storage.refresh()

    @property
    def is_writing(self) -> bool:
        """Whether another thread is at a write, or reads what another process wrote: who draws asks later."""
        if not self._state.lock.acquire(blocking=False):
            return True
        self._state.lock.release()
        return False

    def undo(self, change: Change | None = None) -> Change | None:
        """Take back a change, the last one by default; returns it, or None when there is none.

        Where nothing was done since the start, the last deletion is taken back, also one made days ago.
        """
        return self._state.undo(change)

    def redo(self) -> Change | None:
        """Do again what was taken back last."""
        return self._state.redo()

    @property
    def undoable(self) -> Change | None:
        """What `undo` would take back, of what was done since the start."""
        step = self._state.history.last_done(None)
        return step.change if step is not None else None

    @property
    def redoable(self) -> Change | None:
        """What `redo` would do again."""
        step = self._state.history.last_undone()
        return step.change if step is not None else None

    def log(self) -> tuple[str, ...]:
        """What was done here and can be taken back, oldest first, a sentence each."""
        return tuple(map(self._sentence, self._state.history.changes))

    def _sentence(self, change: Change) -> str:
        return f"{change.kind.replace('_', ' ').capitalize()}: {self.subject(change)}"

    def subject(self, change: Change) -> str:
        """What a change was about, for the user: the title of the article, or how many there are."""
        id = next(iter(change.ids), "")
        row = self._state.row_of_change("entries", id, change)
        mark = None if row is not None else self._state.row_of_change("highlights", id, change)
        if len(change.ids) != 1:
            return f"{len(change.ids):,} {'articles' if mark is None else 'highlights'}"
        if mark is not None:
            row = self._state.row("entries", mark["entry"])
        return safe_line(row["title"]) or "(no title)" if row is not None else id

    def check(self, repair: bool = False) -> Report:
        """Verify every file, hash, offset and reference."""
        from reader.library.check import check_library

        return check_library(self.entries, self.highlights, self._blobs, repair=repair)

    def _follow(self, table: str, number: str, before: Row | None, after: Row | None) -> None:
        self._state.follow(table, number, before, after)
        if table == "entries":
            self.entries.shelving.update(number, before, after)
        if self._search is not None:
            self._search.update(table, number, before, after)

    def _forget_derived(self) -> None:
        self.entries.shelving.reset()
        if self._search is not None:
            self._search.reset()
