"""Where in the whole text hits and highlights are: a sign for each in the last column of the window."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.strip import Strip

from reader.document.document import Range
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

    def put(self, marks: Iterable[Mark], hits: Sequence[Range], length: int, rows: int) -> None:
        """Put marks where they are.

        By characters, not by rows: of a long text only the rows that were in sight are known.

        Args:
            marks: of any role.
            hits: in order; there may be thousands.
            length: characters of the text.
            rows: of the window.
        """
        found: dict[Role, dict[int, Mark]] = {role: {} for role in _SIGNS}
        for mark in marks:
            of_role = found.get(mark.role)
            if of_role is not None:
                of_role[min(rows - 1, mark.range.start * rows // max(1, length))] = mark
        place = 0
        while place < len(hits):
            row = min(rows - 1, hits[place].start * rows // max(1, length))
            found["hit"][row] = Mark(hits[place], "hit")
            below = -(-(row + 1) * length // rows) if row < rows - 1 else length
            place = bisect_left(hits, below, lo=place + 1, key=lambda hit: hit.start)
        self._rows = {row: mark for of_role in found.values() for row, mark in of_role.items()}

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
