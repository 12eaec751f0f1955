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
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reader.document.anchors import CONTEXT_CHARACTERS
from reader.document.document import Anchor, Range
from reader.document.serial import plain_text_hash
from reader.terminal import Folded, fold

# Scripts that do not part words by blanks are aligned sign by sign.
_SIGNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W{_SIGNS}]+")
_MAPPED_WORDS = 0.6  # share of the passage's words that the alignment must carry over
_TORN_WORDS = 0.5  # of a passage that is all there, but torn apart by foreign paragraphs, the longest part
_DENSE = 2.0  # the mapped words may spread over this many times their number
_WHOLE = 0.85  # with so many of its words in order, a passage may hold foreign ones between them,
_WHOLE_SPREAD = 2  # up to so many times its own number of words
_STRAY_WORDS = 3
_BETTER_CONTEXT = 0.25  # by which an exact quote must beat the alignment's place
_SAME_CONTEXT = 0.95  # neighbours that nobody touched
_OWN_CONTEXT = 0.8  # a place whose neighbours are as like as this needs no other to be looked for
_TELLING_CHARACTERS = 30  # shorter quotes survive in a copy whose other words were changed
_CLEARLY = 0.04  # by which the best of several places must beat the next


@dataclass(frozen=True, slots=True)
class Match:
    """Where a passage stands now."""

    range: Range
    state: Literal["exact", "changed"]
    """`exact` when the quote stands there unchanged but for blanks, case and typography."""
    score: float
    """Likeness, 0 to 1."""


