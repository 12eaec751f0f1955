"""The line that one reads: ruled with a tint, or its paragraph alone in full colour."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from reader.document.layout import Layout
from reader.tui.widgets.strokes import Strokes

RULER_SIGN = "> "
"""Beside the ruled row: the tint does not show without colours."""


class ReadingLine:
    """Where one reads, as an offset, and how rows on it and off it are drawn."""

    def __init__(self) -> None:
        self.offset = 0
        self.ruled = False
        """Whether its row is tinted."""
        self.alone = False
        """Whether the other paragraphs are dimmed."""

    @property
    def is_on(self) -> bool:
        """Whether anything of it is drawn."""
        return self.ruled or self.alone

    def put(self, layout: Layout, row: int) -> None:
        """Put it on a row, or on the next with text."""
        self._put(layout, row, 1)

    def move(self, layout: Layout, rows: int) -> None:
        """Move it by rows of text; empty rows do not count."""
        step = 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            before = self.offset
            self._put(layout, layout.row_of(self.offset) + step, step)
            if self.offset == before:
                return

    def _put(self, layout: Layout, row: int, step: int) -> None:
        row = max(0, row)
        while 0 <= row < len(layout.rows):
            if layout.rows[row].pieces:
                self.offset = layout.rows[row].offset
                return
            row += step

    def draw(self, strip: Strip, row: int, layout: Layout, strokes: Strokes) -> Strip:
        """A row as it is drawn with the line where it is.

        Args:
            strip: the row without it.
            row: number of the row in the layout.
            layout: the rows.
            strokes: the colours.
        """
        line = layout.row_of(self.offset)
        if self.ruled and row == line:
            return _tinted(strip, strokes)
        if self.alone and not self._shares_block(row, line, layout):
            return _dimmed(strip, strokes)
        return strip

    @staticmethod
    def _shares_block(row: int, line: int, layout: Layout) -> bool:
        return 0 <= row < len(layout.rows) and layout.rows[row].block == layout.rows[line].block


def _tinted(strip: Strip, strokes: Strokes) -> Strip:
    """Grounds of marks stay."""
    segments = [
        Segment(text, style + strokes.ruler if style and style.bgcolor == strokes.base.bgcolor else style)
        for text, style, _ in strip
    ]
    if len(segments) > 1 and segments[1].text == " " * len(RULER_SIGN):
        segments[1] = Segment(RULER_SIGN, strokes.focus_mark + strokes.ruler)
    return Strip(segments, strip.cell_length)


def _dimmed(strip: Strip, strokes: Strokes) -> Strip:
    """What is marked keeps its colours: muted text would be hard to read on them."""
    grounds = (strokes.base.bgcolor, strokes.ruler.bgcolor)
    return Strip(
        [
            Segment(text, style + strokes.dimmed if style and style.bgcolor in grounds else style)
            for text, style, _ in strip
        ],
        strip.cell_length,
    )
