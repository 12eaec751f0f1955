"""Find in the text of an article: as one types, with smart case and diacritics folded."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from reader.document.document import Range
from reader.terminal import Folded, fold

MAX_HITS = 10_000


class Finder:
    """Finds in one text. The folded text is made at the first search, not when the article opens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: Folded | None = None

    def find(self, query: str) -> tuple[Range, ...]:
        r"""Every place that a query names, in order.

        A capital letter in the query makes case count; `\w` in front asks for whole words; `\v` in
        front makes the rest a regular expression. A wrong expression finds nothing.
        """
        if query.startswith("\\v"):
            return self._expression(query[2:], 0 if _has_capital(query) else re.IGNORECASE)
        whole = query.startswith("\\w")
        wanted = query[2:] if whole else query
        if not wanted.strip():
            return ()
        if _has_capital(wanted) or whole:
            pattern = re.escape(wanted)
            pattern = rf"(?<!\w){pattern}(?!\w)" if whole else pattern
            return self._expression(pattern, 0 if _has_capital(wanted) else re.IGNORECASE)
        return self._plain(wanted)

    def _plain(self, wanted: str) -> tuple[Range, ...]:
        self._folded = self._folded or fold(self._text)
        folded, needle = self._folded, fold(wanted).text
        hits: list[Range] = []
        place = folded.text.find(needle) if needle else -1
        while place >= 0 and len(hits) < MAX_HITS:
            hits.append(Range(*folded.original(place, place + len(needle))))
            place = folded.text.find(needle, place + len(needle))
        return tuple(hits)

    def _expression(self, pattern: str, flags: int) -> tuple[Range, ...]:
        try:
            found = re.compile(pattern, flags).finditer(self._text)
        except re.error:
            return ()
        hits = []
        for match in found:
            if match.end() > match.start():
                hits.append(Range(*match.span()))
            if len(hits) >= MAX_HITS:
                break
        return tuple(hits)


def _has_capital(query: str) -> bool:
    return any(sign.isupper() for sign in query.removeprefix("\\w").removeprefix("\\v"))


def next_hit(hits: tuple[Range, ...], offset: int, *, forward: bool) -> int:
    """Number of the hit after or before an offset; goes round at the ends. -1 when there are none."""
    if not hits:
        return -1
    starts = [hit.start for hit in hits]
    if forward:
        return bisect_right(starts, offset) % len(hits)
    return (bisect_left(starts, offset) - 1) % len(hits)
