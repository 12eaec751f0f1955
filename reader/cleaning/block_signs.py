"""What speaks for and against a block of text: figures read off the block, its neighbours and its place.

Method: shallow text features of a block and of its neighbours as in Kohlschütter, Fankhauser and Nejdl (2010),
the points that paragraphs give to what holds them as in Arc90's Readability, and words of class names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import accumulate
from math import log1p

from lxml.html import HtmlElement

from reader.cleaning.block_words import LINE_WORDS, NAME_WORDS, bit_of, line_bits
from reader.cleaning.blocks import HEADINGS, Block, Blocks, Box

_KINDS = {
    "p": 1, "li": 2, "td": 3, "th": 3, "h1": 4, "h2": 5, "h3": 6, "h4": 6, "h5": 6, "h6": 6, "dd": 7, "dt": 7,
    "figcaption": 8, "blockquote": 9, "pre": 10, "noscript": 11,
}  # fmt: skip
_PATH_TAGS = (
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "form",
    "figure",
    "blockquote",
    "ul",
    "ol",
    "table",
    "section",
)
_NAMES = tuple(NAME_WORDS)
_LINES = tuple(LINE_WORDS)
_HOLDERS = 4
_FAR = 40

FEATURES = (
    "kind", "whole", "length", "linked", "links", "signs", "ends", "colon", "lower", "upper", "digits", "bars",
    "question", "word_length", "words", "like_title", "is_description",
    *(f"says_{name}" for name in _LINES), "says_first",
    *(f"named_{name}" for name in _NAMES),
    *(f"in_{tag}" for tag in _PATH_TAGS),
    "hidden", "control", "related", "depth",
    *(f"{what}_{level}" for level in range(_HOLDERS) for what in ("share", "links", "points")),
    "up_to_main", "main_level", "before", "after", "own_share", "number",
    "outside_main", "since_main", "until_main", "since_title", "prose_since_title",
    *(f"{what}_{step}" for step in ("before_2", "before_1", "after_1", "after_2") for what in ("length", "linked", "kind")),
    "prose_near", "share_near", "alike", "alike_share", "same",
    "blocks", "prose", "main_share", "main_links",
)  # fmt: skip
"""Names of the figures, in their order."""

_WORD = re.compile(r"\w+")
_UPPER = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇ]")
_DIGIT = re.compile("[0-9]")
_END = re.compile("[.!?…。！？।؟۔][\"'”’»)\\]]*$")
_BODY, _DOUBTFUL = (
    bit_of("body"),
    sum(map(bit_of, ("comment", "aside", "related", "frame", "menu", "promo", "share"))),
)
_NAME_MASKS = tuple(map(bit_of, _NAMES))
_LINE_MASKS = tuple(1 << place for place in range(len(_LINES)))
_POINT_SHARES = (1.0, 0.6, 0.3, 0.15)
_TAG_FACTORS = {"article": 1.3, "main": 1.1, "body": 0.8, "aside": 0.4, "footer": 0.3, "form": 0.5}
# The frame of a page is named after everything that it may hold.
_FRAME_SHARE = 0.5
_LINE = 240
_HEAD = 100
_MORE, _FEW_LINKS, _OTHER = 0.15, 0.35, 0.5

_PATH_PLACES = {tag: place for place, tag in enumerate(_PATH_TAGS)}
_Path = tuple[int, int, int, list[float], float, float, float, int]
_NOWHERE: _Path = (0, 0, 0, [-1.0] * len(_PATH_TAGS), -1.0, -1.0, -1.0, 0)


class Signs:
    """The figures of one page's blocks."""

    def __init__(self, found: Blocks, title: str, description: str, related: Collection[HtmlElement]) -> None:
        self.found = found
        blocks = found.blocks
        self.proses = [max(0, b.characters - b.linked) if b.signs else 0 for b in blocks]
        self.sums = list(accumulate(self.proses, initial=0))
        self.whole = self.sums[-1] or 1
        self.lengths = [round(log1p(b.characters), 3) for b in blocks]
        self.kinds = [_kind(b) for b in blocks]
        self.points = _points(blocks)
        best = max(self.points, key=self.points.__getitem__, default=found.boxes[0])
        self.most = self.points.get(best, 0.0) or 1.0
        self.main = self._climb(best)
        self.levels: dict[Box, int] = {}
        box: Box | None = self.main
        while box is not None:
            self.levels[box] = len(self.levels)
            box = box.above
        self.title_words = _WORD.findall(title.lower())
        self.title_set = frozenset(self.title_words)
        self.description = _WORD.findall(description.lower())[:12]
        self._words: list[list[str] | None] = [None] * len(blocks)
        self.title_at = self._title_at()
        self.paths = self._paths(frozenset(related))
        shapes = [_shape(b.box) for b in blocks]
        self.shapes = shapes
        self.counts = Counter(shapes)
        self.shape_sums: dict[tuple[str, str, str], int] = {}
        for shape, prose in zip(shapes, self.proses, strict=True):
            self.shape_sums[shape] = self.shape_sums.get(shape, 0) + prose
        self.seen = Counter(b.text for b in blocks)
        self.near = self._near()
        self.of_page = (
            round(log1p(len(blocks)), 2),
            round(log1p(self.whole), 2),
            self.share(self.main),
            self.main.linked / (self.main.characters or 1),
        )
        self._holders: dict[Box | None, tuple[float, ...]] = {}

    def words(self, at: int) -> list[str]:
        """Words of a block that is no longer than a line, in lower case."""
        words = self._words[at]
        if words is None:
            text = self.found.blocks[at].text
            words = self._words[at] = _WORD.findall(text.lower()) if len(text) <= _LINE else []
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

    def related_share(self, box: Box) -> float:
        """Share of the page's prose in the module of related stories that a box stands in; negative for none."""
        return self.paths[box][6]

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

    def _paths(self, related: Collection[HtmlElement]) -> dict[Box | None, _Path]:
        """What the boxes above each block say, the block's own box included."""
        paths: dict[Box | None, _Path] = {None: _NOWHERE}
        for box in self.found.boxes:
            own, every, _, tags, hidden, control, tied, depth = paths[box.above]
            share = self.share(box)
            bits = box.bits if share <= _FRAME_SHARE else box.bits & _BODY
            if box.tag in _PATH_PLACES:
                tags = list(tags)
                tags[_PATH_PLACES[box.tag]] = share
            paths[box] = (
                bits, every | bits, bits | own, tags,
                share if box.is_hidden else hidden,
                share if box.is_control else control,
                share if box.element in related else tied,
                depth + 1,
            )  # fmt: skip
        return paths

    def of(self, at: int) -> list[float]:
        """The figures of one block, in the order of `FEATURES`."""
        block = self.found.blocks[at]
        text, characters = block.text, block.characters or 1
        words = self.words(at)
        head = text[:_HEAD]
        row: list[float] = [
            self.kinds[at], block.is_whole, self.lengths[at], block.linked / characters, block.links,
            100 * block.signs / characters, _END.search(text, len(text) - 12) is not None, text.endswith(":"), text[0].islower(),
            len(_UPPER.findall(head)) / len(head), len(_DIGIT.findall(head)) / len(head),
            text.count("|") + text.count("»") + text.count("›"), "?" in text,
            len(text) / (text.count(" ") + 1), len(words), self._likeness(words) if words else 0.0,
            len(self.description) > 4 and words[:12] == self.description,
        ]  # fmt: skip
        row += _said(line_bits(words))
        row.append(1.0 if words and line_bits(words[:1]) else 0.0)
        _, every, near, tags, hidden, control, tied, depth = self.paths[block.box]
        row += _named(near, every)
        row += tags
        row += (hidden, control, tied, depth)
        above = block.box.above if block.is_whole else block.box
        holders = self._holders.get(above)
        if holders is None:
            holders = self._holders[above] = self._held_by(above)
        row += holders
        row += self._place(at)
        near_by = self.near
        row += near_by[at]  # two blocks before this one stand at its own number
        row += near_by[at + 1]
        row += near_by[at + 3]
        row += near_by[at + 4]
        window = self.sums[min(len(self.kinds), at + 6)] - self.sums[max(0, at - 5)]
        shape = self.shapes[at]
        row += (
            round(log1p(window), 3), window / self.whole, self.counts[shape], self.shape_sums[shape] / self.whole, self.seen[text],
        )  # fmt: skip
        row += self.of_page
        return row

    def _held_by(self, box: Box | None) -> tuple[float, ...]:
        """What the boxes above a block hold of the page; blocks side by side share them."""
        figures: list[float] = []
        for _ in range(_HOLDERS):
            if box is None:
                figures += (1.0, -1.0, 0.0)
            else:
                figures += (
                    self.share(box),
                    box.linked / (box.characters or 1),
                    self.points.get(box, 0.0) / self.most,
                )
                box = box.above
        return tuple(figures)

    def _near(self) -> list[tuple[float, float, int]]:
        """Figures that a block is seen by from its neighbours, with room for two before the first and behind the last."""
        nothing = [(-1.0, -1.0, -1)] * 2
        return [
            *nothing,
            *(
                (length, block.linked / (block.characters or 1), kind)
                for length, block, kind in zip(self.lengths, self.found.blocks, self.kinds, strict=True)
            ),
            *nothing,
        ]

    def _likeness(self, words: Sequence[str]) -> float:
        own = set(words)
        return len(own & self.title_set) / len(own | self.title_set)

    def _place(self, at: int) -> tuple[float, ...]:
        block = self.found.blocks[at]
        box: Box | None = block.box
        up = 0
        while box is not None and box not in self.levels:
            box = box.above
            up += 1
        first, last = self.main.first, self.main.last
        outside = at - first if at < first else at - last + 1 if at >= last else 0
        titled = self.title_at
        return (
            up, self.levels[box] if box is not None else 30, self.sums[at] / self.whole, 1 - self.sums[at + 1] / self.whole,
            self.proses[at] / self.whole, at / len(self.found.blocks),
            outside, min(at - first, _FAR), min(last - 1 - at, _FAR),
            -100 if titled is None else max(-_FAR, min(_FAR, at - titled)),
            -2 if titled is None else (self.sums[at] - self.sums[titled]) / self.whole,
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _said(bits: int) -> tuple[float, ...]:
    return tuple(1.0 if bits & mask else 0.0 for mask in _LINE_MASKS)


@lru_cache(maxsize=4096)
def _named(near: int, every: int) -> tuple[float, ...]:
    return tuple((2.0 if near & mask else 1.0) if every & mask else 0.0 for mask in _NAME_MASKS)


def _kind(block: Block) -> int:
    return _KINDS.get(block.box.tag, 0) if block.is_whole or block.box.tag in HEADINGS else 12


def _shape(box: Box) -> tuple[str, str, str]:
    return box.tag, box.names, box.above.names if box.above is not None else ""


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
