"""What is printed: the only way out of the commands.

Whatever reaches a terminal goes through here, so that no title, note, name of a file or message can steer it.
A linter's rule holds the commands to it.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import click

from reader.errors import OutputFailed
from reader.terminal import escaped, safe, safe_line

Record = Mapping[str, Any]
_LINES_AT_ONCE = 200
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAY_CHARACTERS = 10
_SAID_WHEN_SOME = frozenset(["progress", "highlights"])
"""Columns of a table in which nothing stands for none."""


def say(text: str = "", *, nl: bool = True) -> None:
    """Print a line, or a text of several, for people.

    Raises:
        OutputFailed: standard output takes no more, for another reason than that nobody reads on.
    """
    _print(safe(text), nl=nl)


def tell(text: str) -> None:
    """Say on standard error how far a command came."""
    with contextlib.suppress(OSError):  # there is nobody to hear it
        click.echo(safe(text), err=True)


def warn(message: str) -> None:
    """Say on standard error what is wrong, in one line."""
    tell(f"nightstand: {safe_line(message)}")


def clear_line() -> None:
    """Take away a bar on standard error: something is to stand in its place."""
    click.echo("\r\x1b[K", nl=False, err=True)


def print_data(text: str) -> None:
    """Print what another program reads; its line ends stay as they are."""
    _print("\r\n".join(map(safe, text.split("\r\n"))), nl=False)


def _print(text: str, *, nl: bool = True) -> None:
    try:
        click.echo(text, nl=nl)
    except BrokenPipeError as error:  # `| head` has seen enough: all went well
        raise click.exceptions.Exit(0) from error
    except OSError as error:
        raise OutputFailed(error) from error


def print_json(value: object) -> None:
    """Print one value as indented JSON."""
    _print(_json(value, indent=2))


def print_line(record: Record) -> None:
    """Print one record as a line of JSON Lines."""
    _print(_json(record))


def _json(value: object, indent: int | None = None) -> str:
    return escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def print_records(records: Iterable[Record], form: str, columns: Sequence[str]) -> None:
    """Print records in the form asked for.

    Args:
        records: what to print.
        form: `json`, `jsonl` or `table`.
        columns: the fields that a table shows, in order. A table has days in place of moments, and a head
            where a person looks at it: a script that cuts lines finds articles alone.
    """
    if form == "json":
        print_json(list(records))
    elif form == "jsonl":
        _print_lines(map(_json, records))
    else:
        _print_table(
            [{name: _cell(name, record.get(name)) for name in columns} for record in records], columns
        )


def _cell(name: str, value: object) -> str:
    if value is None or value is False or (not value and name in _SAID_WHEN_SOME):
        return ""
    if value is True:
        return "yes"
    if isinstance(value, float):
        return f"{value:.0%}"
    if isinstance(value, list | tuple):
        return safe_line(", ".join(map(str, value)))
    text = safe_line(str(value))
    return text[:_DAY_CHARACTERS] if _MOMENT.match(text) else text


def _print_table(rows: list[dict[str, str]], columns: Sequence[str]) -> None:
    from reader.terminal import cell_width

    widest = {"title": 60, "text": 80, "quote": 80, "url": 70}
    shown = [name for name in columns if any(row[name] for row in rows)]
    if rows and sys.stdout.isatty():
        rows = [{name: name.upper() for name in columns}, *rows]
    width = {name: min(widest.get(name, 30), max(cell_width(row[name]) for row in rows)) for name in shown}
    _print_lines("  ".join(_fit(row[name], width[name]) for name in shown).rstrip() for row in rows)


def _print_lines(lines: Iterable[str]) -> None:
    """Print some hundred lines at once: a flush each is a third of the time where lines are many."""
    rest = iter(lines)
    while some := list(islice(rest, _LINES_AT_ONCE)):
        _print("\n".join(some))


def _fit(text: str, columns: int) -> str:
    from reader.terminal import cell_width

    if text.isascii():
        return text.ljust(columns) if len(text) <= columns else text[: columns - 1] + "…"
    if cell_width(text) > columns:
        while text and cell_width(text) > columns - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (columns - cell_width(text))


def is_interactive() -> bool:
    """Whether a person is looking at standard error."""
    return sys.stderr.isatty()
