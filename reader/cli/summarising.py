"""`nightstand summary`: the sentences that stand for an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.opening import opened_library
from reader.cli.output import print_json, say

if TYPE_CHECKING:
    from reader.cli.context import Context


@click.command(
    epilog="Examples:\n\n\b\n  nightstand summary 7kq2\n  nightstand summary 7kq2 --count 3 --format json"
)
@click.argument("id_", metavar="ID")
@click.option("--count", type=click.IntRange(1, 50), help="How many; by the length when not given.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def summary(context: Context, id_: str, count: int | None, form: str) -> None:
    """Print the key sentences of an article, as they stand in it. Nothing is written anew."""
    from reader.reading.summary import key_sentences

    with opened_library(context) as library:
        entry = library.entries.find(id_)
        document = library.entries.document(entry.id)
        places = key_sentences(document, entry.title, count)
    found = [
        {"start": place.start, "end": place.end, "text": document.text[place.start : place.end]}
        for place in places
    ]
    if form == "json":
        print_json(found)
    else:
        for sentence in found:
            say(" ".join(str(sentence["text"]).split()))
