"""Beside the text: related stories, contents, marks."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from reader.tui.widgets.row_list import Item, RowList

TABS = ("Related", "Contents", "Marks")


class Sidebar(Vertical):
    """Three tabs over one list. The screen gives the items and takes the choices."""

    def __init__(self) -> None:
        super().__init__(id="sidebar")
        self._tab = 0
        self._items: list[tuple[Item, ...]] = [(), (), ()]
        self._counts = ["", "", ""]

    def compose(self) -> ComposeResult:
        """A line of tabs and the list."""
        yield Static(id="tabs")
        yield RowList(id="items")

    @property
    def tab(self) -> int:
        """Number of the tab that is shown."""
        return self._tab

    @property
    def list(self) -> RowList:
        """The list below the tabs."""
        return self.query_one("#items", RowList)

    def set_items(self, tab: int, items: Sequence[Item], *, count: int = 0) -> None:
        """Give a tab its items."""
        self._items[tab] = tuple(items)
        self._counts[tab] = f" {count}" if count else ""
        if tab == self._tab and self.is_mounted:
            self.list.show(self._items[tab], cursor=max(0, self.list.cursor))
        self._draw_tabs()

    def show_tab(self, tab: int) -> None:
        """Show a tab."""
        self._tab = tab % len(TABS)
        self.list.show(self._items[self._tab])
        self._draw_tabs()

    def on_mount(self) -> None:
        """Draw what was given before."""
        self.show_tab(self._tab)

    def _draw_tabs(self) -> None:
        if not self.is_mounted:
            return
        line = Text()
        for number, name in enumerate(TABS):
            style = "bold underline" if number == self._tab else ""
            line.append(f"{name}{self._counts[number]}", style)
            line.append("   ")
        self.query_one("#tabs", Static).update(line)
