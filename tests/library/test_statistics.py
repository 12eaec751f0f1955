"""What was read, counted from the log that the library keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.library.library import Library
from reader.library.reading_log import DayRead, today
from reader.library.statistics import Group, Week, statistics_of
from tests.library.samples import add, everything

LONG = "word " * 2300


def test_words_count_when_they_are_seen_for_the_first_time(library: Library) -> None:
    entry = add(library, "Long", LONG, site="Tide")
    library.entries.set_position(entry.id, 0, entry.length // 2)
    library.entries.set_position(entry.id, 0, entry.length // 4)
    library.entries.set_position(entry.id, 10, entry.length // 2)
    found = library.statistics()
    assert found.minutes == 5
    assert found.weeks[-1].minutes == 5
    assert found.sites == (Group("Tide", 0, 5),)
    library.entries.set_position(entry.id, 20, entry.length + 50)
    assert library.statistics().minutes == 10
    (day,) = library.entries.reading_log.all()
    assert (day.entry, day.day, day.words) == (entry.id, today(), 2300)


def test_read_is_what_was_opened_and_archived(library: Library) -> None:
    read, sorted_out = add(library, "Read", LONG, tags=("sea",)), add(library, "Sorted out", LONG + "x")
    library.entries.opened(read.id)
    library.entries.set_state([read.id, sorted_out.id], "archive")
    found = library.statistics(weeks=3)
    assert (found.articles, found.streak_days, found.tags) == (1, 1, (Group("sea", 1, 0),))
    assert [week.articles for week in found.weeks] == [0, 0, 1]
    assert found.unread_articles == 0


def test_undo_of_archiving_takes_the_count_back(library: Library) -> None:
    entry = add(library)
    library.entries.opened(entry.id)
    before = everything(library)
    library.entries.set_state([entry.id], "archive")
    library.undo()
    assert library.statistics().articles == 0
    assert everything(library) == before
    library.redo()
    assert library.statistics().articles == 1
    library.entries.set_state([entry.id], "unread")
    assert library.statistics().articles == 0


def test_statistics_outlive_a_purge_and_a_restart(folder: Path) -> None:
    with Library.open(folder) as library:
        entry = add(library, "Long", LONG, site="Tide")
        library.entries.set_position(entry.id, 0, entry.length)
        library.entries.trash([entry.id])
        library.entries.purge([entry.id])
    with Library.open(folder) as library:
        found = library.statistics()
        assert (found.minutes, found.streak_days, found.sites) == (10, 1, ())


def test_a_week_begins_on_monday_and_weeks_have_no_gaps() -> None:
    sunday = date(2026, 3, 8)
    days = [
        DayRead("a", sunday, 460),
        DayRead("a", date(2026, 3, 1), 230),
        DayRead("b", date(2026, 3, 2), 230),
    ]
    found = statistics_of({}, days, [], sunday, weeks=3)
    assert found.weeks == (
        Week(date(2026, 2, 16), 0, 0),
        Week(date(2026, 2, 23), 0, 1),
        Week(date(2026, 3, 2), 0, 3),
    )


@given(st.sets(st.integers(0, 60)))
def test_streak_is_the_run_of_days_that_reaches_yesterday(back: set[int]) -> None:
    last = date(2026, 3, 8)
    found = statistics_of({}, [DayRead("a", last - timedelta(days=day), 9) for day in back], [], last)
    streak = found.streak_days
    start = 0 if 0 in back else 1
    assert all(day in back for day in range(start, start + streak))
    assert start + streak not in back
    assert found.longest_streak_days >= streak
    assert (found.longest_streak_days == 0) == (not back)


def test_a_finish_is_counted_on_the_day_of_the_reader() -> None:
    moment = datetime(2026, 3, 8, 12, tzinfo=UTC)
    row: dict[str, object] = {
        "finished": moment.isoformat(),
        "state": "archive",
        "trashed": None,
        "site": "Tide",
        "tags": [],
    }
    found = statistics_of({"a": row}, [], [], moment.astimezone().date())
    assert (found.articles, found.streak_days) == (1, 1)
