"""Where one jumped from, through all articles of a reading: back and forward as in vim's jump list."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article."""

    entry: str
    offset: int
    """Character in its plain text."""


@dataclass(slots=True)
class Jumps:
    """Places that were left by a jump."""

    _behind: list[Place] = field(default_factory=list)
    _ahead: list[Place] = field(default_factory=list)

    def leave(self, place: Place) -> None:
        """A jump begins here; what lay ahead is forgotten."""
        if not self._behind or self._behind[-1] != place:
            self._behind.append(place)
        self._ahead.clear()

    def back(self, here: Place) -> Place | None:
        """Where the last jump began; None when there was none."""
        if not self._behind:
            return None
        self._ahead.append(here)
        return self._behind.pop()

    def forward(self, here: Place) -> Place | None:
        """Where `back` came from; None when it was not used."""
        if not self._ahead:
            return None
        self._behind.append(here)
        return self._ahead.pop()
