"""How the text is set, all in one list below it: what is changed is seen at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from reader.settings.actions import action_of
from reader.settings.settings import Settings
from reader.tui.guarding import Guarded
from reader.tui.widgets.row_list import Item, RowList

_CAPTION_COLUMNS = 24
_HINT = "j k choose   Enter l more or other   h less   Esc done"


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting and the actions that change it."""

    caption: str
    more: str
    less: str
    shown: Callable[[Settings], str]


def _either(caption: str, action: str, shown: Callable[[Settings], str]) -> Choice:
    return Choice(caption, action, action, shown)


CHOICES = (
    Choice("Width of the text", "wider", "narrower", lambda now: f"{now.width} columns"),
    _either("Right edge", "justify", lambda now: "straight" if now.justify else "ragged"),
    _either("Words at row ends", "hyphenate", lambda now: "parted" if now.hyphenate else "whole"),
    _either("Rows", "line_spacing", lambda now: "double" if now.line_spacing else "single"),
    _either("Paragraphs", "indent_paragraphs", lambda now: "indented" if now.indent_paragraphs else "apart"),
    _either("Reading ruler", "ruler", lambda now: "on" if now.ruler else "off"),
    _either("Other paragraphs", "focus_mode", lambda now: "dimmed" if now.focus_mode else "in full colour"),
    _either("Notes", "margin_notes", lambda now: "beside the text" if now.margin_notes else "in the sidebar"),
    _either("Pictures", "toggle_pictures", lambda now: "drawn" if now.pictures else "in words"),
    _either("Sidebar", "sidebar_side", lambda now: "left" if now.sidebar_left else "right"),
    Choice(
        "Width of the sidebar",
        "sidebar_wider",
        "sidebar_narrower",
        lambda now: f"{now.sidebar_columns} columns",
    ),
    _either("Theme", "next_theme", lambda now: now.theme),
)


class ReadingSettingsScreen(Guarded, ModalScreen[None]):
    """Runs the actions of the article below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,O", "leave", "done"),
        Binding("j,down", "move(1)", "down"),
        Binding("k,up", "move(-1)", "up"),
        Binding("enter,space,l,right", "change(True)", "more"),
        Binding("h,left", "change(False)", "less"),
    ]

    def __init__(self, article: Screen[Any], settings: Callable[[], Settings]) -> None:
        """Prepare.

        Args:
            article: the screen below, which has the actions.
            settings: gives them as they are now.
        """
        super().__init__()
        self._article = article
        self._settings = settings

    def compose(self) -> ComposeResult:
        """The list, and its keys."""
        with Vertical(classes="prompt"):
            yield RowList()
            yield Static(_HINT, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show what holds."""
        self._show()
        self.query_one(RowList).focus()

    def _show(self) -> None:
        now, rows = self._settings(), self.query_one(RowList)
        items = []
        for choice in CHOICES:
            line = f"{choice.shown(now):<22} {now.ways_to(choice.more)[0]}"
            items.append(Item(((line, "plain"),), choice, choice.caption, _CAPTION_COLUMNS))
        rows.show(items, cursor=max(0, rows.cursor))

    def action_move(self, rows: int) -> None:
        """Choose another setting."""
        self.query_one(RowList).move(rows)

    async def action_change(self, more: bool) -> None:
        """Change the setting under the cursor."""
        choice = self.query_one(RowList).current
        if isinstance(choice, Choice):
            name = choice.more if more else choice.less
            of_program = action_of(name).of_program
            await self.app.run_action(name, self.app if of_program else self._article)
            self._show()

    async def on_row_list_chosen(self) -> None:
        """A click changes, too."""
        await self.action_change(True)

    def action_leave(self) -> None:
        """All of it is kept already."""
        self.dismiss(None)
