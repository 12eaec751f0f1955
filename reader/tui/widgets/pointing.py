"""The mouse over a text: clicks on characters, and ranges that are selected by dragging."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.timer import Timer

from reader.document.document import Range
from reader.tui.widgets.barred import BarredView

_ROW_SECONDS = 0.05
"""In which a row comes into sight that the mouse selects beyond the window."""


class PointedText(BarredView):
    """Reports what the mouse does, in characters."""

    _drag_start: int | None = None
    _was_dragged = False
    """Whether the button that was let go last had selected: Textual tells of a click behind that, too."""
    _beyond: Offset | None = None
    """Where the mouse is that selects beyond the first or last row of the window."""
    _scrolling: Timer | None = None

    @dataclass
    class Clicked(Message, namespace="article_view"):
        """The mouse chose a character; `count` is 2 for a double click."""

        offset: int
        count: int
        exact: bool
        """Whether it stands under the mouse, and is not only the nearest."""

    @dataclass
    class Dragged(Message, namespace="article_view"):
        """The mouse selects a range; `done` when the button was let go."""

        range: Range
        done: bool

    def offset_under(self, x: int, y: int) -> int:
        """The character at a place of the window, in cells."""
        raise NotImplementedError

    def has_text_under(self, x: int, y: int) -> bool:
        """Whether a character stands at a place of the window."""
        raise NotImplementedError

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A selection may begin."""
        self._was_dragged = False
        if event.button == 1 and not self.is_on_bar(event.x):
            self._drag_start = self.offset_under(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while the button is held; beyond the window, its rows come into sight one by one."""
        if self._drag_start is None:
            return
        self._beyond = None if 0 <= event.y < self.size.height else event.offset
        if self._beyond is not None and self._scrolling is None:
            self._scrolling = self.set_interval(_ROW_SECONDS, self._select_beyond)
        self._post_drag(event.offset, done=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The selection stands."""
        if self._drag_start is not None:
            self._post_drag(event.offset, done=True)
            self._drag_start = self._beyond = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Report a click with the character under it."""
        if not self.is_on_bar(event.x) and not self._was_dragged:
            offset = self.offset_under(event.x, event.y)
            self.post_message(self.Clicked(offset, event.chain, self.has_text_under(event.x, event.y)))

    def _select_beyond(self) -> None:
        if self._beyond is None:
            if self._scrolling is not None:
                self._scrolling.stop()
            self._scrolling = None
            return
        step = -1 if self._beyond.y < 0 else 1
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)
        self._post_drag(Offset(self._beyond.x, 0 if step < 0 else self.size.height - 1), done=False)

    def _post_drag(self, place: Offset, *, done: bool) -> None:
        offset = self.offset_under(place.x, place.y)
        first, last = sorted((self._drag_start or 0, offset))
        if first != last:
            self._was_dragged = True
            self.post_message(self.Dragged(Range(first, last + 1), done))
