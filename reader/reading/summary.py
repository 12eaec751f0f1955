"""A summary by extraction: the sentences that stand for an article, as they stand in it.

Each sentence is a vector of its words, weighted by how few of the other sentences have them. It counts by
its likeness to all of them together (the centroid, as in MEAD: D. Radev and others, Centroid-based
summarization of multiple documents, 2004), by its likeness to the title, by its place (early ones more), and
less the more it says again what was chosen before (maximal marginal relevance: J. Carbonell and J. Goldstein,
1998). No language is built in: words are split as for the search, scripts without blanks into pairs of signs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reader.document.document import Document, Range
from reader.document.motions import sentences
from reader.library.search.words import term_counts

_LEAST_WORDS, _MOST_WORDS = 6, 60
# Of pages with a description of their own, one half chose these, and the other half agreed (2026-11).
_TITLE_WEIGHT = 1.0
_PLACE_WEIGHT = 2.0
_SHARE = 12  # one sentence of so many
_LEAST, _MOST = 3, 7

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: Range
    words: Vector
    score: float


def key_sentences(document: Document, title: str = "", count: int | None = None) -> tuple[Range, ...]:
    """The sentences that stand for an article, in the order of the text.

    Args:
        document: the article.
        title: of the article.
        count: how many; by the length, three to seven, when None. Fewer where the text has no more.
    """
    places = _candidates(document)
    count = count or max(_LEAST, min(_MOST, len(places) // _SHARE))
    if len(places) <= count:
        return tuple(places)
    left = _scored(document, places, title)
    chosen: list[_Sentence] = []
    while left and len(chosen) < count:
        best = max(left, key=lambda one: one.score * (1.0 - _likest(one, chosen)))
        left.remove(best)
        chosen.append(best)
    return tuple(sorted(one.place for one in chosen))


def _candidates(document: Document) -> list[Range]:
    """Whole sentences of running text; headings, code, tables and captions are none."""
    found = []
    for block in document.blocks:
        if block.kind in ("paragraph", "item") and not block.quotes:
            found += sentences(document.text, block.range)
    return [place for place in found if _is_sentence(document.text[place.start : place.end])]


def _is_sentence(text: str) -> bool:
    words = sum(term_counts(text).values())
    return _LEAST_WORDS <= words <= _MOST_WORDS and not text.endswith(":")


def _scored(document: Document, places: list[Range], title: str) -> list[_Sentence]:
    counts = [term_counts(document.text[place.start : place.end]) for place in places]
    holds = Counter(word for words in counts for word in words)
    rarity = {word: math.log(len(places) / number + 1) for word, number in holds.items()}

    def vector(words: Counter[str]) -> Vector:
        return _unit({word: number * rarity.get(word, 0.0) for word, number in words.items()})

    vectors = list(map(vector, counts))
    together: Counter[str] = Counter()
    for one in vectors:
        together.update(one)
    middle = _unit({word: weight for word, weight in together.items() if holds[word] > 1})
    to_middle = _shares(_cosine(one, middle) for one in vectors)
    to_title = _shares(_cosine(one, vector(term_counts(title))) for one in vectors)
    return [
        _Sentence(
            places[number],
            one,
            to_middle[number] + _TITLE_WEIGHT * to_title[number] + _PLACE_WEIGHT / math.sqrt(1 + number),
        )
        for number, one in enumerate(vectors)
    ]


def _shares(values: Iterable[float]) -> list[float]:
    """Values as shares of the largest."""
    found = list(values)
    most = max(found) or 1.0
    return [value / most for value in found]


def _likest(one: _Sentence, chosen: list[_Sentence]) -> float:
    return max((_cosine(one.words, other.words) for other in chosen), default=0.0)


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


def _cosine(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())
