"""Columns that a dump set side by side, one below the other.

Pages laid out as tables come out of `w3m -dump` as they look: article and sidebar share their lines, with a
gutter between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.cleaning.text.lines import is_forced_break

_LEAST_COLUMN = 14
_LEAST_ROWS = 6
"""Rows with text on both sides that prove a gutter: by chance a blank stands over one or two others."""
_FORCED_SHARE = 0.6
_WORDS_A_LINE = 3


def unrolled(lines: Sequence[str], wrap: int) -> list[str]:
    """Put columns of running text one below the other; tables of figures and names stay as they are.

    Args:
        lines: of a save that was broken at `wrap` columns.
        wrap: that width.
    """
    out: list[str] = []
    done = 0
    for start, stop, gutter in _regions(lines, wrap):
        if start < done:
            continue
        left = [line[:gutter].rstrip() for line in lines[start:stop]]
        right = [line[gutter:].rstrip() for line in lines[start:stop]]
        if _is_prose(left, gutter - 1) or _is_prose(right, max(map(len, right))):
            out += [*lines[done:start], *left, "", *right, ""]
            done = stop
    return [*out, *lines[done:]]


def _regions(lines: Sequence[str], wrap: int) -> Iterator[tuple[int, int, int]]:
    """Runs of lines that leave one place free, each as first line, line behind the last, and place."""
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update(
            place
            for place in range(_LEAST_COLUMN, min(len(line), wrap))
            if line[place] != " " and line[place - 1] == " "
        )
    found: list[tuple[int, int, int, int]] = []
    for gutter, count in starts.items():
        if count >= _LEAST_ROWS:
            found += _free_runs(lines, gutter)
    # Of gutters over the same lines, the one with the most rows on both sides is taken.
    found.sort(key=lambda run: -run[3])
    taken: list[tuple[int, int, int]] = []
    for start, stop, gutter, _ in found:
        if all(stop <= other[0] or start >= other[1] for other in taken):
            taken.append((start, stop, gutter))
    return iter(sorted(taken))


def _free_runs(lines: Sequence[str], gutter: int) -> Iterator[tuple[int, int, int, int]]:
    start = rows = 0
    for n, line in enumerate((*lines, "x" * (gutter + 1))):
        if line[gutter - 1 : gutter].strip() or (
            len(line) > gutter and line[gutter - 2 : gutter + 1].isspace()
        ):
            if rows >= _LEAST_ROWS:
                yield start, n, gutter, rows
            start, rows = n + 1, 0
        elif len(line) > gutter and line[gutter] != " " and line[:gutter].strip():
            rows += 1


def _is_prose(column: Sequence[str], width: int) -> bool:
    """Whether most lines of a column end where the next word would not have fitted."""
    pairs = [(line, after) for line, after in pairwise(column) if line.strip() and after.strip()]
    forced = sum(is_forced_break(line, after, width) for line, after in pairs)
    words = sum(len(line.split()) for line, _ in pairs)
    is_running = len(pairs) >= _LEAST_ROWS and words >= _WORDS_A_LINE * len(pairs)
    return is_running and forced >= _FORCED_SHARE * len(pairs)
