"""What a reader should know of a cleaned text: that it is cut, walled off, or goes on elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from reader.cleaning.block_words import WALL_WORDS, is_wall
from reader.cleaning.metadata import Metadata
from reader.cleaning.page_words import holds_any
from reader.cleaning.tree import PageTree

NO_ARTICLE = "no article found"
PAID = "the page says that its text is behind a paywall"
WALLED = "the page shows a paywall: the text may be only its beginning"
CUT = "the text seems to be cut off"
PAGED = "the article goes on on another page"

_WALL_TAGS = frozenset(["div", "section", "aside"])
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_ENDS_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\W*(?:read more|continue reading|weiterlesen|mehr)?\W*$", re.IGNORECASE
)
# Walls stand in the markup of whole articles too, for readers who have used up their share.
_BEGINNING = 3000
# Behind the address of the page itself: `?page=2`, `/page/2`, `-2.html`. Blogs call the next post `next` too.
_SECOND_PAGE = re.compile(
    r"^(?:[/-]|/page/|/seite/)?(\d{1,2})(?:\.html?)?/?$|^\?(?:.*&)?(?:page|p|seite|pg)=\d{1,2}$"
)


def doubts_of(tree: PageTree, metadata: Metadata, text: str, *, goes_on: bool) -> tuple[str, ...]:
    """Say what is doubtful about a cleaned text, one sentence each; empty when nothing is.

    Args:
        tree: the page; its nodes are looked at as they were.
        metadata: what the page says of itself.
        text: what was taken for the article.
        goes_on: what `has_next_page` says.
    """
    if not text.strip():
        return (NO_ARTICLE,)
    return tuple(_doubts(tree, metadata, text, goes_on))


def _doubts(tree: PageTree, metadata: Metadata, text: str, goes_on: bool) -> Iterator[str]:
    if metadata.is_free is False:
        yield PAID
    elif len(text) < _BEGINNING and _shows_wall(tree.nodes):
        yield WALLED
    if _ENDS_CUT.search(text[-80:].rstrip()):
        yield CUT
    if goes_on:
        yield PAGED


def _shows_wall(nodes: Iterable[HtmlElement]) -> bool:
    boxes = [(node.get("class") or node.get("id") or "", node) for node in nodes if node.tag in _WALL_TAGS]
    if not holds_any("\n".join(dict(boxes)).lower(), WALL_WORDS):
        return False
    return any(is_wall(names) and not _HIDDEN.search(node.get("style") or "") for names, node in boxes)


def has_next_page(tree: PageTree, url: str) -> bool:
    """Whether the page links a next page of the same address; to be asked before the tree is changed."""
    for node in tree.root.iter("link", "a") if url else ():
        if (rel := node.get("rel")) and rel.lower() == "next":
            try:
                own, following = urlsplit(url), urlsplit(urljoin(url, node.get("href") or ""))
            except ValueError:
                continue
            if own.netloc == following.netloc and _is_second(own.path, following.path, following.query):
                return True
    return False


def _is_second(own: str, path: str, query: str) -> bool:
    stem = re.sub(r"(?:\.html?|/)$", "", own)
    if not stem or not path.startswith(stem):
        return False
    rest = path[len(stem) :]
    if rest in ("", "/", ".html", ".htm"):
        return _SECOND_PAGE.match(f"?{query}") is not None
    return _SECOND_PAGE.match(rest) is not None
