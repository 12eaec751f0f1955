"""The orders in which articles are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal

from reader.library.keys import moment_by
from reader.library.lines import Row
from reader.library.search.briefs import Rows
from reader.library.search.conditions import folded

Sort = Literal["relevance", "saved", "published", "minutes", "title", "site", "progress"]
SORTS: tuple[Sort, ...] = ("relevance", "saved", "published", "minutes", "title", "site", "progress")

_KEYS: Mapping[Sort, tuple[Callable[[Row], Any], bool]] = MappingProxyType(
    {
        "published": (lambda row: row["published"] or "", True),
        "minutes": (lambda row: row["words"], False),
        "title": (lambda row: folded(row["title"]), False),
        "site": (lambda row: (folded(row["site"]), folded(row["title"])), False),
        "progress": (lambda row: row["furthest"] / row["length"] if row["length"] else 0, True),
    }
)


def in_order(ids: Iterable[str], rows: Rows, sort: Sort) -> list[str]:
    """Ids in an order; where it does not decide, and for `relevance`, the newest in the library first."""
    if sort == "saved":
        return sorted(ids, key=lambda id: (moment_by(rows[id], "saved"), id), reverse=True)
    newest = sorted(ids, key=lambda id: (rows[id]["added"], id), reverse=True)
    if sort == "relevance":
        return newest
    key, descending = _KEYS[sort]
    return sorted(newest, key=lambda id: key(rows[id]), reverse=descending)
