"""The fields of a query, as tests of the columns of articles and of what is known of their highlights."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from reader.errors import QueryError
from reader.library.columns import Column
from reader.library.kept import minutes_to_read
from reader.library.lines import Row
from reader.library.periods import first_and_last_day, period_test
from reader.library.search.query import Condition
from reader.terminal import fold

_NUMBER = re.compile(r"(?:(<=|>=|<|>|=)?(\d+)|(\d+)\.\.(\d+))%?")


@dataclass(frozen=True, slots=True)
class ColumnTest:
    """A test of what an article has in a column."""

    column: Column
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class MarksTest:
    """A test of the highlights of an article that has some."""

    holds: Callable[[Marks], bool]


Test = ColumnTest | MarksTest


@dataclass(frozen=True, slots=True)
class Marks:
    """What a query may ask of the highlights of an article."""

    count: int = 0
    lost: int = 0
    noted: bool = False
    made: tuple[str, ...] = field(default=())
    """When they were made: ISO 8601 in UTC."""


def marks_of(rows: Iterable[Row]) -> Marks | None:
    """What the rows of an article's highlights say; None when it has none."""
    of = [row for row in rows if not row.get("removed")]
    if not of:
        return None
    return Marks(
        len(of),
        sum(row["state"] == "lost" for row in of),
        any(row["note"] for row in of),
        tuple(row["created"] for row in of),
    )


def tests_of(condition: Condition, now: datetime) -> tuple[Test, ...]:
    """What a condition stands for: an article is found when one of the tests holds; of none, all are.

    Args:
        condition: field and value; not `tag`, see `tag_test`.
        now: what `7d` counts back from, aware.

    Raises:
        QueryError: the value makes no sense for the field.
    """
    match condition.field:
        case "is":
            return _is(condition)
        case "in":
            return _has(condition.value)
        case "words" | "minutes" | "progress":
            return (_number(condition),)
        case "highlighted":
            period = _period(condition, now)
            return (MarksTest(lambda marks: any(map(period, marks.made))),)
        case "saved":
            return (ColumnTest("saved", _period(condition, now)),)
        case "before" | "after":
            return (_published(condition),)
        case _:
            return _text(condition)


def _is_noted(marks: Marks) -> bool:
    return marks.noted


_IS: Mapping[str, tuple[Test, ...]] = MappingProxyType(
    {
        "unread": (ColumnTest("state", "unread".__eq__),),
        "reading": (ColumnTest("state", "reading".__eq__),),
        "read": (ColumnTest("state", "archive".__eq__),),
        "archived": (ColumnTest("state", "archive".__eq__),),
        "starred": (ColumnTest("starred", bool),),
        "trashed": (ColumnTest("trashed", bool),),
        "tagged": (ColumnTest("tagged", bool),),
        "untagged": (ColumnTest("tagged", operator.not_),),
        "highlighted": (MarksTest(lambda marks: marks.count > 0),),
        "lost": (MarksTest(lambda marks: marks.lost > 0),),
        "noted": (ColumnTest("note", bool), MarksTest(_is_noted)),
        "link": (ColumnTest("link_only", bool),),
    }
)


def _is(condition: Condition) -> tuple[Test, ...]:
    found = _IS.get(condition.value.lower())
    if found is None:
        raise QueryError(f'"is:{condition.value}" at {condition.place}: one of {", ".join(_IS)}')
    return found


def _has(value: str) -> tuple[Test, ...]:
    """`in:notes` says where words are looked for; and only what has notes can have them there."""
    return _IS[{"notes": "noted", "highlights": "highlighted"}[value]] if value != "title" else ()


def _number(condition: Condition) -> ColumnTest:
    found = _NUMBER.fullmatch(condition.value)
    if found is None:
        raise QueryError(
            f'"{condition.field}:{condition.value}" at {condition.place}: a number, as in '
            f"{condition.field}:<20 or {condition.field}:5..10"
        )
    if found[3]:
        low, high = int(found[3]), int(found[4])
        return _counted(condition.field, lambda count: low <= count <= high)
    limit = int(found[2])
    compare: dict[str | None, Callable[[float], bool]] = {
        "<": lambda count: count < limit,
        "<=": lambda count: count <= limit,
        ">": lambda count: count > limit,
        ">=": lambda count: count >= limit,
        "=": lambda count: round(count) == limit,
        None: lambda count: round(count) == limit,
    }
    return _counted(condition.field, compare[found[1]])


def _counted(field: str, holds: Callable[[float], bool]) -> ColumnTest:
    match field:
        case "words":
            return ColumnTest("words", cache(holds))
        case "minutes":
            return ColumnTest("words", cache(lambda words: holds(minutes_to_read(words))))
        case _:
            return ColumnTest("progress", cache(lambda progress: holds(100 * progress)))


def _period(condition: Condition, now: datetime) -> Callable[[str], bool]:
    found = period_test(condition.value, now)
    if found is None:
        raise _no_date(condition, ", or a time as in 7d, 3w, 2m, 1y")
    return found


def _published(condition: Condition) -> ColumnTest:
    days = first_and_last_day(condition.value)
    if days is None:
        raise _no_date(condition)
    first, last = days
    if condition.field == "before":
        return ColumnTest("published", cache(lambda day: "" < day[:10] < first))
    return ColumnTest("published", cache(lambda day: day[:10] > last))


def _no_date(condition: Condition, other: str = "") -> QueryError:
    return QueryError(
        f'"{condition.field}:{condition.value}" at {condition.place}: a date, as in 2024, 2024-03 or '
        f"2024-03-31{other}"
    )


def tag_test(value: str) -> Callable[[str], bool]:
    """The test of a tag that `tag:` with a value stands for."""
    wanted = folded(value.rstrip("*"))
    if value.endswith("*"):
        return lambda tag: folded(tag).startswith(wanted)
    return lambda tag: folded(tag) == wanted


def _text(condition: Condition) -> tuple[Test, ...]:
    wanted = folded(condition.value.rstrip("*"))
    match condition.field:
        case "lang":
            language = wanted.split("-")[0]
            return (ColumnTest("language", cache(lambda has: folded(has).split("-")[0] == language)),)
        case "site":
            return (
                ColumnTest("site", cache(lambda site: wanted in folded(site))),
                ColumnTest("host", lambda host: wanted in host),
            )
        case "author":
            return (ColumnTest("byline", cache(lambda byline: wanted in folded(byline))),)
        case _:
            return (ColumnTest("url", lambda url: wanted in url.lower()),)


def folded(text: str) -> str:
    """Text without case, diacritics and typography."""
    return text.lower() if text.isascii() else fold(text).text
