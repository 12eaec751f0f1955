"""What goes with the company that it stands in, whatever its own odds: parts of the flow of an article.

Trees judge a block by how it looks. The cells of a small table look like labels, and a caption looks like a
credit; between two paragraphs of an article, in the same box as they are, both belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reader.cleaning.block_words import LABELS, bit_of
from reader.cleaning.blocks import HEADINGS, Blocks, Box
from reader.cleaning.captions import keep_captions
from reader.cleaning.elements.callouts import CALLOUT_TAGS, is_callout, may_name_callout, states_callout
from reader.cleaning.elements.mathematics import FORMULA
from reader.cleaning.filling import fill_gaps
from reader.cleaning.quotes import keep_quotes
from reader.cleaning.surroundings import ASIDE, OTHERS, labelled, neighbours, wrapper
from reader.cleaning.threads import keep_posts

_IN_FLOW = frozenset(["table", "dl", "pre"])
_MOST_LINKED = 0.3
_MOST_CELLS = 400
_LEAST_CELLS = 4
"""A table of fewer may be a line about the page."""
# Odds below this stand for a refusal by name, or for one drawn from it.
_REFUSED = -10.0
_CAPTION = bit_of("caption")
# Odds above which a block between two that are taken belongs to them. Lower lets newsletters in (2026-11).
_LIKELY = -0.3
_LEVELS = 3
_UNLIKELY = -1.5
_SUBHEADINGS = HEADINGS - {"h1"}
# Programs for recipes name the parts of their cards so.
_RECIPE = re.compile(
    r"recipe[-_](?:card[-_])?(?:notes|ingredients?|instructions?|directions?|steps?|method)\b"
)
# The codes that services hand out to show a post of theirs on another page are quotes named after them.
_POST_OF_SERVICE = re.compile(
    r"(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|text-post-media"
    r"|reddit-(?:embed-bq|card)|fb-post|imgur-embed-pub)(?:\s|$)"
)
_FILE = re.compile(r"[\w@~./\\-]*\w\.[A-Za-z]\w{0,9}|(?:[\w.-]+/)+[\w.-]+|Makefile|Dockerfile")
_CODE_LEVELS = 7
_NO_CODE = sum(map(bit_of, ("advert", "comments", "related")))


def keep_company(
    found: Blocks,
    odds: Sequence[float],
    groups: Iterable[Box],
    posts: Sequence[Box],
    names: str,
    kept: list[bool],
) -> None:
    """Take tables, definitions and code that stand in the flow of the article, and captions of its pictures.

    Args:
        found: the blocks of a page.
        odds: of each block.
        groups: the outermost lists, tables, quotes and code.
        posts: of the page, when it is a thread.
        names: what `names_on` says of the page.
        kept: which blocks are taken; changed in place.
    """
    for box in groups:
        is_plain = box.tag in _IN_FLOW and _is_plain(box)
        if is_plain and any(all(neighbours(outer, kept)) for outer in (wrapper(box), labelled(box))):
            kept[box.first : box.last] = [own > _REFUSED for own in odds[box.first : box.last]]
    _keep_parts(found, odds, names, kept)
    keep_quotes(found, odds, kept)
    keep_captions(found, odds, kept)
    _keep_between(found, odds, kept)
    _keep_headings(found, odds, kept)
    _keep_titles(found, odds, kept)
    fill_gaps(found, odds, kept)
    keep_posts(found, odds, posts, kept)


def _keep_parts(found: Blocks, odds: Sequence[float], names: str, kept: list[bool]) -> None:
    """Take what belongs to boxes of a kind: definitions, quotes, recipes, notes to the reader."""
    has_recipe, has_callout = "recipe" in names, may_name_callout(names)
    for box in found.boxes:
        tag = box.tag
        if tag == "dl":
            _keep_terms(found, box, odds, kept)
        elif box.first == box.last or not (box.names or tag == "details"):
            continue
        elif has_recipe and _is_of_recipe(box.names):
            for at in range(box.first, box.last):
                kept[at] = kept[at] or odds[at] > _UNLIKELY
        elif tag == "blockquote" and _POST_OF_SERVICE.match(box.names):
            _keep_embedded(box, odds, kept)
        elif tag == "details" or (
            tag in CALLOUT_TAGS and (is_callout(box.element) if has_callout else states_callout(box.element))
        ):
            _keep_aside(box, odds, kept)


@lru_cache(maxsize=4096)
def _is_of_recipe(names: str) -> bool:
    return _RECIPE.search(names) is not None


def _keep_terms(found: Blocks, box: Box, odds: Sequence[float], kept: list[bool]) -> None:
    """Take the terms of definitions that are taken: a word or a link on its own looks like a menu."""
    for at in range(box.first, box.last - 1):
        if not kept[at] and kept[at + 1] and odds[at] > _REFUSED:
            kept[at] = found.blocks[at].box.tag == "dt" and found.blocks[at + 1].box.tag in ("dd", "p")


def _is_plain(box: Box) -> bool:
    """Whether neither names nor links nor size speak against a table or its like."""
    is_large = box.tag == "pre" or _LEAST_CELLS <= box.last - box.first <= _MOST_CELLS
    return is_large and not box.bits & OTHERS and box.linked <= _MOST_LINKED * box.characters


def _keep_between(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Take what is not unlikely, and code and its like in any case, between two blocks that are taken."""
    for at, block in enumerate(found.blocks):
        if kept[at] or not block.is_whole or block.box.bits & _CAPTION or 2 * block.linked > block.characters:
            continue
        if block.box.tag == "pre" or _is_formula(block.box):
            kept[at] = odds[at] > _REFUSED and _is_amid(block.box, kept)
        elif odds[at] > _LIKELY and LABELS.match(block.text) is None:
            kept[at] = _is_between(block.box, kept)


