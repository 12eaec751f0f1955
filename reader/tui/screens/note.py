"""A note in an editor over another screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from reader.errors import EditorFailed
from reader.reading.editor import edit_text, editor_command
from reader.tui.guarding import Guarded

_DRAFT_AFTER_SECONDS = 0.4


class NoteScreen(Guarded, ModalScreen[str | None]):
    """A note in an editor. Esc keeps it, and what is typed is given away as one types: nothing is lost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "keep", "keep", priority=True),
        Binding("ctrl+e", "editor", "editor", priority=True),
        Binding("ctrl+g", "give_up", "leave", priority=True),
    ]

    def __init__(self, title: str, text: str, keep_draft: Callable[[str], None], hint: str = "") -> None:
        """Prepare.

        Args:
            title: what the note is about.
            text: what is there.
            keep_draft: is given what stands there, a moment after a key.
            hint: said in place of the keys, at first.
        """
        super().__init__()
        self._caption = title
        self._text = text
        self._keep_draft = keep_draft
        self._hint = hint
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title, editor, hint."""
        with Vertical(classes="dialog"):
            yield Static(self._caption, classes="title", markup=False)
            yield TextArea(self._text, soft_wrap=True)
            keys = "Esc keeps it   ctrl+z takes back   ctrl+e your editor"
            yield Static(self._hint or keys, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Write at the end."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def take(self, draft: str) -> None:
        """Put a draft in place of the text; ctrl+z goes back to that."""
        area = self.query_one(TextArea)
        area.replace(draft, area.document.start, area.document.end)
        area.move_cursor(area.document.end)

    def on_text_area_changed(self) -> None:
        """Give away what was typed, a moment later: also while the hand does not rest."""
        if self._timer is None:
            self._timer = self.set_timer(_DRAFT_AFTER_SECONDS, self._give_draft)

    def _give_draft(self) -> None:
        self._timer = None
        self._keep_draft(self.query_one(TextArea).text)

    def action_editor(self) -> None:
        """Go on in the user's own editor."""
        area = self.query_one(TextArea)
        try:
            with self.app.suspend():
                written = edit_text(area.text, editor_command())
        except EditorFailed as error:
            self.notify(str(error), severity="error")
        except SuspendNotSupported:
            self.notify("this terminal cannot be lent to an editor", severity="warning")
        else:
            self.take(written)

    def action_give_up(self) -> None:
        """Close and leave the note as it was: the way out when the disk takes nothing."""
        if self._timer is not None:
            self._timer.stop()
        self.dismiss(None)

    def action_keep(self) -> None:
        """Close and keep."""
        if self._timer is not None:
            self._timer.stop()  # a draft that came behind the note would be taken for a newer one
        self.dismiss(self.query_one(TextArea).text.strip())
