"""Where the window stands over a text: by characters for those who ask, by rows for the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from reader.document.document import Document, Range
from reader.document.layout import Layout
from reader.tui.widgets.pictured import PicturedText
from reader.tui.widgets.reading_line import ReadingLine


class PlacedText(PicturedText):
    """Finds, keeps and changes the place of the window."""

    _document: Document
    _layout: Layout
    _line: ReadingLine
    _heading_lines: list[tuple[str, str]]
    _top: int
    """The character to be kept in the top row."""
    _has_place: bool
    """Whether the window was put at it since the text was shown."""

    @dataclass
    class Scrolled(Message, namespace="article_view"):
        """The window moved over the text, or shows more or less of it."""

    @property
    def layout_now(self) -> Layout:
        """The layout on the screen."""
        self._settle()
        return self._layout

    @property
    def top_offset(self) -> int:
        """The first character in the window; 0 while the heading is in sight."""
        return self._offset_of_row(int(self.scroll_offset.y))

    def _offset_of_row(self, y: int) -> int:
        """The first character seen from a row on: an empty one stands for the block below it."""
        rows, row = self._layout.rows, y - len(self._heading_lines)
        last = len(rows) - 1
        while 0 <= row < last and rows[row].block < 0:
            row += 1
        return rows[min(row, last)].offset if row >= 0 else 0

    @property
    def bottom_offset(self) -> int:
        """The character after the last in the window."""
        row = int(self.scroll_offset.y) - len(self._heading_lines) + self.window_rows
        if row >= len(self._layout.rows):
            return len(self._document.text)
        return self._layout.rows[max(0, row)].offset

    @property
    def window(self) -> Range:
        """The characters in the window."""
        return Range(self.top_offset, max(self.top_offset, self.bottom_offset))

    @property
    def window_rows(self) -> int:
        """Rows that the window has."""
        return max(1, self.scrollable_content_region.height)

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows, up when negative, without animation; a reading line moves and stays in sight."""
        self._settle()
        if self._line.is_on:
            self._line.move(self._layout, rows)
            row = self._layout.row_of(self._line.offset) + len(self._heading_lines)
            window = self.window_rows
            top = min(max(int(self.scroll_offset.y), row - window // 2), row - window // 4)
            self.scroll_to(y=max(0, top), animate=False)
            self.refresh()
        else:
            self.scroll_to(y=self.scroll_offset.y + rows, animate=False)

    def scroll_to_offset(self, offset: int, *, margin: int = 0) -> None:
        """Put a character into the top row, less a margin in rows."""
        self._settle()
        self._line.offset = offset
        row = self._layout.top_row_of(offset) + len(self._heading_lines)
        self.scroll_to(y=0 if offset <= 0 else max(0, row - margin), animate=False)

    def reveal(self, place: Range) -> None:
        """Scroll as little as is needed to see a range; not where it fills the window."""
        self._settle()
        first = self._layout.row_of(place.start) + len(self._heading_lines)
        last = self._layout.row_of(max(place.start, place.end - 1)) + len(self._heading_lines)
        top, rows = int(self.scroll_offset.y), self.window_rows
        if first < top and last >= top + rows - 1:
            return
        if first < top:
            self.scroll_to(y=max(0, first - 2), animate=False)
        elif last >= top + rows:
            self.scroll_to(y=min(first, last - rows + 3), animate=False)

    def _settle(self) -> None:
        """Lay out what the first paint did not wait for; the top row keeps its character."""
        if self._layout.is_rough:
            self.lay_out_again()

    def _restore_top(self) -> bool:
        """Put the kept character into the top row again; whether that is another row than before.

        It stays the kept one although the row begins before it: else a few resizes would carry the text off.
        A row that has it already stays, such as one of the heading, or an empty one before a paragraph.
        """
        offset, row = self._top, int(self.scroll_offset.y)
        if not self._has_place or self._offset_of_row(row) != offset:
            row = self._layout.top_row_of(offset) + len(self._heading_lines) if offset else 0
        self._has_place = True
        return self.put_top(row)
