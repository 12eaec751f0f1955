"""Links to places on the page itself, as programs that save pages write them: with the whole address.

Footnotes, contents and links back to the text are told by addresses that begin with `#`; what saves a page
makes every address absolute.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import ByName

_NAMES = etree.XPath("//@id | //a/@name", smart_strings=False)
_FRONT = re.compile(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_FEWEST = 3
"""So many links lead to places of the page before the address that they share is taken for its own."""


def shorten_own_links(root: HtmlElement, named: ByName, url: str | None) -> None:
    """Leave only the place of links to the page itself, in place.

    The page's address is the one that the file states, or its canonical one; of a page that states none it
    is the one address whose places, some of them, are all on this page.
    """
    links = [
        (link, *href.strip().partition("#"))
        for link in named.of("a")
        if "#" in (href := link.get("href", "")) and not href.startswith("#")
    ]
    if not links:
        return
    own = {_bare(address) for address in (url, *_stated(named)) if address}
    if not own:
        own = _told_by_places(root, ((address, place) for _, address, _, place in links))
    for link, address, _, place in links:
        if place and _bare(address) in own:
            link.set("href", f"#{place}")


def _stated(named: ByName) -> Iterator[str]:
    """The addresses that a page calls its own; asked of two kinds of elements, a path asks them all."""
    for link in named.of("link"):
        if link.get("rel") == "canonical":
            yield link.get("href", "")
    for meta in named.of("meta"):
        if meta.get("property") == "og:url":
            yield meta.get("content", "")


def _told_by_places(root: HtmlElement, links: Iterable[tuple[str, str]]) -> set[str]:
    names = frozenset(cast("list[str]", _NAMES(root)))
    places: dict[str, set[str]] = {}
    for address, place in links:
        if place:
            places.setdefault(_bare(address), set()).add(place)
    found = Counter({address: len(own) for address, own in places.items() if own <= names})
    return {address for address, count in found.most_common(1) if count >= _FEWEST}


def _bare(address: str) -> str:
    return _FRONT.sub("", address.strip()).rstrip("/").lower()
