"""`nightstand reclean`, `backup`, `restore` and `purge`: going over what is kept, back, and away with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.opening import folders_of, opened_library, sites_of
from reader.cli.output import say
from reader.errors import LibraryDamaged
from reader.terminal import size_text

if TYPE_CHECKING:
    from reader.cli.context import Context
    from reader.library.backup import Backup
    from reader.library.library import Library


@click.command(
    epilog="Examples:\n\n\b\n  nightstand reclean --all\n  nightstand reclean 7kq2 --as text\n\n"
    "Highlights are carried to the new text; those that are not found again are kept as lost. A text that "
    "you edited is left alone by --all."
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Every article that is not in the trash.")
@click.option(
    "--as",
    "how",
    type=click.Choice(["readable", "text", "raw"]),
    help="Else what sites.toml says of the site, or readable.",
)
@click.pass_context
def reclean(ctx: click.Context, ids: tuple[str, ...], everything: bool, how: Any) -> None:
    """Clean articles again from the pages that were saved."""
    from reader.importing.recleaning import reclean as clean_again

    if bool(ids) == everything:
        raise click.UsageError("name articles, or say --all")
    skipped = 0
    sites = sites_of(folders_of(ctx.obj))
    with opened_library(ctx.obj) as library:
        found = (
            [entry.id for entry in library.entries.all() if not entry.rewritten]
            if everything
            else [library.entries.find(id_).id for id_ in ids]
        )
        for id_ in found:
            done = clean_again(library, id_, how, sites)
            skipped += done.outcome == "skipped"
            marks = ", ".join(f"{count} {state}" for state, count in sorted(done.marks.items()))
            about = done.problem or (f"highlights: {marks}" if marks else "")
            say(f"{done.outcome:<8}{done.entry.id}  {done.entry.title}  {about}".rstrip())
    ctx.exit(1 if skipped else 0)


@click.command(epilog="Example:\n\n\b\n  nightstand backup")
@click.pass_obj
def backup(context: Context) -> None:
    """Copy the state now; the program does so by itself once a day, and thins old copies."""
    with opened_library(context) as library:
        say(f"{library.backups.make_now().path}")


@click.command(
    epilog="Examples:\n\n\b\n  nightstand restore               list the copies\n"
    "  nightstand restore 2026-03-01    show what would change, then ask"
)
@click.argument("day", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore(context: Context, day: str | None, yes: bool) -> None:
    """Make the state what it was on a day; texts and originals are untouched."""
    from reader.library.backup import backups_in, find_backup, rescue

    folder = folders_of(context).library
    if day is None:
        for one in backups_in(folder):
            say(f"{one.name:<17}  {one.path}")
        return
    chosen = find_backup(folder, day)
    try:
        with opened_library(context) as library:
            _restore(library, chosen, yes)
    except LibraryDamaged as error:
        say(f"{error}")
        if yes or click.confirm(f"put the copy of {chosen.name} in its place?"):
            for path in rescue(folder, chosen):
                say(f"kept aside: {path}")
            say(f"the library is as it was on {chosen.name}")


def _restore(library: Library, chosen: Backup, yes: bool) -> None:
    sentences = library.backups.preview(chosen).sentences
    for sentence in sentences:
        say(sentence)
    if not sentences:
        say("nothing would change")
    elif yes or click.confirm("restore?"):
        before = library.backups.make_now()
        library.backups.restore(chosen)
        say(f"the library is as it was on {chosen.name}; as it was before it is kept as {before.name}")


@click.command(
    epilog="Examples:\n\n\b\n  nightstand purge             show what is in the trash, then ask\n"
    "  nightstand purge 7kq2 --yes"
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def purge(context: Context, ids: tuple[str, ...], yes: bool) -> None:
    """Remove articles in the trash for good, all of them or some; this cannot be undone.

    The program does so by itself after thirty days.
    """
    with opened_library(context) as library:
        trash = library.entries.listing("trash")
        chosen = [library.entries.find(id_) for id_ in ids] or list(trash)
        outside = [entry.id for entry in chosen if not entry.trashed]
        if outside:
            raise click.UsageError(f"not in the trash: {', '.join(outside)}; `nightstand mark ID --trash`")
        total = 0
        for entry in chosen:
            size = library.entries.size_bytes(entry.id)
            total += size
            say(f"{entry.id}  {size_text(size):>9}  {entry.title}")
        if not chosen:
            say("the trash is empty")
        elif yes or click.confirm(f"remove {len(chosen)} for good, {size_text(total)}?"):
            library.entries.purge(entry.id for entry in chosen)
            say(f"{len(chosen)} removed, {size_text(total)}")
