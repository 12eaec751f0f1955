"""What stands above an article: title, and one line of who, where, when, how long."""

from __future__ import annotations

from reader.hosts import shown_host
from reader.library.kept import Entry
from reader.tui.widgets.heading import Heading

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def heading_of(entry: Entry) -> Heading:
    """The heading of an entry."""
    minutes = f"{entry.minutes} min" if entry.minutes else ""
    site = "" if entry.site.casefold() == entry.byline.casefold() else shown_host(entry.site)
    parts = [entry.byline, site, shown_day(entry.published) or entry.age or "", minutes]
    return Heading(entry.title, " · ".join(part for part in parts if part), " · ".join(entry.warnings))


def shown_day(published: str | None) -> str:
    """A date as a person writes it: `3 March 2024`; empty when there is none."""
    if not published:
        return ""
    year, _, rest = published[:10].partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
        return published[:10]
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
