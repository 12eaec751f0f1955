"""Many articles as a sequence that makes each when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from reader.library.kept import Entry

_AT_ONCE = 250


class Listing(Sequence[Entry]):
    """Articles by their ids; an article looked at again is the same value."""

    def __init__(
        self,
        ids: Sequence[str],
        get: Callable[[str], Entry],
        some: Callable[[Sequence[str]], Iterable[Entry]],
    ) -> None:
        """Make none of them yet.

        Args:
            ids: of the articles, in order.
            get: makes one.
            some: makes some hundreds, in order, without those that are gone; for who looks at all of them.
        """
        self.ids = ids
        self._get = get
        self._some = some
        self._made: dict[str, Entry] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> Listing: ...
    def __getitem__(self, place: int | slice) -> Entry | Listing:
        if isinstance(place, slice):
            return Listing(self.ids[place], self._get, self._some)
        id = self.ids[place]
        entry = self._made.get(id)
        if entry is None:
            entry = self._made[id] = self._get(id)
        return entry

    def __iter__(self) -> Iterator[Entry]:
        for start in range(0, len(self.ids), _AT_ONCE):
            yield from self._some(self.ids[start : start + _AT_ONCE])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # equal to lists of the same articles
