"""What was found in an open article, and which of it one stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.document.document import Range
from reader.reading.finding import Finder, next_hit


@dataclass(slots=True)
class Hits:
    """Places in the order of the text that the keys lead through: hits, key sentences, mentions."""

    text: str
    """Of the article."""
    places: Sequence[Range] = ()
    number: int = -1
    """Of the place that one stands at; -1 when there is none."""
    name: str = "hit"
    """What the places are, to the reader."""
    _finder: Finder | None = None

    @property
    def current(self) -> Range | None:
        """The place that one stands at."""
        return self.places[self.number] if 0 <= self.number < len(self.places) else None

    def prepare(self) -> None:
        """Fold the text, so that the first letter that is typed is answered as fast as the others."""
        finder = self._finder or Finder(self.text)
        finder.prepare()
        self._finder = finder

    def find(self, query: str, offset: int) -> Range | None:
        """Find as one types; returns the first hit at or after an offset."""
        self._finder = self._finder or Finder(self.text)
        self.name = "hit"
        self.places = self._finder.find(query)
        self.number = next_hit(self.places, offset - 1, forward=True)
        return self.places[self.number] if self.places else None

    def show(self, places: Sequence[Range], name: str, number: int = 0) -> None:
        """Show places like hits, so that the keys of those lead through them; `name` says what they are.

        They are in the order of the text and do not overlap.
        """
        self.places, self.number, self.name = places, number, name

    def step(self, *, forward: bool) -> Range | None:
        """The next or previous place; goes round at the ends."""
        if not self.places:
            return None
        self.number = (self.number + (1 if forward else -1)) % len(self.places)
        return self.places[self.number]

    def clear(self) -> None:
        """Forget what was found."""
        self.places, self.number = (), -1
