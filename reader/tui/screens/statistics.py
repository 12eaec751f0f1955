"""What was read, as lines with bars."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from reader.library.statistics import Group, Statistics
from reader.terminal import minutes_text
from reader.tui.widgets.row_list import Item

_BAR_COLUMNS = 16
_NAME_COLUMNS = 24
_MOST_GROUPS = 8


def statistics_items(found: Statistics) -> tuple[Item, ...]:
    """Items for a list: the whole, the weeks, the sites, the tags."""
    days = f"{found.streak_days} day{'' if found.streak_days == 1 else 's'}"
    whole = (
        f"{found.articles:,} finished, {minutes_text(found.minutes)} read",
        f"{days} in a row, at most {found.longest_streak_days}",
        f"{found.unread_articles:,} unread, {minutes_text(found.unread_minutes)} to read",
    )
    most = max((week.minutes for week in found.weeks), default=0)
    weeks = [
        _line(f"{week.monday:%d %b %Y}", week.minutes, most, week.articles) for week in reversed(found.weeks)
    ]
    return (
        Item(tuple((line, "plain") for line in whole)),
        *_part("By week", weeks),
        *_part("By site", _groups(found.sites)),
        *_part("By tag", _groups(found.tags)),
    )


def bar(value: int, most: int, columns: int) -> str:
    """A bar in eighths of a cell, padded to its columns; any value above zero shows something."""
    eighths = 0 if not (value and most) else max(1, round(columns * 8 * value / most))
    whole, rest = divmod(min(eighths, columns * 8), 8)
    drawn = "█" * whole + (" ▏▎▍▌▋▊▉"[rest] if rest else "")
    return drawn.ljust(columns)


def _part(title: str, lines: Sequence[str]) -> tuple[Item, ...]:
    if not lines:
        return ()
    return (Item((("", "plain"), (title, "heading"))), Item(tuple((line, "plain") for line in lines)))


def _groups(groups: Sequence[Group]) -> list[str]:
    shown = groups[:_MOST_GROUPS]
    most = max((group.minutes for group in shown), default=0)
    return [_line(group.name, group.minutes, most, group.articles) for group in shown]


def _line(name: str, minutes: int, most: int, articles: int) -> str:
    fits = cell_len(name) <= _NAME_COLUMNS
    label = set_cell_size(name, _NAME_COLUMNS) if fits else set_cell_size(name, _NAME_COLUMNS - 1) + "…"
    return f"{label} {bar(minutes, most, _BAR_COLUMNS)} {minutes:>5} min {articles:>4} finished"
