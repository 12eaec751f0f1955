"""`nightstand review`: a few old highlights, each of which comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.opening import opened_library
from reader.cli.output import print_records, say
from reader.cli.records import HIGHLIGHT_COLUMNS, highlight_record

if TYPE_CHECKING:
    from reader.cli.context import Context


@click.command(
    epilog="Examples:\n\n\b\n  nightstand review\n  nightstand review --count 3 --format jsonl --keep"
)
@click.option("--count", type=click.IntRange(1, 100), default=5, show_default=True)
@click.option("--keep", is_flag=True, help="Only print them: they stay due.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "table", "json", "jsonl"]),
    default="text",
    show_default=True,
)
@click.pass_obj
def review(context: Context, count: int, keep: bool, form: str) -> None:
    """Print the highlights that are due, and bring each back after twice the days.

    A highlight is due the day after it was made, then after 2, 4, 8 days and so on, up to a year. In the
    program, R on the highlights screen shows them one by one.
    """
    from reader.library.reading_log import today

    with opened_library(context) as library:
        found = library.review.due(today(), count)
        if form != "text":
            print_records(map(highlight_record, found), form, HIGHLIGHT_COLUMNS)
        elif not found:
            say("nothing is due today")
        for one in found if form == "text" else ():
            note = f"\n  {one.note}" if one.note else ""
            quote = " ".join(one.anchor.exact.split())
            say(f"{quote}{note}\n  {library.entries.get(one.entry).title}\n")
        if not keep:
            for one in found:
                library.review.seen(one.id, today())
