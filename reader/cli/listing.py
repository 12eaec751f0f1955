"""`nightstand list`, `show` and `related`: what is in the library."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import click

from reader.cli.opening import opened_library
from reader.cli.output import print_json, print_records, say, tell
from reader.cli.records import ENTRY_COLUMNS, STORY_COLUMNS, entry_record, highlight_record, story_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.context import Context
    from reader.library.kept import Entry, Shelf
    from reader.library.library import Library
    from reader.library.search.sorting import Sort

form_option = click.option(
    "--format", "form", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True
)


# A word with a minus before it is no option, nor is -harbour the option -h.
QUERY_SETTINGS = MappingProxyType({"ignore_unknown_options": True, "help_option_names": ["--help"]})


def query_of(words: tuple[str, ...]) -> str:
    """The words of a command line as a query; of `-h` alone, the help is shown instead.

    Raises:
        click.NoSuchOption: an option is wrong.
    """
    if words == ("-h",):
        context = click.get_current_context()
        say(context.get_help())
        context.exit()
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    return " ".join(words)


sort_option = click.option(
    "--sort",
    type=click.Choice(["relevance", "saved", "published", "minutes", "title", "site", "progress"]),
    help="Without it: relevance for a query with words, else the newest first.",
)


@click.command(
    "list",
    context_settings=QUERY_SETTINGS,
    epilog="Examples:\n\n\b\n  nightstand list\n  nightstand list --shelf starred --format jsonl\n"
    "  nightstand list tag:sea 'minutes:<10' -is:read --sort published\n\n"
    "`nightstand search --help` tells what a query may say.",
)
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@click.option(
    "--shelf",
    default="all",
    show_default=True,
    help="unread, reading, archive, starred, trash, all, or one of your own: see `nightstand shelf`.",
)
@click.option("--query", default="", help="The same as QUERY.")
@sort_option
@form_option
@click.pass_obj
def list_(
    context: Context, words: tuple[str, ...], shelf: str, query: str, sort: str | None, form: str
) -> None:
    """List the library, or what a query finds in it."""
    query = " ".join(filter(None, (query, query_of(words))))
    with opened_library(context) as library:
        found = _listed(library, shelf, query, cast("Sort | None", sort))
        print_records(map(entry_record, found), form, ENTRY_COLUMNS)
        if form == "table" and not found:
            tell("no article matches" if query else "no article is there")


def _listed(library: Library, shelf: str, query: str, sort: Sort | None) -> Sequence[Entry]:
    from reader.library.keys import SHELVES

    own = shelf not in SHELVES
    if not (own or query or sort):
        return library.entries.listing(cast("Shelf", shelf))
    library.search.refresh()
    if own:
        return library.shelves.entries(shelf, query=query, sort=sort)
    return library.search.find(query, shelf=cast("Shelf", shelf), sort=sort)


@click.command(epilog="Examples:\n\n\b\n  nightstand show 7kq2\n  nightstand show 7kq2 --format text | less")
@click.argument("id_", metavar="ID")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="markdown",
    show_default=True,
    help="json includes related stories, highlights, notes and state.",
)
@click.pass_obj
def show(context: Context, id_: str, form: str) -> None:
    """Print one article; ID may be any unique beginning of it."""
    with opened_library(context) as library:
        entry = library.entries.find(id_)
        if form == "json":
            _show_json(library, entry)
        elif form == "text":
            say(f"{entry.title}\n\n{library.entries.document(entry.id).text}")
        elif form == "html":
            from reader.exporting.html import article_html
            from reader.exporting.item import items_of

            for item in items_of(library, [entry]):
                say(article_html(item), nl=False)
        else:
            say(f"# {entry.title}\n\n{library.entries.markdown(entry.id)}")


def _show_json(library: Library, entry: Entry) -> None:
    print_json(
        entry_record(entry)
        | {
            "text": library.entries.document(entry.id).text,
            "markdown": library.entries.markdown(entry.id),
            "related": [story_record(library, story) for story in library.entries.stories(entry.id)],
            "marks": [highlight_record(highlight) for highlight in library.highlights.of(entry.id)],
        }
    )


@click.command(epilog="Example:\n\n\b\n  nightstand related 7kq2 --format jsonl")
@click.argument("id_", metavar="ID")
@form_option
@click.pass_obj
def related(context: Context, id_: str, form: str) -> None:
    """List the related stories that the page of an article carries."""
    with opened_library(context) as library:
        entry = library.entries.find(id_)
        stories = library.entries.stories(entry.id)
        print_records((story_record(library, story) for story in stories), form, STORY_COLUMNS)
