"""`nightstand stats`: what was read."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from reader.cli.opening import opened_library
from reader.cli.output import print_json, say
from reader.terminal import cell_width, minutes_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.context import Context
    from reader.library.statistics import Group, Statistics

_BAR_COLUMNS = 30
_EIGHTHS = " ▏▎▍▌▋▊▉"
_SHOWN_GROUPS = 8


@click.command(epilog="Examples:\n\n\b\n  nightstand stats\n  nightstand stats --weeks 52 --format json")
@click.option("--weeks", type=click.IntRange(1, 520), default=12, show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_obj
def stats(context: Context, weeks: int, form: str) -> None:
    """Count what was read: by week, site and tag, and the days in a row.

    An article counts as read when it was opened and archived; minutes count what was seen for the first time.
    """
    with opened_library(context) as library:
        found = library.statistics(weeks)
    if form == "json":
        print_json(_record(found))
    else:
        _print(found)


def _record(found: Statistics) -> dict[str, object]:
    record = dataclasses.asdict(found)
    for week in record["weeks"]:
        week["monday"] = week["monday"].isoformat()
    return record


def _print(found: Statistics) -> None:
    say(
        f"read      {_count(found.articles, 'article')}, {minutes_text(found.minutes)}\n"
        f"streak    {_count(found.streak_days, 'day')}, "
        f"the longest {_count(found.longest_streak_days, 'day')}\n"
        f"waiting   {_count(found.unread_articles, 'article')}, {minutes_text(found.unread_minutes)}"
    )
    say("\nweek of       read  minutes")
    most = max(week.minutes for week in found.weeks)
    for week in found.weeks:
        line = f"{week.monday}  {week.articles:>6}  {week.minutes:>7}  {_bar(week.minutes, most)}"
        say(line.rstrip())
    _print_groups("site", found.sites)
    _print_groups("tag", found.tags)


def _print_groups(title: str, groups: Sequence[Group]) -> None:
    shown = groups[:_SHOWN_GROUPS]
    if not shown:
        return
    width = max(12, *(min(40, cell_width(group.name)) for group in shown))
    say(f"\n{title:<{width}}  read  minutes")
    most = max(group.minutes for group in shown)
    for group in shown:
        name = group.name[:width] + " " * (width - cell_width(group.name[:width]))
        say(f"{name}  {group.articles:>4}  {group.minutes:>7}  {_bar(group.minutes, most)}".rstrip())


def _bar(value: int, most: int) -> str:
    """A bar in eighths of a cell."""
    eighths = round(value / most * _BAR_COLUMNS * 8) if most else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number:,} {what}s"
