"""What goes with the company that it stands in, whatever its own odds: parts of the flow of an article.

Trees judge a block by how it looks. The cells of a small table look like labels, and a caption looks like a
credit; between two paragraphs of an article, in the same box as they are, both belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.cleaning.block_words import LABELS, bit_of
from reader.cleaning.blocks import HEADINGS, Blocks, Box
from reader.cleaning.elements.callouts import is_callout

_OTHERS = sum(
    map(bit_of, ("related", "promo", "advert", "comments", "furniture", "menu", "about", "share", "form"))
)
_IN_FLOW = frozenset(["table", "dl", "pre"])
_CAPTIONS = frozenset(["figcaption", "caption"])
_FIGURES = frozenset(["figure", "table"])
_LISTS = frozenset(["ul", "ol"])
_ALL_LINKED = 0.8
_MOST_LINKED = 0.3
_MOST_CELLS = 400
_LEAST_CELLS = 4
"""A table of fewer may be a line about the page."""
_CAPTION_WORDS = 4
# People who copy an article leave captions out, the more so where a picture opens it, and the trees have
# learned that. Between paragraphs and above these odds none was among those that people leave out (2026-11).
_CAPTION_ODDS = -1.0
# Odds below this stand for a refusal by name, or for one drawn from it.
_REFUSED = -10.0
_ASIDE = frozenset(["aside", "footer", "header", "nav", "form"])
_CAPTION = bit_of("caption")
# Odds above which a block between two that are taken belongs to them. Lower lets newsletters in (2026-11).
_LIKELY = -0.3
_LEVELS = 3
_UNLIKELY = -1.5
_SUBHEADINGS = HEADINGS - {"h1"}
# Programs for recipes name the parts of their cards so.
_RECIPE = re.compile(
    r"recipe[-_](?:card[-_])?(?:notes|ingredients?|instructions?|directions?|steps?|method)\b", re.I
)
_CODE_LEVELS = 7
_POST_NAME = re.compile(
    r"(?:^|\s)(?:post text|cooked|postbody|post[_-]?(?:content|message|text)|"
    r"message(?:content|body|text|-body)?|answer|js-post-body|s-prose|comment[_-]?(?:body|text|content|copy))(?:\s|$)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LEAST_POSTS = 3
_MOST_POSTS = 0.5
_POSTER = 80
_LEAST_ODDS = -3.5
_NO_CODE = sum(map(bit_of, ("advert", "comments", "related")))
_LONG_LINE = 120
_BY_WORDS = 3
"""Beside the names and figures: `by`, a month, the half of the day."""
_NAME = re.compile(r"[^\s,:;.·|•()/]+")
_WORD = re.compile(r"[^\W\d_]{2,}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{4,}")


def keep_company(found: Blocks, odds: Sequence[float], groups: Iterable[Box], kept: list[bool]) -> None:
    """Take tables, definitions and code that stand in the flow of the article, and captions of its pictures.

    Args:
        found: the blocks of a page.
        odds: of each block.
        groups: the outermost lists, tables, quotes and code.
        kept: which blocks are taken; changed in place.
    """
    for box in groups:
        if box.tag in _IN_FLOW and _is_plain(box):
            before, behind = _neighbours(_wrapper(box), kept)
            if before and behind:
                kept[box.first : box.last] = [own > _REFUSED for own in odds[box.first : box.last]]
    for box in found.boxes:
        if _RECIPE.search(box.names):
            for at in range(box.first, box.last):
                kept[at] = kept[at] or odds[at] > _UNLIKELY
        elif box.first < box.last and (box.tag == "details" or (box.names and is_callout(box.element))):
            _keep_aside(box, odds, kept)
    _keep_captions(found, odds, kept)
    _keep_between(found, odds, kept)
    _keep_headings(found, odds, kept)
    _keep_posts(found, odds, kept)


def _is_plain(box: Box) -> bool:
    """Whether neither names nor links nor size speak against a table or its like."""
    is_large = box.tag == "pre" or _LEAST_CELLS <= box.last - box.first <= _MOST_CELLS
    return is_large and not box.bits & _OTHERS and box.linked <= _MOST_LINKED * box.characters


def _wrapper(box: Box) -> Box:
    """The outermost box that holds nothing else."""
    while box.above is not None and (box.above.first, box.above.last) == (box.first, box.last):
        box = box.above
    return box


def _neighbours(box: Box, kept: Sequence[bool]) -> tuple[bool, bool]:
    """Whether kept text of the box around it stands right before it, and right behind it."""
    around = box.above
    if around is None:
        return False, False
    return (
        around.first < box.first and kept[box.first - 1],
        box.last < around.last and kept[box.last],
    )


def _keep_between(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Take what is not unlikely, and code and its like in any case, between two blocks that are taken."""
    for at, block in enumerate(found.blocks):
        if kept[at] or not block.is_whole or block.box.bits & _CAPTION or 2 * block.linked > block.characters:
            continue
        if block.box.tag == "pre":
            kept[at] = odds[at] > _REFUSED and _is_amid(block.box, kept)
        elif odds[at] > _LIKELY and LABELS.match(block.text) is None:
            kept[at] = _is_between(block.box, kept)


