"""`nightstand shelf`: queries kept as shelves."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, cast

import click

from reader.cli.listing import form_option, sort_option
from reader.cli.opening import opened_library
from reader.cli.output import print_records, say

if TYPE_CHECKING:
    from reader.cli.context import Context
    from reader.library.search.sorting import Sort


@click.group()
def shelf() -> None:
    """Keep queries as shelves; `nightstand list --shelf NAME` shows what stands on one."""


@shelf.command(
    epilog="Example:\n\n\b\n  nightstand shelf save 'short reads' 'is:unread minutes:<6' --sort minutes"
)
@click.argument("name")
@click.argument("query")
@sort_option
@click.pass_obj
def save(context: Context, name: str, query: str, sort: str | None) -> None:
    """Keep a query under a name, in place of what has this name."""
    with opened_library(context) as library:
        library.shelves.save(name, query, cast("Sort | None", sort))
        library.search.refresh()
        say(f"{len(library.shelves.entries(name))} articles")


@shelf.command("list", epilog="Example:\n\n\b\n  nightstand shelf list")
@form_option
@click.pass_obj
def list_(context: Context, form: str) -> None:
    """List the shelves that you made."""
    with opened_library(context) as library:
        library.search.refresh()
        records = (
            dataclasses.asdict(one) | {"articles": len(library.shelves.entries(one.name))}
            for one in library.shelves.all()
        )
        print_records(records, form, ("name", "articles", "query", "sort"))


@shelf.command(epilog="Example:\n\n\b\n  nightstand shelf remove 'short reads'")
@click.argument("name")
@click.pass_obj
def remove(context: Context, name: str) -> None:
    """Remove a shelf; the articles on it stay."""
    with opened_library(context) as library:
        library.shelves.remove(name)