def find_all(text: str, quote: str) -> tuple[Range, ...]:
    """Every place where a quote stands: to the letter, else folded (case, blanks, typography).

    Overlapping places are all given.
    """
    if not quote.strip():
        return ()
    exact = tuple(Range(start, start + len(quote)) for start in _starts(text, quote))
    return exact or _folded_places(fold(text), quote)


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> Range | None:
    """The place of a quote: of several, the one whose neighbours are most like those it had.

    The first of those that are alike in this; None when the quote does not stand in the text.
    """
    prefix, suffix = prefix[-CONTEXT_CHARACTERS:], suffix[:CONTEXT_CHARACTERS]

    def likeness(place: Range) -> float:
        before = text[max(0, place.start - len(prefix)) : place.start]
        after = text[place.end : place.end + len(suffix)]
        return len(prefix) * _likeness(prefix, before) + len(suffix) * _likeness(suffix, after)

    places = find_all(text, quote)
    return max(places, key=likeness) if len(places) > 1 and (prefix or suffix) else next(iter(places), None)


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
        self._alignment = _Alignment(old, new) if old is not None else None

    def reattach(self, anchor: Anchor) -> Match | None:
        """Find a passage; None rather than a doubtful place."""
        if anchor.text_hash == self._new_hash:
            return self._match(anchor, anchor.range)
        carried = self._alignment.carry(anchor.range) if self._alignment else None
        chosen = self._confirmed(anchor, carried) if carried is not None else self._moved(anchor)
        return self._match(anchor, chosen) if chosen is not None else None

    def _confirmed(self, anchor: Anchor, carried: Range) -> Range | None:
        """The place of the alignment, unless the quote stands unchanged at a clearly better one."""
        is_same = _same(self._new, carried, anchor.exact)
        if self._context(anchor, carried) >= _OWN_CONTEXT:
            return carried if is_same else self._nearby(anchor, carried) or carried
        quoted = self._best_quote(anchor)
        if quoted is None:
            return carried
        if carried.overlaps(quoted):
            return carried if is_same else quoted
        if self._context(anchor, quoted) - self._context(anchor, carried) > _BETTER_CONTEXT:
            return quoted
        return carried if is_same else None

    def _nearby(self, anchor: Anchor, carried: Range) -> Range | None:
        """The quote itself, where the alignment missed its ends by some characters."""
        start = max(0, carried.start - CONTEXT_CHARACTERS)
        found = _folded_places(fold(self._new[start : carried.end + CONTEXT_CHARACTERS]), anchor.exact)
        places = (Range(start + place.start, start + place.end) for place in found)
        return next((place for place in places if place.overlaps(carried)), None)

    def _moved(self, anchor: Anchor) -> Range | None:
        """The place of a quote that the alignment did not carry over, as when paragraphs were reordered."""
        if self._alignment is None:
            return self._best_quote(anchor)
        places = self._places(anchor)
        missing = self._alignment.count_in_old(anchor.exact) - len(places)
        if len(places) == 1 and missing <= 0 and self._is_telling(anchor, places[0]):
            return places[0]
        if missing > 0 and self._alignment.is_cut_out(anchor.range):
            return None
        # Where one of its doubles is gone, it may be this passage that is gone.
        return self._clearly_best(anchor, places, _OWN_CONTEXT if missing > 0 else 0.5)

    def _best_quote(self, anchor: Anchor) -> Range | None:
        """The place of the exact folded quote whose context agrees best, when it is clearly the best."""
        return self._clearly_best(anchor, self._places(anchor), _least_context(len(anchor.exact)))

    def _places(self, anchor: Anchor) -> tuple[Range, ...]:
        return _folded_places(self._folded, anchor.exact)

    @cached_property
    def _folded(self) -> Folded:
        return fold(self._new)

    def _clearly_best(self, anchor: Anchor, places: Sequence[Range], least: float) -> Range | None:
        scored = sorted(((self._context(anchor, place), place) for place in places), reverse=True)
        if not scored or scored[0][0] < least:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEARLY:
            return None
        return scored[0][1]

    def _is_telling(self, anchor: Anchor, place: Range) -> bool:
        """Whether a quote is long enough to stand for itself, or took a neighbour along."""
        return len(anchor.exact) >= _TELLING_CHARACTERS or max(self._sides(anchor, place)) >= _OWN_CONTEXT

    def _context(self, anchor: Anchor, place: Range) -> float:
        """How like the text around a place is to what stood around the passage, 0 to 1."""
        # The beginning and the end of a text have no neighbours to be like.
        known = len(anchor.prefix) + len(anchor.suffix)
        before, after = self._sides(anchor, place)
        return (len(anchor.prefix) * before + len(anchor.suffix) * after) / known if known else 1.0

    def _sides(self, anchor: Anchor, place: Range) -> tuple[float, float]:
        before = self._new[max(0, place.start - CONTEXT_CHARACTERS) : place.start]
        after = self._new[place.end : place.end + CONTEXT_CHARACTERS]
        return _likeness(anchor.prefix, before), _likeness(anchor.suffix, after)

    def _may_be_a_double(self, anchor: Anchor, place: Range) -> bool:
        """Whether the passage itself may be gone, and this be another that reads alike: one of them is."""
        if self._alignment is None or min(self._sides(anchor, place)) >= _SAME_CONTEXT:
            return False
        return self._alignment.count_in_old(anchor.exact) > len(self._places(anchor))

    def _is_one_of_several(self, anchor: Anchor, place: Range) -> bool:
        """Whether the quote stands elsewhere, too, and the neighbours do not say that this is the place."""
        return self._context(anchor, place) < _OWN_CONTEXT and len(self._places(anchor)) > 1

    def _match(self, anchor: Anchor, place: Range) -> Match:
        if _same(self._new, place, anchor.exact):
            is_sure = not (self._may_be_a_double(anchor, place) or self._is_one_of_several(anchor, place))
            return Match(place, "exact" if is_sure else "changed", 1.0)
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
        self._old_text, self._new_text = old, new
        self._old_starts = [start for start, _ in self._old]
        numbers = _WordNumbers()
        first = [numbers[old[start:end]] for start, end in self._old]
        second = [numbers[new[start:end]] for start, end in self._new]
        self._map: dict[int, int] = {}
        for step in Indel.opcodes(first, second):
            if step.tag == "equal":
                for shift in range(step.src_end - step.src_start):
                    self._map[step.src_start + shift] = step.dest_start + shift

    def count_in_old(self, quote: str) -> int:
        """In how many places a quote stood in the old text."""
        return len(_folded_places(self._old_folded, quote))

    @cached_property
    def _old_folded(self) -> Folded:
        return fold(self._old_text)

    def is_cut_out(self, place: Range) -> bool:
        """Whether the words before and after a passage stand side by side now."""
        first, last = self._words(place)
        before, after = self._map.get(first - 1), self._map.get(last)
        return before is not None and after is not None and after - before == 1

    def _words(self, place: Range) -> tuple[int, int]:
        """Numbers of the first word of a passage, and of the first one behind it."""
        first = bisect_left(self._old_starts, place.start)
        if first and self._old[first - 1][1] > place.start:
            first -= 1
        return first, bisect_left(self._old_starts, place.end)

    def carry(self, place: Range) -> Range | None:
        """The range of the new text that holds the passage's words; None when too few are left."""
        first, last = self._words(place)
        mapped = [(word, self._map[word]) for word in range(first, last) if word in self._map]
        if not mapped:
            return None
        if len(mapped) < _MAPPED_WORDS * (last - first):
            return self._between_neighbours(first, last, mapped)
        dense = _together(mapped, last - first)
        is_all_there = len(mapped) >= _WHOLE * (last - first)
        if len(dense) < (_TORN_WORDS if is_all_there else _MAPPED_WORDS) * (last - first):
            return None
        return self._to_range(place, first, last, dense)

    def _between_neighbours(self, first: int, last: int, mapped: list[tuple[int, int]]) -> Range | None:
        """A short passage of which a word is left, when the words around it still stand around it."""
        before, after = self._map.get(first - 1), self._map.get(last)
        if before is None or after is None or after - before - 1 > last - first + 1:
            return None
        if not all(before < word < after for _, word in mapped):
            return None
        return Range(self._new[before + 1][0], self._new[after - 1][1])

    def _to_range(self, place: Range, first: int, last: int, dense: list[tuple[int, int]]) -> Range:
        (old_first, new_first), (old_last, new_last) = dense[0], dense[-1]
        # Words lost at an end were replaced by about as many: the passage keeps its length in words.
        new_first -= min(self._lost(first, old_first), self._free_before(new_first))
        new_last += min(self._lost(old_last + 1, last), self._free_after(new_last))
        start, end = self._new[new_first][0], self._new[new_last][1]
        if old_first == first:
            start = self._with_head(place.start, self._old[first][0], start, end)
        if old_last == last - 1:
            end = self._with_tail(place.end, self._old[last - 1][1], end)
        return Range(start, max(start, end))

    def _lost(self, first: int, last: int) -> int:
        """How many of these words of the old text are nowhere in the new."""
        return sum(word not in self._map for word in range(first, last))

    def _with_head(self, place_start: int, word_start: int, start: int, end: int) -> int:
        """Where the passage begins: within its first word, or with the signs before it."""
        if place_start >= word_start:
            return min(start + place_start - word_start, end)
        head = self._old_text[place_start:word_start]
        return start - len(head) if self._new_text.endswith(head, 0, start) else start

    def _with_tail(self, place_end: int, word_end: int, end: int) -> int:
        """Where the passage ends: within its last word, or with the signs behind it."""
        if place_end <= word_end:
            return end + place_end - word_end
        tail = self._old_text[word_end:place_end]
        return end + len(tail) if self._new_text.startswith(tail, end) else end

    def _free_before(self, word: int) -> int:
        """How many words of the new text directly before this one came from nowhere."""
        count = 0
        while word - count - 1 >= 0 and word - count - 1 not in self._taken:
            count += 1
        return count

    def _free_after(self, word: int) -> int:
        count = 0
        while word + count + 1 < len(self._new) and word + count + 1 not in self._taken:
            count += 1
        return count

    @cached_property
    def _taken(self) -> frozenset[int]:
        return frozenset(self._map.values())


