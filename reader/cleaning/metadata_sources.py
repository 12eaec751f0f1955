"""What one walk over a page collects for its metadata: what its head states, and what its text may say."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from reader.cleaning.class_words import AUTHOR, DATE, QUOTE, meaning_of
from reader.cleaning.elements.dom import text_line
from reader.cleaning.jsonld import article_nodes, graph_nodes, person_names
from reader.cleaning.text.times import JOINED
from reader.cleaning.tree import PageTree

_LINE_CHARACTERS = 80
_MOST_LINES = 120
NEAR_LINES = 20
"""So many short lines below the headline still belong to it: who wrote the article, and when."""
_OVER_HEADLINE = 3
_SITE_WORDS = 8
"""With its separator; what is longer goes on with the headline."""
_DATE_CHARACTERS = 24
_WITH_BLANKS = 400
"""Templates leave whole rows of blanks around a date."""
_FIGURES = re.compile(r"\d{1,4}\D{1,14}\d")
_DATELINE = re.compile(
    r"(?:[^\d\W][^\d,]{1,40},\s)?(?:den |le |on )?([^,–—|]{0,14}\d[^–—|]{4,20}?)\s*(?:[–—|:]|\s-\s)"
)
"""`Port Lorne, 3 March 2024 – The harbour`: press releases begin so."""
_DATELINE_HEAD = 100
"""Characters that hold a dateline."""
_FIGURE = re.compile(r"\d")
_PLACEHOLDER = re.compile(r"\{\{.*\}\}|\$\{.*\}|<%.*%>|^%%?\w+%%?$|^[\s.]+$")
"""What a template leaves where its data did not come."""
_BY = frozenset(
    (
        *"by von par por di door af av".split(),  # noqa: SIM905  # words
        *("written by", "posted by"),
        *(
            f"{article}{kind} {by}"
            for article in ("", "ein ", "an ")
            for kind in ("artikel", "beitrag", "article", "text")
            for by in ("von", "by")
        ),
    )
)
_WRITER = frozenset(("autor", "autorin", "author", "auteur", "text", "reporter"))
_LABEL_CHARACTERS = 24
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|staff|contributors?|writers?)/[^/?#]+/?$", re.IGNORECASE
)
_OF_WRITER = frozenset(("rel", "data-author", "href"))
_PLAIN = frozenset(
    """h4 h5 h6 a p span div li ul td dd address small strong em b font article byline
    abbr""".split()  # noqa: SIM905  # words
)
"""Elements that may say by their names and words who wrote the article, and when."""
_TELLING = frozenset(("meta", "title", "link", "script", "time", "h1", "h2", "h3"))
"""Elements that say it by what they are."""


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
    author_links: list[HtmlElement] = field(default_factory=list)
    """Links below the headline to the page of an author."""
    posters: list[str] = field(default_factory=list)
    """Whom the page's own scripts are told to be the author, the first of each post or comment."""
    labelled: list[str] = field(default_factory=list)
    """What stands behind `By`, `Author:` and the like where these have an element of their own."""
    persons: list[str] = field(default_factory=list)
    """Persons that JSON-LD describes beside the article."""
    linked_data: list[HtmlElement] = field(default_factory=list)
    """Scripts of JSON-LD."""
    data: list[HtmlElement] = field(default_factory=list)
    """Other scripts that may hold data."""
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

    def near_lines(self) -> list[str]:
        """Short lines right below the headline, and right over it."""
        return [*self.lines[:NEAR_LINES], *list(self.early)[-_OVER_HEADLINE:]]

    def take_heading(self, element: HtmlElement) -> None:
        """Keep a main heading; what stands below it may say who wrote the article, and when."""
        self.headings.append(element)
        self.room = _MOST_LINES

    def take_script(self, element: HtmlElement) -> None:
        """Keep a script that may say something of the page in data."""
        kind = element.get("type", "")
        if "ld+json" in kind:
            self.linked_data.append(element)
        elif "json" in kind or element.get("id"):
            self.data.append(element)

    def take_labelled(self, text: str) -> None:
        """Keep a name behind a label, when it stands by the headline and begins as names do."""
        if self.headings and len(self.lines) < NEAR_LINES and text[:1].isalpha() and not text[0].islower():
            self.labelled.append(text)

    def take_line(self, text: str) -> None:
        """Keep a short line of the page."""
        (self.lines if self.headings else self.early).append(" ".join(text.split()))
        if self.headings:
            self.room -= 1


