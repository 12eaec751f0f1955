"""The mouse over a text: clicks on characters, and ranges that are selected by dragging."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message

from reader.document.document import Range
from reader.tui.widgets.barred import BarredView


class PointedText(BarredView):
    """Reports what the mouse does, in characters."""

    _drag_start: int | None = None

    @dataclass
    class Clicked(Message, namespace="article_view"):
        """The mouse chose a character; `count` is 2 for a double click."""

        offset: int
        count: int

    @dataclass
    class Dragged(Message, namespace="article_view"):
        """The mouse selects a range; `done` when the button was let go."""

        range: Range
        done: bool

    def offset_under(self, x: int, y: int) -> int:
        """The character at a place of the window, in cells."""
        raise NotImplementedError

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A selection may begin."""
        if event.button == 1 and not self.is_on_bar(event.x):
            self._drag_start = self.offset_under(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while the button is held."""
        if self._drag_start is not None:
            self._post_drag(event.offset, done=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The selection stands."""
        if self._drag_start is not None:
            self._post_drag(event.offset, done=True)
            self._drag_start = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Report a click with the character under it."""
        if not self.is_on_bar(event.x):
            self.post_message(self.Clicked(self.offset_under(event.x, event.y), event.chain))

    def _post_drag(self, place: Offset, *, done: bool) -> None:
        offset = self.offset_under(place.x, place.y)
        first, last = sorted((self._drag_start or 0, offset))
        if first != last:
            self.post_message(self.Dragged(Range(first, last + 1), done))
