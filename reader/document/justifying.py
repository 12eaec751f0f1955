"""Rows with two straight edges: their blanks are widened, as typewriters with proportional spacing did."""

from __future__ import annotations

import re

from reader.document.wrapping import has_wide, is_simple
from reader.terminal import cell_width

_BLANKS = re.compile(r" +")
_MOST_ADDED = 3
"""Cells added to a blank on average; a row that needs more has holes in it, and stays ragged."""
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"


def justified(text: str, start: int, end: int, room: int, *, from_left: bool) -> list[tuple[int, int, int]]:
    """Spread the words of a row over its room.

    Args:
        text: the whole text.
        start: first character of the row.
        end: character after its last; blanks at the end are not spread.
        room: cells that the words are to take.
        from_left: which blanks become the wider ones where they cannot all be alike; taking turns row
            by row keeps white rivers from running down the page (Ossanna, troff).

    Returns:
        Pieces as (start, end, column from the row's left edge). One piece when the row stays ragged:
        with a single word, with tabs, in scripts that part no words or run from right to left, and
        where the blanks would become holes.
    """
    row = text[start:end]
    words = row.rstrip()
    whole = [(start, end, 0)]
    if not is_simple(words) and ("\t" in words or has_wide(words) or re.search(_RIGHT_TO_LEFT, words)):
        return whole
    lead = len(words) - len(words.lstrip())
    cuts = [found.end() for found in _BLANKS.finditer(words, lead)]
    missing = room - cell_width(words)
    if not cuts or not 0 < missing <= _MOST_ADDED * len(cuts):
        return whole
    each, odd = divmod(missing, len(cuts))
    pieces, first, column = [], 0, 0
    for number, cut in enumerate([*cuts, len(row)]):
        pieces.append((start + first, start + cut, column))
        place = number if from_left else len(cuts) - 1 - number
        column += cell_width(row[first:cut]) + each + (place < odd)
        first = cut
    return pieces
