"""The orders in which articles are listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


def in_order(newest_first: Sequence[str], rows: Rows, sort: Sort) -> Sequence[str]:
    """Ids in an order; where it does not decide, and for `relevance`, they stay as they are.

    Args:
        newest_first: the ids, the newest in the library first.
        rows: the articles.
        sort: the order.
    """
    if sort == "saved":
        return sorted(newest_first, key=lambda id: (moment_by(rows[id], "saved"), id), reverse=True)
    if sort == "relevance":
        return newest_first
    key, descending = _KEYS[sort]
    return sorted(newest_first, key=lambda id: key(rows[id]), reverse=descending)
