"""`nightstand duplicates`: articles that may be the same, and making them one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.listing import form_option
from reader.cli.opening import opened_library
from reader.cli.output import print_records

if TYPE_CHECKING:
    from reader.cli.main import Context
    from reader.library.doubles import Pair

_COLUMNS = ("keep", "other", "alike", "title", "other_title")


@click.command(
    epilog="Examples:\n\n\b\n  nightstand duplicates                     list them, the most alike first\n"
    "  nightstand duplicates --merge 7kq2 m4xa   keep 7kq2; m4xa goes into the trash\n"
    "  nightstand duplicates --part m4xa         take that back\n\n"
    "Nothing is ever merged by itself. Merging joins tags, keeps the earliest dates, and brings the\n"
    "highlights and the note of the other along."
)
@click.option("--merge", nargs=2, metavar="KEEP OTHER", help="Make two articles one.")
@click.option("--part", metavar="OTHER", help="Make them two again.")
@form_option
@click.pass_obj
def duplicates(context: Context, merge: tuple[str, str] | None, part: str | None, form: str) -> None:
    """List articles of nearly the same text, or make two of them one."""
    if merge and part:
        raise click.UsageError("either --merge or --part")
    with opened_library(context) as library:
        try:
            if merge:
                keep, other = (library.entries.find(id_).id for id_ in merge)
                library.doubles.merge(keep, other)
                click.echo(
                    f"{keep} has what {other} had; `nightstand duplicates --part {other}` takes it back"
                )
                return
            if part:
                other = library.entries.find(part).id
                library.doubles.part(other)
                click.echo(f"{other} is an article of its own again")
                return
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        library.doubles.refresh()
        print_records(map(_record, library.doubles.pairs()), form, _COLUMNS)


def _record(pair: Pair) -> dict[str, Any]:
    return {
        "keep": pair.first.id,
        "other": pair.second.id,
        "alike": round(pair.likeness, 2),
        "title": pair.first.title,
        "other_title": pair.second.title,
        "url": pair.first.url,
        "other_url": pair.second.url,
    }
