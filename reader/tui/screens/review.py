"""A few old highlights, one after the other: read again, and gone for a while."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.library.kept import Highlight
from reader.library.library import Library
from reader.library.reading_log import today
from reader.tui.guarding import Guarded
from reader.tui.widgets.row_list import Item, Role, RowList
from reader.tui.wishes import OpenArticle

_KEYS = "Enter seen   s again soon   o open the article   Esc leave"
_KEYS_AT_THE_END = "Esc leave"


class ReviewScreen(Guarded, ModalScreen[None]):
    """Shows what is due today."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "seen", "seen", priority=True),
        Binding("s", "soon", "soon"),
        Binding("o", "open", "open"),
        Binding("escape,q", "leave", "leave"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._due = library.review.due(today())
        self._place = 0

    def compose(self) -> ComposeResult:
        """Which one it is, the highlight, the keys."""
        with Vertical(classes="dialog listing"):
            yield Static(id="which", classes="title", markup=False)
            yield RowList()
            yield Static(_KEYS if self._due else _KEYS_AT_THE_END, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the first."""
        self._show()

    def _show(self) -> None:
        rows, which = self.query_one(RowList), self.query_one("#which", Static)
        rows.focus()
        if self._place < len(self._due):
            which.update(f"Review {self._place + 1} of {len(self._due)}")
            highlight = self._due[self._place]
            rows.show((_item(highlight, self._library.entries.get(highlight.entry).title),))
        else:
            which.update("Review")
            said = "That was all for today." if self._due else "Nothing is due today."
            following = self._library.review.next_day()
            later = f"The next comes on {following.isoformat()}." if following else ""
            rows.show((Item(((said, "plain"), (later, "dim"))),))
            self.query_one(".hint", Static).update(_KEYS_AT_THE_END)

    def action_seen(self) -> None:
        """It comes back after twice the days."""
        self._next(soon=False)

    def action_soon(self) -> None:
        """It comes back in two days."""
        self._next(soon=True)

    def _next(self, *, soon: bool) -> None:
        if self._place >= len(self._due):
            self.dismiss(None)
            return
        self._library.review.seen(self._due[self._place].id, today(), soon=soon)
        self._place += 1
        self._show()

    def action_open(self) -> None:
        """Open the article at the highlight."""
        if self._place < len(self._due):
            due = self._due[self._place]
            self.post_message(OpenArticle(due.entry, highlight=due))

    def action_leave(self) -> None:
        """The rest stays due."""
        self.dismiss(None)


def _item(highlight: Highlight, title: str) -> Item:
    lines: list[tuple[str, Role]] = [(" ".join(highlight.anchor.exact.split()), "plain")]
    if highlight.note:
        lines += [("", "plain"), (highlight.note, "strong")]
    lines += [("", "plain"), (f"{title} · {highlight.created.astimezone().date().isoformat()}", "dim")]
    return Item(tuple(lines))
