"""Highlights that come back: a few a day, each after a longer while.

The schedule is the expanding one of Leitner's boxes (S. Leitner, So lernt man lernen, 1972): a highlight that
was read again comes back after twice the days; `soon` puts it into the first box.
"""

from __future__ import annotations

from datetime import date, timedelta

from reader.library.highlights import TABLE, Highlights
from reader.library.kept import Highlight
from reader.library.lines import Row
from reader.library.state import State

_FIRST_DAYS = 2
_MOST_DAYS = 365


class Review:
    """What is due, and when it comes back. The state is in the rows of the highlights."""

    def __init__(self, state: State, highlights: Highlights) -> None:
        self._state = state
        self._highlights = highlights

    def due(self, day: date, count: int = 5) -> tuple[Highlight, ...]:
        """Highlights to read again on a day, the longest due first; those of the day before are too young.

        Args:
            day: in the reader's own time zone.
            count: how many at the most.
        """
        waiting = [
            (due, highlight)
            for highlight in self._highlights.all()
            if highlight.state != "lost" and (due := self._due_day(highlight)) <= day
        ]
        waiting.sort(key=lambda one: (one[0], one[1].created))
        return tuple(highlight for _, highlight in waiting[:count])

    def seen(self, id: str, day: date, *, soon: bool = False) -> date:
        """A highlight was read again; returns the day on which it comes back.

        Args:
            id: the highlight.
            day: today.
            soon: bring it back in two days, whatever came before.

        Raises:
            NotFound: no highlight has this id.
            WriteFailed, LibraryReadOnly, LibraryLocked: nothing was kept.
        """
        self._highlights.get(id)
        with self._state.change("review") as change:
            row = self._row(id)
            days = (
                _FIRST_DAYS if soon else min(_MOST_DAYS, 2 * int(row.get("review_days") or _FIRST_DAYS / 2))
            )
            change.put(TABLE, id, {**row, "review_days": days, "reviewed": day.isoformat()})
        return day + timedelta(days=days)

    def _due_day(self, highlight: Highlight) -> date:
        row = self._row(highlight.id)
        if not row.get("reviewed"):
            return highlight.created.astimezone().date() + timedelta(days=1)
        return date.fromisoformat(row["reviewed"]) + timedelta(days=int(row["review_days"]))

    def _row(self, id: str) -> Row:
        return self._state.row(TABLE, id) or {}
