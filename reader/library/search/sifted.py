"""Ids of a long order, found as far as somebody looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress
from typing import overload

from reader.library.search.bits import Bits, bits_of, flags_of, numbers_in
from reader.library.search.numbers import Numbers


class Order:
    """All articles in an order."""

    def __init__(self, numbers: Numbers, places: Sequence[int]) -> None:
        """Take an order.

        Args:
            numbers: of the articles; they may become more.
            places: their numbers in the order.
        """
        self.names = numbers.ids
        """The ids by number."""
        self.numbers = places
        self.all = bits_of(places)

    @cached_property
    def ids(self) -> Sequence[str]:
        """The ids in the order."""
        names = self.names
        return [names[number] for number in self.numbers]

    @cached_property
    def _place_of(self) -> Sequence[int]:
        """Where each stands in the order, by number."""
        places = [0] * self.all.bit_length()
        for place, number in enumerate(self.numbers):
            places[number] = place
        return places

    def few(self, among: Bits) -> list[int]:
        """Some articles in the order: of a thousand, sooner sorted than found among all."""
        return [*sorted(numbers_in(among & self.all), key=self._place_of.__getitem__), *self.later(among)]

    def later(self, among: Bits) -> list[int]:
        """Those of some articles that others wrote since the order was read, by id."""
        return sorted(numbers_in(among & ~self.all), key=self.names.__getitem__)


class Sifted(Sequence[str]):
    """Some ids first, then the others of a set in a given order.

    A window shows forty of many thousands that a word finds: to put all of them in order was a third of a
    search at each letter that one types (100,000 articles, 2026-11).
    """

    def __init__(self, order: Order, among: Bits, *, first: Sequence[int] = (), preferred: Bits = 0) -> None:
        """Put nothing in order yet.

        Args:
            order: of all articles; those outside the set are left out.
            among: the articles that there are; those that the order does not know come last.
            first: articles of the set that lead, in an order of their own.
            preferred: articles of the set that come next, in the order of all.
        """
        self._known = [order.names[number] for number in first]
        self._count = among.bit_count()
        leading = bits_of(first)
        self._left = _sifted(order, among & ~leading, preferred & ~leading)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            places = range(*place.indices(self._count))
            self._look_to(max(places, default=-1))
            return [self._known[number] for number in places]
        self._look_to(place if place >= 0 else self._count - 1)
        return self._known[place]

    def _look_to(self, place: int) -> None:
        known = self._known
        while len(known) <= place and (id := next(self._left, None)) is not None:
            known.append(id)


def _sifted(order: Order, among: Bits, preferred: Bits) -> Iterator[str]:
    if preferred:
        yield from _in_order(order, preferred)
    rest = among & ~preferred
    yield from _in_order(order, rest)
    yield from (order.names[number] for number in order.later(rest))


def _in_order(order: Order, among: Bits) -> Iterator[str]:
    flags = flags_of(among, len(order.names))
    return compress(order.ids, map(flags.__getitem__, order.numbers))