class _WordNumbers(dict[str, int]):
    """Numbers of words; those that fold to the same have the same. A text has few different ones."""

    def __init__(self) -> None:
        super().__init__()
        self._folded: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        self[word] = number = self._folded.setdefault(fold(word).text, len(self._folded))
        return number


def _together(mapped: Sequence[tuple[int, int]], words: int) -> list[tuple[int, int]]:
    """The mapped words of a passage that still belong together.

    All of them, where nearly every word is there and a foreign paragraph came between; else the longest
    run without a jump in the new text.
    """
    runs = _runs(mapped)
    # Single words at an end meet far away by chance.
    stray = max(_STRAY_WORDS, words // 10)
    while len(runs) > 1 and len(runs[0]) < stray:
        runs.pop(0)
    while len(runs) > 1 and len(runs[-1]) < stray:
        runs.pop()
    whole = [pair for run in runs for pair in run]
    if len(whole) >= _WHOLE * words and whole[-1][1] - whole[0][1] < _WHOLE_SPREAD * words:
        return whole
    return max(runs, key=len)


def _runs(mapped: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    runs: list[list[tuple[int, int]]] = []
    last = (0, 0)
    for pair in mapped:
        if not runs or pair[1] - last[1] > 5 + _DENSE * (pair[0] - last[0]):
            runs.append([])
        runs[-1].append(pair)
        last = pair
    return runs
