"""The library: shelves, the list, a preview, and triage with one key each."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Click
from textual.widgets import Input, Static

from reader.library.kept import Entry, Shelf
from reader.library.library import Library
from reader.settings.actions import ActionContext
from reader.settings.settings import Settings
from reader.tui.bindings import bindings_for
from reader.tui.guarding import Guarded
from reader.tui.screens.library_bringing import BringKeys
from reader.tui.screens.library_choices import LibraryChoices
from reader.tui.screens.library_counting import CountKeys
from reader.tui.screens.library_finding import FindKeys
from reader.tui.screens.library_preview import Previews
from reader.tui.screens.library_shelves import ShelfKeys
from reader.tui.screens.library_triage import TriageKeys
from reader.tui.widgets.entry_list import EntryList
from reader.tui.widgets.ground import Body, Ground
from reader.tui.widgets.key_line import KeyLine
from reader.tui.widgets.shelf_line import shelf_at, shelf_line
from reader.tui.widgets.status_line import StatusLine
from reader.tui.wishes import OpenArticle, OpenFound, OpenHighlights

_BAR_PADDING = 2
_PLACEHOLDER = 'words, "phrases", -not, tag:sea, is:starred, minutes:<10'
_WELCOME = """\
Nothing is here yet. Three ways to bring pages in:

  I                         type the path of a saved page or a folder
  nightstand import PATH    the same from the shell; `-` for a pipe
  nightstand demo           sample articles to try the keys on
