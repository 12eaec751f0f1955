"""The orders in which articles are listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from reader.library.columns import Column
from reader.library.search.briefs import Briefs
from reader.library.search.conditions import folded
from reader.library.search.numbers import Numbers
from reader.library.search.sifted import Order

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


class Sorting:
    """Puts articles in order. An order of all is kept until something changes what it goes by.

    Of 100,000 articles it takes .1 to .5 s to make (2026-11): as long as nobody should wait at each key.
    """

    def __init__(self, numbers: Numbers, briefs: Briefs) -> None:
        """Sort nothing yet.

        Args:
            numbers: of the articles.
            briefs: their columns.
        """
        self._numbers = numbers
        self._briefs = briefs
        self._kept: dict[Sort, tuple[Order, int, Order]] = {}
        """Of what each was made: the order of those that came in last, the changes of its columns."""

    def is_kept(self, newest_first: Order, sort: Sort) -> bool:
        """Whether all articles are known in an order as they are now."""
        kept = self._kept.get(sort)
        changes = self._briefs.changes(_KEYS[sort][0])
        return kept is not None and kept[0] is newest_first and kept[1] == changes

    def all_in_order(self, newest_first: Order, sort: Sort) -> Order:
        """All articles in an order; see `in_order`.

        Args:
            newest_first: all of them; the same object while nothing came or went.
            sort: the order.
        """
        if not self.is_kept(newest_first, sort):
            for name in _KEYS[sort][0]:
                self._briefs.column(name)  # from here on, what changes in it is known
            changes = self._briefs.changes(_KEYS[sort][0])
            order = Order(self._numbers, self.in_order(newest_first.numbers, sort))
            self._kept[sort] = newest_first, changes, order
        return self._kept[sort][2]

    def in_order(self, newest_first: Sequence[int], sort: Sort) -> Sequence[int]:
        """Articles in an order; where it does not decide, they stay as they are.

        Args:
            newest_first: the articles, the newest in the library first.
            sort: the order; not `saved` or `relevance`, which say nothing of their own.
        """
        names, comparable, descending = _KEYS[sort]
        order = newest_first
        for name in reversed(names):  # the least important first: sorting is stable
            keys = dict(zip(order, map(comparable, self._briefs.of(name, order)), strict=True))
            order = sorted(order, key=keys.__getitem__, reverse=descending)
        return order
