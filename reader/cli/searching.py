"""`nightstand search` and `rebuild`: finding articles, and the index that finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.listing import QUERY_SETTINGS, form_option, query_of
from reader.cli.opening import opened_library
from reader.cli.output import is_interactive, print_records, say, tell
from reader.cli.records import entry_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.context import Context
    from reader.library.kept import Entry
    from reader.library.library import Library

QUERY_HELP = """\
Queries: words, "phrases", beginnings* and -not, or, ( ); fields:

\b
  title: site: author: tag: url: lang:     what they hold; tag:sea* for a beginning
  is:unread reading archived starred highlighted lost noted tagged untagged trashed link
  in:notes in:highlights in:title          where the words stand
  before:2024-03 after:2023                when it was published
  saved:7d saved:2024 saved:>1y            when it was saved; highlighted:7d likewise
  words:<2000 minutes:5..10 progress:>50   how long, how far
"""
_COLUMNS = ("id", "title", "site", "saved", "passage")


def found_by(library: Library, query: str) -> Sequence[Entry]:
    """The articles that a query finds, in an index that is brought up to date first.

    Raises:
        QueryError: the query cannot be understood.
    """
    library.search.refresh()
    return library.search.find(query)


@click.command(
    context_settings=QUERY_SETTINGS,
    epilog=QUERY_HELP + "\nExamples:\n\n\b\n  nightstand search lighthouse -keeper\n"
    "  nightstand search 'tag:history highlighted:7d' --format jsonl",
)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@form_option
@click.pass_obj
def search(context: Context, query: tuple[str, ...], limit: int, form: str) -> None:
    """Find articles by their words and fields, the best first, with the passage that answers."""
    line = query_of(query)
    with opened_library(context) as library:
        found = found_by(library, line)
        print_records((_record(library, line, entry) for entry in found[:limit]), form, _COLUMNS)
        if form == "table" and not found:
            tell("no article matches")
        if form == "table" and len(found) > limit:
            tell(f"{len(found) - limit} more; --limit shows them")


def _record(library: Library, query: str, entry: Entry) -> dict[str, Any]:
    snippet = library.search.snippet(query, entry)
    return entry_record(entry) | {
        "passage": snippet.text if snippet else None,
        "offset": snippet.offset if snippet else entry.offset,
    }


@click.command(epilog="Example:\n\n\b\n  nightstand rebuild")
@click.pass_obj
def rebuild(context: Context) -> None:
    """Make the search index anew; nothing else is derived that does not mend itself."""
    with opened_library(context) as library:
        if not is_interactive():
            library.search.rebuild()
        else:
            with click.progressbar(length=len(library.entries.all()), label="indexing") as bar:

                def progress(done: int, _: int) -> bool:
                    bar.update(done - bar.pos)
                    return True

                library.search.rebuild(progress)
        say(f"{len(library.entries.all())} articles indexed")
