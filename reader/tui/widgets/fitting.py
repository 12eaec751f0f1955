"""Text and strips made to fit a number of cells."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


def fit(text: str, columns: int) -> str:
    """Cut or pad to a width in cells; a cut ends in an ellipsis."""
    if columns <= 0:
        return ""
    if cell_len(text) <= columns:
        return set_cell_size(text, columns)
    return set_cell_size(set_cell_size(text, columns - 1).rstrip() + "…", columns)


def placed(column: int, words: Sequence[str], gap: int) -> int | None:
    """Which of some words, with gaps of so many cells between them, stands at a column; None in a gap."""
    start = 0
    for number, said in enumerate(words):
        if start <= column < start + cell_len(said):
            return number
        start += cell_len(said) + gap
    return None


def shortened(text: str, most: int) -> str:
    """A text in one line of at most so many characters, cut between words where it can be."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    words = cut.rpartition(" ")[0]
    return (words if 4 * len(words) > 3 * most else cut).rstrip() + "…"


def filled(segments: Sequence[Segment], columns: int, ground: Style) -> Strip:
    """Segments as one strip of a width in cells, filled with the ground; a cut ends in an ellipsis."""
    taken = sum(segment.cell_length for segment in segments)
    if columns <= 0:
        return Strip([], 0)
    if taken > columns:
        kept = Strip(segments, taken).crop(0, columns - 1)
        return Strip([*kept, Segment("…", segments[-1].style)], columns)
    blank = (Segment(" " * (columns - taken), ground),) if taken < columns else ()
    return Strip([*segments, *blank], columns)
