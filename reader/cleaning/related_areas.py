"""Where on the page a link stands: menus, foot, comments, the body's own flow."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import Literal

from lxml.html import HtmlElement

from reader.cleaning.article import StoryKind
from reader.cleaning.class_words import BESIDE, DOUBTFUL, FOOT, MENU, REFUSED, meaning_of
from reader.cleaning.elements.dom import text_content
from reader.cleaning.related_links import as_line, text_of

Area = Literal["", "menu", "foot", "doubtful", "refused"]
"""`doubtful`: wrappers named after an author box, a shop or adverts, which hold modules on some pages."""

# Prose of an article: shorter paragraphs stand as teasers in cards too.
PROSE_LENGTH = 80
PROSE_LINK_SHARE = 0.5
# A body cut by adverts into wrappers has several of them, none with most of the paragraphs.
_BODY_PARTS = 3
_BODY_LEVELS = 12
_OF_AREAS = REFUSED | DOUBTFUL | MENU | FOOT | BESIDE


# What these are named after says nothing of the area that they are in.
_UNNAMED = frozenset(("html", "body", "main", "article", "a"))
# Previous and next article stand in a `nav` of their own in most blog themes.
_POST_NAVIGATION = re.compile(
    r"(?:post|loop|story|item|page)-?nav|nav-?(?:links|previous|next|single|below|above)|navigation-?post"
    r"|single-?nav|article-?nav|prev-?next|next-?prev|pager-(?:prev|next)"
    r"|adjacent|(?:prev|previous|next)-?(?:post|article|story|entry)|post-(?:prev|next|pager)|entry-nav"
    r"|related"
)
_RELATIONS = frozenset(["prev", "previous", "next"])
_NEIGHBOURS = 4
"""Links of a menu of the previous and the next article: with pictures, each has two."""
_NEIGHBOUR = re.compile(r"(?:^|[\s_-])(?:prev|previous|next)(?:$|[\s_-])(?!page)|post-?pagination")
_HINTS: tuple[tuple[StoryKind, re.Pattern[str]], ...] = (
    (
        "recommended_external",
        re.compile(
            r"outbrain|taboola|zergnet|revcontent|mgid|plista|ligatus|sponsored-?(?:stor"
            r"|cont|links)|partner-?(?:news|content|links)"
        ),
    ),
    (
        "most_read",
        re.compile(
            r"most[-_]?(?:read|popular|viewed|shared|watched|commented)|popular[-_]?(?:posts?|stories"
            r"|articles|news|list|widget)?(?:$|[\s_-])|trending|wpp-list|meistgelesen"
            r"|top-?read|mas-?leid|mais-?lid|plus-?lus|piu-?letti|ranking|luetuim"
        ),
    ),
    (
        "related",
        re.compile(
            r"related(?!-?(?:tags?|topics?|products?|searches))|yarpp|jp-relatedposts|recommend"
            r"|read-?(?:also|next|more-(?:list|box|stories|articles))|see-?also|similar-?(?:posts"
            r"|articles|stories|news)"
            r"|relacionad|correlat|verwandt|more-?on-?this|you-?may|also-?like|further-?reading|lue-?myos"
            r"|mehr-?zum-?thema|lire-?aussi|leggi-?anche|zemanta|linkwithin|crp_related"
        ),
    ),
    (
        "section",
        re.compile(
            r"latest|recent-?(?:posts?|entries|stories|articles|news)|widget_recent|more-?(?:stories|news"
            r"|articles|from)|editors?-?pick|top-?(?:stories|news)|featured-?(?:posts?|stories|articles)"
            r"|headlines|nav-(?:previous|next)|prev-?(?:post|article)|next-?(?:post|article)"
            r"|story-?(?:list|strip|ribbon)|newsfeed|must-?read|ticker|carousel|teaser"
        ),
    ),
)


def marks_of(element: HtmlElement) -> str:
    """Class and id of an element in lower case, as one string of hints."""
    get = element.get
    return f"{get('class') or ''} {get('id') or ''}".lower()


# Every pattern of `_HINTS` holds one of these; asking for them first spares a third of the time (2026-11).
_STEMS = tuple(
    """outbrain taboola zergnet revcontent mgid plista ligatus sponsor partner most popular trending wpp
    meist top mas mais plus piu ranking luetuim related yarpp recommend read see similar relacionad correlat
    verwandt more you also further lue mehr lire leggi zemanta linkwithin crp latest recent editor featured
    headline nav prev next story newsfeed must ticker carousel teaser""".split()  # noqa: SIM905  # words
)


@lru_cache(maxsize=4096)
def hinted_kind(marks: str) -> StoryKind | None:
    """The kind that what `marks_of` gives speaks of."""
    if not any(stem in marks for stem in _STEMS):
        return None
    return next((kind for kind, pattern in _HINTS if pattern.search(marks)), None)


class Areas:
    """Places on one page; answers are remembered for each element."""

    def __init__(self, root: HtmlElement) -> None:
        """Read the page's prose once; it says where the article's body is."""
        self._memo: dict[HtmlElement, Area] = {}
        self._inside: dict[HtmlElement, bool] = {}
        self._order: Mapping[HtmlElement, int] = {}
        self.body: HtmlElement | None = None
        self.body_chain: set[HtmlElement] = set()
        self._find_body(root)

    def _find_body(self, root: HtmlElement) -> None:
        scores: dict[HtmlElement, float] = {}
        order: dict[HtmlElement, int] = {}
        prose: list[tuple[int, HtmlElement]] = []
        for place, element in enumerate(root.iter("p", "a")):
            order[element] = place
            if element.tag == "p" and (length := prose_length(element)):
                prose.append((place, element))
                self._credit(element, length, scores)
        self._order = order
        if not scores:
            self.prose_places: list[int] = []
            return
        best = max(scores, key=lambda element: scores[element])
        self.body = _whole_body(best, [element for _, element in prose])
        self.body_chain = {self.body, *self.body.iterancestors()}
        self.prose_places = [place for place, element in prose if self.in_body(element)]

    @staticmethod
    def _credit(paragraph: HtmlElement, length: int, scores: dict[HtmlElement, float]) -> None:
        parent = paragraph.getparent()
        if parent is None:
            return
        # Capped: one wall of small print must not outweigh an article of many paragraphs.
        length = min(length, 600)
        scores[parent] = scores.get(parent, 0) + length
        grand = parent.getparent()
        if grand is not None:
            scores[grand] = scores.get(grand, 0) + length / 2

    def in_body(self, element: HtmlElement) -> bool:
        """Whether an element stands inside the block that holds most of the prose."""
        parent = element.getparent()
        if self.body is None or parent is None:
            return False
        chain = []
        node: HtmlElement | None = parent
        while node is not None and node is not self.body and node not in self._inside:
            chain.append(node)
            node = node.getparent()
        inside = node is not None and (node is self.body or self._inside[node])
        self._inside.update(dict.fromkeys(chain, inside))
        return inside

    def in_flow(self, link: HtmlElement) -> bool:
        """Whether prose of the body stands both before and behind a link."""
        place = self._order.get(link, -1)
        before = bisect_left(self.prose_places, place)
        return 0 < before < len(self.prose_places)

    def is_before_prose(self, link: HtmlElement) -> bool:
        """Whether a link stands above the body's first paragraph."""
        return bool(self.prose_places) and self._order.get(link, -1) < self.prose_places[0]

    def of(self, element: HtmlElement) -> Area:
        """The area of an element: its own mark, else that of the nearest one above it."""
        chain = []
        node: HtmlElement | None = element
        found: Area = ""
        while node is not None:
            if node in self._memo:
                found = self._memo[node]
                break
            chain.append(node)
            node = node.getparent()
        for node in reversed(chain):
            found = self._own_area(node, found)
            self._memo[node] = found
        return found

    def _own_area(self, element: HtmlElement, above: Area) -> Area:
        tag = element.tag
        if tag in _UNNAMED or element in self.body_chain:
            return above
        get = element.get
        spoken = meaning_of(get("class", "")) | meaning_of(get("id", ""))
        named = _named_area(marks_of(element), spoken) if spoken & _OF_AREAS else ""
        if named == "neighbour":
            return ""
        if above == "refused":
            return above
        if tag == "nav" or get("role") == "navigation":
            is_of_posts = _POST_NAVIGATION.search(marks_of(element)) or _leads_to_neighbours(element)
            return above if is_of_posts else "menu"
        if named in ("refused", "menu"):
            return named
        return above or named or ("foot" if tag == "footer" else "")


