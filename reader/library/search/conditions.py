"""The fields of a query, tried on the rows of articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reader.errors import QueryError
from reader.library.kept import minutes_to_read
from reader.library.lines import Row
from reader.library.periods import first_and_last_day, period_test
from reader.library.search.query import Condition
from reader.terminal import fold

Test = Callable[[str, Row], bool]
"""Takes the id and the row of an article."""

_NUMBER = re.compile(r"(?:(<=|>=|<|>|=)?(\d+)|(\d+)\.\.(\d+))%?")


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


def condition_test(condition: Condition, marks: Callable[[], Mapping[str, Marks]], now: datetime) -> Test:
    """The test that a condition stands for.

    Args:
        condition: field and value.
        marks: gives the highlights by article; called when the condition needs them.
        now: what `7d` counts back from, aware.

    Raises:
        QueryError: the value makes no sense for the field.
    """
    match condition.field:
        case "is":
            return _is(condition, marks)
        case "in":
            return _has(condition, marks)
        case "words" | "minutes" | "progress":
            return _number(condition)
        case "highlighted":
            period = _period(condition, now)
            return lambda id, _: any(period(made) for made in marks().get(id, Marks()).made)
        case "saved":
            period = _period(condition, now)
            return lambda _, row: period(row["saved"] or row["added"])
        case "before" | "after":
            return _published(condition)
        case _:
            return _text(condition)


def _is(condition: Condition, marks: Callable[[], Mapping[str, Marks]]) -> Test:
    def of(id: str) -> Marks:
        return marks().get(id, Marks())

    tests: dict[str, Test] = {
        "unread": lambda _, row: row["state"] == "unread",
        "reading": lambda _, row: row["state"] == "reading",
        "read": lambda _, row: row["state"] == "archive",
        "archived": lambda _, row: row["state"] == "archive",
        "starred": lambda _, row: bool(row["starred"]),
        "trashed": lambda _, row: bool(row["trashed"]),
        "tagged": lambda _, row: bool(row["tags"]),
        "untagged": lambda _, row: not row["tags"],
        "highlighted": lambda id, _: of(id).count > 0,
        "lost": lambda id, _: of(id).lost > 0,
        "noted": lambda id, row: bool(row["note"]) or of(id).noted,
        "link": lambda _, row: bool(row["link_only"]),
    }
    test = tests.get(condition.value.lower())
    if test is None:
        raise QueryError(f'"is:{condition.value}" at {condition.place}: one of {", ".join(tests)}')
    return test


def _has(condition: Condition, marks: Callable[[], Mapping[str, Marks]]) -> Test:
    """`in:notes` says where words are looked for; and only what has notes can have them there."""
    match condition.value:
        case "notes":
            return lambda id, row: bool(row["note"]) or marks().get(id, Marks()).noted
        case "highlights":
            return lambda id, _: marks().get(id, Marks()).count > 0
        case _:
            return lambda _, __: True


def _number(condition: Condition) -> Test:
    found = _NUMBER.fullmatch(condition.value)
    if found is None:
        raise QueryError(
            f'"{condition.field}:{condition.value}" at {condition.place}: a number, as in '
            f"{condition.field}:<20 or {condition.field}:5..10"
        )
    if found[3]:
        low, high = int(found[3]), int(found[4])
        return lambda _, row: low <= _count(condition.field, row) <= high
    limit = int(found[2])
    compare: dict[str | None, Callable[[float], bool]] = {
        "<": lambda count: count < limit,
        "<=": lambda count: count <= limit,
        ">": lambda count: count > limit,
        ">=": lambda count: count >= limit,
        "=": lambda count: round(count) == limit,
        None: lambda count: round(count) == limit,
    }
    holds = compare[found[1]]
    return lambda _, row: holds(_count(condition.field, row))


def _count(field: str, row: Row) -> float:
    if field == "words":
        return int(row["words"])
    if field == "minutes":
        return minutes_to_read(row["words"])
    if row["state"] == "archive":
        return 100
    return 100 * min(1.0, row["furthest"] / row["length"]) if row["length"] else 0


def _period(condition: Condition, now: datetime) -> Callable[[str], bool]:
    found = period_test(condition.value, now)
    if found is None:
        raise _no_date(condition, ", or a time as in 7d, 3w, 2m, 1y")
    return found


def _published(condition: Condition) -> Test:
    days = first_and_last_day(condition.value)
    if days is None:
        raise _no_date(condition)
    first, last = days
    if condition.field == "before":
        return lambda _, row: bool(row["published"]) and row["published"][:10] < first
    return lambda _, row: bool(row["published"]) and row["published"][:10] > last


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


def _text(condition: Condition) -> Test:
    wanted = folded(condition.value.rstrip("*"))
    match condition.field:
        case "lang":
            return lambda _, row: folded(row["language"]).split("-")[0] == wanted.split("-")[0]
        case "site":
            return lambda _, row: wanted in folded(row["site"]) or wanted in _host(row["url"])
        case "author":
            return lambda _, row: wanted in folded(row["byline"])
        case _:
            return lambda _, row: wanted in (row["url"] or "").lower()


def folded(text: str) -> str:
    """Text without case, diacritics and typography."""
    return text.lower() if text.isascii() else fold(text).text


def _host(url: str | None) -> str:
    found = re.match(r"[a-z]+://([^/?#]+)", url or "")
    return found[1].lower() if found else ""
