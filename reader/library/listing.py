"""Many articles as a sequence that makes each when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from reader.library.kept import Entry


class Listing(Sequence[Entry]):
    """Articles by their ids; an article looked at again is the same value."""

    def __init__(self, ids: Sequence[str], get: Callable[[str], Entry]) -> None:
        self.ids = ids
        self._get = get
        self._made: dict[str, Entry] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> Listing: ...
    def __getitem__(self, place: int | slice) -> Entry | Listing:
        if isinstance(place, slice):
            return Listing(self.ids[place], self._get)
        id = self.ids[place]
        entry = self._made.get(id)
        if entry is None:
            entry = self._made[id] = self._get(id)
        return entry

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # equal to lists of the same articles
