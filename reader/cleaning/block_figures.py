"""The figures of a block of text: read off the block, its neighbours and its place.

Method: shallow text features of a block and of its neighbours, Kohlschütter, Fankhauser and Nejdl (2010).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from math import log1p
from typing import Any, Final

from reader.cleaning.block_signs import Signs
from reader.cleaning.block_words import LINE_WORDS, NAME_WORDS, bit_of, line_bits, speaks_of_page
from reader.cleaning.blocks import HEADINGS, Block, Box

_KINDS = {
    "p": 1.0, "li": 2.0, "td": 3.0, "th": 3.0, "h1": 4.0, "h2": 5.0, "h3": 6.0, "h4": 6.0, "h5": 6.0,
    "h6": 6.0, "dd": 7.0, "dt": 7.0, "figcaption": 8.0, "blockquote": 9.0, "pre": 10.0, "noscript": 11.0,
}  # fmt: skip
_PATH_TAGS = (
    "article", "main", "aside", "header", "footer", "form", "figure", "blockquote", "ul", "ol", "table",
    "section",
)  # fmt: skip
_NAMES = tuple(NAME_WORDS)
_LINES = tuple(LINE_WORDS)
_HOLDERS = 4
_FAR = 40
_LOOK = ("length", "linked", "kind")
_NEIGHBOURS = ("before_2", "before_1", "after_1", "after_2")

Figures = tuple[Any, ...]
FIGURES: Final[Figures] = (
    "whole", "links", "signs", "ends", "lower", ("upper", "digits"), "word_length",
    "words", "like_title", "is_description", tuple(f"says_{name}" for name in _LINES), "says_first",
    tuple(f"named_{name}" for name in _NAMES),
    (tuple(f"in_{tag}" for tag in _PATH_TAGS), "hidden", "control", "depth", "up_to_main", "main_level"),
    tuple(f"{what}_{level}" for level in range(_HOLDERS) for what in ("share", "links", "points")),
    "related", "before", "after", "own_share", "number",
    "outside_main", "since_main", "until_main", "since_title", "prose_since_title",
    _LOOK, *(tuple(f"{what}_{step}" for what in _LOOK) for step in _NEIGHBOURS),
    "prose_near", "share_near", ("alike", "alike_share"), "same",
    ("blocks", "prose", "main_share", "main_links"),
)  # fmt: skip
"""The names of a block's figures, in their order. What blocks share, or what is told together, is a group.

