"""Beside the text: related stories, contents, marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from reader.tui.narrowing import narrowed
from reader.tui.widgets.fitting import placed
from reader.tui.widgets.ground import Ground
from reader.tui.widgets.row_list import Item, RowList

TABS = ("Related", "Contents", "Marks")
_BETWEEN_TABS = "   "


class Sidebar(Ground, Vertical):
    """Three tabs over one list. The screen gives the items and takes the choices."""

    @dataclass
    class TabChosen(Message):
        """The mouse chose a tab."""

        tab: int

    def __init__(self) -> None:
        super().__init__(id="sidebar")
        self._tab = 0
        self._items: list[tuple[Item, ...]] = [(), (), ()]
        self._counts = ["", "", ""]
        self._query = ""
        self._list = RowList(id="items")

    def compose(self) -> ComposeResult:
        """A line of tabs and the list."""
        yield Static(id="tabs")
        yield self._list

    # -- where it stands

    @property
    def lies_over(self) -> bool:
        """Whether it hides a part of the text."""
        return self.has_class("over")

    def put(self, *, shown: bool, over: bool = False) -> None:
        """Show it beside the text or over it, or hide it.

        By `display`, not by a class: at each change of its classes Textual asks all its styles again.
        """
        self.set_class(shown and over, "over")
        if self.display != shown:
            self.display = shown

    # -- what it shows

    @property
    def tab(self) -> int:
        """Number of the tab that is shown."""
        return self._tab

    @property
    def list(self) -> RowList:
        """The list below the tabs."""
        return self._list

    def set_items(self, tab: int, items: Sequence[Item], *, count: int = 0) -> None:
        """Give a tab its items."""
        self._items[tab] = tuple(items)
        self._counts[tab] = f" {count}" if count else ""
        if tab == self._tab and self.is_mounted:
            self.list.show(narrowed(self._items[tab], self._query), cursor=max(0, self.list.cursor))
        self._draw_tabs()

    def show_tab(self, tab: int) -> None:
        """Show a tab."""
        self._tab = tab % len(TABS)
        self.list.show(narrowed(self._items[self._tab], self._query))
        self._draw_tabs()

    # -- narrowed

    @property
    def has_keys(self) -> bool:
        """Whether the keys go to the list, or to the line that narrows it."""
        return self.has_focus_within

    @property
    def is_narrowed(self) -> bool:
        """Whether the line that narrows the list is open."""
        return self._line is not None

    @property
    def _line(self) -> Input | None:
        return next(iter(self.query(Input)), None)

    def narrow(self) -> None:
        """Open the line that narrows the list as one types, and write in it."""
        line = self._line
        if line is None:
            line = Input(placeholder="words", classes="find shown")
            self.mount(line, before=self.list)
        self.list.marks_always = True
        self.screen.set_focus(line)

    def end_narrowing(self) -> None:
        """Close that line, and show the whole list."""
        line, self._query = self._line, ""
        if line is not None:
            line.remove()
            self.list.marks_always = False
            self.show_tab(self._tab)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has these words."""
        event.stop()
        self._query = event.value
        self.list.show(narrowed(self._items[self._tab], event.value))

    def on_mount(self) -> None:
        """Draw what was given before."""
        self.show_tab(self._tab)

    def _draw_tabs(self) -> None:
        if not self.is_mounted:
            return
        line = Text()
        for number, said in enumerate(self._tab_words):
            line.append(said, "bold underline" if number == self._tab else "")
            line.append(_BETWEEN_TABS)
        self.query_one("#tabs", Static).update(line)

    @property
    def _tab_words(self) -> Sequence[str]:
        return tuple(f"{name}{count}" for name, count in zip(TABS, self._counts, strict=True))

    def on_click(self, event: events.Click) -> None:
        """Report a click on a tab."""
        place = self.query_one("#tabs", Static).content_region
        if event.screen_y == place.y:
            tab = placed(event.screen_x - place.x, self._tab_words, len(_BETWEEN_TABS))
            if tab is not None:
                self.post_message(self.TabChosen(tab))