def _is_formula(box: Box) -> bool:
    return len(box.element) == 1 and box.element[0].get(FORMULA) is not None


def _is_between(box: Box, kept: Sequence[bool]) -> bool:
    """Whether the nearest box that holds more on both sides is near, and has kept text on both."""
    first, last = box.first, box.last
    above: Box | None = box
    for _ in range(_LEVELS):
        if above is None or above.bits & OTHERS or above.tag in ASIDE:
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
            kept[at] = not (block.links or box.bits & OTHERS or LABELS.match(block.text))


def _keep_titles(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Take the name of a file over its code that is taken."""
    for box in found.boxes:
        at = box.first - 1
        if box.tag == "pre" and at >= 0 and box.first < box.last and kept[box.first] and odds[at] > _REFUSED:
            title = found.blocks[at]
            is_near = box.above is not None and _stands_in(title.box, box.above.above or box.above)
            kept[at] = kept[at] or (is_near and _FILE.fullmatch(title.text) is not None)


def _stands_in(box: Box | None, holder: Box) -> bool:
    return box is not None and holder.first <= box.first and box.last <= holder.last


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


def _keep_embedded(post: Box, odds: Sequence[float], kept: list[bool]) -> None:
    """Take a post of a service whole where it stands beside text of the article, whose words speak of it."""
    if any(neighbours(wrapper(post), kept)):
        for at in range(post.first, post.last):
            kept[at] = kept[at] or odds[at] > _REFUSED


def _keep_aside(box: Box, odds: Sequence[float], kept: list[bool]) -> None:
    """Take a note to the reader, or what unfolds, whole where it stands behind text of the article."""
    span = range(box.first, box.last)
    before, behind = neighbours(wrapper(box), kept)
    is_last = box.above is not None and box.last == box.above.last
    if before and (behind or is_last) and max(odds[at] for at in span) > _LIKELY:
        for at in span:
            kept[at] = kept[at] or odds[at] > _REFUSED
