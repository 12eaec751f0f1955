"""Which blocks belong to the article: a linear model over a block and its neighbours.

The model is a logistic regression; a Viterbi pass over its scores keeps neighbours together.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from reader.cleaning.text.blocks import Block
from reader.cleaning.text.prose import has_end_mark, has_full_stop, words
from reader.cleaning.text.times import find_time
from reader.cleaning.text.weights import BIAS, SWITCH, WEIGHTS
from reader.cleaning.text.words import ends_article, is_chrome

OWN = (
    "words", "short", "long", "stop", "end_mark", "prose", "item", "heading", "gap", "chrome", "ending", "time",  # noqa: E501
    "repeated", "link_density", "all_link", "separators", "commas", "digits", "capitals", "indent_change",
)  # fmt: skip
_NEAR = ("prose", "chrome", "item", "link_density", "stop")
_SEPARATORS = re.compile(r"[|•·»›]|  |/ ")


def feature_names() -> list[str]:
    """Names of the features of a block, in the order of `features`."""
    near = [f"{name}{side}{distance}" for name in _NEAR for side in "-+" for distance in (1, 2)]
    return [*OWN, *near, "prose_before", "prose_after", "since_prose", "until_prose", "after_end", "position"]


def features(blocks: Sequence[Block]) -> list[list[float]]:
    """Describe each block by numbers between about -1 and 2."""
    seen = Counter(block.text for block in blocks)
    own = [_own(block, blocks[n - 1] if n else None, seen[block.text]) for n, block in enumerate(blocks)]
    prose = [row[OWN.index("prose")] for row in own]
    before, since = _decayed(prose), _since(prose)
    after, until = _decayed(prose[::-1])[::-1], _since(prose[::-1])[::-1]
    columns = [OWN.index(name) for name in _NEAR]
    ended, total = 0.0, len(blocks)
    rows: list[list[float]] = []
    for n, row in enumerate(own):
        near = [
            own[at][column] if 0 <= at < total else 0.0
            for column in columns
            for at in (n - 1, n - 2, n + 1, n + 2)
        ]
        ended = max(ended, row[OWN.index("ending")] * (1.0 if before[n] else 0.0))
        rows.append([*row, *near, before[n], after[n], since[n], until[n], ended, n / total])
    return rows


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
    ]  # fmt: skip


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


def scores(blocks: Sequence[Block]) -> list[float]:
    """Log odds that each block belongs to the article."""
    weights = [WEIGHTS[name] for name in feature_names()]
    return [BIAS + sum(w * value for w, value in zip(weights, row, strict=True)) for row in features(blocks)]


def best_path(odds: Sequence[float], switch: float = SWITCH) -> list[bool]:
    """Choose what to keep so that the sum of the odds is best when each change of mind costs `switch`."""
    keep, drop, choices = 0.0, 0.0, []
    for value in odds:
        choices.append((drop - switch > keep, keep - switch > drop))
        keep, drop = max(keep, drop - switch) + value / 2, max(drop, keep - switch) - value / 2
    kept, out = keep > drop, []
    for from_drop, from_keep in reversed(choices):
        out.append(kept)
        kept = (not from_drop) if kept else from_keep
    return out[::-1]