All are floats, also where they count: Python compares two floats in two thirds of the time (2026-11).
"""

_UPPER = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇ]")
_DIGIT = re.compile("[0-9]")
_UPPER_ASCII, _DIGIT_ASCII = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"
_END = re.compile("[.!?…。！？।؟۔][\"'”’»)\\]]*$")
_ENDS, _BEHIND_ENDS = frozenset(".!?…。！？।؟۔"), frozenset("\"'”’»)]")
_BODY = bit_of("body")
_NAME_MASKS = tuple(map(bit_of, _NAMES))
_LINE_MASKS = tuple(1 << place for place in range(len(_LINES)))
# The frame of a page is named after everything that it may hold.
_FRAME_SHARE = 0.5
_HEAD = 100
_AROUND = 5
"""Blocks before and behind one that are near it."""

_PATH_PLACES = {tag: place for place, tag in enumerate(_PATH_TAGS)}
_Standing = tuple[Sequence[float], float, float, float, float, float]
_Path = tuple[int, int, int, _Standing]
_NOWHERE: _Path = (0, 0, 0, ((-1.0,) * len(_PATH_TAGS), -1.0, -1.0, 0.0, 0.0, 0.0))
_NO_NEIGHBOUR = (-1.0, -1.0, -1.0)
_NO_HOLDER = (1.0, -1.0, 0.0)


def figures_of(signs: Signs, places: Sequence[int]) -> Iterator[Figures]:
    """The figures of some blocks of a page, as `FIGURES` orders and groups them.

    Every figure is worked out for all of these blocks at once: half the time of block by block (2026-11).
    """
    return zip(
        *_of_texts(signs, places),
        *_of_boxes(signs, places),
        *_of_places(signs, places),
        *_of_neighbours(signs, places),
        *_of_likes(signs, places),
        repeat(_of_page(signs)),
        strict=False,
    )


# -- what a block says itself


def _of_texts(signs: Signs, places: Sequence[int]) -> Iterator[Iterable[Any]]:
    blocks = [signs.found.blocks[at] for at in places]
    texts = [block.text for block in blocks]
    yield [1.0 if block.is_whole else 0.0 for block in blocks]
    yield [float(block.links) for block in blocks]
    yield [100 * block.signs / block.characters for block in blocks]
    yield map(_ends_sentence, texts)
    yield [1.0 if text[0].islower() else 0.0 for text in texts]
    yield map(_signs_of_head, texts)
    yield [len(text) / (text.count(" ") + 1) for text in texts]
    lines = [signs.words(at) for at in places]
    yield [float(len(words)) for words in lines]
    title, description = signs.title_set, signs.description
    yield [0.0 if title.isdisjoint(words) else _likeness(words, title) for words in lines]
    yield [1.0 if len(description) > 4 and words[:12] == description else 0.0 for words in lines]
    yield [_said(line_bits(words)) for words in lines]
    yield [1.0 if words and speaks_of_page(words[0]) else 0.0 for words in lines]


def _ends_sentence(text: str) -> float:
    if text[-1] in _BEHIND_ENDS:
        return 1.0 if _END.search(text, len(text) - 12) else 0.0
    return 1.0 if text[-1] in _ENDS else 0.0


def _signs_of_head(text: str) -> tuple[float, float]:
    """Shares of large letters and of digits in the beginning of a text."""
    head = text[:_HEAD]
    length = len(head)
    if head.isascii():  # bytes are counted in a third of the time that the pattern takes
        data = head.encode()
        upper, digits = data.translate(None, _UPPER_ASCII), data.translate(None, _DIGIT_ASCII)
        return (length - len(upper)) / length, (length - len(digits)) / length
    return len(_UPPER.findall(head)) / length, len(_DIGIT.findall(head)) / length


def _likeness(words: Sequence[str], title: frozenset[str]) -> float:
    common = len(title.intersection(words))
    return common / (len(set(words)) + len(title) - common)


@lru_cache(maxsize=4096)
def _said(bits: int) -> tuple[float, ...]:
    return tuple(1.0 if bits & mask else 0.0 for mask in _LINE_MASKS)


# -- the boxes it stands in


def _of_boxes(signs: Signs, places: Sequence[int]) -> Iterator[Iterable[Any]]:
    blocks = [signs.found.blocks[at] for at in places]
    boxes = _Boxes(signs)
    paths = [boxes.path(block.box) for block in blocks]
    yield [_named(near, every) for _, every, near, _ in paths]
    yield [standing for _, _, _, standing in paths]
    yield [boxes.holders(block.box.above if block.is_whole else block.box) for block in blocks]


class _Boxes:
    """What boxes say together with all that they stand in; each is asked once."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self._levels: dict[Box, float] = {}
        """Of the boxes from the main one upwards."""
        box: Box | None = signs.main
        while box is not None:
            self._levels[box] = float(len(self._levels))
            box = box.above
        self._paths: dict[Box | None, _Path] = {None: _NOWHERE}
        self._holders: dict[Box | None, tuple[float, ...]] = {None: _NO_HOLDER * _HOLDERS}

    def path(self, box: Box | None) -> _Path:
        """The bits of a box's names, of all names from it upwards, of its own and the next; its place."""
        path = self._paths.get(box)
        if path is None and box is not None:
            path = self._paths[box] = self._read_path(box)
        return path or _NOWHERE

    def _read_path(self, box: Box) -> _Path:
        own, every, _, (tags, hidden, control, depth, up, level) = self.path(box.above)
        share = self._signs.share(box)
        bits = box.bits if share <= _FRAME_SHARE else box.bits & _BODY
        place = _PATH_PLACES.get(box.tag)
        if place is not None:
            tags = (*tags[:place], share, *tags[place + 1 :])
        own_level = self._levels.get(box)
        standing = (
            tags,
            share if box.is_hidden else hidden,
            share if box.is_control else control,
            depth + 1.0,
            up + 1.0 if own_level is None else 0.0,
            level if own_level is None else own_level,
        )
        return bits, every | bits, bits | own, standing

    def holders(self, box: Box | None) -> tuple[float, ...]:
        """What a box and those above it hold of the page, a few levels up; blocks side by side share it."""
        held = self._holders.get(box)
        if held is None and box is not None:
            signs = self._signs
            links, points = box.linked / (box.characters or 1), signs.points.get(box, 0.0) / signs.most
            above = self.holders(box.above)
            held = self._holders[box] = (signs.share(box), links, points, *above[: -len(_NO_HOLDER)])
        return held or ()


