"""What was read: by week, site and tag, and how many days in a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reader.library.kept import minutes_to_read
from reader.library.lines import Row
from reader.library.reading_log import DayRead


@dataclass(frozen=True, slots=True)
class Week:
    """What was read in a week."""

    monday: date
    articles: int
    """Articles that were finished: opened at some time, and archived in this week."""
    minutes: int
    """Of reading, at the speed by which an article's length is told."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was read of a site or with a tag."""

    name: str
    articles: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What was read, up to a day."""

    weeks: tuple[Week, ...]
    """Oldest first, without gaps; the last is the current one."""
    articles: int
    minutes: int
    streak_days: int
    """Days in a row on which something was read, up to today, or to yesterday while today is young."""
    longest_streak_days: int
    sites: tuple[Group, ...]
    """The most read first."""
    tags: tuple[Group, ...]
    unread_articles: int
    unread_minutes: int
    """How long the articles that were not begun would take."""


def statistics_of(
    entries: Mapping[str, Row],
    days: Iterable[DayRead],
    unread: Sequence[int],
    today: date,
    weeks: int = 12,
) -> Statistics:
    """Count what was read.

    Args:
        entries: rows of the articles that were finished or read in, by id.
        days: the reading log; what was read of articles that are purged since counts, too.
        unread: how many words each article has that waits to be begun.
        today: the last day, in the reader's time zone.
        weeks: how many to tell apart.
    """
    read = [day for day in days if day.day <= today]
    finished = {id: day for id, row in entries.items() if (day := _day(row.get("finished"))) and day <= today}
    streak, longest = _streaks({day.day for day in read} | set(finished.values()), today)
    return Statistics(
        weeks=_weeks(read, finished.values(), today, weeks),
        articles=len(finished),
        minutes=minutes_to_read(sum(day.words for day in read)),
        streak_days=streak,
        longest_streak_days=longest,
        sites=_groups(
            read, finished, {id: [row["site"]] if row["site"] else [] for id, row in entries.items()}
        ),
        tags=_groups(read, finished, {id: row["tags"] for id, row in entries.items()}),
        unread_articles=len(unread),
        unread_minutes=sum(map(minutes_to_read, unread)),
    )


def _day(moment: str | None) -> date | None:
    return datetime.fromisoformat(moment).astimezone().date() if moment else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(read: Sequence[DayRead], finished: Iterable[date], today: date, count: int) -> tuple[Week, ...]:
    words: dict[date, int] = {}
    for day in read:
        words[_monday(day.day)] = words.get(_monday(day.day), 0) + day.words
    done = [_monday(day) for day in finished]
    mondays = [_monday(today) - timedelta(weeks=back) for back in reversed(range(count))]
    return tuple(
        Week(monday, done.count(monday), minutes_to_read(words.get(monday, 0))) for monday in mondays
    )


def _streaks(days: set[date], today: date) -> tuple[int, int]:
    """The streak that still goes on, and the longest."""
    longest = length = current = 0
    last: date | None = None
    for day in sorted(days):
        length = length + 1 if last == day - timedelta(days=1) else 1
        longest = max(longest, length)
        last = day
    if last is not None and today - last <= timedelta(days=1):
        current = length
    return current, longest


def _groups(
    read: Sequence[DayRead], finished: Mapping[str, date], names: Mapping[str, Sequence[str]]
) -> tuple[Group, ...]:
    words: dict[str, int] = {}
    for day in read:
        for name in names.get(day.entry, ()):
            words[name] = words.get(name, 0) + day.words
    done: dict[str, int] = {}
    for id in finished:
        for name in names[id]:
            done[name] = done.get(name, 0) + 1
    groups = [Group(name, done.get(name, 0), minutes_to_read(words.get(name, 0))) for name in {*words, *done}]
    return tuple(sorted(groups, key=lambda group: (-group.minutes, -group.articles, group.name)))
