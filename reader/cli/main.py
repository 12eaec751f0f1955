"""The `nightstand` command: finds the subcommand, and turns errors into one line and an exit status.

Exit status: 0 all went well, 1 something was skipped or failed, 2 wrong use, 130 interrupted.
"""

from __future__ import annotations

import importlib
import sys
from io import StringIO, TextIOWrapper
from pathlib import Path

import click

from reader.cli.context import Context
from reader.cli.output import tell, warn
from reader.errors import ReaderError

# name -> (module, attribute, first line of the help); a module is imported when its command is called,
# so that `nightstand` itself starts without any parser.
_COMMANDS = {
    "read": ("screens", "read", "Open an article, importing it first if need be."),
    "demo": ("screens", "demo", "Open a library of sample articles, apart from your own."),
    "import": ("bring", "import_", "Bring saved pages into the library."),
    "watch": ("bring", "watch", "Bring in the pages that are dropped into a folder."),
    "duplicates": ("duplicates", "duplicates", "List articles that may be the same, and make two one."),
    "fetch": ("bring", "fetch", "Fetch pages from the web and keep them."),
    "clean": ("cleaned", "clean", "Clean pages without storing them."),
    "list": ("listing", "list_", "List the library."),
    "search": ("searching", "search", "Find articles by their words and fields."),
    "show": ("listing", "show", "Print one article."),
    "summary": ("summarising", "summary", "Print the key sentences of an article."),
    "terms": ("terms", "terms", "Print the people, places and terms of an article."),
    "related": ("listing", "related", "List the related stories of an article."),
    "mark": ("states", "mark", "Change state, star and tags of articles."),
    "note": ("states", "note", "Print or set the note of an article."),
    "highlight": ("highlights", "highlight", "Add, list, edit and remove highlights."),
    "site": ("sites", "site", "Say how the pages of a site are cleaned."),
    "review": ("reviewing", "review", "Read a few old highlights again."),
    "shelf": ("shelves", "shelf", "Keep queries as shelves."),
    "stats": ("statistics", "stats", "Count what was read."),
    "export": ("exports", "export_", "Write articles and highlights in other programs' formats."),
    "paths": ("about", "paths", "Print where everything is kept."),
    "keys": ("about", "keys", "Print the key table."),
    "reclean": ("keeping", "reclean", "Clean articles again from the pages that were saved."),
    "backup": ("keeping", "backup", "Copy the state of the library."),
    "restore": ("keeping", "restore", "Make the state what it was on a day."),
    "purge": ("keeping", "purge", "Remove what is in the trash for good."),
    "check": ("about", "check", "Verify the library, and repair it."),
    "rebuild": ("searching", "rebuild", "Make the search index anew."),
    "completion": ("about", "completion", "Print the shell completion script."),
}


class LazyGroup(click.Group):
    """A group that imports the module of a subcommand when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a subcommand."""
        if cmd_name not in _COMMANDS:
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command = getattr(importlib.import_module(f"reader.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        _take_library_behind(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row[2]) for name, row in _COMMANDS.items()])


_FOLDER = click.Path(file_okay=False, path_type=Path)


def _take_library_behind(command: click.Command) -> None:
    """Let `--library` stand behind a command, too, where most people write it."""
    if all(option.name != "library" for option in command.params):
        option = click.Option(
            ["--library"], type=_FOLDER, hidden=True, expose_value=False, callback=_keep_library
        )
        command.params.append(option)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _take_library_behind(below)


def _keep_library(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.obj.library = value


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Examples:\n\n\b\n  nightstand                     open the library\n"
    "  nightstand import ~/saved      bring a folder of saved pages in\n"
    "  nightstand read page.html      open one page\n\n"
    "Exit status: 0 all went well, 1 something was skipped or failed, 2 wrong use.",
)
@click.option(
    "--library",
    type=_FOLDER,
    envvar="NIGHTSTAND_LIBRARY",
    help="Library folder (also NIGHTSTAND_LIBRARY); `nightstand paths` prints the usual one.",
)
@click.version_option(package_name="nightstand", prog_name="nightstand")
@click.pass_context
def cli(ctx: click.Context, library: Path | None) -> None:
    """Read, mark and find again the pages you saved. Without a command: open the library."""
    ctx.obj = Context(library)
    if ctx.invoked_subcommand is None:
        from reader.cli.screens import open_library_screen

        open_library_screen(ctx.obj)


def _let_every_text_out() -> None:
    """Where the locale has not every letter, print what stands for it: `list` must not end at a title."""
    from reader.settings.signs import ERRORS, knows_signs, register_twins

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not knows_signs(stream.encoding):
            register_twins()
            stream.reconfigure(errors=ERRORS)


def main() -> None:
    """Run the command line and exit."""
    _let_every_text_out()
    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        status = done.exit_code
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        tell(shown.getvalue().rstrip())  # it quotes what stood on the command line
        status = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        status = 130
    except ReaderError as error:
        warn(str(error))
        status = error.exit_code
    sys.exit(status if isinstance(status, int) else 0)
