"""The text of an article in an editor."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.tui.guarding import Guarded

_ENOUGH = 24
"""Characters that tell a paragraph from the others, short enough to stand before any markup."""


class TextScreen(Guarded, ModalScreen[str | None]):
    """An article's Markdown in an editor. Esc keeps it, ctrl+g leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "keep", "keep", priority=True),
        Binding("ctrl+g", "give_up", "leave", priority=True),
    ]

    def __init__(self, title: str, markdown: str, near: str = "") -> None:
        """Prepare the editor.

        Args:
            title: of the article.
            markdown: its text.
            near: plain text of the paragraph that one was at; the cursor goes there.
        """
        super().__init__()
        self._caption, self._markdown, self._near = title, markdown, near

    def compose(self) -> ComposeResult:
        """Title, editor, hint."""
        with Vertical(classes="dialog tall wide"):
            yield Static(self._caption, classes="title", markup=False)
            yield TextArea(self._markdown, soft_wrap=True, classes="whole")
            yield Static(
                "Esc keeps the text; u then goes back   ctrl+z takes back   ctrl+g leaves it", classes="hint"
            )

    def on_mount(self) -> None:
        """Go to where one was."""
        area = self.query_one(TextArea)
        area.focus()
        words = self._near[:_ENOUGH]
        lines = self._markdown.split("\n")
        row = next((n for n, line in enumerate(lines) if words and words in line), 0)
        self.call_after_refresh(area.move_cursor, (row, 0), center=True)

    def action_give_up(self) -> None:
        """Close and leave the text as it was."""
        self.dismiss(None)

    def action_keep(self) -> None:
        """Close and keep."""
        self.dismiss(self.query_one(TextArea).text)
