"""The line behind `:`, with the actions that it may become above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.settings.actions import Action
from reader.settings.settings import Settings
from reader.tui.commands import Leave, ToPlace, command_of, completions
from reader.tui.guarding import Guarded
from reader.tui.widgets.row_list import Item, RowList

_NAME_COLUMNS = 26
_HINT = " an action, 42% or a number, q   Tab completes   Esc leaves"


class PromptScreen(Guarded, ModalScreen[str | None]):
    """Asks for a command; closes with the line, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("tab", "complete(1)", "complete", priority=True),
        Binding("shift+tab", "complete(-1)", "complete", priority=True),
        Binding("down", "move(1)", "down", priority=True),
        Binding("up", "move(-1)", "up", priority=True),
    ]

    def __init__(self, actions: Sequence[Action], settings: Settings) -> None:
        """Prepare.

        Args:
            actions: those that are possible now.
            settings: the user's, with the keys.
        """
        super().__init__()
        self._actions = actions
        self._settings = settings
        self._typed = ""
        self._is_completed = False

    def compose(self) -> ComposeResult:
        """What it may become, and the line."""
        with Vertical(classes="prompt"):
            yield RowList(marks_always=True)
            with Horizontal():
                yield Static(":", id="colon")
                yield Input(placeholder=_HINT)

    def on_mount(self) -> None:
        """Show every action."""
        self._show()
        self.query_one(Input).focus()

    def _show(self) -> None:
        items = [
            Item(
                ((f"{action.sentence}  {' '.join(self._settings.ways_to(action.name))}", "plain"),),
                action,
                action.shown_name,
                _NAME_COLUMNS,
            )
            for action in completions(self._typed, self._actions)
        ]
        self.query_one(RowList).show(items or [Item(((self._said_of_no_action(), "dim"),))])

    def _said_of_no_action(self) -> str:
        match command_of(self._typed, self._actions):
            case ToPlace(number, "percent"):
                return f"Enter goes to {min(100, number)} % of it."
            case ToPlace(number):
                return f"Enter goes to number {max(1, number)}: a paragraph of a text, a line of a list."
            case Leave(program):
                return "Enter leaves the program." if program else "Enter goes back."
            case _:
                return "No action has that in its name."

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list by what was typed, not by what was completed."""
        if self._is_completed:
            self._is_completed = False
            return
        self._typed = event.value
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line."""
        self.dismiss(event.value)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take what was clicked."""
        if isinstance(event.payload, Action):
            self.dismiss(event.payload.name)

    def action_complete(self, step: int) -> None:
        """Put the name under the cursor into the line; again, the next one."""
        rows = self.query_one(RowList)
        line = self.query_one(Input)
        if isinstance(rows.current, Action) and line.value == rows.current.shown_name:
            rows.move(step)
        self._fill()

    def action_move(self, step: int) -> None:
        """Choose in the list."""
        self.query_one(RowList).move(step)
        self._fill()

    def _fill(self) -> None:
        chosen, line = self.query_one(RowList).current, self.query_one(Input)
        if isinstance(chosen, Action) and line.value != chosen.shown_name:
            self._is_completed = True
            line.value = chosen.shown_name
            line.cursor_position = len(line.value)

    def action_leave(self) -> None:
        """Leave without a command."""
        self.dismiss(None)
