"""Notes beside their passages, where the window is wider than the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment

from reader.document.layout import Layout
from reader.document.wrapping import wrap
from reader.reading.marks import MarginNote
from reader.tui.widgets.strokes import Strokes

LEAST_COLUMNS, _MOST_COLUMNS = 18, 40
_MOST_ROWS = 8
_LEAST_ROWS = 2
_BAR = "│"
_BEFORE_TEXT = 2
"""Columns of the bar and the blank behind it."""
_MORE = " …"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a note."""

    note: MarginNote
    text: str


class MarginNotes:
    """Rows of notes by rows of the text. Without room or notes it is empty, and no row is touched."""

    def __init__(self) -> None:
        self.notes: tuple[MarginNote, ...] = ()
        self._lines: dict[int, _Line] = {}

    def __bool__(self) -> bool:
        return bool(self._lines)

    def lay_out(self, layout: Layout, room: int) -> None:
        """Put each note beside the row where its passage begins, below the note before it.

        A note gives way to the next: of a long one, at least two rows are seen, and at most eight.

        Args:
            layout: of the text.
            room: free columns behind the text.
        """
        columns = min(_MOST_COLUMNS, room)
        self._lines = {}
        if columns < LEAST_COLUMNS:
            return
        firsts = [layout.row_of(note.offset) for note in self.notes]
        end = 0
        for place, note in enumerate(self.notes):
            first = max(firsts[place], end)
            below = firsts[place + 1] if place + 1 < len(firsts) else first + _MOST_ROWS
            most = min(_MOST_ROWS, max(_LEAST_ROWS, below - first))
            lines = _cut_to(list(_wrapped(note.text, columns - _BEFORE_TEXT)), most, columns - _BEFORE_TEXT)
            self._lines |= {first + row: _Line(note, text) for row, text in enumerate(lines)}
            end = first + len(lines)

    def at(self, row: int) -> MarginNote | None:
        """The note that stands beside a row of the text."""
        line = self._lines.get(row)
        return line.note if line else None

    def segments(self, row: int, strokes: Strokes) -> Sequence[Segment]:
        """What stands beside a row of the text."""
        line = self._lines.get(row)
        if line is None:
            return ()
        return (Segment(_BAR, strokes.note_bar(line.note.colour)), Segment(f" {line.text}", strokes.prefix))


def _wrapped(text: str, columns: int) -> Iterator[str]:
    for line in text.expandtabs().split("\n"):
        for start, end in wrap(line, 0, len(line), columns):
            if shown := line[start:end].strip():
                yield shown


def _cut_to(lines: list[str], most: int, columns: int) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while cell_len(last) > columns - len(_MORE):
        last = last[:-1]
    return [*lines[: most - 1], last + _MORE]
