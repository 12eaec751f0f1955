"""Find in the text of an article: as one types, with smart case and diacritics folded."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from reader.document.document import Range
from reader.errors import QueryError
from reader.terminal import Folded, fold

MAX_HITS = 5_000
"""More of a letter that was typed first tell nobody anything."""


class Hits(Sequence[Range]):
    """Places that were found, in order.

    Numbers until one is asked for: to make thousands of ranges took two frames after a letter (2026-11).
    """

    def __init__(self, starts: Sequence[int] = (), ends: Sequence[int] = ()) -> None:
        """Keep the first characters of the places, and for each the character after its last."""
        self._starts, self._ends = starts, ends

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, number: int) -> Range: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[Range, ...]: ...

    def __getitem__(self, number: int | slice) -> Range | tuple[Range, ...]:
        """A place by its number, counted from the end when negative."""
        if isinstance(number, slice):
            return tuple(map(Range, self._starts[number], self._ends[number]))
        return Range(self._starts[number], self._ends[number])


class Finder:
    """Finds in one text. The folded text is made at the first search, not when the article opens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: Folded | None = None

    def prepare(self) -> None:
        """Fold the text now; 80 ms for a million characters (2026-11)."""
        self._prepared()

    def _prepared(self) -> Folded:
        if self._folded is None:
            self._folded = fold(self._text, with_case=True)
        return self._folded

    def find(self, query: str) -> Sequence[Range]:
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

    def _plain(self, wanted: str, *, whole: bool) -> Sequence[Range]:
        folded, needle = self._prepared(), fold(wanted, with_case=True)
        is_cased, length = _has_capital(wanted), len(needle.text)
        if not length:
            return ()
        found: Iterator[int] = (
            match.start()
            for match in re.finditer(
                re.escape(needle.cased if is_cased else needle.text),
                folded.cased if is_cased else folded.text,
            )
        )
        if whole:
            found = (place for place in found if _stands_alone(folded.text, place, place + length))
        places, offsets = list(islice(found, MAX_HITS)), folded.offsets
        return Hits(
            [offsets[place] for place in places], [offsets[place + length - 1] + 1 for place in places]
        )

    def _expression(self, pattern: str) -> Hits:
        try:
            expression = re.compile(pattern, 0 if _has_capital(pattern) else re.IGNORECASE)
        except re.error as error:
            raise QueryError(f"no regular expression: {error}") from error
        spans = (match.span() for match in expression.finditer(self._text))
        places = list(islice(((start, end) for start, end in spans if end > start), MAX_HITS))
        return Hits([start for start, _ in places], [end for _, end in places])


def _has_capital(query: str) -> bool:
    return any(sign.isupper() for sign in query)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (_is_word_sign(text[start - 1 : start]) or _is_word_sign(text[end : end + 1]))


def _is_word_sign(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def next_hit(hits: Sequence[Range], offset: int, *, forward: bool) -> int:
    """Number of the hit after or before an offset; goes round at the ends. -1 when there are none."""
    if not hits:
        return -1
    if forward:
        return bisect_right(hits, offset, key=_start_of) % len(hits)
    return (bisect_left(hits, offset, key=_start_of) - 1) % len(hits)


def _start_of(hit: Range) -> int:
    return hit.start
