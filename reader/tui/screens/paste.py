"""An article pasted or typed in: title, address, text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from reader.tui.guarding import Guarded


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was filled in."""

    title: str = ""
    url: str = ""
    text: str = ""
    is_done: bool = False
    """Whether it is to be kept; left otherwise, to go on with later."""


class PasteScreen(Guarded, ModalScreen[Pasted]):
    """A text to keep as an article. Leaving loses nothing: it is there when one comes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep", priority=True),
        Binding("escape", "leave", "leave", priority=True),
    ]

    AUTO_FOCUS = "TextArea"

    def __init__(self, begun: Pasted) -> None:
        super().__init__()
        self._begun = begun

    def compose(self) -> ComposeResult:
        """Text, then what may be said of it."""
        with Vertical(classes="dialog tall wide"):
            yield Static("Paste an article in", classes="title", markup=False)
            yield Input(self._begun.title, placeholder="title, where the text does not say it", id="title")
            yield Input(self._begun.url, placeholder="address, where it has one", id="url")
            yield TextArea(self._begun.text, soft_wrap=True, classes="whole", tab_behavior="focus")
            yield Static("ctrl+s keeps it   Tab next field   Esc leaves it for later", classes="hint")

    def action_keep(self) -> None:
        """Close and keep."""
        self.dismiss(self._filled(is_done=True))

    def action_leave(self) -> None:
        """Close for now."""
        self.dismiss(self._filled(is_done=False))

    def _filled(self, *, is_done: bool) -> Pasted:
        title, url = (self.query_one(f"#{name}", Input).value.strip() for name in ("title", "url"))
        return Pasted(title, url, self.query_one(TextArea).text, is_done)
