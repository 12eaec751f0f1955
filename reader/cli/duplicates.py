"""`nightstand duplicates`: articles that may be the same, and making them one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.listing import form_option
from reader.cli.opening import opened_library
from reader.cli.output import print_records, say

if TYPE_CHECKING:
    from reader.cli.context import Context
    from reader.library.doubles import Pair
    from reader.library.library import Library

_COLUMNS = ("keep", "other", "alike", "title", "other_title")


@click.command(
    epilog="Examples:\n\n\b\n  nightstand duplicates                     list them, the most alike first\n"
    "  nightstand duplicates --merge 7kq2 m4xa   keep 7kq2; m4xa goes into the trash\n"
    "  nightstand duplicates --part m4xa         take that back\n"
    "  nightstand duplicates --apart 7kq2 m4xa   they are not the same: list them no more\n\n"
    "Nothing is ever merged by itself. Merging joins tags, keeps the earliest dates, and brings the\n"
    "highlights and the note of the other along."
)
@click.option("--merge", nargs=2, metavar="KEEP OTHER", help="Make two articles one.")
@click.option("--part", metavar="OTHER", help="Make them two again.")
@click.option("--apart", nargs=2, metavar="ONE OTHER", help="Say that two articles are not the same.")
@form_option
@click.pass_obj
def duplicates(
    context: Context,
    merge: tuple[str, str] | None,
    part: str | None,
    apart: tuple[str, str] | None,
    form: str,
) -> None:
    """List articles of nearly the same text, make two of them one, or tell them apart."""
    if sum(map(bool, (merge, part, apart))) > 1:
        raise click.UsageError("either --merge, --part or --apart")
    with opened_library(context) as library:
        try:
            said = _changed(library, merge, part, apart)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        if said:
            say(said)
            return
        library.doubles.refresh()
        print_records(map(_record, library.doubles.pairs()), form, _COLUMNS)


def _changed(
    library: Library, merge: tuple[str, str] | None, part: str | None, apart: tuple[str, str] | None
) -> str:
    """Do what is asked for, and say it; empty when nothing but the list is."""
    if merge:
        keep, other = (library.entries.find(id_).id for id_ in merge)
        library.doubles.merge(keep, other)
        return f"{keep} has what {other} had; `nightstand duplicates --part {other}` takes it back"
    if part:
        other = library.entries.find(part).id
        library.doubles.part(other)
        return f"{other} is an article of its own again"
    if apart:
        one, other = (library.entries.find(id_).id for id_ in apart)
        library.doubles.tell_apart(one, other)
        return f"{one} and {other} are not listed as maybe the same any more"
    return ""


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
