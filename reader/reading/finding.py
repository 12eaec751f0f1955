"""Find in the text of an article: as one types, with smart case and diacritics folded."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right

from reader.document.document import Range
from reader.errors import QueryError
from reader.terminal import Folded, fold

MAX_HITS = 5_000
"""More of a letter that was typed first tell nobody anything, and would take two frames (2026-11)."""


class Finder:
    """Finds in one text. The folded text is made at the first search, not when the article opens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: Folded | None = None

    def prepare(self) -> None:
        """Fold the text now; 80 ms for a million characters (2026-11)."""
        self._folded = self._folded or fold(self._text)

    def find(self, query: str) -> tuple[Range, ...]:
        r"""Every place that a query names, in order; diacritics and forms of quotes and dashes do not count.

        A capital letter in the query makes case count; `\w` in front asks for whole words; `\v` in
        front makes the rest a regular expression, which takes the text as it is.

        Raises:
            QueryError: the expression is none (yet); what is wrong with it, and where.
        """
        if query.startswith("\\v"):
            return self._expression(query[2:])
        whole = query.startswith("\\w")
        wanted = query[2:] if whole else query
        return self._plain(wanted, whole=whole) if wanted.strip() else ()

    def _plain(self, wanted: str, *, whole: bool) -> tuple[Range, ...]:
        self._folded = self._folded or fold(self._text)
        folded, needle = self._folded, fold(wanted).text
        cased = _bare(wanted) if _has_capital(wanted) else ""
        hits: list[Range] = []
        place = folded.text.find(needle) if needle else -1
        while place >= 0 and len(hits) < MAX_HITS:
            end = place + len(needle)
            hit = Range(*folded.original(place, end))
            right_case = not cased or _bare(self._text[hit.start : hit.end]) == cased
            if right_case and (not whole or _stands_alone(folded.text, place, end)):
                hits.append(hit)
            place = folded.text.find(needle, end)
        return tuple(hits)

    def _expression(self, pattern: str) -> tuple[Range, ...]:
        try:
            expression = re.compile(pattern, 0 if _has_capital(pattern) else re.IGNORECASE)
        except re.error as error:
            raise QueryError(f"no regular expression: {error}") from error
        hits = []
        for match in expression.finditer(self._text):
            if match.end() > match.start():
                hits.append(Range(*match.span()))
            if len(hits) >= MAX_HITS:
                break
        return tuple(hits)


def _has_capital(query: str) -> bool:
    return any(sign.isupper() for sign in query)


def _bare(text: str) -> str:
    """Text without diacritics and typography, in its own case."""
    signs = unicodedata.normalize("NFKD", text)
    letters = "".join(sign for sign in signs if not unicodedata.combining(sign))
    folded = fold(letters)
    same = len(folded.text) == len(letters)
    return "".join(map(_with_case, folded.text, letters)) if same else " ".join(letters.split())


def _with_case(folded: str, letter: str) -> str:
    return folded.upper() if letter.isupper() else folded


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (_is_word_sign(text[start - 1 : start]) or _is_word_sign(text[end : end + 1]))


def _is_word_sign(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def next_hit(hits: tuple[Range, ...], offset: int, *, forward: bool) -> int:
    """Number of the hit after or before an offset; goes round at the ends. -1 when there are none."""
    if not hits:
        return -1
    starts = [hit.start for hit in hits]
    if forward:
        return bisect_right(starts, offset) % len(hits)
    return (bisect_left(starts, offset) - 1) % len(hits)
