"""What looks at every article, in a thread and with a sign of waiting: statistics, the end of the trash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from reader.errors import ReaderError
from reader.terminal import size_text

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.screens.dialogs import ListScreen


class CountKeys(Screen[None]):
    """The actions of the library screen that take their time."""

    _library: Library

    if TYPE_CHECKING:

        def show_again(self, *, first: bool = False) -> None:
            """Read the shelf again."""
            ...

        def show_work(self, what: str = "", how_far: str = "") -> None:
            """Say what goes on; nothing when it ended."""
            ...

    def action_show_statistics(self) -> None:
        """What was read: the screen at once, what it counts when every article was looked at."""
        from reader.tui.screens.dialogs import ListScreen
        from reader.tui.widgets.row_list import Item

        screen = ListScreen("What was read", (Item((("counting …", "dim"),)),), "Esc back")
        self.app.push_screen(screen)
        self._count(screen)

    @work(exclusive=True, thread=True, group="statistics")
    def _count(self, screen: ListScreen) -> None:
        from reader.tui.screens.statistics import statistics_items

        items = statistics_items(self._library.statistics())
        self.app.call_from_thread(screen.fill, items)

    def action_purge(self) -> None:
        """Remove what is in the trash for good, once the word is typed."""
        ids = list(self._library.entries.shelving.ids("trash"))
        if ids:
            self.show_work(f"measuring {len(ids):,} in the trash …")
            self._measure(ids)
        else:
            self.notify("the trash is empty")

    @work(exclusive=True, thread=True, group="purge")
    def _measure(self, ids: Sequence[str]) -> None:
        size = size_text(sum(map(self._library.entries.size_bytes, ids)))
        self.app.call_from_thread(self._ask_to_purge, ids, size)

    def _ask_to_purge(self, ids: Sequence[str], size: str) -> None:
        from reader.tui.screens.dialogs import LineScreen

        def purge(line: str | None) -> None:
            if line is None:
                return
            if line.strip().casefold() != "yes":
                self.notify("nothing was removed")
                return
            self.show_work(f"removing {len(ids):,} for good …")
            self._purge(ids, size)

        self.show_work()
        question = f"Remove {len(ids):,} in the trash for good, {size}?"
        hint = "yes and Enter removes them; this cannot be undone   Esc leaves"
        self.app.push_screen(LineScreen(question, "", hint), purge)

    @work(thread=True, group="purge")
    def _purge(self, ids: Sequence[str], size: str) -> None:
        try:
            said = f"{self._library.entries.purge(ids):,} removed for good, {size}"
        except ReaderError as error:
            said = str(error)
            self.app.call_from_thread(self.notify, said, severity="error")
        else:
            self.app.call_from_thread(self.notify, said)
        self.app.call_from_thread(self.show_work)
        self.app.call_from_thread(self.show_again)
