"""Where in the whole text hits and highlights are: a sign for each in the last column of the window."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.strip import Strip

from reader.reading.marks import Mark, Role
from reader.tui.widgets.strokes import Strokes

# Behind each other in the same row, the later ones are seen.
_SIGNS: dict[Role, str] = {"highlight": "•", "hit": "-", "current_hit": "="}
SHOWN = frozenset(_SIGNS)


class MarkStrip:
    """Signs by row of the window. Without marks it is empty, and no row is touched."""

    def __init__(self) -> None:
        self._rows: dict[int, Mark] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def put(self, marks: Iterable[Mark], length: int, rows: int) -> None:
        """Put marks where they are.

        By characters, not by rows: of a long text only the rows that were in sight are known.

        Args:
            marks: of any role.
            length: characters of the text.
            rows: of the window.
        """
        found: dict[int, Mark] = {}
        for role in _SIGNS:
            for mark in marks:
                if mark.role == role:
                    found[min(rows - 1, mark.range.start * rows // max(1, length))] = mark
        self._rows = found

    def draw(self, strip: Strip, y: int, strokes: Strokes) -> Strip:
        """A row of the window as it is drawn with its sign.

        Args:
            strip: the row without it.
            y: its number in the window.
            strokes: the colours.
        """
        mark = self._rows.get(y)
        if mark is None or not strip.cell_length:
            return strip
        sign = Strip([Segment(_SIGNS[mark.role], strokes.text(strokes.base, (), (mark,)))], 1)
        return Strip.join([strip.crop(0, strip.cell_length - 1), sign])
