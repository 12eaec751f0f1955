"""The article as one scrolling view: rows of a layout turned into styled strips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.document.document import Document, Range
from reader.document.layout import Layout, Layouts
from reader.document.rows import Row
from reader.document.typography import PLAIN, Typography
from reader.library.kept import Picture
from reader.reading.marks import MarginNote, Mark
from reader.settings.themes import Palette
from reader.tui.widgets.bar_signs import SHOWN, bar_signs
from reader.tui.widgets.fitting import filled
from reader.tui.widgets.heading import Heading
from reader.tui.widgets.margin_notes import LEAST_COLUMNS, MarginNotes
from reader.tui.widgets.picture_rows import NO_PICTURES, PictureRows
from reader.tui.widgets.placed import PlacedText
from reader.tui.widgets.reading_line import ReadingLine
from reader.tui.widgets.row_painting import RowPainter
from reader.tui.widgets.strokes import Strokes

_GUTTER = 3
_BEHIND_TEXT = 3
"""Free columns between the text and the notes beside it."""
_BOTTOM_ROWS = 2
_SETTLE_AFTER_SECONDS = 0.1


class ArticleView(PlacedText, can_focus=True):
    """Shows a document at offsets. It is told what to show and what to mark; it holds no rules."""

    @dataclass
    class NoteChosen(Message):
        """The mouse chose a note in the margin."""

        highlight: str

    def __init__(self, palette: Palette, width: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strokes = Strokes(palette)
        self._painter = RowPainter()
        self._notes = MarginNotes()
        self._wanted_columns = width
        self._typography = PLAIN
        self._line = ReadingLine()
        self._document = Document("", (), ())
        self._heading = Heading("", "")
        self._layout = Layout(self._document, width)
        self._layouts = Layouts()
        self._pictures = PictureRows()
        self._heading_lines: list[tuple[str, str]] = []
        self._strips: dict[int, Strip] = {}
        self._top, self._has_place = 0, False
        self._laid_out_in = Size(0, 0)
        self._margin = _GUTTER
        self._is_new = False

    # -- what is shown

    def show(
        self,
        document: Document,
        heading: Heading,
        offset: int = 0,
        typography: Typography = PLAIN,
        pictures: Mapping[int, tuple[Picture, ...]] = NO_PICTURES,
    ) -> None:
        """Show a document with a character in the top row; offset 0 also shows the heading.

        Pictures, by block, have their rows at once, and are drawn when they were wanted and put.
        """
        self._pictures = PictureRows(pictures)
        self._document, self._heading, self._typography = document, heading, typography
        self._line.offset = offset
        self._painter.take(document)
        self._notes.notes = ()
        self._top, self._has_place = offset, False
        self._is_new = True
        self.lay_out_again()

    def show_marks(
        self, marks: tuple[Mark, ...], focus_block: int | None, hits: Sequence[Range] = ()
    ) -> None:
        """Draw these marks; only rows that change are drawn again, or all in sight when there are other hits.

        Args:
            marks: all but the hits, in the order of drawing.
            focus_block: number of the block that the paragraph mark stands at.
            hits: in order; where thousands of them stand is asked for the rows in sight alone.
        """
        painter = self._painter
        changed = {*marks} ^ {*painter.marks}
        blocks = {painter.focus_block, focus_block} - {None} if focus_block != painter.focus_block else set()
        painter.marks, painter.focus_block = marks, focus_block
        other_hits = hits is not painter.hits
        if other_hits:
            painter.hits = hits
            self._strips.clear()
        rows = {row for mark in changed for row in self._rows_between(mark.range)}
        for block in blocks:
            if block is not None and block < len(self._layout.document.blocks):
                first, last = self._layout.block_rows(block)
                shift = len(self._heading_lines)
                rows |= set(range(first + shift, last + shift))
        for row in rows:
            self._strips.pop(row, None)
        if self._line.is_on:
            self._read_at_mark(moved=bool(blocks))
        if other_hits or any(mark.role in SHOWN for mark in changed):
            self._put_marks_beside()
            self.refresh()
        else:
            self._refresh_rows(rows)

    def _refresh_rows(self, rows: set[int]) -> None:
        """Have these rows drawn again; to draw the whole window is half of the work of a key (2026-11)."""
        top = int(self.scroll_offset.y)
        seen = rows & set(range(top, top + self.window_rows))
        if len(seen) > self.window_rows // 2:
            self.refresh()
            return
        for row in seen:
            self.refresh_line(row)

    def _put_marks_beside(self) -> None:
        painter, length = self._painter, len(self._document.text)
        self._bar_signs = bar_signs(painter.marks, painter.hits, length, self.window_rows, self._strokes)

    def show_labels(self, labels: Mapping[int, str], block_labels: Mapping[int, str]) -> None:
        """Draw labels over the text at offsets, and beside the blocks that begin at offsets."""
        painter = self._painter
        if (labels, block_labels) != (painter.labels, painter.block_labels):
            painter.labels, painter.block_labels = labels, block_labels
            self._strips.clear()
            self.refresh()

    def show_notes(self, notes: tuple[MarginNote, ...]) -> None:
        """Put notes, in the order of the text, beside their passages where there is room."""
        if notes != self._notes.notes:
            self._notes.notes = notes
            self._place_notes()
            self.refresh()

    @property
    def columns_short_of_notes(self) -> int:
        """How many columns wider the window would have to be for notes beside the text; 0 where it is."""
        return max(0, self._layout.width + 2 * (_BEHIND_TEXT + LEAST_COLUMNS) - self.room)

    def _place_notes(self) -> None:
        self._notes.lay_out(self._layout, self.room - self._margin - self._layout.width - _BEHIND_TEXT)
        self._strips.clear()

    def set_columns(self, width: int) -> None:
        """Change the width of the text; the top row keeps its character."""
        self._wanted_columns = width
        self.lay_out_again()

    def set_typography(self, typography: Typography) -> None:
        """Set the text otherwise; the top row keeps its character."""
        self._typography = typography
        self.lay_out_again()

    def set_reading_line(self, *, ruled: bool, alone: bool) -> None:
        """Tint the row that is read, or dim the other paragraphs, or neither."""
        was_on = self._line.is_on
        self._line.ruled, self._line.alone = ruled, alone
        if self._line.is_on and not was_on:
            self._line.put(self._layout, self._reading_row())
            self._read_at_mark(moved=True)
        self.refresh()

    def set_palette(self, palette: Palette) -> None:
        """Draw in the colours of another theme."""
        self._strokes = Strokes(palette)
        self._pictures.forget()
        self._strips.clear()
        self._put_marks_beside()
        self.refresh()

    # -- drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of the window, laid out for it.

        Textual paints before it tells of a new size, and again when a layout says how long it is: to lay out
        here spares two of three drawings of the window (2026-11).
        """
        if self._laid_out_in != self.scrollable_content_region.size:
            self._lay_out()
        return super().render_lines(crop)

    def row_strip(self, y: int) -> Strip:
        """One row of the window."""
        number = y + int(self.scroll_offset.y)
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strip(number)
            self._strips[number] = strip
        if self._line.is_on:
            strip = self._line.draw(strip, number - len(self._heading_lines), self._layout, self._strokes)
        return strip

    def on_resize(self) -> None:
        """Lay out for the new size, if that was not done for the first drawing."""
        if self._laid_out_in != self.scrollable_content_region.size:
            self.lay_out_again()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that the window moved."""
        super().watch_scroll_y(old_value, new_value)
        if int(old_value) != int(new_value):
            self._top = self.top_offset
            if self._line.is_on:
                self._keep_line_in_sight()
            self.post_message(self.Scrolled())

    def _read_at_mark(self, *, moved: bool) -> None:
        """The line follows the caret, and the mark of the paragraph when that moved."""
        caret = next((mark.range.start for mark in self._painter.marks if mark.role == "caret"), None)
        if caret is None and moved and self._painter.focus_block is not None:
            caret = self._document.blocks[self._painter.focus_block].range.start
        if caret is not None and caret != self._line.offset:
            self._line.offset = caret
            self.refresh()

    def _reading_row(self) -> int:
        """The row of the layout a quarter down the window, where eyes rest."""
        return int(self.scroll_offset.y) - len(self._heading_lines) + self.window_rows // 4

    def _keep_line_in_sight(self) -> None:
        row = self._layout.row_of(self._line.offset) + len(self._heading_lines)
        if not 0 <= row - int(self.scroll_offset.y) < self.window_rows:
            self._line.put(self._layout, self._reading_row())

    def lay_out_again(self) -> None:
        """Lay the text out anew, and have it drawn."""
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        room = self.room
        if not room:
            return
        width = max(8, min(self._wanted_columns, room - 2 * _GUTTER))
        rooms = self._pictures.lay_out(width, self.window_rows)
        # The first paint of a long text waits for the rows in sight alone.
        near, self._is_new = self._top if self._is_new else None, False
        self._layout = self._layouts.of(self._document, width, self._typography, rooms, near)
        if self._layout.is_rough:
            self.set_timer(_SETTLE_AFTER_SECONDS, self._settle)
        self._margin = max(_GUTTER, (room - width) // 2)
        self._heading_lines = self._heading.lines(width)
        self._put_marks_beside()
        self._place_notes()
        rows = len(self._heading_lines) + len(self._layout.rows) + _BOTTOM_ROWS
        other_window = self._laid_out_in != self.scrollable_content_region.size
        self._laid_out_in = self.scrollable_content_region.size
        self.set_rows(rows)
        if self._restore_top() or other_window:
            self.post_message(self.Scrolled())

    def _strip(self, number: int) -> Strip:
        room, base = self.room, self._strokes.base
        if number < len(self._heading_lines):
            text, role = self._heading_lines[number]
            heading = [Segment(" " * self._margin, base), Segment(text, self._strokes.heading(role))]
            return filled(heading, room, base)
        row_number = number - len(self._heading_lines)
        rows = self._layout.rows
        segments = self._row_segments(rows[row_number]) if row_number < len(rows) else ()
        beside = self._notes.segments(row_number, self._strokes) if self._notes else ()
        if not beside:
            return filled(segments, room, base)
        text_columns = self._margin + self._layout.width + _BEHIND_TEXT - 1
        return filled([*filled(segments, text_columns, base), *beside], room, base)

    def _row_segments(self, row: Row) -> list[Segment]:
        painter, strokes = self._painter, self._strokes
        before = [Segment(" " * (self._margin - 2), strokes.base), painter.gutter(row, strokes)]
        if row.picture >= 0:
            return [*before, *self._picture_segments(row)]
        return before + painter.text(row, self._layout.width, strokes)

    def _rows_between(self, place: Range) -> range:
        rows, shift = self._layout.rows_of(place), len(self._heading_lines)
        return range(rows.start + shift, rows.stop + shift)

    # -- mouse

    def on_click(self, event: events.Click) -> None:
        """Report a click on a note in the margin; the text reports those on characters."""
        number = event.y + int(self.scroll_offset.y) - len(self._heading_lines)
        beside = self._margin + self._layout.width < event.x < self.room
        note = self._notes.at(number) if beside else None
        if note is not None:
            event.prevent_default()  # Textual calls the handlers of the classes below, too
            self.post_message(self.NoteChosen(note.highlight))

    def row_under(self, y: int) -> Row | None:
        """The row of the text at a row of the window; None above and below it."""
        number = y + int(self.scroll_offset.y) - len(self._heading_lines)
        return self._layout.rows[number] if 0 <= number < len(self._layout.rows) else None

    def offset_under(self, x: int, y: int) -> int:
        """The character at a place of the window, in cells."""
        row = y + int(self.scroll_offset.y) - len(self._heading_lines)
        return self._layout.offset_at(max(0, row), x - self._margin) if row >= 0 else 0

    def has_text_under(self, x: int, y: int) -> bool:
        """Whether a character stands at a place of the window."""
        row = y + int(self.scroll_offset.y) - len(self._heading_lines)
        return self._layout.has_text_at(row, x - self._margin)
