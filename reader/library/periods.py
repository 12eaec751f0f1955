"""Times as one types them: `7d`, `>1y`, `2024-03`, `<2023`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_DURATION = re.compile(r"(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def period_test(value: str, now: datetime) -> Callable[[str], bool] | None:
    """A test of moments, which are ISO 8601 in UTC; None for a value that is no time.

    Args:
        value: the last days, weeks, months or years (`7d`), or before those (`>7d`); a year, a month or a
            day, or before (`<`) or after (`>`) one.
        now: what `7d` counts back from, aware.
    """
    sign, bare = (value[0], value[1:]) if value[:1] in ("<", ">") else ("", value)
    duration = _DURATION.fullmatch(bare)
    if duration:
        edge = (now - timedelta(days=int(duration[1]) * _DAYS[duration[2]])).astimezone(UTC).isoformat()
        return lambda moment: (moment < edge) is (sign == ">")
    days = first_and_last_day(bare)
    if days is None:
        return None
    first, last = days
    if sign == "<":
        return lambda moment: moment[: len(first)] < first
    if sign == ">":
        return lambda moment: moment[: len(last)] > last
    return lambda moment: first <= moment[: len(first)] <= last


def first_and_last_day(value: str) -> tuple[str, str] | None:
    """First and last day of a year, a month or a day, as ISO 8601; None for anything else."""
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    year, month, day = found[1], found[2], found[3]
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"
