"""The orders in which articles are listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from reader.library.columns import Column
from reader.library.search.briefs import Briefs
from reader.library.search.conditions import folded

Sort = Literal["relevance", "saved", "published", "minutes", "title", "site", "progress"]
SORTS: tuple[Sort, ...] = ("relevance", "saved", "published", "minutes", "title", "site", "progress")


def _as_it_is(value: Any) -> Any:
    return value


_KEYS: Mapping[Sort, tuple[Sequence[Column], Callable[[Any], Any], bool]] = MappingProxyType(
    {
        "published": (("published",), _as_it_is, True),
        "minutes": (("words",), _as_it_is, False),
        "title": (("title",), folded, False),
        "site": (("site", "title"), folded, False),
        "progress": (("progress",), _as_it_is, True),
    }
)
"""By which columns, how their values are compared, and whether the largest comes first."""


def in_order(newest_first: Sequence[str], briefs: Briefs, sort: Sort) -> Sequence[str]:
    """Ids in an order; where it does not decide, and for `relevance`, they stay as they are.

    Args:
        newest_first: the ids, the newest in the library first.
        briefs: the columns of the articles.
        sort: the order.
    """
    if sort == "saved":
        saved = briefs.of("saved", newest_first)
        return sorted(newest_first, key=lambda id: (saved.get(id, ""), id), reverse=True)
    if sort == "relevance":
        return newest_first
    names, comparable, descending = _KEYS[sort]
    ids = list(newest_first)
    for name in reversed(names):  # the least important first: sorting is stable
        values = briefs.of(name, newest_first)
        keys = {id: comparable(values[id]) for id in newest_first if id in values}
        ids = sorted((id for id in ids if id in keys), key=keys.__getitem__, reverse=descending)
    return ids
