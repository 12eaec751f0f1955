"""Ids of a long order, found as far as somebody looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload


class Sifted(Sequence[str]):
    """Some ids first, then the others of a set in a given order.

    A window shows forty of many thousands that a word finds: to put all of them in order was a third of a
    search at each letter that one types (100,000 articles, 2026-11).
    """

    def __init__(
        self,
        order: Sequence[str],
        among: frozenset[str],
        *,
        first: Sequence[str] = (),
        preferred: frozenset[str] = frozenset(),
    ) -> None:
        """Put nothing in order yet.

        Args:
            order: of all ids; those outside the set are left out.
            among: the ids that there are; those that the order does not know come last.
            first: ids of the set that lead, in an order of their own.
            preferred: ids of the set that come next, in the order of all.
        """
        self._known = list(first)
        self._count = len(among)
        self._left = _sifted(order, among, frozenset(first), preferred)

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


def _sifted(
    order: Sequence[str], among: frozenset[str], first: frozenset[str], preferred: frozenset[str]
) -> Iterator[str]:
    if preferred:
        yield from (id for id in order if id in preferred and id not in first)
    leading = first | preferred
    yield from (id for id in order if id in among and id not in leading)
    # Written by others since the order was read.
    yield from sorted(among.difference(order, leading))