"""


class LibraryScreen(
    Guarded, Ground, TriageKeys, LibraryChoices, CountKeys, FindKeys, Previews, ShelfKeys, BringKeys
):
    """The first screen."""

    contexts: ClassVar[tuple[ActionContext, ...]] = ("library",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("library")

    def __init__(self, library: Library, settings: Settings, wish: OpenFound | None = None) -> None:
        """Prepare the screen.

        Args:
            library: what is shown.
            settings: the user's.
            wish: what is looked for, over the screen that one comes from; None for the first screen.
        """
        super().__init__()
        self._library = library
        self._settings = settings
        self._wish = wish
        self._shelf: Shelf = "unread"
        self._all: Sequence[Entry] = ()
        self._seen_revision = -1
        self._shelf_line = Text()

    def compose(self) -> ComposeResult:
        """Shelves on top, the list and its preview, the filter, the keys."""
        yield Static(id="shelves", classes="bar")
        with Body(id="body"):
            yield EntryList(id="entries")
        yield Static(_WELCOME, id="empty", markup=False)
        yield Static(id="problem", markup=False)
        with Horizontal(classes="find", id="finder"):
            yield Input(placeholder=_PLACEHOLDER, id="filter")
            yield Static(id="found", markup=False)
        yield self.compose_progress()
        yield StatusLine(id="continue", classes="bar")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the library."""
        if self._wish is None:
            self.show_again(first=True)
        else:
            self.find_everywhere(self._wish.query)
        self.query_one(EntryList).focus()
        self.set_interval(1.0, self._look_for_changes)

    def on_screen_resume(self) -> None:
        """See what changed while another screen was shown."""
        if self._library.revision != self._seen_revision and self.is_mounted:
            self.show_again()

    def show_again(self, *, first: bool = False) -> None:
        """Read the shelf again; the cursor stays. At first: the first shelf that has something on it."""
        self._seen_revision = self._library.revision
        counts = self._library.entries.counts()
        if first:
            self._shelf = next((shelf for shelf in ("unread", "reading", "all") if counts[shelf]), "unread")
        self._all = self._library.entries.listing(self._shelf)
        self._show_shelves(counts)
        self._offer_to_go_on()
        nothing = not counts["all"] and not counts["trash"]
        self.query_one("#empty").set_class(nothing, "shown")
        self.query_one("#body").display = not nothing
        self._filter(self.query_one("#filter", Input).value)

    def _show_shelves(self, counts: Mapping[Shelf, int]) -> None:
        room = self.size.width - _BAR_PADDING
        self._shelf_line = shelf_line(counts, self._shelf, self._sort or "", room)
        self.query_one("#shelves", Static).update(self._shelf_line)

    def on_click(self, event: Click) -> None:
        """Show the shelf that was clicked."""
        place = self.query_one("#shelves").content_region
        shelf = shelf_at(self._shelf_line, event.screen_x - place.x) if event.screen_y == place.y else None
        if shelf is not None:
            self._show_shelf(shelf)

    def on_resize(self) -> None:
        """The counts of the shelves are as long as there is room."""
        self._show_shelves(self._library.entries.counts())

    def _offer_to_go_on(self) -> None:
        """Say what was being read last, and the key that goes back to its place."""
        line = self.query_one("#continue", StatusLine)
        if self._wish is not None:
            line.show(f"{self.key_of('quit')}  goes back to {self._wish.place}")
            return
        entry = self._library.entries.last_opened()
        line.display = entry is not None
        if entry is not None:
            left = entry.minutes - round(entry.minutes * entry.progress)
            line.show(
                f"{self.key_of('continue_reading')}  goes on with “{entry.title}”",
                f"{round(100 * entry.progress)} %   {f'{left} min left' if left else 'at the end'}",
            )

    def key_of(self, action: str) -> str:
        """The first way to call an action, as a person writes it."""
        return self._settings.ways_to(action)[0]

    def _look_for_changes(self) -> None:
        if self._library.is_writing:  # thousands of articles, in a thread: the screen stays alive meanwhile
            return
        if self._library.refresh() or self._library.revision != self._seen_revision:
            self.show_again()
        if not self._library.search.is_ready():
            self.index_texts()

    # -- the list

    def on_entry_list_chosen(self, event: EntryList.Chosen) -> None:
        """Open it."""
        self._open(event.entry)

    def _open(self, entry: Entry) -> None:
        self.post_message(OpenArticle(entry.id, tuple(self.query_one(EntryList).ids)))

    # -- moving

    def action_cursor_down(self) -> None:
        """Next line."""
        self.query_one(EntryList).move(1)

    def action_cursor_up(self) -> None:
        """Previous line."""
        self.query_one(EntryList).move(-1)

    def action_page_down(self) -> None:
        """A window down."""
        found = self.query_one(EntryList)
        found.move(found.page_rows)

    def action_page_up(self) -> None:
        """A window up."""
        found = self.query_one(EntryList)
        found.move(-found.page_rows)

    def action_cursor_top(self) -> None:
        """First line."""
        self.query_one(EntryList).move_to(0)

    def action_cursor_bottom(self) -> None:
        """Last line."""
        self.query_one(EntryList).move_to_end()

    def go_to_percent(self, percent: int) -> None:
        """To so many percent of the list."""
        found = self.query_one(EntryList)
        found.move_to(max(0, len(found.ids) * percent // 100 - (percent == 100)))

    def go_to_item(self, number: int) -> None:
        """To a line, counted from 1."""
        self.query_one(EntryList).move_to(number - 1)

    def action_next_unread(self) -> None:
        """Next unread article."""
        self._to_unread(1)

    def action_previous_unread(self) -> None:
        """Previous unread article."""
        self._to_unread(-1)

    def _to_unread(self, step: int) -> None:
        found = self.query_one(EntryList)
        unread = frozenset(self._library.entries.shelving.ids("unread"))
        ids, row = found.ids, found.cursor + step
        while 0 <= row < len(ids):
            if ids[row] in unread:
                found.move_to(row)
                return
            row += step
        self.notify("no more unread articles in this direction")

    def action_open_entry(self) -> None:
        """Open the article under the cursor."""
        self.query_one(EntryList).choose()

    def action_random_unread(self) -> None:
        """Open an unread article by chance."""
        unread = self._library.entries.listing("unread")
        if unread:
            self._open(random.choice(unread))
        else:
            self.notify("nothing is unread")

    def action_continue_reading(self) -> None:
        """Go on where one stopped."""
        entry = self._library.entries.last_opened()
        if entry:
            self._open(entry)
        else:
            self.notify("no article was begun")

    # -- shelves

    def _show_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.show_again()

    def action_shelf_unread(self) -> None:
        """Shelf: unread."""
        self._show_shelf("unread")

    def action_shelf_reading(self) -> None:
        """Shelf: reading."""
        self._show_shelf("reading")

    def action_shelf_archive(self) -> None:
        """Shelf: archive."""
        self._show_shelf("archive")

    def action_shelf_starred(self) -> None:
        """Shelf: starred."""
        self._show_shelf("starred")

    def action_shelf_trash(self) -> None:
        """Shelf: trash."""
        self._show_shelf("trash")

    def action_shelf_all(self) -> None:
        """Shelf: all."""
        self._show_shelf("all")

    def find_everywhere(self, query: str) -> None:
        """Show what a query finds on all shelves."""
        self.look_for(query)
        self._show_shelf("all")

    # -- other screens

    def action_show_highlights(self) -> None:
        """All highlights and notes."""
        self.post_message(OpenHighlights())

    @property
    def ends_program(self) -> bool:
        """Whether the way out of this screen is that out of the program."""
        return self._wish is None

    def action_quit(self) -> None:
        """Leave the program; a search goes back to where it began."""
        if self.ends_program:
            self.app.exit()
        else:
            self.app.pop_screen()
