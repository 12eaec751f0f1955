"""What one walk over a page collects for its metadata: what its head states, and what its text may say."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml.html import HtmlElement

from reader.cleaning.jsonld import article_nodes

_AUTHOR_NAMES = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|author-name|post-author|entry-author|article-author|autor|autoren|auteurs?|authorname|td-post-author-name|"
    r"writer|by-line|vcard|p-author)(?:$|[\s_-]|__name)",
    re.IGNORECASE,
)
_DATE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|published|pubdate|publish-date|post-date|entry-date|timestamp|datum|posted-on|time|"
    r"dt-published|article-date|meta|byline|info|fecha|data)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINE_CHARACTERS = 80
_MOST_LINES = 120
_DATE_CHARACTERS = 24
_WITH_BLANKS = 400
"""Templates leave whole rows of blanks around a date."""
_FIGURES = re.compile(r"\d{1,4}\D{1,14}\d")
_DATELINE = re.compile(
    r"\s*(?:[^\d\W][^\d,]{1,40},\s)?(?:den |le |on )?([^,–—|]{0,14}\d[^–—|]{4,20}?)\s*(?:[–—|:]|\s-\s)"
)
"""`Port Lorne, 3 March 2024 – The harbour`: press releases begin so."""
_TELLING = (
    "meta", "title", "link", "script", "time", "h1", "h2", "h3", "h4", "h5", "h6", "a", "p", "span", "div",
    "li", "ul", "td", "dd", "address", "small", "strong", "em", "b", "font",
)  # fmt: skip
"""Elements that may say who wrote the article, when, or what it is called."""


@dataclass(slots=True)
class Sources:
    """What one walk over the page collected."""

    meta: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    nodes: list[dict[str, Any]] = field(default_factory=list)
    title: str = ""
    headings: list[HtmlElement] = field(default_factory=list)
    authors: list[HtmlElement] = field(default_factory=list)
    times: list[HtmlElement] = field(default_factory=list)
    dated: list[HtmlElement] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """Short lines of the page, from its first main heading on."""
    room: int = _MOST_LINES
    """How many more of them are taken; menus may stand between a heading for screen readers and the title."""
    early: deque[str] = field(default_factory=lambda: deque(maxlen=_MOST_LINES))
    """The last short lines before it."""
    canonical: str = ""
    language: str = ""

    def first(self, *names: str) -> str:
        """The first meta value under these names."""
        return next((value for name in names for value in self.meta.get(name, ())), "")

    def take_line(self, text: str) -> None:
        """Keep a short line of the page."""
        (self.lines if self.headings else self.early).append(" ".join(text.split()))
        if self.headings:
            self.room -= 1


def collect_sources(root: HtmlElement) -> Sources:
    """Walk over a page once; what it says is taken as it stands."""
    found = Sources()
    scripts = []
    for element in root.iter(*_TELLING):
        match element.tag:
            case "meta":
                _take_meta(found, element)
            case "title":
                found.title = found.title or text_within(element)
            case "h1":
                found.headings.append(element)
                found.room = _MOST_LINES
            case "link":
                if "canonical" in element.get("rel", "").lower():
                    found.canonical = found.canonical or element.get("href", "").strip()
            case "time":
                found.times.append(element)
            case "script":
                if "ld+json" in element.get("type", ""):
                    scripts.append(element)
            case _:
                _take_named(found, element)
                _take_line(found, element)
    found.nodes = article_nodes(scripts)
    found.language = root.get("lang", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return found


def _take_meta(found: Sources, element: HtmlElement) -> None:
    name = (
        element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
    )
    content = element.get("content", "").strip()
    if name and content:
        found.meta[name.strip().lower()].append(content)


def _take_line(found: Sources, element: HtmlElement) -> None:
    if found.headings and not found.room:
        return
    text, behind = element.text or "", element.tail or ""
    if len(text) >= _LINE_CHARACTERS:
        dateline = _DATELINE.match(text)
        if dateline:
            found.take_line(dateline[1])
    elif len(text) > 5 and not text.isspace():
        found.take_line(text)
    # Behind an icon, or behind a label such as "Date:", stands a date that has no element of its own.
    if 5 < len(behind) < _WITH_BLANKS and _FIGURES.search(behind):
        line = " ".join(behind.split())
        if len(line) <= _DATE_CHARACTERS:
            found.take_line(line)


def _take_named(found: Sources, element: HtmlElement) -> None:
    is_author, is_dated = _speaks_of(f"{element.get('class', '')} {element.get('id', '')}")
    prop = element.get("itemprop", "")
    if is_author or "author" in prop or "author" in element.get("rel", ""):
        found.authors.append(element)
    if prop in ("datePublished", "dateCreated"):
        found.times.append(element)
    elif is_dated:
        found.dated.append(element)


@lru_cache(maxsize=4096)
def _speaks_of(names: str) -> tuple[bool, bool]:
    """Whether class and id speak of an author, and of a date; most elements of a page share theirs."""
    if names == " ":
        return False, False
    return _AUTHOR_NAMES.search(names) is not None, _DATE_NAMES.search(names) is not None


def text_within(element: HtmlElement) -> str:
    """All text of an element as one line."""
    return " ".join("".join(map(str, element.itertext())).split())
