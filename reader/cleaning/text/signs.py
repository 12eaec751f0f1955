"""The figures of a block that the learned trees look at: its own, its neighbours', and later their odds."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from reader.cleaning.text.blocks import Block
from reader.cleaning.text.prose import has_end_mark, has_full_stop, words
from reader.cleaning.text.times import find_time
from reader.cleaning.text.words import ends_article, is_chrome

OWN = (
    "words", "short", "long", "stop", "end_mark", "prose", "item", "heading", "gap", "chrome", "ending", "time",
    "repeated", "link_density", "all_link", "separators", "commas", "digits", "capitals", "indent_change", "cut",
)  # fmt: skip
_NEAR = ("prose", "chrome", "item", "link_density", "stop")
_SIDES = tuple((name, distance) for name in _NEAR for distance in (-1, -2, 1, 2))
_ALONG = (
    "prose_before", "prose_after", "since_prose", "until_prose", "after_end", "position", "since_time",
    "until_time", "times_near", "read", "short_near", "repeated_prose", "prose_near", "cut_near",
    "all_prose", "all_blocks",
)  # fmt: skip
FEATURES = (*OWN, *(f"{name}_{'before' if at < 0 else 'behind'}_{abs(at)}" for name, at in _SIDES), *_ALONG)
"""Names of the figures of a block, in the order of `figures_of`."""

_STEPS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (5, 15)
COMPANY = (
    "odds",
    *(f"odds_{'before' if at < 0 else 'behind'}_{abs(at)}" for at in _STEPS),
    *(f"odds_{part}_{width}" for width in _WINDOWS for part in ("around", "up_to", "from")),
    "taken_before",
    "taken",
    "below_best",
)
"""Names of the figures that the odds of the others give a block, in the order of `company_of`."""

_SEPARATORS = re.compile(r"[|•·»›]|  |/ ")
# A teaser of another story ends in the middle of a sentence, or with the link that goes on.
_CUT = re.compile(r"(?:…|\.\.\.|\[\.\.\.\]|»|\bmore)\W*$", re.IGNORECASE)
_CUT_CHARACTERS = 14
_ODDS_LIMIT = 6.0
_FEW_WORDS = 6
_MANY_WORDS = 2000
_MANY_BLOCKS = 400


def figures_of(blocks: Sequence[Block]) -> list[list[float]]:
    """Describe each block by numbers between about -1 and 2."""
    seen = Counter(block.text for block in blocks)
    own = [_own(block, blocks[n - 1] if n else None, seen[block.text]) for n, block in enumerate(blocks)]
    near = _near(own)
    along = _along(own, [words(block.text) for block in blocks])
    return [[*row, *sides, *rest] for row, sides, rest in zip(own, near, along, strict=True)]


def _own(block: Block, previous: Block | None, times: int) -> list[float]:
    text, size = block.text, words(block.text)
    head = text[:400]
    stop = has_full_stop(text)
    links = len(block.links) / max(1, size)
    return [
        math.log1p(size) / 4,
        float(size <= 3),
        float(size >= 20),
        float(stop),
        float(has_end_mark(text)),
        min(1.0, size / 40) if stop or size >= 25 else 0.0,
        float(block.kind == "item"),
        float(block.kind == "heading"),
        float(block.gap),
        float(is_chrome(text)),
        float(ends_article(text)),
        float(size < 20 and find_time(text) is not None),
        float(times > 1),
        min(1.0, links * 4),
        float(len(block.links) == 1 and block.links[0][1] == 0 and size < 25),
        float(size < 40 and _SEPARATORS.search(head) is not None),
        min(1.0, head.count(",") / 4),
        sum(char.isdigit() for char in head) / max(1, len(head)),
        sum(word[:1].isupper() for word in head.split()) / max(1, len(head.split())),
        float(previous is not None and previous.indent != block.indent),
        float(_CUT.search(text[-_CUT_CHARACTERS:]) is not None),
    ]


def _near(own: Sequence[Sequence[float]]) -> list[list[float]]:
    sides = [(OWN.index(name), distance) for name, distance in _SIDES]
    return [
        [own[n + at][column] if 0 <= n + at < len(own) else 0.0 for column, at in sides]
        for n in range(len(own))
    ]


def _along(own: Sequence[Sequence[float]], sizes: Sequence[int]) -> list[list[float]]:
    """What stands before and behind a block, near and far."""
    prose, times, cut, repeated, ending = (
        [row[OWN.index(name)] for row in own] for name in ("prose", "time", "cut", "repeated", "ending")
    )
    running = [float(size) if is_prose else 0.0 for size, is_prose in zip(sizes, prose, strict=True)]
    few = [float(size < _FEW_WORDS) for size in sizes]
    total, all_running = len(own), max(1.0, sum(running))
    before, after = _decayed(prose), _decayed(prose[::-1])[::-1]
    ended = list(accumulate((end * (seen > 0) for end, seen in zip(ending, before, strict=True)), max))
    columns = (
        before,
        after,
        _since(prose),
        _since(prose[::-1])[::-1],
        ended,
        [n / total for n in range(total)],
        _since(times),
        _since(times[::-1])[::-1],
        _around(times, 6, 4),
        [value / all_running for value in accumulate(running, initial=0.0)][:-1],
        _around(few, 5, 10),
        [one * other for one, other in zip(repeated, prose, strict=True)],
        _around(running, 8, all_running),
        _around(cut, 3, 3),
        [min(all_running, _MANY_WORDS) / _MANY_WORDS] * total,
        [min(total, _MANY_BLOCKS) / _MANY_BLOCKS] * total,
    )
    return [list(row) for row in zip(*columns, strict=True)]


def company_of(odds: Sequence[float]) -> list[list[float]]:
    """Describe each block by the odds of the others.

    Source: Tu and Bai, Auto-Context and Its Application to High-Level Vision Tasks (2010): a second model
    sees what the first one thinks of the neighbourhood.

    Args:
        odds: logarithms, as the first model gives them.
    """
    odds = [max(-_ODDS_LIMIT, min(_ODDS_LIMIT, value)) for value in odds]
    sums = list(accumulate(odds, initial=0.0))
    taken = list(accumulate((1 / (1 + math.exp(-value)) for value in odds), initial=0.0))
    best, total = max(odds, default=0.0), len(odds)
    rows = []
    for n, own in enumerate(odds):
        steps = [odds[n + at] if 0 <= n + at < total else -_ODDS_LIMIT for at in _STEPS]
        windows = [value for width in _WINDOWS for value in _means(sums, n, width)]
        rows.append([own, *steps, *windows, taken[n] / (taken[-1] or 1.0), math.log1p(taken[-1]), own - best])
    return rows


def _means(sums: Sequence[float], n: int, width: int) -> tuple[float, float, float]:
    """Mean odds around a block, before it and behind it, by the running sums."""
    first, last = max(0, n - width), min(len(sums) - 1, n + width + 1)
    return (
        (sums[last] - sums[first]) / (last - first),
        (sums[n] - sums[first]) / max(1, n - first),
        (sums[last] - sums[n + 1]) / max(1, last - n - 1),
    )


def _around(values: Sequence[float], width: int, whole: float) -> list[float]:
    """Sum of the values up to so many places away, as a share."""
    sums = list(accumulate(values, initial=0.0))
    last = len(values)
    return [(sums[min(last, n + width + 1)] - sums[max(0, n - width)]) / whole for n in range(last)]


def _decayed(prose: Sequence[float]) -> list[float]:
    total, out = 0.0, []
    for value in prose:
        out.append(min(2.0, total))
        total = total * 0.8 + value
    return out


def _since(prose: Sequence[float]) -> list[float]:
    distance, out = 10, []
    for value in prose:
        out.append(distance / 10)
        distance = 0 if value > 0.2 else min(10, distance + 1)
    return out
