"""What lists, queries and counts ask of every article: a column of values, instead of a row at a time.

The mirror keeps them beside its rows, so that a question about the lengths of a hundred thousand articles
reads their lengths, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal

from reader.library.kept import progress_of
from reader.library.keys import moment_by
from reader.library.lines import Row

Column = Literal[
    "added",
    "saved",
    "state",
    "starred",
    "trashed",
    "title",
    "byline",
    "site",
    "host",
    "url",
    "language",
    "published",
    "note",
    "words",
    "progress",
    "tagged",
    "link_only",
    "finished",
]
Values = Mapping[str, Any]
"""What a column has for each article, by id."""

_HOST = re.compile(r"[a-z]+://([^/?#]+)")


def _host(row: Row) -> str:
    found = _HOST.match(row["url"] or "")
    return found[1].lower() if found else ""


COLUMNS: Mapping[Column, Callable[[Row], str | int | float]] = MappingProxyType(
    {
        "added": lambda row: moment_by(row, "added"),
        "saved": lambda row: moment_by(row, "saved"),
        "state": lambda row: str(row["state"]),
        "starred": lambda row: bool(row["starred"]),
        "trashed": lambda row: bool(row["trashed"]),
        "title": lambda row: str(row["title"]),
        "byline": lambda row: str(row["byline"]),
        "site": lambda row: str(row["site"]),
        "host": _host,
        "url": lambda row: row["url"] or "",
        "language": lambda row: str(row["language"]),
        "published": lambda row: row["published"] or "",
        "note": lambda row: str(row["note"]),
        "words": lambda row: int(row["words"]),
        "progress": lambda row: progress_of(row["state"], row["furthest"], row["length"]),
        "tagged": lambda row: bool(row["tags"]),
        "link_only": lambda row: bool(row["link_only"]),
        "finished": lambda row: row.get("finished") or "",
    }
)
"""How each is read from an article's row."""
