"""Small screens over another: a line to fill in, a list to look at."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.tui.guarding import Guarded
from reader.tui.narrowing import narrowed
from reader.tui.widgets.row_list import Item, RowList


class LineScreen(Guarded, ModalScreen[str | None]):
    """One line to fill in: tags, a path. Enter takes it, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, title: str, text: str = "", hint: str = "") -> None:
        super().__init__()
        self._caption, self._text, self._hint = title, text, hint

    def compose(self) -> ComposeResult:
        """Title, line, hint."""
        with Vertical(classes="dialog"):
            yield Static(self._caption, classes="title", markup=False)
            yield Input(self._text)
            yield Static(self._hint or "Enter takes it   Esc leaves", classes="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line."""
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Leave without a change."""
        self.dismiss(None)


class ListScreen(Guarded, ModalScreen[object]):
    """A list to look at and to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "back"),
        Binding("slash", "narrow", "filter"),
        Binding("j,down", "move(1)", "down"),
        Binding("k,up", "move(-1)", "up"),
        Binding("space,pagedown", "move(12)", "page down"),
        Binding("b,pageup", "move(-12)", "page up"),
        Binding("g,home", "move_to_end(False)", "first"),
        Binding("G,end", "move_to_end(True)", "last"),
        Binding("enter", "choose", "open"),
    ]

    def __init__(self, title: str, items: tuple[Item, ...], hint: str = "") -> None:
        super().__init__()
        self._caption, self._shown, self._hint = title, items, hint

    def compose(self) -> ComposeResult:
        """Title, list, hint."""
        with Vertical(classes="dialog listing wide"):
            yield Static(self._caption, classes="title", markup=False)
            yield RowList(marks_always=True)
            yield Input(placeholder="words", classes="find")
            hint = self._hint or "j k move   Enter open   / filter   Esc back"
            yield Static(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        found = self.query_one(RowList)
        found.show(self._shown)
        found.focus()

    def fill(self, items: tuple[Item, ...]) -> None:
        """Put other items in place of those shown, such as what was counted meanwhile."""
        self._shown = items
        for rows in self.query(RowList):  # none before it is shown, and none once it was left
            rows.show(narrowed(items, self.query_one(Input).value))

    def action_narrow(self) -> None:
        """Narrow the list as one types."""
        line, rows = self.query_one(Input), self.query_one(RowList)
        # It stays where it is, however few are left; a long one makes room for the line.
        rows.styles.height = rows.size.height - (rows.max_scroll_y > 0)
        line.add_class("shown")
        self.set_focus(line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has these words."""
        self.query_one(RowList).show(narrowed(self._shown, event.value))

    def on_input_submitted(self) -> None:
        """Take the item under the cursor; in a list that is only read, stay with what was found."""
        rows = self.query_one(RowList)
        rows.focus()
        rows.choose()

    def action_move(self, items: int) -> None:
        """Move the cursor."""
        self.query_one(RowList).move(items)

    def action_move_to_end(self, last: bool) -> None:
        """Move the cursor to the first or last item."""
        self.query_one(RowList).move_to_end(last=last)

    def action_choose(self) -> None:
        """Take the item under the cursor."""
        self.query_one(RowList).choose()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Close with the choice."""
        self.dismiss(event.payload)

    def action_leave(self) -> None:
        """Show the whole list again, else close without a choice."""
        line = self.query_one(Input)
        if not line.has_class("shown"):
            self.dismiss(None)
            return
        line.remove_class("shown")
        line.value = ""
        rows = self.query_one(RowList)
        rows.styles.height = None
        rows.focus()
