"""Highlights that come back: a few a day, each after a longer while.

The schedule is the expanding one of Leitner's boxes (S. Leitner, So lernt man lernen, 1972): a highlight that
was read again comes back after twice the days; `soon` puts it into the first box.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

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
        waiting = [(due, row["created"], id) for id, row in self._waiting() if (due := _due_day(row)) <= day]
        return tuple(self._highlights.get(id) for _, _, id in sorted(waiting)[:count])

    def next_day(self) -> date | None:
        """The day on which the first of all comes back, past when some are due; None without highlights."""
        return min((_due_day(row) for _, row in self._waiting()), default=None)

    def _waiting(self) -> Iterator[tuple[str, Row]]:
        """Highlights that can be read again."""
        rows = self._state.items(TABLE)
        return ((id, row) for id, row in rows if not row.get("removed") and row["state"] != "lost")

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
            row = self._state.row(TABLE, id) or {}
            before = row.get("review_days")
            days = _FIRST_DAYS if soon or not before else min(_MOST_DAYS, 2 * before)
            change.put(TABLE, id, {**row, "review_days": days, "reviewed": day.isoformat()})
        return day + timedelta(days=days)


def _due_day(row: Row) -> date:
    if not row.get("reviewed"):
        return datetime.fromisoformat(row["created"]).astimezone().date() + timedelta(days=1)
    return date.fromisoformat(row["reviewed"]) + timedelta(days=row["review_days"])
