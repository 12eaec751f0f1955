"""What a page says of its blocks of text as a whole: where its prose is, its title, and what holds most of it.

Method: the points that paragraphs give to what holds them as in Arc90's Readability, and words of class names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import accumulate, compress
from operator import attrgetter

from lxml.html import HtmlElement

from reader.cleaning.block_words import bit_of
from reader.cleaning.blocks import Block, Blocks, Box

_WORD = re.compile(r"\w+")
# Letters of ASCII in lower case, and blanks for all that is no part of a word: parting words by it takes
# a third of the time of the pattern (2026-11).
_WORD_ASCII = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or chr(code) == "_" else 0x20 for code in range(128)
).ljust(256)
_BODY, _DOUBTFUL = (
    bit_of("body"),
    sum(map(bit_of, ("comment", "aside", "related", "frame", "menu", "promo", "share"))),
)
_POINT_SHARES = (1.0, 0.6, 0.3, 0.15)
_TAG_FACTORS = {"article": 1.3, "main": 1.1, "body": 0.8, "aside": 0.4, "footer": 0.3, "form": 0.5}
_ELEMENT = attrgetter("element")
_LINE = 240
_MORE, _FEW_LINKS, _OTHER = 0.15, 0.35, 0.5


class Signs:
    """What is said of one page's blocks."""

    def __init__(self, found: Blocks, title: str, description: str, related: Collection[HtmlElement]) -> None:
        self.found = found
        blocks = found.blocks
        self.proses = [max(0, b.characters - b.linked) if b.signs else 0 for b in blocks]
        self.sums = list(accumulate(self.proses, initial=0))
        self.whole = self.sums[-1] or 1
        self.points = _points(blocks)
        best = max(self.points, key=self.points.__getitem__, default=found.boxes[0])
        self.most = self.points.get(best, 0.0) or 1.0
        self.main = self._climb(best)
        self.title_words = _words(title)
        self.title_set = frozenset(self.title_words)
        self.description = _words(description)[:12]
        self._words: list[list[str] | None] = [None] * len(blocks)
        self.title_at = self._title_at()
        self.related_shares = self._related_shares(related)
        """Share of the page's prose in the module of related stories that each block stands in; negative for none."""

    def words(self, at: int) -> list[str]:
        """Words of a block that is no longer than a line, in lower case."""
        words = self._words[at]
        if words is None:
            text = self.found.blocks[at].text
            words = self._words[at] = _words(text) if len(text) <= _LINE else []
        return words

    def share(self, box: Box) -> float:
        """Share of the page's prose that a box holds."""
        return (self.sums[box.last] - self.sums[box.first]) / self.whole

    def _climb(self, best: Box) -> Box:
        """Go up while the box above has clearly more prose of the same kind: adverts and sections split bodies."""
        main, box = best, best.above
        while box is not None and box.above is not None:
            inner, outer = (
                self.sums[main.last] - self.sums[main.first],
                self.sums[box.last] - self.sums[box.first],
            )
            links = (box.linked - main.linked) / max(1, box.characters - main.characters)
            if outer - inner > _MORE * inner and links < _FEW_LINKS:
                main = box
            elif outer - inner > _OTHER * inner:
                break
            box = box.above
        return main

    def _title_at(self) -> int | None:
        found = None
        least = len(" ".join(self.title_words))
        for at, block in enumerate(self.found.blocks if self.title_set else ()):
            is_h1 = block.box.tag == "h1"
            if not is_h1 and len(block.text) < least:
                continue
            words = self.words(at)
            own = set(words)
            if words == self.title_words or (
                is_h1 and len(own & self.title_set) >= 0.6 * max(len(own), len(self.title_set))
            ):
                found = at
                if is_h1:
                    break
        return found

    def _related_shares(self, related: Collection[HtmlElement]) -> list[float]:
        shares = [-1.0] * len(self.found.blocks)
        boxes = self.found.boxes if related else ()
        for box in compress(
            boxes, map(related.__contains__, map(_ELEMENT, boxes))
        ):  # the inner one comes last
            shares[box.first : box.last] = [self.share(box)] * (box.last - box.first)
        return shares


def _words(text: str) -> list[str]:
    if text.isascii():
        return text.encode().translate(_WORD_ASCII).decode().split()
    return _WORD.findall(text.lower())


def _points(blocks: Sequence[Block]) -> dict[Box, float]:
    """The points that runs of prose give to the boxes above them."""
    points: dict[Box, float] = {}
    for block in blocks:
        if block.characters < 25 or not (block.is_whole or block.characters > 80):
            continue
        own = 1 + min(block.signs, 12) * 0.7 + min(block.characters / 100, 5)
        own *= 1 - min(1.0, 1.5 * block.linked / block.characters)
        box = block.box.above if block.is_whole else block.box
        for share in _POINT_SHARES:
            if box is None:
                break
            points[box] = points.get(box, 0.0) + own * share
            box = box.above
    for box in points:
        factor = _TAG_FACTORS.get(box.tag, 1.0)
        if box.bits & _BODY:
            factor *= 1.6
        elif box.bits & _DOUBTFUL:
            factor *= 0.5
        points[box] *= factor * (1 - box.linked / (box.characters or 1))
    return points
