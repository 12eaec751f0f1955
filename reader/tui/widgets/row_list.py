"""A list of items of one or more rows each, with a cursor: sidebar, help, highlights, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.document.wrapping import wrap
from reader.tui.widgets.barred import BAR_COLUMNS, BarredView
from reader.tui.widgets.fitting import filled

Role = Literal["heading", "strong", "plain", "dim"]


_LEAST_COLUMNS, _MOST_COLUMNS = 4, 100
"""Of a text in the list: eyes lose the way back on longer rows."""
_MOST_STRIPS = 400
_PERCENT_OF_WINDOW = 62
"""Rows of a list that is as tall as what it holds, at the most; title and keys of a dialog have the rest."""


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that belong together; with a payload it can be chosen."""

    lines: tuple[tuple[str, Role], ...]
    payload: object | None = None
    mark: str = ""
    """What stands before the first line; the others are indented by as much."""
    mark_columns: int = 0
    """Cells that the mark takes at the least."""
    mark_colour: str = ""
    """Name of the colour that the mark is drawn in; that of the text when empty."""


class RowList(BarredView, can_focus=True):
    """Shows items; reports which one was chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--heading",
        "row-list--plain",
        "row-list--dim",
        "row-list--cursor",
    }
    DEFAULT_CSS = """
    RowList {
        & > .row-list--heading { color: $accent; text-style: bold; }
        & > .row-list--plain { color: $foreground; }
        & > .row-list--dim { color: $text-muted; }
        & > .row-list--cursor { background: $primary 25%; }
    }
    """

    @dataclass
    class Chosen(Message):
        """The user chose an item."""

        payload: object

    def __init__(self, *, id: str | None = None, marks_always: bool = False) -> None:
        """Make an empty list.

        Args:
            id: of the widget.
            marks_always: whether the cursor is drawn without the focus, too: its keys come from elsewhere.
        """
        super().__init__(id=id)
        self.marks_always = marks_always
        self._items: tuple[Item, ...] = ()
        self._rows: list[tuple[int, str, Role]] = []
        self._laid_out_in = -1
        self._wrapped: dict[tuple[str, int], Sequence[tuple[int, int]]] = {}
        self._mark_styles: Mapping[str, Style] = {}
        self._drawn_styles: dict[tuple[Role, bool], Style] = {}
        self._strips: dict[tuple[int, bool], Strip] = {}
        """Rows as they were drawn last, in the cursor's colours and without."""
        self._cursor = -1

    def show_colours(self, styles: Mapping[str, Style]) -> None:
        """Draw marks in these styles, by the names of their colours."""
        self._mark_styles = styles
        self._strips.clear()
        self.refresh()

    def show(self, items: Sequence[Item], *, cursor: int = 0) -> None:
        """Show items, with the cursor on the first that can be chosen at or after a number."""
        self._items = tuple(items)
        self._cursor = self._choosable(cursor, 1)
        self._laid_out_in = -1
        if self.room:  # else the first drawing lays them out, in its width
            self._lay_out()
        self.refresh(layout=self.styles.auto_dimensions)

    @property
    def current(self) -> object | None:
        """Payload under the cursor."""
        return self._items[self._cursor].payload if self._cursor >= 0 else None

    @property
    def cursor(self) -> int:
        """Number of the item under the cursor; -1 when none can be chosen."""
        return self._cursor

    def move(self, items: int) -> None:
        """Move the cursor by items that can be chosen; scrolls when there are none."""
        if self._cursor < 0:
            self.scroll_to(y=self.scroll_offset.y + items, animate=False)
            return
        step = 1 if items > 0 else -1
        for _ in range(abs(items)):
            found = self._choosable(self._cursor + step, step)
            if found < 0:
                break
            self._cursor = found
        self._reveal()
        self.refresh()

    def move_to(self, number: int) -> None:
        """Move to the item of a number that can be chosen, or to the next; the last when there are fewer."""
        found = self._choosable(min(number, len(self._items) - 1), 1)
        self.move(found - self._cursor if found >= 0 else len(self._items))

    def move_to_end(self, *, last: bool) -> None:
        """Move to the first or last item; scrolls to the end when none can be chosen."""
        if self._cursor < 0:
            self.scroll_to(y=self.max_scroll_y if last else 0, animate=False)
            return
        self.move(len(self._items) if last else -len(self._items))

    def choose(self) -> None:
        """Report the item under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def on_resize(self) -> None:
        """Wrap for the new width, if that was not done for the first drawing."""
        if self._laid_out_in != self.room:
            self._lay_out()
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked; a double click is one choice."""
        if event.chain > 1:
            return
        row = event.y + int(self.scroll_offset.y)
        if self.is_on_bar(event.x) or row >= len(self._rows):
            return
        if self._items[self._rows[row][0]].payload is not None:
            self._cursor = self._rows[row][0]
            self.refresh()
            self.choose()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows that a width needs, up to a share of the window: some lists are as tall as what they hold."""
        del container
        if self._laid_out_in != width - BAR_COLUMNS:
            self._wrap_for(width - BAR_COLUMNS)
            self.set_reactive(ScrollView.virtual_size, Size(0, len(self._rows)))
        return min(len(self._rows), viewport.height * _PERCENT_OF_WINDOW // 100)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of the window, wrapped for it: Textual paints before it tells of a new size."""
        if self._laid_out_in != self.room:
            self._lay_out()
        return super().render_lines(crop)

    def row_strip(self, y: int) -> Strip:
        """One row of the window."""
        row = min(y + int(self.scroll_offset.y), len(self._rows))
        shows_cursor = self.has_focus or self.marks_always
        is_lit = shows_cursor and row < len(self._rows) and self._rows[row][0] == self._cursor
        strip = self._strips.get((row, is_lit))
        if strip is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            strip = self._strips[row, is_lit] = self._strip(row, is_lit=is_lit)
        return strip

    def _strip(self, row: int, *, is_lit: bool) -> Strip:
        if row == len(self._rows):
            return filled((), self.room, self._style("plain", is_lit=False))
        number, text, role = self._rows[row]
        style = self._style(role, is_lit=is_lit and bool(text.strip()))  # not the gap behind an item
        item = self._items[number]
        coloured = self._mark_styles.get(item.mark_colour)
        if coloured is None or not text.startswith(item.mark):
            return filled([Segment(text, style)], self.room, style)
        parts = [Segment(item.mark, coloured), Segment(text[len(item.mark) :], style)]
        return filled(parts, self.room, style)

    def notify_style_update(self) -> None:
        """Draw again in the colours of another theme."""
        super().notify_style_update()
        self._drawn_styles.clear()
        self._strips.clear()

    def _style(self, role: Role, *, is_lit: bool) -> Style:
        """Style of a row; kept, since to ask Textual took most of a drawing (2026-11)."""
        found = self._drawn_styles.get((role, is_lit))
        if found is None:
            found = self._drawn_styles[role, is_lit] = self._made_style(role, is_lit=is_lit)
        return found

    def _made_style(self, role: Role, *, is_lit: bool) -> Style:
        # Muted text would be hard to read on the ground of the cursor.
        name = "plain" if role == "strong" or (is_lit and role == "dim") else role
        drawn = self.get_component_rich_style(f"row-list--{name}")
        style = self.rich_style + Style(color=drawn.color, bold=drawn.bold or role == "strong")
        if is_lit:
            style += Style(bgcolor=self.get_component_rich_style("row-list--cursor").bgcolor)
        return style

    def _choosable(self, number: int, step: int) -> int:
        while 0 <= number < len(self._items):
            if self._items[number].payload is not None:
                return number
            number += step
        return -1

    def _lay_out(self) -> None:
        self._wrap_for(self.room)
        self.set_rows(len(self._rows))

    def _wrap_for(self, room: int) -> None:
        self._laid_out_in = room
        width = max(8, min(room, _MOST_COLUMNS))
        known, self._wrapped = self._wrapped, {}  # after a change of one item, the others are as they were
        self._rows = []
        self._strips.clear()
        for number, item in enumerate(self._items):
            indent = max(item.mark_columns, cell_len(item.mark) + 1) if item.mark else 0
            for line, (text, role) in enumerate(_plain_lines(item)):
                place = text, max(_LEAST_COLUMNS, width - indent - 1)
                parts = self._wrapped[place] = known.get(place) or wrap(text, 0, len(text), place[1])
                for part, (start, end) in enumerate(parts):
                    lead = set_cell_size(item.mark if line == part == 0 else "", indent)
                    self._rows.append((number, lead + text[start:end].rstrip(), role))

    def _reveal(self) -> None:
        rows = [row for row, (number, _, _) in enumerate(self._rows) if number == self._cursor]
        if not rows:
            return
        height, top = max(1, self.size.height), int(self.scroll_offset.y)
        if rows[0] < top:
            self.scroll_to(y=max(0, rows[0] - 1), animate=False)
        elif rows[-1] >= top + height:
            self.scroll_to(y=rows[-1] - height + 1, animate=False)


def _plain_lines(item: Item) -> Iterator[tuple[str, Role]]:
    """Lines without what moves a terminal's cursor: notes and what a command says have tabs and line ends."""
    for said, role in item.lines:
        for text in said.expandtabs().split("\n"):
            yield text, role
