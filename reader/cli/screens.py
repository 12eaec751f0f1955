"""The commands that open the screens: `nightstand`, `read` and `demo`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from reader.cli.opening import folders_of, log_to, opened_library, sites_of, tell_slow_end
from reader.cli.output import say
from reader.errors import NoTerminal
from reader.settings.folders import at_home

if TYPE_CHECKING:
    from reader.cli.context import Context
    from reader.library.library import Library
    from reader.settings.folders import Folders

_STANDARD_INPUT = 0


def open_library_screen(context: Context) -> None:
    """Open the library in the terminal."""
    folders = folders_of(context)
    _run(folders, None)


@click.command(
    epilog="Examples:\n\n\b\n  nightstand read page.html\n  nightstand read 7kq2\n"
    "  nightstand read 7kq2 --plain | less"
)
@click.argument("what", metavar="PATH|ID|-")
@click.option("--plain", is_flag=True, help="Print it from top to bottom: no screen, no colour.")
@click.option(
    "--columns", type=click.IntRange(0), default=72, show_default=True, help="With --plain; 0: no wrapping."
)
@click.pass_obj
def read(context: Context, what: str, plain: bool, columns: int) -> None:
    """Open an article, importing it first if need be."""
    if plain:
        _print_plain(context, what, columns)
    else:
        _run(folders_of(context), what)


def _print_plain(context: Context, what: str, columns: int) -> None:
    from reader.cli.plain import plain_lines

    with opened_library(context) as library:
        entry = library.entries.get(_entry_id(library, what, folders_of(context)))
        document, highlights = library.entries.document(entry.id), library.highlights.of(entry.id)
        for line in plain_lines(entry, document, highlights, columns):
            say(line)


@click.command(epilog="Example:\n\n\b\n  nightstand demo")
@click.pass_obj
def demo(context: Context) -> None:
    """Open a library of sample articles, apart from your own."""
    from dataclasses import replace

    from reader.samples import sample_paths

    folders = folders_of(context)
    apart = replace(folders, library=folders.data / "demo", cache=folders.cache / "demo")
    _run(apart, None, bring=sample_paths())


def _run(folders: Folders, what: str | None, bring: tuple[str, ...] = ()) -> None:
    from reader.library.library import Library

    log_to(folders.state)
    keys = _keys_of_terminal()
    with Library.open(folders.library, folders.cache, mirror_later=True) as library:
        opened = _bring_demo(library, bring) if bring else None
        if what is not None:
            opened = _entry_id(library, what, folders)
        if keys is not None:
            os.dup2(keys, _STANDARD_INPUT)
        _start(library, folders, opened)
        tell_slow_end(library)


def _keys_of_terminal() -> int | None:
    """A descriptor that keys come from where standard input is no terminal, as in `... | nightstand read -`.

    Raises:
        NoTerminal: there is none. The screens are drawn on standard error: standard output may be a pipe.
    """
    if not sys.stderr.isatty() or sys.stdin is None:
        raise NoTerminal
    if sys.stdin.isatty():
        return None
    try:
        return os.open("/dev/tty", os.O_RDONLY)
    except OSError as error:
        raise NoTerminal from error


def _bring_demo(library: Library, paths: tuple[str, ...]) -> str:
    """Import the samples once; returns the id of the first."""
    from reader.importing.bringing import import_paths

    results = list(import_paths(library, paths))
    first = next(result.entry for result in results if result.entry is not None)
    return first.id


def _entry_id(library: Library, what: str, folders: Folders) -> str:
    from reader.errors import NotFound, UnreadablePage
    from reader.importing.bringing import import_file

    if what != "-" and not at_home(what).exists():
        try:
            return library.entries.find(what).id
        except NotFound as error:
            if "/" in what or "." in what:
                raise UnreadablePage(what, "no such file") from error
            raise
    result = import_file(library, what, sites=sites_of(folders))
    if result.entry is None:
        raise UnreadablePage(what, result.problem)
    return result.entry.id


def _start(library: Library, folders: Folders, opened: str | None) -> None:
    from reader.settings.settings import read_settings
    from reader.tui.app import NightstandApp

    config = folders.config / "config.toml"
    settings, problems = read_settings(config)
    program = NightstandApp(
        library,
        settings,
        opened,
        config=config,
        sites_file=folders.sites_file,
        notices=tuple(map(str, problems)),
    )
    program.run()
    if program.return_code:  # a fault ended it, which is a bug: scripts are to know
        sys.exit(program.return_code)
