"""Records and tables as they are printed."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import click

from reader.terminal import safe_line

Record = Mapping[str, Any]
_LINES_AT_ONCE = 200
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAY_CHARACTERS = 10
_SAID_WHEN_SOME = frozenset(["progress", "highlights"])
"""Columns of a table in which nothing stands for none."""


def print_json(value: object) -> None:
    """Print one value as indented JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_line(record: Record) -> None:
    """Print one record as a line of JSON Lines."""
    click.echo(json.dumps(record, ensure_ascii=False))


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
        _print_lines(json.dumps(record, ensure_ascii=False) for record in records)
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
        return ", ".join(map(str, value))
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
        click.echo("\n".join(some))


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
