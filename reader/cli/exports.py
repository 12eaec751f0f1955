"""`nightstand export`: articles and highlights in the formats of others, and everything in one zip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.opening import opened_library
from reader.cli.output import print_data, say
from reader.cli.searching import found_by
from reader.exporting.export import FORMATS, Options, Result, export, unwritten
from reader.settings.folders import at_home

if TYPE_CHECKING:
    from reader.cli.context import Context
    from reader.library.kept import Entry
    from reader.library.library import Library

_HELP = "Formats:\n\n\b\n" + "\n".join(f"  {name:<12} {form.what}" for name, form in FORMATS.items())


@click.command(
    "export",
    epilog=_HELP + "\n\nExamples:\n\n\b\n"
    "  nightstand export --to ~/vault/Articles\n"
    "  nightstand export --format readwise --since-last --to new.csv\n"
    "  nightstand export --query 'tag:history highlighted:7d' --to ~/vault/History\n"
    "  nightstand export 7kq2 m4xa --format epub --to weekend.epub\n"
    "  nightstand export --all --to library.zip      (`nightstand import library.zip` takes it back)",
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="markdown", show_default=True)
@click.option(
    "--to", "target", type=click.Path(path_type=Path), help="Folder or file; without it: standard output."
)
@click.option("--query", default="", help="Only what a query finds; see `nightstand search --help`.")
@click.option(
    "--since-last", is_flag=True, help="Leave out what did not change since the last export to that place."
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Liquid template for the program's part of Markdown notes.",
)
@click.option("--title", default="Saved articles", show_default=True, help="Title of the book, for epub.")
@click.option(
    "--all", "everything", is_flag=True, help="The whole library, with originals and history, as one zip."
)
@click.pass_obj
def export_(
    context: Context,
    ids: tuple[str, ...],
    form: str,
    target: Path | None,
    query: str,
    since_last: bool,
    template: Path | None,
    title: str,
    everything: bool,
) -> None:
    """Write articles, or their highlights, in other programs' formats.

    Without an ID: every article that is not in the trash.
    """
    if template and form != "markdown":
        raise click.UsageError("--template goes with --format markdown")
    with opened_library(context) as library:
        if everything:
            _write_all(library, target, narrowed=bool(ids or query))
            return
        entries = _chosen(library, ids, query)
        options = Options(since_last, template, title)
        result = export(library, entries, form, target, options, show=print_data)
        if target is not None:
            say(_sentence(form, result))


def _chosen(library: Library, ids: tuple[str, ...], query: str) -> Sequence[Entry]:
    named = tuple(library.entries.find(id_) for id_ in ids)
    if not query:
        return named or library.entries.all()
    found = found_by(library, query)
    return [entry for entry in found if entry in named] if ids else found


def _write_all(library: Library, target: Path | None, *, narrowed: bool) -> None:
    if target is None or narrowed:
        raise click.UsageError("--all goes with --to FILE.zip, and without IDs and --query")
    try:
        count = library.archive.write(at_home(target), datetime.now(UTC))
    except OSError as error:
        raise unwritten(target, error) from error
    say(f"{target}: the whole library, {count} articles")


def _sentence(form: str, result: Result) -> str:
    if result.written:
        outcomes = [one.outcome for one in result.written]
        counts = ", ".join(f"{outcomes.count(name)} {name}" for name in dict.fromkeys(outcomes))
        return f"{result.target}: {counts}"
    unit = FORMATS[form].unit
    count = result.articles if unit == "articles" else result.highlights
    return f"{result.target}: {count} {unit}" + ("" if count else " (nothing to export)")
