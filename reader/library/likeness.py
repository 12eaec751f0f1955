"""Articles of the library that are like another one: by the words they share and few others have.

Only what the rows hold is compared (title, description, topics, tags), so nothing is read from disk.
Method: cosine of TF-IDF weights (Salton and Buckley 1988).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from reader.library.entries import Entries
from reader.library.kept import Entry
from reader.terminal import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
_CJK_PAIR = re.compile("(?=([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}))")
_LEAST_LIKENESS = 0.08
_SHOWN_TERMS = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that is like another one."""

    entry: Entry
    terms: tuple[str, ...]
    """The words that they share, the rarest first."""
    score: float
    """Likeness, 0 to 1."""


class Likeness:
    """Finds neighbours; what it counts is kept until the library changes."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._counted_for: tuple[str, ...] = ()
        self._terms: dict[str, Counter[str]] = {}
        self._frequency: Counter[str] = Counter()

    def near(self, id: str, limit: int = 8) -> tuple[Neighbour, ...]:
        """The articles most like one, best first; never itself, never one with the same title.

        Args:
            id: the article.
            limit: how many at the most.

        Raises:
            NotFound: no article has this id.
        """
        wanted = self._entries.get(id)
        found = [entry for entry in self._entries.all() if entry.id != id and entry.title != wanted.title]
        self._count([wanted, *found])
        scored = (self._compare(wanted, entry) for entry in found)
        near = sorted((one for one in scored if one.score >= _LEAST_LIKENESS), key=lambda one: -one.score)
        return tuple(near[:limit])

    def _count(self, entries: list[Entry]) -> None:
        ids = tuple(sorted(entry.id for entry in entries))
        if ids == self._counted_for:
            return
        self._counted_for = ids
        self._terms = {entry.id: _terms_of(entry) for entry in entries}
        self._frequency = Counter(term for terms in self._terms.values() for term in terms)

    def _weight(self, term: str, count: int) -> float:
        return (1 + math.log(count)) * math.log((1 + len(self._terms)) / self._frequency[term])

    def _compare(self, first: Entry, second: Entry) -> Neighbour:
        mine, theirs = self._terms[first.id], self._terms[second.id]
        weights = {
            term: self._weight(term, mine[term]) * self._weight(term, theirs[term]) for term in mine & theirs
        }
        length = self._length(mine) * self._length(theirs)
        terms = sorted(weights, key=lambda term: -weights[term])
        return Neighbour(
            second, tuple(terms[:_SHOWN_TERMS]), sum(weights.values()) / length if length else 0.0
        )

    def _length(self, terms: Counter[str]) -> float:
        return math.sqrt(sum(self._weight(term, count) ** 2 for term, count in terms.items()))


def _terms_of(entry: Entry) -> Counter[str]:
    text = fold(" ".join((entry.title, entry.title, entry.description, *entry.topics, *entry.tags))).text
    return Counter([*_WORD.findall(text), *_CJK_PAIR.findall(text)])