def _is_between(box: Box, kept: Sequence[bool]) -> bool:
    """Whether the nearest box that holds more on both sides is near, and has kept text on both."""
    first, last = box.first, box.last
    above: Box | None = box
    for _ in range(_LEVELS):
        if above is None or above.bits & _OTHERS or above.tag in _ASIDE:
            return False
        above = above.above
        if above is not None and above.first < first and last < above.last:
            return kept[first - 1] and kept[last]
    return False


def _keep_headings(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Take a heading right over text that is taken, in the middle of the article."""
    start = next((at for at, is_kept in enumerate(kept) if is_kept), len(kept))
    for at in range(len(kept) - 2, start, -1):
        block, box = found.blocks[at], found.blocks[at].box
        if not kept[at] and kept[at + 1] and odds[at] > _UNLIKELY and box.tag in _SUBHEADINGS:
            kept[at] = not (block.links or box.bits & _OTHERS or LABELS.match(block.text))


def _is_amid(code: Box, kept: Sequence[bool]) -> bool:
    """Whether a box near around code holds kept text on both sides; tabs and titles may stand between."""
    above = code.above
    for _ in range(_CODE_LEVELS):
        if above is None or above.bits & _NO_CODE:
            return False
        if any(kept[above.first : code.first]) and any(kept[code.last : above.last]):
            return True
        above = above.above
    return False


def _keep_aside(box: Box, odds: Sequence[float], kept: list[bool]) -> None:
    """Take a note to the reader, or what unfolds, whole where it stands behind text of the article."""
    span = range(box.first, box.last)
    before, behind = _neighbours(_wrapper(box), kept)
    is_last = box.above is not None and box.last == box.above.last
    if before and (behind or is_last) and max(odds[at] for at in span) > _LIKELY:
        for at in span:
            kept[at] = kept[at] or odds[at] > _REFUSED


def _keep_posts(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Take every post of a thread where most are taken: the shortest answers look like nothing at all.

    Names, dates and counts stand between them.
    """
    posts: dict[tuple[str, str], list[Box]] = {}
    for box in found.boxes:
        if box.names and box.tag != "p" and _POST_NAME.search(box.names):
            posts.setdefault((box.tag, _DIGITS.sub("", box.names)), []).append(box)
    for boxes in posts.values():
        taken = sum(any(kept[box.first : box.last]) for box in boxes)
        if len(boxes) >= _LEAST_POSTS and taken >= _MOST_POSTS * len(boxes):
            inside = {at for box in boxes for at in range(box.first, box.last)}
            # Over the first post stand its own lines, and perhaps the title of the thread.
            over = boxes[1].first - boxes[0].last + 1
            for at in range(max(0, boxes[0].first - over), boxes[-1].last):
                block = found.blocks[at]
                if at in inside:
                    kept[at] = kept[at] or (odds[at] > _LEAST_ODDS and 2 * block.linked < block.characters)
                elif len(block.text) <= _POSTER:
                    kept[at] = False


def _keep_captions(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    pictured = {figure for _, box, _ in found.media if (figure := _figure(box)) is not None}
    for at, block in enumerate(found.blocks):
        if kept[at] or block.box.tag not in _CAPTIONS or odds[at] < _CAPTION_ODDS:
            continue
        figure = _figure(block.box)
        if figure in pictured and figure is not None and _says_something(block.text):
            kept[at] = all(_neighbours(_wrapper(figure), kept))


def _figure(box: Box | None) -> Box | None:
    while box is not None and box.tag not in _FIGURES:
        box = box.above
    return box


def _says_something(text: str) -> bool:
    """Whether a caption is more than a credit."""
    return LABELS.match(text) is None and len(_WORD.findall(text)) >= _CAPTION_WORDS


def leave_headless(found: Blocks, groups: Iterable[Box], kept: list[bool]) -> None:
    """Leave out a list of links right under a heading that is left out, and a table of contents."""
    for box in groups:
        if box.tag in _LISTS and box.linked and _is_contents(box):
            kept[box.first : box.last] = [False] * (box.last - box.first)
        before = box.first - 1
        if box.tag not in _LISTS or before < 0 or box.linked < _ALL_LINKED * box.characters:
            continue
        while before > 0 and not kept[before] and found.blocks[before].box.tag not in HEADINGS:
            before -= 1
        if not kept[before] and found.blocks[before].box.tag in HEADINGS:
            kept[box.first : box.last] = [False] * (box.last - box.first)


def _is_contents(box: Box) -> bool:
    """Whether a list leads to places on its own page alone: the reader has the outline."""
    links = list(box.element.iter("a"))
    if len(links) < 2 or not all((link.get("href") or "").startswith("#") for link in links):
        return False
    linked, whole = (
        sum(len("".join(map(str, part.itertext())).strip()) for part in parts)
        for parts in (links, box.element.iter("li"))
    )
    return linked >= _ALL_LINKED * whole


def leave_byline(found: Blocks, byline: str, kept: list[bool]) -> None:
    """Leave out lines before the first paragraph that hold the authors' names and hardly more."""
    names = set(_NAME.findall(byline.lower()))
    if not names:
        return
    for at, block in enumerate(found.blocks):
        if kept[at] and len(block.text) > _LONG_LINE:
            return
        words = _NAME.findall(block.text.lower())
        others = [word for word in words if word not in names and not any(map(str.isdigit, word))]
        if kept[at] and names <= set(words) and len(others) <= _BY_WORDS:
            kept[at] = False