def is_neighbour(link: HtmlElement) -> bool:
    """Whether a link says by its `rel` that it leads to the previous or the next article."""
    return link.get("rel", "") in _RELATIONS


def _leads_to_neighbours(menu: HtmlElement) -> bool:
    """Whether a menu holds nothing but the previous and the next article, as `rel` alone may say."""
    links = list(islice(menu.iter("a"), _NEIGHBOURS + 1))
    told = sum(map(is_neighbour, links))
    return told > 0 and len(links) <= _NEIGHBOURS and 2 * told >= len(links)


def _whole_body(best: HtmlElement, prose: list[HtmlElement]) -> HtmlElement:
    """Climb from the richest block to the one that holds all parts of a body cut into wrappers."""
    body = best
    while body.tag not in ("article", "main", "body") and (parent := body.getparent()) is not None:
        within = [
            paragraph for paragraph in prose if parent in islice(paragraph.iterancestors(), _BODY_LEVELS)
        ]
        parts = {_part_of(paragraph, parent) for paragraph in within}
        own = sum(body in islice(paragraph.iterancestors(), _BODY_LEVELS) for paragraph in within)
        if len(parts) < _BODY_PARTS or own > len(within) / 2:
            break
        body = parent
    return body


def _part_of(paragraph: HtmlElement, parent: HtmlElement) -> HtmlElement:
    part = paragraph
    while (above := part.getparent()) is not None and above is not parent:
        part = above
    return part


@lru_cache(maxsize=4096)
def _named_area(marks: str, spoken: int) -> Area | Literal["neighbour"]:
    """The area that names speak of; `neighbour` holds the previous or next article.

    Args:
        marks: what `marks_of` gives.
        spoken: what `meaning_of` gives for them.
    """
    if spoken & BESIDE and _NEIGHBOUR.search(marks):
        return "neighbour"
    if spoken & (REFUSED | DOUBTFUL) and hinted_kind(marks) is None:
        return "refused" if spoken & REFUSED else "doubtful"
    if spoken & MENU and not _POST_NAVIGATION.search(marks):
        return "menu"
    return "foot" if spoken & FOOT else ""


def is_prose(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is running text: long enough, and not mostly links."""
    return prose_length(paragraph) > 0


def prose_length(paragraph: HtmlElement) -> int:
    """Length of a paragraph that is running text; 0 for others."""
    text = text_content(paragraph)
    if len(text) < PROSE_LENGTH:
        return 0
    length = len(as_line(paragraph, text))
    if length < PROSE_LENGTH:
        return 0
    linked = sum(len(text_of(link)) for link in paragraph.iter("a")) if len(paragraph) else 0
    return length if linked < PROSE_LINK_SHARE * length else 0
