"""`nightstand paths`, `keys`, `check` and `completion`: the program about itself."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from reader.cli.opening import folders_of, opened_library
from reader.cli.output import say, tell

if TYPE_CHECKING:
    from reader.cli.context import Context


@click.command(epilog="Example:\n\n\b\n  nightstand paths")
@click.pass_obj
def paths(context: Context) -> None:
    """Print where everything is kept."""
    folders = folders_of(context)
    for field in dataclasses.fields(folders):
        say(f"{field.name:<8}{getattr(folders, field.name)}")


@click.command(epilog="Example:\n\n\b\n  nightstand keys | grep highlight")
@click.pass_obj
def keys(context: Context) -> None:
    """Print the key table, as changed by config.toml."""
    from reader.settings.actions import ACTIONS
    from reader.settings.settings import load_settings

    settings = load_settings(folders_of(context).config / "config.toml")
    for action in ACTIONS:
        bound = settings.keys.get(action.name, action.keys)
        say(f"{action.name:<28}{' '.join(bound):<24}{action.sentence}")


@click.command(
    epilog="Examples:\n\n\b\n  nightstand check\n  nightstand check --repair\n\n"
    "Exit status: 1 when a problem is left."
)
@click.option("--repair", is_flag=True, help="Mend what can be mended.")
@click.pass_context
def check(ctx: click.Context, repair: bool) -> None:
    """Verify every file, hash, offset and reference of the library."""
    with opened_library(ctx.obj) as library:
        report = library.check(repair=repair)
    for problem in report.problems:
        say(problem)
    mended = f", {len(report.problems) - report.left} mended" if repair else ""
    tell(f"{report.checked} checked, {len(report.problems)} problems{mended}")
    ctx.exit(1 if report.left else 0)


@click.command(epilog="Example:\n\n\b\n  nightstand completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell."""
    from click.shell_completion import get_completion_class

    from reader.cli.main import cli

    found = get_completion_class(shell)
    assert found is not None
    say(found(cli, {}, "nightstand", "_NIGHTSTAND_COMPLETE").source())