@lru_cache(maxsize=4096)
def _named(near: int, every: int) -> tuple[float, ...]:
    return tuple((2.0 if near & mask else 1.0) if every & mask else 0.0 for mask in _NAME_MASKS)


# -- its place in the page


def _of_places(signs: Signs, places: Sequence[int]) -> Iterator[Iterable[Any]]:
    sums, whole, count = signs.sums, signs.whole, len(signs.proses)
    first, last, titled = signs.main.first, signs.main.last, signs.title_at
    yield [signs.related_shares[at] for at in places]
    yield [sums[at] / whole for at in places]
    yield [1 - sums[at + 1] / whole for at in places]
    yield [signs.proses[at] / whole for at in places]
    yield [at / count for at in places]
    yield [float(at - first if at < first else at - last + 1 if at >= last else 0) for at in places]
    yield [float(min(at - first, _FAR)) for at in places]
    yield [float(min(last - 1 - at, _FAR)) for at in places]
    if titled is None:
        yield repeat(-100.0)
        yield repeat(-2.0)
    else:
        yield [float(max(-_FAR, min(_FAR, at - titled))) for at in places]
        yield [(sums[at] - sums[titled]) / whole for at in places]


# -- what stands around it


def _of_neighbours(signs: Signs, places: Sequence[int]) -> Iterator[Iterable[Any]]:
    looks = [_look(block) for block in signs.found.blocks]
    # With room for two before the first and behind the last.
    looks = [_NO_NEIGHBOUR, _NO_NEIGHBOUR, *looks, _NO_NEIGHBOUR, _NO_NEIGHBOUR]
    for step in (2, 0, 1, 3, 4):
        yield [looks[at + step] for at in places]
    sums, end = signs.sums, len(signs.proses)
    near = [sums[min(end, at + _AROUND + 1)] - sums[max(0, at - _AROUND)] for at in places]
    yield map(_length, near)
    yield [prose / signs.whole for prose in near]


def _look(block: Block) -> tuple[float, float, float]:
    """What a block is seen by from its neighbours."""
    tag, characters = block.box.tag, block.characters
    kind = _KINDS.get(tag, 0.0) if block.is_whole or tag in HEADINGS else 12.0
    return _length(characters), block.linked / (characters or 1), kind


@lru_cache(maxsize=8192)
def _length(characters: int) -> float:
    return round(log1p(characters), 3)


def _of_likes(signs: Signs, places: Sequence[int]) -> Iterator[Iterable[Any]]:
    """How many blocks stand in boxes of the same names, with what share; and how many say the same."""
    blocks = signs.found.blocks
    shapes = [(b.box.tag, b.box.names, b.box.above.names if b.box.above is not None else "") for b in blocks]
    counts, sums, seen = Counter(shapes), dict.fromkeys(shapes, 0), Counter(b.text for b in blocks)
    for shape, prose in zip(shapes, signs.proses, strict=True):
        sums[shape] += prose
    yield [(float(counts[shape]), sums[shape] / signs.whole) for shape in map(shapes.__getitem__, places)]
    yield [float(seen[blocks[at].text]) for at in places]


def _of_page(signs: Signs) -> tuple[float, ...]:
    main = signs.main
    return (
        round(log1p(len(signs.proses)), 2),
        round(log1p(signs.whole), 2),
        signs.share(main),
        main.linked / (main.characters or 1),
    )
