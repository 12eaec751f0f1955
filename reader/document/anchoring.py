"""A marked passage found again when its text has changed.

The best anchor is the old text itself, which the library keeps. Two methods look independently: a word
alignment of the old text with the new, and a strict search for the folded quote judged by its context.
They attach when they agree, or when one alone answers; a doubtful place is no place.

Source: W3C Web Annotation Data Model, 4.2.4 and 4.2.5, for what is stored; Aturban, Nelson and Weigle
(2015) for how often quotes alone fail. Thresholds were set on generated texts (2026-11; see
`tests/benchmarks/bench_anchoring.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from reader.document.document import Anchor, Range
from reader.document.serial import plain_text_hash
from reader.terminal import Folded, fold

CONTEXT_CHARACTERS = 64

_WORD = re.compile(r"\w+")
_MAPPED_WORDS = 0.6  # share of the passage's words that the alignment must carry over
_DENSE = 2.0  # the mapped words may spread over this many times their number
_BETTER_CONTEXT = 0.25  # by which an exact quote must beat the alignment's place


@dataclass(frozen=True, slots=True)
class Match:
    """Where a passage stands now."""

    range: Range
    state: Literal["exact", "changed"]
    """`exact` when the quote stands there unchanged but for blanks, case and typography."""
    score: float
    """Likeness, 0 to 1."""


def make_anchor(text: str, place: Range) -> Anchor:
    """The anchor of a passage.

    Args:
        text: plain text of the document.
        place: the passage in it.
    """
    return Anchor(
        range=place,
        exact=text[place.start : place.end],
        prefix=text[max(0, place.start - CONTEXT_CHARACTERS) : place.start],
        suffix=text[place.end : place.end + CONTEXT_CHARACTERS],
        text_hash=plain_text_hash(text),
    )


def find_all(text: str, quote: str) -> tuple[Range, ...]:
    """Every place where a quote stands: to the letter, else folded (case, blanks, typography).

    Overlapping places are all given.
    """
    if not quote.strip():
        return ()
    exact = tuple(Range(start, start + len(quote)) for start in _starts(text, quote))
    return exact or _folded_places(fold(text), quote)


def _folded_places(folded: Folded, quote: str) -> tuple[Range, ...]:
    wanted = fold(quote).text.strip()
    if not wanted:
        return ()
    found = (folded.original(start, start + len(wanted)) for start in _starts(folded.text, wanted))
    return tuple(Range(start, end) for start, end in found)


def _starts(text: str, part: str) -> list[int]:
    starts, place = [], text.find(part)
    while place >= 0:
        starts.append(place)
        place = text.find(part, place + 1)
    return starts


class Realigner:
    """Carries highlights from an old text to a new one; the alignment is made once for all of them."""

    def __init__(self, old: str | None, new: str) -> None:
        """Prepare.

        Args:
            old: the text that the highlights were made on; None when it is lost.
            new: the text as it is now.
        """
        self._new = new
        self._new_hash = plain_text_hash(new)
        self._folded = fold(new)
        self._alignment = _Alignment(old, new) if old is not None else None

    def reattach(self, anchor: Anchor) -> Match | None:
        """Find a passage; None rather than a doubtful place."""
        if anchor.text_hash == self._new_hash:
            return Match(anchor.range, "exact", 1.0)
        carried = self._alignment.carry(anchor.range) if self._alignment else None
        quoted = self._best_quote(anchor)
        chosen = self._choose(anchor, carried, quoted)
        return self._match(anchor, chosen) if chosen is not None else None

    def _choose(self, anchor: Anchor, carried: Range | None, quoted: Range | None) -> Range | None:
        if carried is None or quoted is None:
            if carried is not None or quoted is None:
                return carried
            # The old text says that the passage is gone: a short quote that stands elsewhere is another one.
            return quoted if self._alignment is None or self._is_sure(anchor, quoted) else None
        if carried.overlaps(quoted):
            return quoted if _same(self._new, quoted, anchor.exact) else carried
        gain = self._context(anchor, quoted) - self._context(anchor, carried)
        if gain > _BETTER_CONTEXT and not _same(self._new, carried, anchor.exact):
            return quoted
        return carried if _same(self._new, carried, anchor.exact) else None

    def _is_sure(self, anchor: Anchor, place: Range) -> bool:
        return self._context(anchor, place) >= (0.75 if len(anchor.exact) < 60 else 0.5)

    def _best_quote(self, anchor: Anchor) -> Range | None:
        """The place of the exact folded quote whose context agrees best, when it is clearly the best."""
        places = _folded_places(self._folded, anchor.exact)
        scored = sorted(
            ((self._context(anchor, place), place) for place in places), key=lambda pair: -pair[0]
        )
        if not scored:
            return None
        if scored[0][0] < _least_context(len(anchor.exact)):
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.04:
            return None
        return scored[0][1]

    def _context(self, anchor: Anchor, place: Range) -> float:
        before = self._new[max(0, place.start - CONTEXT_CHARACTERS) : place.start]
        after = self._new[place.end : place.end + CONTEXT_CHARACTERS]
        return (_likeness(anchor.prefix, before) + _likeness(anchor.suffix, after)) / 2

    def _match(self, anchor: Anchor, place: Range) -> Match:
        if _same(self._new, place, anchor.exact):
            return Match(place, "exact", 1.0)
        return Match(place, "changed", _likeness(anchor.exact, self._new[place.start : place.end]))


def _least_context(length: int) -> float:
    """Short quotes stand in many places: they need more of their surroundings."""
    for limit, least in ((12, 0.75), (30, 0.5), (60, 0.25)):
        if length < limit:
            return least
    return 0.0


def _same(text: str, place: Range, quote: str) -> bool:
    return fold(text[place.start : place.end]).text.strip() == fold(quote).text.strip()


def _likeness(first: str, second: str) -> float:
    from rapidfuzz.fuzz import ratio

    if not first.strip() and not second.strip():
        return 1.0
    return ratio(fold(first).text, fold(second).text) / 100


class _Alignment:
    """Word numbers of the old text to word numbers of the new, by the longest common subsequence."""

    def __init__(self, old: str, new: str) -> None:
        from rapidfuzz.distance import Indel

        self._old = [found.span() for found in _WORD.finditer(old)]
        self._new = [found.span() for found in _WORD.finditer(new)]
        self._old_starts = [start for start, _ in self._old]
        numbers: dict[str, int] = {}
        first = [numbers.setdefault(fold(old[start:end]).text, len(numbers)) for start, end in self._old]
        second = [numbers.setdefault(fold(new[start:end]).text, len(numbers)) for start, end in self._new]
        self._map: dict[int, int] = {}
        for step in Indel.opcodes(first, second):
            if step.tag == "equal":
                for shift in range(step.src_end - step.src_start):
                    self._map[step.src_start + shift] = step.dest_start + shift

    def carry(self, place: Range) -> Range | None:
        """The range of the new text that holds the passage's words; None when too few are left."""
        first = bisect_left(self._old_starts, place.start)
        if first and self._old[first - 1][1] > place.start:
            first -= 1
        last = bisect_left(self._old_starts, place.end)
        mapped = [(word, self._map[word]) for word in range(first, last) if word in self._map]
        if not mapped or len(mapped) < _MAPPED_WORDS * (last - first):
            return None
        dense = _densest(mapped)
        if len(dense) < _MAPPED_WORDS * (last - first):
            return None
        return self._to_range(place, first, last, dense)

    def _to_range(self, place: Range, first: int, last: int, dense: list[tuple[int, int]]) -> Range:
        (old_first, new_first), (old_last, new_last) = dense[0], dense[-1]
        # Words lost at an end were replaced by about as many: the passage keeps its length in words.
        new_first = max(0, new_first - min(old_first - first, self._free_before(new_first)))
        new_last = min(len(self._new) - 1, new_last + min(last - 1 - old_last, self._free_after(new_last)))
        start, end = self._new[new_first][0], self._new[new_last][1]
        if old_first == first:
            start += max(0, min(place.start - self._old[first][0], end - start))
        if old_last == last - 1:
            end += min(0, place.end - self._old[last - 1][1])
        return Range(start, max(start, end))

    def _free_before(self, word: int) -> int:
        """How many words of the new text directly before this one came from nowhere."""
        count, taken = 0, self._taken()
        while word - count - 1 >= 0 and word - count - 1 not in taken:
            count += 1
        return count

    def _free_after(self, word: int) -> int:
        count, taken = 0, self._taken()
        while word + count + 1 < len(self._new) and word + count + 1 not in taken:
            count += 1
        return count

    def _taken(self) -> frozenset[int]:
        if not hasattr(self, "_taken_words"):
            self._taken_words = frozenset(self._map.values())
        return self._taken_words


def _densest(mapped: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of mapped words without a jump in the new text."""
    best: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for pair in mapped:
        if run and pair[1] - run[-1][1] > 5 + _DENSE * (pair[0] - run[-1][0]):
            run = []
        run.append(pair)
        if len(run) > len(best):
            best = run
    return best
