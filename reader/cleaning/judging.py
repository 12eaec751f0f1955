"""Which blocks of a page belong to its article: the odds of each by learned trees, then the block's company.

The trees are gradient-boosted decision trees over the figures of `block_figures`;
`tests/benchmarks/fit_blocks.py` learns them and states how. What follows the trees is written by hand: lists
stand or fall as one, a heading goes with what stands under it, what a page shows twice is taken once.

Source: Friedman, Greedy Function Approximation: A Gradient Boosting Machine (2001).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import islice, takewhile

from lxml.html import HtmlElement

from reader.cleaning.block_figures import figures_of
from reader.cleaning.block_signs import Signs
from reader.cleaning.block_trees import odds_of
from reader.cleaning.block_words import WALL_WORDS, bit_of, is_wall
from reader.cleaning.blocks import HEADINGS, Blocks, Box
from reader.cleaning.chapters import is_chapter
from reader.cleaning.company import keep_company
from reader.cleaning.elements.callouts import is_callout
from reader.cleaning.leaving import (
    leave_banner,
    leave_bare_headings,
    leave_copies,
    leave_dumps,
    leave_headless,
    leave_labels,
    leave_title,
)
from reader.cleaning.page_words import holds_any, names_on
from reader.cleaning.rights import leave_rights
from reader.cleaning.sign_ups import leave_sign_ups
from reader.cleaning.threads import is_beside, posts_of_thread

_NEVER = -99.0
_MOST_BLOCKS = 20_000
"""The largest page of people seen has a tenth of these (2026-11)."""
_RELATED_SHARE = 0.4
"""Up to this share of the page's prose, what was recognised as a module of related stories goes."""
_INDEX_SHARE = 0.75
_ROWS = frozenset(["ul", "ol", "table"])
_LINKED_ROWS = 0.3

# Names lie: whole pages stand in an element named `has-sidebar`, and forum threads in one named `comments`.
_MUCH = 0.35
_MUCH_COMMENT = 0.75
_AN_ARTICLE = 0.25
_COMMENTS, _FURNITURE, _BODY, _POST = map(bit_of, ("comments", "furniture", "body", "post"))
_OTHERS = _COMMENTS | _FURNITURE
_FEWEST_LEAVES, _MOST_OF_PROSE = 3, 0.5
_SIGN_UP = 250
"""Characters in the box of a newsletter, at most."""
_MOST_SIGN_UPS = 8
_TEXT_TAGS = frozenset(["p", "h1", "h2", "h3", "pre", "table", "body", "article", "main", "li", "blockquote"])

# The odds above which a block is taken. Lists, tables, code and quotes are in articles more often than they
# are like prose; small pages, and those on which little is certain, give the trees little to go by. One limit
# for all is .005 worse over four sets, by trees that have not seen the page (2026-11).
_TAKEN = 0.2
_TAKEN_HEADING = -0.2
_TAKEN_READILY = -1.0
_SMALL_PAGE = 40
_CERTAIN = 2.0
_LITTLE_CERTAIN = 400
# What the best block of a page is lifted to, so that something is taken.
_SURE = 1.4


_GROUPS = frozenset(["ul", "ol", "dl", "table", "blockquote", "pre"])
_LIMITS = dict.fromkeys(["li", "td", "th", "dd", "dt", "pre", "blockquote"], _TAKEN_READILY)
_LIMITS.update(dict.fromkeys(HEADINGS, _TAKEN_HEADING))
_GROUP_SHARE = 0.6
_LAYOUT_SHARE = 0.5
_FAR = 4.0
_LAYOUT_CELL = 0.4
_CELLS = frozenset(["td", "th", "li", "dd"])
_CELLS_OF_TABLE = frozenset(["td", "th"])
_JUDGED_CELLS = 300
"""Results of a season, a price list: its thousands of cells look alike, and stand or fall as one."""
_GOLDEN = (math.sqrt(5) - 1) / 2
_SUBHEADINGS = HEADINGS - {"h1"}
_UNDER_SHARE = 0.5
_UNDER_BLOCKS = 3


