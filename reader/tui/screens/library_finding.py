"""Finding in the library screen: as one types, in a thread, with the passages that answer."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.errors import QueryError
from reader.tui.widgets.entry_list import EntryList
from reader.tui.widgets.shelf_line import empty_line
from reader.tui.wishes import OpenFound

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.library.kept import Entry, Shelf
    from reader.library.library import Library
    from reader.library.search.sorting import Sort

_PROGRESS_SECONDS = 0.5
_PATIENCE_SECONDS = 0.15  # what takes longer is told; nearly all answers come sooner
_AT_ONCE = 6  # passages shown together: one is some milliseconds of reading a text


class FindKeys(Screen[None]):
    """The filter line of the library screen, and what it leaves of the list."""

    _library: Library
    _shelf: Shelf
    _sort: Sort | None
    _wish: OpenFound | None
    """What this screen was opened to look for; None on the first screen."""
    _all: Sequence[Entry]
    _late: Timer | None = None
    """Runs while something is looked for."""
    _says_so = False

    if TYPE_CHECKING:

        def key_of(self, action: str) -> str:
            """The first way to call an action, as a person writes it."""
            ...

        def show_work(self, what: str = "", how_far: str = "") -> None:
            """Say what goes on; nothing when it ended."""
            ...

    def action_filter(self) -> None:
        """Filter as one types."""
        self.query_one("#finder").add_class("shown")
        # At once: `Input.focus` waits for its turn, and letters typed meanwhile would be keys of the list.
        self.set_focus(self.query_one("#filter", Input))

    def look_for(self, query: str) -> None:
        """Filter by a query, with the line in sight and the keys on the list."""
        self.query_one("#finder").add_class("shown")
        self.query_one("#filter", Input).value = query
        self.query_one(EntryList).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._filter(event.value)

    def on_input_submitted(self) -> None:
        """Back to the list; the filter stays."""
        self.query_one(EntryList).focus()

    def action_clear_filter(self) -> None:
        """Stop an import that goes on, else clear the filter; a search from elsewhere goes back there."""
        if any(worker.group == "import" and worker.is_running for worker in self.workers):
            self.workers.cancel_group(self, "import")
            return
        line = self.query_one("#filter", Input)
        wanted = self._wish.query if self._wish is not None else ""
        if self._wish is not None and line.value == wanted and not line.has_focus:
            self.app.pop_screen()
            return
        line.value = wanted
        self.query_one("#finder").set_class(bool(wanted), "shown")
        self.query_one(EntryList).focus()

    def _filter(self, query: str) -> None:
        if query.strip() or self._sort:
            if self._late is None:
                self._late = self.set_timer(_PATIENCE_SECONDS, self._say_that_it_takes)
            self._find(query)
            if not self._library.search.is_ready():  # until then it finds titles; then it is asked again
                self.index_texts()
        else:
            self.workers.cancel_group(self, "find")
            self._answered()
            self._tell_found("")
            self.query_one(EntryList).show(self._all, empty=empty_line(self._shelf, "", self.key_of))

    def _say_that_it_takes(self) -> None:
        self._says_so = True
        self.show_work(f"putting {len(self._all):,} articles in order …" if self._sort else "searching …")

    def _answered(self) -> None:
        """Nothing is looked for any more."""
        if self._late is not None:
            self._late.stop()
            self._late = None
        if self._says_so:
            self._says_so = False
            self.show_work()

    @work(exclusive=True, thread=True, group="find")
    def _find(self, query: str) -> None:
        """Ask in a thread: a frame must not wait for a hundred thousand articles."""
        worker = get_current_worker()
        search = self._library.search
        try:
            found = search.find(query, shelf=self._shelf, sort=self._sort, typing=True)
            with_passages = search.has_words(query, typing=True)
            problem = ""
        except QueryError as error:
            found, with_passages, problem = (), False, str(error)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_found, query, found, problem, with_passages)

    def _show_found(self, query: str, found: Sequence[Entry], problem: str, with_passages: bool) -> None:
        self._answered()
        if problem:  # what was found before stays until the query makes sense
            self._tell_found("", problem)
            return
        many = f"{len(found)} found" if len(found) != 1 else "1 found"
        self._tell_found(many if query.strip() else "")
        empty = empty_line(self._shelf, query.strip(), self.key_of)
        self.query_one(EntryList).show(found, with_passages=with_passages, empty=empty)
        self._show_passages()

    def _tell_found(self, line: str, problem: str = "") -> None:
        """Say how many there are; what is wrong with the query has a line of its own, where it is not cut."""
        self.query_one("#found", Static).update(line)
        below = self.query_one("#problem", Static)
        below.update(problem)
        below.display = bool(problem)

    # -- passages

    def on_entry_list_scrolled(self) -> None:
        """Other articles came into sight."""
        self._show_passages()

    def _show_passages(self) -> None:
        found = self.query_one(EntryList)
        if found.has_passages:
            self._look_up_passages(self.query_one("#filter", Input).value, found.in_sight)

    @work(exclusive=True, thread=True, group="passages")
    def _look_up_passages(self, query: str, entries: Sequence[Entry]) -> None:
        worker = get_current_worker()
        for start in range(0, len(entries), _AT_ONCE):
            some = entries[start : start + _AT_ONCE]
            try:
                passages = {one.id: self._library.search.snippet(query, one, typing=True) for one in some}
            except QueryError:
                return
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self.query_one(EntryList).show_passages, passages)

    # -- the index

    def index_texts(self) -> None:
        """Bring the search index up to date, unless that goes on already."""
        if not any(worker.group == "index" and worker.is_running for worker in self.workers):
            self._index()

    @work(thread=True, group="index")
    def _index(self) -> None:
        """Bring the search index up to date, and look again where a query waits for it.

        Whoever leaves the program does not wait for it: the next start goes on.
        """
        worker, said_at, has_told = get_current_worker(), monotonic(), False

        def progress(done: int, count: int) -> bool:
            nonlocal said_at, has_told
            if not worker.is_cancelled and monotonic() - said_at > _PROGRESS_SECONDS:
                said_at, has_told = monotonic(), True
                # Not waited for: who waits here for the screen must not keep it waiting for the library.
                self.call_later(self.show_work, "making the texts searchable", f"{done:,} of {count:,}")
            return not worker.is_cancelled

        if self._library.search.refresh(progress) and not worker.is_cancelled:
            self.app.call_from_thread(self._look_again, has_told)

    def _look_again(self, has_told: bool) -> None:
        if has_told:  # else the line may be that of an import
            self.show_work()
        query = self.query_one("#filter", Input).value
        if query.strip():
            self._find(query)
