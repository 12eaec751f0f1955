"""A note in an editor over another screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea


class NoteScreen(ModalScreen[str]):
    """A note in an editor. Esc keeps it; nothing is lost by leaving."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "keep", "keep", priority=True)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._caption = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, editor, hint."""
        with Vertical(classes="dialog"):
            yield Static(self._caption, classes="title", markup=False)
            yield TextArea(self._text, soft_wrap=True)
            yield Static("Esc keeps the note   ctrl+z takes back", classes="hint")

    def on_mount(self) -> None:
        """Write at the end."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Close and keep."""
        self.dismiss(self.query_one(TextArea).text.strip())
