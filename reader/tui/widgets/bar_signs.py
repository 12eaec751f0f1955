"""Where in the whole text hits and highlights are: signs for the scroll bar of the window."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from rich.segment import Segment

from reader.document.document import Range
from reader.reading.marks import Mark, Role
from reader.tui.widgets.strokes import Strokes

# Behind each other in the same row, the later ones are seen.
_SIGNS: dict[Role, str] = {"highlight": "•", "hit": "-", "current_hit": "="}
SHOWN = frozenset(_SIGNS)


def bar_signs(
    marks: Iterable[Mark], hits: Sequence[Range], length: int, rows: int, strokes: Strokes
) -> dict[int, Segment]:
    """Signs by row of the window.

    By characters, not by rows: of a long text only the rows that were in sight are known.

    Args:
        marks: of any role.
        hits: in order; there may be thousands.
        length: characters of the text.
        rows: of the window.
        strokes: the colours.
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
    return {
        row: Segment(_SIGNS[role], strokes.text(strokes.base, (), (mark,)))
        for role, of_role in found.items()
        for row, mark in of_role.items()
    }