def judge(found: Blocks, title: str, description: str, related: Iterable[HtmlElement] = ()) -> list[bool]:
    """Say of each block whether it belongs to the article.

    Args:
        found: the blocks of a page.
        title: headline of the article, which is no part of its body.
        description: what the page's head says about the article; repeated on the page, it is a lead.
        related: modules of related stories, which never stand in a body.
    """
    if not found.blocks:
        return []
    signs = Signs(found, title, description, frozenset(related))
    names = names_on(found)
    posts = posts_of_thread(found, signs.proses, names)
    refused = _refused(found, signs, posts, names)
    if len(found.blocks) > _MOST_BLOCKS:
        return _judge_roughly(found, refused)
    groups = _groups(found)
    odds = _follow(found, _hold_together(found, _weigh_all(found, signs, refused, groups), groups))
    lift = max(0.0, _SURE - max(odds))
    limits = _limits(found, odds, groups)
    kept = [own + lift > limit for own, limit in zip(odds, limits, strict=True)]
    keep_company(found, odds, groups, posts, names, kept)
    leave_title(found, signs, kept)
    leave_labels(found, kept)
    leave_rights(found, kept)
    leave_sign_ups(found, kept)
    leave_banner(found, signs, kept)
    leave_headless(found, groups, kept)
    leave_copies(found, odds, kept)
    leave_dumps(found, kept)
    leave_bare_headings(found, kept)
    return kept


def _judge_roughly(found: Blocks, refused: Collection[int]) -> list[bool]:
    """Take what is not mostly links: what a page of endless lists can be judged by in bounded time."""
    return [at not in refused and 2 * b.linked < b.characters for at, b in enumerate(found.blocks)]


def _weigh_all(found: Blocks, signs: Signs, refused: Set[int], groups: Iterable[Box]) -> list[float]:
    spared = {at for box in groups for at in _spared(found, box)} - refused
    odds = [_NEVER] * len(found.blocks)
    judged = [at for at in range(len(odds)) if at not in refused and (at not in spared or at - 1 in refused)]
    for at, figures in zip(judged, figures_of(signs, judged), strict=True):
        odds[at] = odds_of(figures)
    for at in sorted(spared):
        odds[at] = odds[at - 1] if at - 1 not in refused else odds[at]
    return odds


def _spared(found: Blocks, box: Box) -> Iterator[int]:
    """Cells of an endless table that are taken to be as the cell before; the table is judged by the others.

    A row of multiples of the golden ratio chooses the others, so that no column is left out.
    """
    share = _JUDGED_CELLS / max(1, box.last - box.first)
    if share < 1:
        for at in range(box.first + 1, box.last):
            if found.blocks[at].box.tag in _CELLS_OF_TABLE and at * _GOLDEN % 1 > share:
                yield at


def _refused(found: Blocks, signs: Signs, posts: Sequence[Box], names: str) -> set[int]:
    """Blocks that are no text of the article by their names: furniture, hidden parts, related stories."""
    refused: set[int] = set()
    articles = [b for b in found.boxes if b.tag in ("article", "main") and signs.share(b) > _AN_ARTICLE]
    leaves = _leaves(found, signs)
    if posts:
        said = {at for post in posts for at in range(post.first, post.last)}
        refused.update(at for at, b in enumerate(found.blocks) if at not in said and is_beside(b.box))
    has_walls = holds_any(names, WALL_WORDS)
    for box in found.boxes:
        is_said = box.bits & _OTHERS or box.is_hidden or box.is_control or box.tag == "footer"
        limit = _limit(box) if box.first < box.last and (is_said or (has_walls and box.linked)) else 0.0
        if not limit or signs.share(box) >= limit or box in leaves or is_chapter(found, box):
            continue
        if any(box.first <= post.first < box.last for post in posts):
            continue
        if not any(box.first <= own.first and own.last <= box.last for own in articles if own is not box):
            refused.update(range(box.first, box.last))
    return refused.union(_related(found, signs), *_sign_ups(found, signs))


def _leaves(found: Blocks, signs: Signs) -> set[Box]:
    """Hidden parts of a text that is leafed through: boxes side by side with most of the page's prose."""
    hidden: dict[Box | None, list[Box]] = {}
    for box in found.boxes:
        if box.is_hidden:
            hidden.setdefault(box.above, []).append(box)
    return {
        leaf
        for leaves in hidden.values()
        if len(leaves) >= _FEWEST_LEAVES and sum(map(signs.share, leaves)) >= _MOST_OF_PROSE
        for leaf in leaves
    }


def _sign_ups(found: Blocks, signs: Signs) -> Iterator[range]:
    """Boxes around a field for an address: their few words ask to subscribe, in whatever language."""
    fields = (field for field in found.never if field.tag == "input" and field.get("type") == "email")
    wanted = list(islice(fields, _MOST_SIGN_UPS))
    heads = {block.box for block in found.blocks if block.box.tag == "h1"} if wanted else ()
    for field in wanted:
        above = set(field.iterancestors())
        for box in found.boxes:
            if box.characters > _SIGN_UP or box.element not in above or signs.share(box) >= _MUCH:
                continue
            if not any(box.first <= head.first < box.last for head in heads):
                yield range(box.first, box.last)
                break