def collect_sources(tree: PageTree) -> Sources:
    """Walk over a page once; what it says is taken as it stands."""
    found = Sources()
    for element in tree.nodes:
        tag = element.tag
        if tag not in _PLAIN and (tag not in _TELLING or _take(found, element)):
            continue
        # Most are plain; many have no attribute, and hold nothing but others.
        attributes = element.items()
        if attributes or tag == "byline":
            _take_named(found, element, attributes)
        if found.room:
            text, behind = element.text, element.tail
            if text and not text.isspace():
                _take_line(found, element, text)
            if behind and not behind.isspace():
                _take_behind(found, element, behind)
    graph = graph_nodes(found.linked_data)
    found.nodes = article_nodes(graph)
    found.persons = person_names(graph)
    root = tree.root
    found.language = root.get("lang", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return found


def _take(found: Sources, element: HtmlElement) -> bool:
    """Keep an element that says something by what it is; False for a heading that is none of the article's."""
    match element.tag:
        case "meta":
            _take_meta(found, element)
        case "title":
            found.title = found.title or text_line(element)
        case "h1":
            found.take_heading(element)
        # The main heading of boards is their own name.
        case "h2" | "h3" if len(found.headings) < 2 and _is_headline(element, found.title):
            found.take_heading(element)
        case "link":
            if "canonical" in element.get("rel", "").lower():
                found.canonical = found.canonical or element.get("href", "").strip()
        case "time":
            found.times.append(element)
        case "script":
            found.take_script(element)
        case _:
            return False
    return True


def _is_headline(element: HtmlElement, title: str) -> bool:
    """Whether a lesser heading is the main one, as the head's title begins with it."""
    text = text_line(element)
    return len(text) > 12 and title.startswith(text) and len(title[len(text) :].split()) <= _SITE_WORDS


def _take_meta(found: Sources, element: HtmlElement) -> None:
    names = (
        element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
    )
    content = element.get("content", "").strip()
    if names and content and not _PLACEHOLDER.search(content):
        # One element may state several properties, and Dublin Core is written `dc:title` as well.
        for name in names.lower().split():
            found.meta[name.replace(":", ".") if name.startswith("dc") else name].append(content)


def _take_line(found: Sources, element: HtmlElement, text: str) -> None:
    if element.tag == "dd" and _is_of_member(element):
        return
    if len(text) >= _LINE_CHARACTERS:
        # Few paragraphs begin with a figure; the pattern itself takes its time to find that out.
        begin = text.lstrip()[:_DATELINE_HEAD]
        dateline = _DATELINE.match(begin) if _FIGURE.search(begin) else None
        if dateline:
            found.take_line(dateline[1])
    elif len(text) <= _LABEL_CHARACTERS and _is_label(text):
        found.take_labelled(_behind(element))
    elif len(text) > 5:
        found.take_line(text)


def _take_behind(found: Sources, element: HtmlElement, text: str) -> None:
    if len(text) <= _LABEL_CHARACTERS and _is_label(text):
        _take_poster(found, element.getnext())
    # Behind an icon, or behind a label such as "Date:", stands a date that has no element of its own.
    if 5 < len(text) < _WITH_BLANKS and _FIGURES.search(text):
        line = " ".join(text.split())
        if len(line) <= _DATE_CHARACTERS:
            found.take_line(line)


def _is_label(text: str) -> bool:
    """Whether a text is `By`, `Author:` or the like."""
    folded = text.strip().lower()
    return folded in _BY or (folded[-1:] == ":" and folded[:-1].rstrip() in _WRITER)


def _is_of_member(value: HtmlElement) -> bool:
    """Whether a value is the day on which the writer of a post joined the board."""
    term = value.getprevious()
    return term is not None and JOINED.match(term.text or "") is not None


def _take_poster(found: Sources, link: HtmlElement | None) -> None:
    """Keep whom a line such as `12 points by keel` names, when the link leads to what is called the same."""
    if link is not None and link.tag == "a":
        name = text_line(link)
        if name and name.lower() in link.get("href", "").lower():
            found.posters.append(name)


def _behind(label: HtmlElement) -> str:
    """The text next to a label: in an element within it, behind it, or in the element after it."""
    if len(label):
        return text_line(label[0])
    if label.tail and not label.tail.isspace():
        return " ".join(label.tail.split())
    following = label.getnext()
    return "" if following is None else text_line(following)


def _take_named(found: Sources, element: HtmlElement, attributes: list[tuple[str, str]]) -> None:
    is_author = element.tag == "byline"
    is_dated = is_time = False
    for key, value in attributes:
        if key in ("class", "id"):
            if spoken := meaning_of(value):
                is_author = is_author or spoken & (AUTHOR | QUOTE) == AUTHOR  # so is called who said a quote
                is_dated = is_dated or spoken & DATE > 0
        elif key == "itemprop":
            is_author, is_time = is_author or "author" in value, value in ("datePublished", "dateCreated")
        elif key in _OF_WRITER:
            is_author = _take_writer(found, element, key, value) or is_author
    if is_author:
        found.authors.append(element)
    if is_time:
        found.times.append(element)
    elif is_dated:
        found.dated.append(element)


def _take_writer(found: Sources, element: HtmlElement, key: str, value: str) -> bool:
    """Keep what an attribute says of the writer; whether it says that the element names the author."""
    if key == "rel":
        return "author" in value
    if key == "data-author":
        if value:
            found.posters.append(value)
    elif found.headings and element.tag == "a" and _AUTHOR_PAGE.search(value):
        found.author_links.append(element)
    return False
