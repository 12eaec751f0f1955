"""`nightstand highlight`: add, list, edit and remove highlights from scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from reader.cli.listing import form_option
from reader.cli.opening import opened_library
from reader.cli.output import print_records, say
from reader.cli.records import HIGHLIGHT_COLUMNS, highlight_record
from reader.errors import QuoteError
from reader.library.kept import COLOURS

if TYPE_CHECKING:
    from reader.cli.context import Context
    from reader.document.document import Range
    from reader.library.kept import Colour

colour_option = click.option("--colour", type=click.Choice(COLOURS), default=None)


@click.group()
def highlight() -> None:
    """Add, list, edit and remove highlights."""


@highlight.command(
    epilog='Example:\n\n\b\n  nightstand highlight add 7kq2 --quote "built on sand" --note "why?"'
)
@click.argument("id_", metavar="ID")
@click.option(
    "--quote", required=True, help="The passage, as it stands in the text; white space does not matter."
)
@click.option("--note", default="")
@colour_option
@click.option("--tag", "tags", multiple=True)
@click.option("--start", type=int, help="Character offset, for a quote that stands more than once.")
@click.pass_obj
def add(
    context: Context,
    id_: str,
    quote: str,
    note: str,
    colour: str | None,
    tags: tuple[str, ...],
    start: int | None,
) -> None:
    """Highlight a passage and print the id of the highlight."""
    from reader.document.anchoring import find_all

    with opened_library(context) as library:
        entry = library.entries.find(id_)
        place = _one_place(find_all(library.entries.document(entry.id).text, quote), start)
        made = library.highlights.add(
            entry.id, place, colour=cast("Colour", colour or "yellow"), note=note, tags=tuple(tags)
        )
        say(made.id)


def _one_place(places: tuple[Range, ...], start: int | None) -> Range:
    starts = tuple(place.start for place in places)
    if not places:
        raise QuoteError(
            "this quote does not stand in the article; `nightstand show ID --format text` prints it"
        )
    if start is None and len(places) > 1:
        shown = ", ".join(map(str, starts[:10]))
        raise QuoteError(f"the quote stands {len(places)} times; give --start with one of: {shown}", starts)
    chosen = [place for place in places if start is None or place.start == start]
    if not chosen:
        raise QuoteError(
            f"the quote does not start at {start}, but at: {', '.join(map(str, starts[:10]))}", starts
        )
    return chosen[0]


@highlight.command(
    "list",
    epilog="Examples:\n\n\b\n  nightstand highlight list\n  nightstand highlight list 7kq2 --format json",
)
@click.argument("id_", metavar="[ID]", required=False)
@form_option
@click.pass_obj
def list_(context: Context, id_: str | None, form: str) -> None:
    """List the highlights of one article, or of all."""
    with opened_library(context) as library:
        found = library.highlights.of(library.entries.find(id_).id) if id_ else library.highlights.all()
        print_records(map(highlight_record, found), form, HIGHLIGHT_COLUMNS)


@highlight.command(
    epilog='Example:\n\n\b\n  nightstand highlight edit h3fk --colour blue --note "see chapter 2"'
)
@click.argument("hid", metavar="HID")
@click.option("--note", default=None)
@colour_option
@click.option("--tag", "tags", multiple=True, help="Tags in place of the present ones.")
@click.pass_obj
def edit(context: Context, hid: str, note: str | None, colour: str | None, tags: tuple[str, ...]) -> None:
    """Change the note, the colour or the tags of a highlight."""
    if note is None and colour is None and not tags:
        raise click.UsageError("say what to change: --note, --colour, --tag")
    with opened_library(context) as library:
        found = library.highlights.find(hid)
        library.highlights.edit(
            found.id, note=note, colour=cast("Colour | None", colour), tags=tuple(tags) or None
        )


@highlight.command(epilog="Example:\n\n\b\n  nightstand highlight remove h3fk")
@click.argument("hid", metavar="HID")
@click.pass_obj
def remove(context: Context, hid: str) -> None:
    """Remove a highlight; the log keeps it for 30 days."""
    with opened_library(context) as library:
        library.highlights.remove(library.highlights.find(hid).id)
