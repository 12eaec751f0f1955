"""`nightstand mark` and `note`: state, star, tags and notes from scripts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reader.cli.opening import opened_library
from reader.cli.output import say

if TYPE_CHECKING:
    from reader.cli.context import Context
    from reader.library.library import Library

_FLAGS = ("read", "unread", "archive", "unarchive", "star", "unstar", "trash", "restore")


def _flag_options(command: click.decorators.FC) -> click.decorators.FC:
    for name in reversed(_FLAGS):
        command = click.option(f"--{name}", "flags", flag_value=name, multiple=True, type=str)(command)
    return command


@click.command(
    epilog="Examples:\n\n\b\n  nightstand mark 7kq2 --archive\n  nightstand mark 7kq2 m4xa --star --tag sea"
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_flag_options
@click.option("--tag", "tags", multiple=True, help="Add a tag.")
@click.option("--untag", "untags", multiple=True, help="Take a tag away.")
@click.pass_context
def mark(
    ctx: click.Context,
    ids: tuple[str, ...],
    flags: tuple[str, ...],
    tags: tuple[str, ...],
    untags: tuple[str, ...],
) -> None:
    """Change state, star and tags of articles; `read` is the same as `archive`."""
    if not (flags or tags or untags):
        raise click.UsageError("say what to change: --read, --star, --tag T, ...")
    with opened_library(ctx.obj) as library:
        found = [library.entries.find(id_).id for id_ in ids]
        for flag in flags:
            _apply(library, found, flag)
        if tags:
            library.entries.tag(found, tags)
        if untags:
            library.entries.untag(found, untags)
        for id_ in found:
            entry = library.entries.get(id_)
            shown = [
                entry.state,
                *(["starred"] if entry.starred else []),
                *(["trash"] if entry.trashed else []),
            ]
            say(f"{id_}  {', '.join(shown)}  {' '.join('#' + tag for tag in entry.tags)}".rstrip())


def _apply(library: Library, ids: list[str], flag: str) -> None:
    entries = library.entries
    match flag:
        case "read" | "archive":
            entries.set_state(ids, "archive")
        case "unread" | "unarchive":
            entries.set_state(ids, "unread")
        case "star":
            entries.star(ids)
        case "unstar":
            entries.unstar(ids)
        case "trash":
            entries.trash(ids)
        case "restore":
            entries.restore(ids)


@click.command(
    epilog='Examples:\n\n\b\n  nightstand note 7kq2\n  nightstand note 7kq2 "compare with the pier story"'
)
@click.argument("id_", metavar="ID")
@click.argument("text", required=False)
@click.pass_obj
def note(context: Context, id_: str, text: str | None) -> None:
    """Print the note of an article, or set it; an empty text removes it, `-` reads standard input."""
    with opened_library(context) as library:
        entry = library.entries.find(id_)
        if text is None:
            say(entry.note)
        else:
            library.entries.set_note(entry.id, sys.stdin.read() if text == "-" else text)