def _limit(box: Box) -> float:
    """Up to which share of the page's prose a box goes for its name; 0 when its name says nothing."""
    if (box.is_hidden and not _unfolds(box)) or box.is_control or box.tag == "footer":
        return _MUCH
    if box.linked and is_wall(box.names):
        return _MUCH
    if box.tag in _TEXT_TAGS or not box.bits & _OTHERS:
        return 0.0
    if box.bits & _COMMENTS:
        return _MUCH_COMMENT
    return 0.0 if box.bits & (_BODY | _POST) else _MUCH


def _unfolds(box: Box) -> bool:
    """Whether a hidden box is what a note to the reader, or details, show when asked for."""
    above = box.above
    return above is not None and (above.tag == "details" or is_callout(above.element))


def _related(found: Blocks, signs: Signs) -> set[int]:
    """Blocks in modules of related stories; not when those are most of the page, or some rows of a list."""
    tied = {at for at, share in enumerate(signs.related_shares) if 0 <= share < _RELATED_SHARE}
    if sum(signs.proses[at] for at in tied) > _INDEX_SHARE * signs.whole:
        return set()
    for box in found.boxes:
        if box.tag in _ROWS:
            rows = range(box.first, box.last)
            linked = sum(at in tied and found.blocks[at].links > 0 for at in rows)
            if linked < _LINKED_ROWS * len(rows):
                tied.difference_update(rows)
    return tied


def _limits(found: Blocks, odds: Sequence[float], groups: Sequence[Box]) -> list[float]:
    """The odds above which each block is taken."""
    certain = sum(b.characters for b, own in zip(found.blocks, odds, strict=True) if own > _CERTAIN)
    if len(odds) < _SMALL_PAGE or certain < _LITTLE_CERTAIN:
        return [_TAKEN if 2 * b.linked > b.characters else _TAKEN_READILY for b in found.blocks]
    limits = [_LIMITS.get(block.box.tag, _TAKEN) for block in found.blocks]
    for box in groups:
        if box.tag == "table":
            limits[box.first : box.last] = [_TAKEN_READILY] * (box.last - box.first)
    return limits


def _groups(found: Blocks) -> list[Box]:
    """The outermost lists, tables, quotes and code of a page."""
    groups = []
    end = 0
    for number, box in enumerate(found.boxes):
        if box.tag in _GROUPS and end <= box.first < box.last:
            inner = islice(found.boxes, number + 1, None)
            if not _is_layout(found, box, inner):
                groups.append(box)
                end = box.last
    return groups


def _hold_together(found: Blocks, odds: list[float], groups: Sequence[Box]) -> list[float]:
    """Draw the odds of the parts of a list, table or quote towards their mean."""
    result = list(odds)
    for box in groups:
        own = odds[box.first : box.last]
        weights = [math.sqrt(block.characters) for block in found.blocks[box.first : box.last]]
        near = [weight * max(-_FAR, min(_FAR, one)) for weight, one in zip(weights, own, strict=True)]
        mean = sum(near) / sum(weights)
        share = 1.0 if box.tag == "table" else _GROUP_SHARE
        result[box.first : box.last] = [(1 - share) * one + share * mean for one in own]
    return result


def _is_layout(found: Blocks, box: Box, inner: Iterable[Box]) -> bool:
    """Whether a table or list places the parts of a page: one of its cells holds much of what it holds."""
    if box.tag in ("pre", "blockquote") or (
        box.tag != "table" and box.characters <= _LAYOUT_SHARE * found.boxes[0].characters
    ):
        return False
    cells = (cell.characters for cell in takewhile(lambda b: b.first < box.last, inner) if cell.tag in _CELLS)
    return max(cells, default=0) > _LAYOUT_CELL * box.characters


def _follow(found: Blocks, odds: list[float]) -> list[float]:
    """Draw headings towards the best of what stands close under them; a caption may come first."""
    result = list(odds)
    follower, best = len(odds), -_FAR  # the heading below, and its odds
    for at in range(len(odds) - 1, -1, -1):
        tag = found.blocks[at].box.tag
        if tag in HEADINGS:
            under = odds[at + 1 : min(follower, at + 1 + _UNDER_BLOCKS)]
            if tag in _SUBHEADINGS:
                near = [max(-_FAR, min(_FAR, max(under)))] if under else []
                if len(under) < _UNDER_BLOCKS:
                    near.append(best)
                result[at] = (1 - _UNDER_SHARE) * odds[at] + _UNDER_SHARE * max(near)
            follower, best = at, result[at]
    return result
