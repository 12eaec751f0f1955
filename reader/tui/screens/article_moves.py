"""Moving through the text: by rows, windows and places, and back to where one jumped from."""

from __future__ import annotations

from reader.document.document import Range
from reader.reading.jumps import Jumps, Place
from reader.tui.screens.article_host import ArticleHost


class MoveActions(ArticleHost):
    """Scrolling and jumping."""

    _count = ""
    """Digits that were typed before a key."""

    def __init__(self) -> None:
        super().__init__()
        self._jumps = Jumps()

    def _take_count(self, usual: int = 1) -> int:
        count, self._count = self._count, ""
        return int(count) if count else usual

    def action_scroll_down_rows(self) -> None:
        """Rows down, or through the sidebar."""
        if self.sidebar.has_keys:
            self.sidebar.list.move(self._take_count())
        else:
            self.view.scroll_rows(self._take_count())

    def action_scroll_up_rows(self) -> None:
        """Rows up, or through the sidebar."""
        if self.sidebar.has_keys:
            self.sidebar.list.move(-self._take_count())
        else:
            self.view.scroll_rows(-self._take_count())

    def action_window_down(self) -> None:
        """A window down; two rows stay to hold on to."""
        self.view.scroll_rows(self._take_count() * (self.view.window_rows - 2))

    def action_window_up(self) -> None:
        """A window up."""
        self.view.scroll_rows(-self._take_count() * (self.view.window_rows - 2))

    def action_half_down(self) -> None:
        """Half a window down."""
        self.view.scroll_rows(self._take_count() * max(1, self.view.window_rows // 2))

    def action_half_up(self) -> None:
        """Half a window up."""
        self.view.scroll_rows(-self._take_count() * max(1, self.view.window_rows // 2))

    def action_to_top(self) -> None:
        """To the beginning, or to so many percent."""
        self.go_to_percent(min(100, self._take_count(0)))

    def action_to_percent(self) -> None:
        """To so many percent, which were typed before."""
        percent = self._take_count(-1)
        if percent < 0:
            self.notify("a number before it says how many percent: 42%")
        else:
            self.go_to_percent(min(100, percent))

    def go_to_percent(self, percent: int) -> None:
        """To so many percent of the text."""
        self.jump_to(len(self.session.document.text) * percent // 100)

    def action_to_end(self) -> None:
        """To the end, or to the paragraph of a number."""
        number = self._take_count(0)
        if number:
            self.go_to_item(number)
        else:
            self.jump_to(len(self.session.document.text))

    def leave_place(self, offset: int) -> None:
        """Remember a place that one jumps from."""
        self._jumps.leave(Place(self.session.entry.id, offset))

    def jump_to(self, offset: int) -> None:
        """Go to a place, and remember where one was."""
        self._jumps.leave(self._here())
        self.view.scroll_to_offset(offset, margin=1)

    def show_range(self, place: Range) -> None:
        """Go to a range, and remember where one was."""
        self._jumps.leave(self._here())
        self.view.reveal(place)
        self.draw()

    def action_jump_back(self) -> None:
        """Back to where the last jump began, in this article or the one before."""
        self._jump(self._jumps.back(self._here()), "no jump to go back to")

    def action_jump_forward(self) -> None:
        """Forward again."""
        self._jump(self._jumps.forward(self._here()), "no jump to go forward to")

    def _here(self) -> Place:
        return Place(self.session.entry.id, self.view.top_offset)

    def _jump(self, place: Place | None, none: str) -> None:
        if place is None:
            self.notify(none)
        elif place.entry == self.session.entry.id:
            self.view.scroll_to_offset(place.offset)
        else:
            self.open_place(place.entry, place.offset)
