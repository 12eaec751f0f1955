"""Views by the Line API that draw their own scroll bar.

Textual's is a widget of its own, which is rendered whole at each step: a third of the work of a resize, and a
fifth of that of a key that scrolls (2026-11). Here it is one cell behind each row, and signs may stand on it.

The rows go to the screen as they are. Textual asks for padding, border, outline, tint and opacity at each of
them, which was half of the work of a resize (2026-11): so a view has none of these. It may have margins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

BAR_COLUMNS = 1


def thumb(window: int, rows: int, top: int) -> range:
    """Which rows of the window the thumb takes; none where all rows are in sight.

    Args:
        window: rows of the window.
        rows: rows there are.
        top: the first row in sight.
    """
    if window < 1 or rows <= window:
        return range(0)
    size = max(1, round(window * window / rows))
    # The thumb touches an end of the window only where the rows do.
    first = round((window - size) * top / (rows - window))
    if 0 < top < rows - window and window > size + 1:
        first = max(1, min(first, window - size - 1))
    return range(first, first + size)


class _Drawn(NamedTuple):
    """A row of the window as it was drawn last, and what it was made of."""

    row: Strip
    cell: Segment
    line: Strip


class BarredView(ScrollView):
    """A view whose rows are `row_strip`, with a scroll bar in the last column."""

    DEFAULT_CSS = "BarredView { overflow: hidden hidden; }"

    _bar_signs: Mapping[int, Segment] = MappingProxyType({})
    """What stands on the bar in rows of the window; one cell each."""
    _thumb = range(0)
    _grabbed: int | None = None
    """Row of the thumb at which the mouse holds it."""
    _drawn_for: tuple[Sequence[LineFilter], Color] = (), Color(0, 0, 0)
    """Filters and ground that the rows were drawn with."""
    _bar_cells: tuple[Segment, Segment] | None = None
    """Track and thumb, in the colours of the theme."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: dict[int, _Drawn] = {}

    def row_strip(self, y: int) -> Strip:
        """One row of the window, without the bar; the same object as long as it looks the same."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """Columns before the bar; 0 as long as there is no window."""
        return max(0, self.scrollable_content_region.width - BAR_COLUMNS)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether keys and wheel scroll: Textual would ask its own bar."""
        return self.max_scroll_y > 0

    def is_on_bar(self, x: int) -> bool:
        """Whether a column of the window is that of the bar."""
        return x >= self.room

    def set_rows(self, rows: int) -> None:
        """Say how many rows there are; the caller has the view drawn again.

        Where the height does not follow the rows, Textual's reaction is left out: it lays out and draws the
        whole screen once more.
        """
        if self.styles.auto_dimensions:
            self.virtual_size = Size(0, rows)
        else:
            self.set_reactive(ScrollView.virtual_size, Size(0, rows))
            self.put_top(int(self.scroll_y))

    def put_top(self, row: int) -> bool:
        """Have a row at the top, or the last that can be there; says whether it is another than before."""
        row = max(0, min(row, self.max_scroll_y))
        if row == self.scroll_y:
            return False
        self.set_reactive(ScrollView.scroll_y, row)
        self.set_reactive(ScrollView.scroll_target_y, row)
        return True

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of the window."""
        self._thumb = thumb(self.size.height, self.virtual_size.height, int(self.scroll_offset.y))
        filters, ground = self.get_line_filters(), self.background_colors[1]
        if (filters, ground) != self._drawn_for:
            self._drawn, self._drawn_for = {}, (filters, ground)
        lines = [self.render_line(y) for y in crop.line_range]
        if crop.column_span == (0, self.size.width):
            return lines
        return [line.crop(*crop.column_span) for line in lines]

    def render_line(self, y: int) -> Strip:
        """One row of the window with its part of the bar, as the terminal can show it."""
        row = self.row_strip(y)
        cell = self._bar_signs.get(y) or self._cells()[y in self._thumb]
        drawn = self._drawn.get(y)
        if drawn is None or drawn.row is not row or drawn.cell is not cell:
            line = Strip([*row, cell], row.cell_length + BAR_COLUMNS)
            filters, ground = self._drawn_for
            for line_filter in filters:
                line = line.apply_filter(line_filter, ground)
            drawn = self._drawn[y] = _Drawn(row, cell, line)
        return drawn.line

    def _cells(self) -> tuple[Segment, Segment]:
        if self._bar_cells is None:
            back = self.background_colors[1].rich_color
            bar = self.styles.scrollbar_color.rich_color
            # Reversed, so that it is seen without colours, too.
            drawn = Style(color=bar, bgcolor=back, reverse=True)
            self._bar_cells = Segment(" ", Style(bgcolor=back)), Segment(" ", drawn)
        return self._bar_cells

    def notify_style_update(self) -> None:
        """Draw again in the colours of another theme."""
        super().notify_style_update()
        self._bar_cells = None

    # -- mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the thumb; beside it, scroll a window towards the mouse."""
        if event.button != 1 or not self.is_on_bar(event.x) or not self._thumb:
            return
        if event.y in self._thumb:
            self._grabbed = event.y - self._thumb.start
            self.capture_mouse()
        else:
            step = self.size.height * (1 if event.y >= self._thumb.stop else -1)
            self.scroll_to(y=self.scroll_offset.y + step, animate=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll with the thumb that is held."""
        if self._grabbed is not None:
            free = max(1, self.size.height - len(self._thumb))
            self.scroll_to(y=round((event.y - self._grabbed) * self.max_scroll_y / free), animate=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the thumb."""
        if self._grabbed is not None:
            event.stop()
            self._grabbed = None
            self.release_mouse()
