"""The articles of a library by number: their shelves, columns and orders."""

from __future__ import annotations

from collections.abc import Sequence

from reader.library.kept import Shelf
from reader.library.keys import Moment
from reader.library.search.bits import Bits, bits_of
from reader.library.search.briefs import Briefs
from reader.library.search.numbers import Numbers
from reader.library.search.sifted import Order, Sifted
from reader.library.search.sorting import Sort, Sorting
from reader.library.shelving import Shelving
from reader.library.state import State

_FEW = 1000  # sooner sorted than found in the order of all


class Catalogue:
    """What goes by the numbers of the articles; made anew when they are numbered anew."""

    def __init__(self, state: State, shelving: Shelving, generation: int) -> None:
        """Read nothing yet.

        Args:
            state: the rows.
            shelving: the shelves.
            generation: of the index whose texts the numbers follow.
        """
        self.generation = generation
        self.numbers = Numbers()
        self.briefs = Briefs(state, self.numbers)
        self._shelving = shelving
        self._sorting = Sorting(self.numbers, self.briefs)
        self._standing: dict[Shelf | None, tuple[Sequence[str], Bits]] = {}
        self._orders: dict[Moment, tuple[Sequence[str], Order]] = {}

    def standing(self, shelf: Shelf | None) -> Bits:
        """The articles of a shelf; all of them, those in the trash too, for None."""
        ids = self._shelving.ids(shelf)
        kept = self._standing.get(shelf)
        if kept is None or kept[0] is not ids:
            kept = self._standing[shelf] = (ids, self.numbers.bits(ids))
        return kept[1]

    def newest_first(self, by: Moment = "saved") -> Order:
        """All articles, the newest first.

        Sorted once and kept: to sort thousands of hits at each key stroke was half of the time.
        """
        ids = self._shelving.ids(None, by)
        kept = self._orders.get(by)
        if kept is None or kept[0] is not ids:
            kept = self._orders[by] = (ids, Order(self.numbers, self.numbers.all_of(ids)))
        return kept[1]

    def in_order(self, found: Bits, sort: Sort) -> Sequence[str]:
        """Some articles in an order; for `relevance`, those that came in last are first."""
        if sort == "saved":
            return self._taken(self.newest_first(), found)
        added = self.newest_first("added")
        if sort == "relevance":
            return self._taken(added, found)
        is_large = 4 * found.bit_count() > len(self.numbers)
        if is_large or self._sorting.is_kept(added, sort):
            return self._taken(self._sorting.all_in_order(added, sort), found)
        return self._named(self._sorting.in_order(added.few(found), sort))

    def ranked(self, found: Bits, *, first: Sequence[int] = (), preferred: Bits = 0) -> Sequence[str]:
        """Some articles, the newest first, but others of them before: see `Sifted`."""
        if found.bit_count() > _FEW:
            return Sifted(self.newest_first(), found, first=first, preferred=preferred)
        rest = found & ~bits_of(first)
        return self._named([*first, *(self.newest_first().few(rest) if rest else ())])

    def _taken(self, order: Order, found: Bits) -> Sequence[str]:
        if found == order.all:
            return order.ids
        return Sifted(order, found) if found.bit_count() > _FEW else self._named(order.few(found))

    def _named(self, numbers: Sequence[int]) -> list[str]:
        names = self.numbers.ids
        return [names[number] for number in numbers]
