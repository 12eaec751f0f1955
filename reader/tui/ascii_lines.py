"""What is drawn, in ASCII: the last thing that happens to every row, whatever widget it is of."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.settings.signs import in_ascii


class AsciiLines(LineFilter):
    """Puts the twins of signs in their place."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Rows of ASCII stay as they are."""
        del background
        return [
            segment if segment.text.isascii() else Segment(in_ascii(segment.text), *segment[1:])
            for segment in segments
        ]
