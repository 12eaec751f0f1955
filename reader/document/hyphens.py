"""Where a word may be parted at the end of a row: at its soft hyphens, or by the patterns of its language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"

_LEAST_LETTERS = 5
_LEAST_AT_END = 3
_LETTERS = re.compile(r"[^\W\d_]{5,}")
_NEVER = re.compile(r"[/@_\\<>=]|\d")

Parter = Callable[[str], tuple[int, ...]]
"""Gives the places within a word, in order, before which a hyphen may be drawn and a new row begin."""


def has_patterns(language: str) -> bool:
    """Whether words of a language can be parted by patterns."""
    return _patterns(_name(language)) is not None


def parter_for(language: str, *, has_soft_hyphens: bool, by_patterns: bool) -> Parter | None:
    """How words are parted in a text; None when they are not.

    Args:
        language: as the page gives it; without patterns for it, only soft hyphens part words.
        has_soft_hyphens: whether the text has any.
        by_patterns: whether words without soft hyphens are parted too.
    """
    patterns = _patterns(_name(language)) if by_patterns and language else None
    if patterns is None:
        return _at_soft_hyphens if has_soft_hyphens else None

    @lru_cache(maxsize=4096)
    def part(word: str) -> tuple[int, ...]:
        return _at_soft_hyphens(word) if SOFT_HYPHEN in word else _by_patterns(word, patterns)

    return part


def _name(language: str) -> str:
    """As the dictionaries are called: `de_AT` for `de-at`."""
    main, _, rest = language.replace("_", "-").partition("-")
    return f"{main.lower()}_{rest.upper()}" if rest else main.lower()


@lru_cache(maxsize=8)
def _patterns(language: str) -> Callable[[str], list[int]] | None:
    """Liang's patterns for a language, as LibreOffice ships them.

    Source: F. M. Liang, "Word Hy-phen-a-tion by Com-put-er" (1983), through pyphen.
    """
    import pyphen

    known = pyphen.language_fallback(language)
    if known is None:
        return None
    dictionary = pyphen.Pyphen(lang=known, left=2, right=_LEAST_AT_END)

    def places(word: str) -> list[int]:
        # Places with data spell the word otherwise when it is parted: that would draw other letters.
        return [int(place) for place in dictionary.positions(word) if getattr(place, "data", None) is None]

    return places


def _at_soft_hyphens(word: str) -> tuple[int, ...]:
    last = len(word.rstrip(SOFT_HYPHEN))
    return tuple(
        place + 1 for place, sign in enumerate(word) if sign == SOFT_HYPHEN and place > 0 and place + 1 < last
    )


def _by_patterns(word: str, patterns: Callable[[str], list[int]]) -> tuple[int, ...]:
    """Addresses, numbers and what is all capitals stay whole, and so does each part of a joined word."""
    if len(word) < _LEAST_LETTERS or _NEVER.search(word) or word.isupper():
        return ()
    return tuple(
        found.start() + place for found in _LETTERS.finditer(word) for place in patterns(found[0].lower())
    )
