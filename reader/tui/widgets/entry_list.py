"""The list of articles: one line each, drawn by rows, never a widget a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.hosts import shown_host
from reader.library.kept import Entry
from reader.library.listing import Listing
from reader.tui.widgets.barred import BarredView
from reader.tui.widgets.fitting import filled, fit

if TYPE_CHECKING:
    from reader.library.search.snippets import Snippet

PROGRESS_SIGNS = " ▁▂▃▄▅▆▇█"
_SITE_COLUMNS = 22
_NARROW_COLUMNS = 70
_MOST_STRIPS = 400
_EMPTY_ROW = 1
_SAVED = "saved "
_DATED_COLUMNS = 96  # below, the title needs the room of the date


class EntryList(BarredView, can_focus=True):
    """A list of entries with a cursor. It is told what to show, and reports what was chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entry-list--title",
        "entry-list--dim",
        "entry-list--star",
        "entry-list--cursor",
        "entry-list--selected",
    }
    DEFAULT_CSS = """
    EntryList {
        & > .entry-list--title { color: $text; }
        & > .entry-list--dim { color: $text-muted; }
        & > .entry-list--star { color: $warning; }
        & > .entry-list--selected { color: $accent; }
        & > .entry-list--cursor { background: $primary 25%; text-style: bold; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)
    """Row of the cursor; 0 when the list is empty."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another entry; None when the list is empty."""

        entry: Entry | None

    class Scrolled(Message):
        """Other entries are in sight."""

    @dataclass
    class Chosen(Message):
        """The user opened an entry."""

        entry: Entry

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._empty = ""
        self._selected: frozenset[str] = frozenset()
        self._rows_each = 1
        self._passages: dict[str, Snippet | None] = {}
        self._strips: dict[int, Strip] = {}
        """Rows as they were drawn last: a scroll of one row draws one row."""

    @property
    def entries(self) -> Sequence[Entry]:
        """What is shown, in order."""
        return self._entries

    @property
    def ids(self) -> Sequence[str]:
        """Ids of what is shown, in order; no entry is made for that."""
        entries = self._entries
        return entries.ids if isinstance(entries, Listing) else [entry.id for entry in entries]

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self.cursor] if self._entries else None

    @property
    def selected(self) -> frozenset[str]:
        """Ids of the entries that were picked for an action on many."""
        return self._selected

    @property
    def has_passages(self) -> bool:
        """Whether each entry has a second row for a passage of its text."""
        return self._rows_each > 1

    @property
    def in_sight(self) -> Sequence[Entry]:
        """The entries of the window."""
        first = int(self.scroll_offset.y) // self._rows_each
        count = self.scrollable_content_region.height // self._rows_each + 2
        return list(self._entries[first : first + count])

    def show_passages(self, passages: Mapping[str, Snippet | None]) -> None:
        """Show passages under entries, by id; none where it is None."""
        self._passages.update(passages)
        self._strips.clear()
        self.refresh()

    def show(self, entries: Sequence[Entry], *, with_passages: bool = False, empty: str = "") -> None:
        """Show these entries; the cursor stays on its entry, or on its row when that has left.

        Args:
            entries: what to show, in order.
            with_passages: whether each gets a second row, for what `show_passages` will say.
            empty: what stands there when there are none.
        """
        before = self.current
        self._entries, self._empty = entries, empty
        self._rows_each = 2 if with_passages else 1
        if not with_passages:
            self._passages.clear()  # otherwise the former ones stay until the new ones come
        self._strips.clear()
        if self._selected:
            self._selected &= frozenset(self.ids)
        self.set_rows(len(entries) * self._rows_each)
        row = self._row_of(before.id) if before else None
        self.cursor = max(0, min(self.cursor if row is None else row, len(entries) - 1))
        self.refresh()
        self._reveal()
        self.post_message(self.Moved(self.current))

    def move(self, rows: int) -> None:
        """Move the cursor by rows, up when negative; stops at the ends."""
        self.move_to(self.cursor + rows)

    def move_to(self, row: int) -> None:
        """Move the cursor to a row (from 0; -1 is the last)."""
        count = len(self._entries)
        if not count:
            return
        row = count - 1 if row == -1 and self.cursor != 0 else row
        target = max(0, min(row, count - 1))
        if target != self.cursor:
            self._refresh_row(self.cursor)
            self.cursor = target
            self._refresh_row(target)
            self._reveal()
            self.post_message(self.Moved(self.current))

    def move_to_end(self) -> None:
        """Move the cursor to the last entry."""
        self.move_to(len(self._entries) - 1)

    def move_to_entry(self, entry_id: str) -> bool:
        """Move the cursor to an entry; False when it is not in the list."""
        row = self._row_of(entry_id)
        if row is not None:
            self.move_to(row)
        return row is not None

    def _row_of(self, entry_id: str) -> int | None:
        try:
            return self.ids.index(entry_id)
        except ValueError:
            return None

    def toggle_selected(self) -> None:
        """Pick the entry under the cursor for an action on many, or let it go."""
        if self.current:
            self._selected ^= {self.current.id}
            self._refresh_row(self.cursor)

    def select_all(self, on: bool) -> None:
        """Pick all entries, or none."""
        self._selected = frozenset(self.ids) if on else frozenset()
        self._strips.clear()
        self.refresh()

    def choose(self) -> None:
        """Report the entry under the cursor as opened."""
        if self.current:
            self.post_message(self.Chosen(self.current))

    @property
    def page_rows(self) -> int:
        """How many rows a page key moves."""
        return max(1, self.scrollable_content_region.height // self._rows_each - 1)

    def on_click(self, event: events.Click) -> None:
        """Move to the row that was clicked; a second click opens it."""
        row = (int(self.scroll_offset.y) + event.y) // self._rows_each
        if self.is_on_bar(event.x) or not 0 <= row < len(self._entries):
            return
        if row == self.cursor and event.chain == 2:
            self.choose()
        else:
            self.move_to(row)

    def on_resize(self) -> None:
        """Keep the cursor in sight at the new size."""
        self._strips.clear()
        self._reveal()

    def notify_style_update(self) -> None:
        """Draw again in the colours of another theme."""
        super().notify_style_update()
        self._strips.clear()
        self.refresh()

    def row_strip(self, y: int) -> Strip:
        """One row of the window."""
        number = y + int(self.scroll_offset.y)
        strip = self._strips.get(number)
        if strip is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            strip = self._strips[number] = self._strip(*divmod(number, self._rows_each))
        return strip

    def _strip(self, row: int, part: int) -> Strip:
        width, base = self.room, self.rich_style
        if not self._entries and (row, part) == (_EMPTY_ROW, 0):
            return filled([Segment(fit(f"   {self._empty}", width), base + self._muted(base))], width, base)
        if not 0 <= row < len(self._entries):
            return Strip.blank(width, base)
        if row == self.cursor:
            base += self.get_component_rich_style("entry-list--cursor")
        entry = self._entries[row]
        if part:
            return filled(self._passage(entry, base), width, base)
        return Strip(self._segments(entry, width, base), width)

    def _passage(self, entry: Entry, base: Style) -> list[Segment]:
        dim = base + self._muted(base)
        accent = _foreground(self.get_component_rich_style("entry-list--selected"))
        lit = self._is_lit(base)
        hit = base + (self._muted(base) + Style(underline=True) if lit else accent) + Style(bold=True)
        found = self._passages.get(entry.id)
        if found is None:
            return [Segment(f"     {entry.description}", dim)]
        segments, end = [Segment("     ", dim)], 0
        for first, last in found.hits:
            segments += [Segment(found.text[end:first], dim), Segment(found.text[first:last], hit)]
            end = last
        return [*segments, Segment(found.text[end:], dim)]

    def _segments(self, entry: Entry, width: int, base: Style) -> list[Segment]:
        dim = base + self._muted(base)
        title = base + _foreground(self.get_component_rich_style("entry-list--title"))
        star = base + _foreground(self.get_component_rich_style("entry-list--star"))
        picked = base + _foreground(self.get_component_rich_style("entry-list--selected"))
        narrow = width < _NARROW_COLUMNS
        is_dated = width >= _DATED_COLUMNS
        tail = _tail(entry, narrow=not is_dated)
        site = "" if narrow else shown_host(entry.site)
        # A day that is not the article's own says so, in room of the site's: titles stay in one line.
        site_columns = 0 if narrow else _SITE_COLUMNS
        room = max(8, width - 4 - site_columns - cell_len(tail))
        if is_dated and not entry.published:
            site_columns -= len(_SAVED)
            tail = f"  {_SAVED}{tail.removeprefix('  ')}"
        mark = "●" if entry.id in self._selected else "★" if entry.starred else " "
        return [
            Segment(f" {mark} ", picked if entry.id in self._selected else star),
            Segment(fit(entry.title or "(no title)", room), dim if entry.state == "archive" else title),
            Segment(fit(f"  {site}" if site else "", site_columns), dim),
            Segment(fit(tail + " ", width - 3 - room - site_columns), dim),
        ]

    def _muted(self, base: Style) -> Style:
        """Muted text; plain on the ground of the cursor, where that would be hard to read."""
        name = "title" if self._is_lit(base) else "dim"
        return _foreground(self.get_component_rich_style(f"entry-list--{name}"))

    def _is_lit(self, base: Style) -> bool:
        return base.bgcolor != self.rich_style.bgcolor

    def _refresh_row(self, row: int) -> None:
        for number in range(row * self._rows_each, (row + 1) * self._rows_each):
            self._strips.pop(number, None)
        y = row * self._rows_each - int(self.scroll_offset.y)
        self.refresh(Region(0, y, self.size.width, self._rows_each))

    def _reveal(self) -> None:
        height = max(1, self.scrollable_content_region.height)
        top = int(self.scroll_offset.y)
        first, end = self.cursor * self._rows_each, (self.cursor + 1) * self._rows_each
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif end > top + height:
            self.scroll_to(y=end - height, animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that other entries are in sight."""
        super().watch_scroll_y(old_value, new_value)
        if self.has_passages and int(old_value) != int(new_value):
            self.post_message(self.Scrolled())


def _foreground(style: Style) -> Style:
    return Style(color=style.color, bold=style.bold)


def _tail(entry: Entry, *, narrow: bool) -> str:
    marks = f"{entry.highlights:>3}▍" if entry.highlights else "    "
    minutes = f"{entry.minutes:>4} min" if entry.minutes else "        "
    bar = PROGRESS_SIGNS[min(8, int(entry.progress * 8 + 0.5))]
    day = (entry.published or (entry.saved or entry.added).date().isoformat())[:10]
    return f"{marks} {minutes} {bar}" if narrow else f"  {day} {marks} {minutes} {bar}"
