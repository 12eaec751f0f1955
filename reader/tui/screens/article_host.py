"""What the parts of the article screen know of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    from reader.document.document import Range
    from reader.library.kept import Highlight
    from reader.library.library import Library
    from reader.reading.session import Session
    from reader.tui.widgets.article_view import ArticleView
    from reader.tui.widgets.sidebar import Sidebar


class ArticleHost(Screen[None]):
    """The article screen as its groups of actions see it."""

    session: Session
    _library: Library

    if TYPE_CHECKING:

        @property
        def view(self) -> ArticleView:
            """The text."""
            ...

        @property
        def sidebar(self) -> Sidebar:
            """What stands beside it."""
            ...

        def draw(self) -> None:
            """Draw marks and the line on top."""
            ...

        def show_range(self, place: Range) -> None:
            """Go to a range."""
            ...

        def move_to(self, offset: int) -> None:
            """Move the head of the selection."""
            ...

        def said(self, made: Highlight | None) -> None:
            """Draw a new highlight, or say that there was nothing to mark."""
            ...

        def _take_count(self, usual: int = 1) -> int:
            """The count that was typed before the key, which is used up by that."""
            ...

        def go_to_item(self, number: int) -> None:
            """Put the mark at a paragraph, counted from 1."""
            ...

        def say_waiting(self, hint: str) -> None:
            """Say what the next key is for; nothing when empty."""
            ...

        def follow_address(self, url: str, text: str) -> None:
            """Open the library's copy of an address, or offer what can be done with it."""
            ...

        def next_tab(self, step: int) -> bool:
            """Show another tab of the sidebar, when the keys are in it."""
            ...

        def _draw_status(self) -> None:
            """Draw the line on top."""
            ...

        def _let_go(self) -> bool:
            """Let go of what is marked or runs, one at a time; whether there was anything."""
            ...

        def leave_place(self, offset: int) -> None:
            """Remember a place that one jumps from."""
            ...

        def jump_to(self, offset: int) -> None:
            """Go to an offset."""
            ...

        def open_entry(self, entry_id: str) -> None:
            """Show another article."""
            ...

        def open_place(self, entry_id: str, offset: int | None = None) -> None:
            """Show another article at an offset, or where reading stopped in it."""
            ...

        def fill_marks(self) -> None:
            """Renew the tab of marks."""
            ...

        def action_original(self) -> None:
            """Show the whole page as text."""
            ...
