"""What a page says of itself for its metadata: what its head states, and later what it prints."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_line
from reader.cleaning.jsonld import article_nodes, graph_nodes, person_names
from reader.cleaning.metadata_printed import Printed, collect_printed
from reader.cleaning.tree import PageTree

_SITE_WORDS = 8
"""With its separator; what is longer goes on with the headline."""
_PLACEHOLDER = re.compile(r"\{\{.*\}\}|\$\{.*\}|<%.*%>|^%%?\w+%%?$|^[\s.]+$")
"""What a template leaves where its data did not come."""
_TELLING = ("meta", "title", "link", "script", "h1", "h2", "h3")
"""Elements that say by what they are of what article the page is."""


@dataclass
class Sources:
    """What a page says of itself."""

    tree: PageTree
    meta: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    nodes: list[dict[str, Any]] = field(default_factory=list)
    title: str = ""
    headings: list[HtmlElement] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    """Persons that JSON-LD describes beside the article."""
    linked_data: list[HtmlElement] = field(default_factory=list)
    """Scripts of JSON-LD."""
    data: list[HtmlElement] = field(default_factory=list)
    """Other scripts that may hold data."""
    canonical: str = ""
    language: str = ""

    @cached_property
    def printed(self) -> Printed:
        """What the page prints of author and day: read when it is asked for first.

        A quarter of the pages state both in their heads, so that nobody asks; the walk takes half of the time
        of all metadata (2026-11).
        """
        return collect_printed(self.tree.nodes, self.headings)

    def first(self, *names: str) -> str:
        """The first meta value under these names."""
        return next((value for name in names for value in self.meta.get(name, ())), "")

    def take_script(self, element: HtmlElement) -> None:
        """Keep a script that may say something of the page in data."""
        kind = element.get("type", "")
        if "ld+json" in kind:
            self.linked_data.append(element)
        elif "json" in kind or element.get("id"):
            self.data.append(element)


def collect_sources(tree: PageTree) -> Sources:
    """Collect what a page says of itself; it is taken as it stands."""
    found = Sources(tree)
    for element in tree.root.iter(*_TELLING):
        _take(found, element)
    graph = graph_nodes(found.linked_data)
    found.nodes = article_nodes(graph)
    found.persons = person_names(graph)
    root = tree.root
    found.language = root.get("lang", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return found


def _take(found: Sources, element: HtmlElement) -> None:
    match element.tag:
        case "meta":
            _take_meta(found, element)
        case "title":
            found.title = found.title or text_line(element)
        case "h1":
            found.headings.append(element)
        # The main heading of boards is their own name.
        case "h2" | "h3" if len(found.headings) < 2 and _is_headline(element, found.title):
            found.headings.append(element)
        case "link":
            if "canonical" in element.get("rel", "").lower():
                found.canonical = found.canonical or element.get("href", "").strip()
        case "script":
            found.take_script(element)


def _is_headline(element: HtmlElement, title: str) -> bool:
    """Whether a lesser heading is the main one, as the head's title begins with it."""
    text = text_line(element)
    return len(text) > 12 and title.startswith(text) and len(title[len(text) :].split()) <= _SITE_WORDS


def _take_meta(found: Sources, element: HtmlElement) -> None:
    names = (
        element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
    )
    content = element.get("content", "").strip()
    if names and content and not _is_placeholder(content):
        # One element may state several properties, and Dublin Core is written `dc:title` as well.
        for name in names.lower().split():
            found.meta[name.replace(":", ".") if name.startswith("dc") else name].append(content)


def _is_placeholder(content: str) -> bool:
    """Whether a template left its own words; the pattern is slow to say that it did not."""
    may_be = content[0] in "%." or "{{" in content or "${" in content or "<%" in content
    return may_be and _PLACEHOLDER.search(content) is not None
