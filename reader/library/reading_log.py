"""What was read on which day, kept beside the reading positions; statistics are counted from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from reader.library.keys import day_key
from reader.library.lines import Row
from reader.library.state import State, Transaction

TABLE = "reading"


@dataclass(frozen=True, slots=True)
class DayRead:
    """How much of an article was read on a day."""

    entry: str
    day: date
    """In the reader's own time zone: a streak ends at the reader's midnight."""
    words: int


class ReadingLog:
    """A row for each article and day.

    Words are counted by how far an article was seen for the first time: a window left open overnight adds
    nothing, and reading a passage twice adds nothing either.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    def put(self, change: Transaction, entry_id: str, row: Row, furthest: int) -> None:
        """Add what is seen for the first time to the day's row, in the write that keeps the position.

        Args:
            change: that write.
            entry_id: the article.
            row: its row before the write.
            furthest: the furthest character that was seen, now.
        """
        fresh = min(furthest, row["length"]) - row["furthest"]
        words = round(row["words"] * fresh / row["length"]) if row["length"] else 0
        if words <= 0:
            return
        day = today().isoformat()
        known = min(self._state.indexes["day"].find(day_key(entry_id, day)), default=None)
        before = self._state.row(TABLE, known) if known else None
        change.put(
            TABLE,
            known or self._state.new_id(TABLE),
            {"entry": entry_id, "day": day, "words": words + (before["words"] if before else 0)},
        )

    def all(self) -> Iterable[DayRead]:
        """Every row, in no order."""
        return [
            DayRead(row["entry"], date.fromisoformat(row["day"]), row["words"])
            for row in self._state.rows(TABLE)
        ]


def today() -> date:
    """The day in the reader's own time zone."""
    return datetime.now(UTC).astimezone().date()
