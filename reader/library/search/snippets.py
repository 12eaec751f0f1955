"""The passage of a text that answers a query."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.library.search.words import is_sign
from reader.terminal import fold, safe

_CHARACTERS = 160
_MOST_HITS = 300  # a common word in a book: the first of them will do


@dataclass(frozen=True, slots=True)
class Snippet:
    """The passage of an article that answers a query."""

    text: str
    """One line."""
    hits: tuple[tuple[int, int], ...]
    """Ranges of `text` that are what was looked for."""
    offset: int
    """Where the first hit stands in the article's plain text."""


def snippet_of(text: str, words: Sequence[str]) -> Snippet | None:
    """The stretch of a text where the most of some words stand together; None when none stands in it.

    Args:
        text: plain text.
        words: folded words or phrases; other words that begin so count too.
    """
    whole = fold(text)
    pattern = re.compile("|".join(map(_pattern, sorted(words, key=len, reverse=True))))
    hits = [found.span() for found, _ in zip(pattern.finditer(whole.text), range(_MOST_HITS), strict=False)]
    if not hits:
        return None
    best = max(hits, key=lambda hit: len(_words_near(whole.text, hits, hit[0])))
    first, last = whole.original(*best)
    start = _beginning(text, first)
    end = min(len(text), max(last, start + _CHARACTERS))
    inside = [whole.original(*hit) for hit in hits]
    return Snippet(
        safe(re.sub(r"\s", " ", text[start:end])),  # a code point for one: the ranges stay
        tuple((a - start, b - start) for a, b in inside if start <= a and b <= end),
        first,
    )


def _pattern(word: str) -> str:
    return re.escape(word) if is_sign(word[:1]) else rf"(?<!\w){re.escape(word)}"


def _words_near(text: str, hits: Sequence[tuple[int, int]], start: int) -> set[str]:
    return {text[a:b] for a, b in hits if 0 <= a - start < _CHARACTERS // 2}


def _beginning(text: str, first: int) -> int:
    """Where the line begins: with the paragraph, or some words before the hit."""
    start = max(0, text.rfind("\n", 0, first) + 1, first - _CHARACTERS // 3)
    if start and not text[start - 1].isspace():
        start = min(first, text.find(" ", start) + 1 or first)
    return start
