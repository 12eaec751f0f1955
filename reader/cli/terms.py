"""`nightstand terms`: the names and terms of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.opening import opened_library
from reader.cli.output import print_json, say

if TYPE_CHECKING:
    from reader.cli.context import Context


@click.command(epilog="Examples:\n\n\b\n  nightstand terms 7kq2\n  nightstand terms 7kq2 --format json")
@click.argument("id_", metavar="ID")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_obj
def terms(context: Context, id_: str, form: str) -> None:
    """Print the people, places and terms of an article, with how often each is mentioned."""
    from reader.reading.terms import key_terms

    with opened_library(context) as library:
        entry = library.entries.find(id_)
        document = library.entries.document(entry.id)
        library.search.refresh()
        found = key_terms(document, entry.language, library.search.telling_words(entry.id))
    if form == "json":
        print_json(
            [
                {
                    "text": one.text,
                    "kind": one.kind,
                    "mentions": [[place.start, place.end] for place in one.mentions],
                }
                for one in found
            ]
        )
    else:
        for one in found:
            say(f"{one.kind:<5} {len(one.mentions):>3}  {one.text}")
