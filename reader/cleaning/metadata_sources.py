"""What one walk over a page collects for its metadata: what its head states, and what its text may say."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_line
from reader.cleaning.jsonld import article_nodes, graph_nodes, person_names
from reader.cleaning.text.times import JOINED

_AUTHOR_NAMES = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|author-name|post-author|entry-author|article-author|autor|autoren|auteurs?|authorname|td-post-author-name|"
    r"writer|by-line|vcard|p-author|reader-credits)(?:$|[\s_-]|__name)"
)
_OF_QUOTE = re.compile(r"(?:^|[\s_-])(?:quotes?|zitat|cita|testimonials?)(?:$|[\s_-])")
"""Who said a quote is called its author, too."""
_DATE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|published|pub-?date|publish(?:ed)?-?(?:date|time|on|at)|post-?date|entry-date|reg-?date|write-?date|timestamp|datum|posted-on|time|"
    r"dt-published|article-date|meta|byline|info|fecha|data)(?:$|[\s_-])|(?:^|\s)age(?:$|\s)"
)
_STEMS = re.compile(
    r"aut|by-?l|writer|vcard|credits|dat[eua]|publ|time|posted|meta|info|fecha|(?:^|\s)age(?:$|\s)"
)
"""Each of the names above has one of these, which are found in a quarter of the time."""
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
_LABEL = re.compile(
    r"^\s*(?:by|von|par|por|di|door|af|av|written by|posted by|(?:ein |an )?(?:artikel|beitrag|article|text) (?:von|by)|"
    r"(?:autor(?:in)?|author|auteur|text|reporter)\s*:)\s*$"
)
_LABEL_CHARACTERS = 24
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|staff|contributors?|writers?)/[^/?#]+/?$", re.IGNORECASE
)
_PLAIN = frozenset(
    """h4 h5 h6 a p span div li ul td dd address small strong em b font article byline
    abbr""".split()  # noqa: SIM905  # words
)
"""Elements that may say by their names and words who wrote the article, and when."""
_TELLING = (*_PLAIN, "meta", "title", "link", "script", "time", "h1", "h2", "h3")
"""These, and those that say it by what they are."""


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


def collect_sources(root: HtmlElement) -> Sources:
    """Walk over a page once; what it says is taken as it stands."""
    found = Sources()
    for element in root.iter(*_TELLING):
        if element.tag in _PLAIN or not _take(found, element):  # most are plain: they are told apart first
            _take_named(found, element)
            _take_line(found, element)
    graph = graph_nodes(found.linked_data)
    found.nodes = article_nodes(graph)
    found.persons = person_names(graph)
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


def _take_line(found: Sources, element: HtmlElement) -> None:
    if found.headings and not found.room:
        return
    text, behind = element.text, element.tail
    if not text or text.isspace() or (element.tag == "dd" and _is_of_member(element)):
        pass
    elif len(text) >= _LINE_CHARACTERS:
        # Few paragraphs begin with a figure; the pattern itself takes its time to find that out.
        begin = text.lstrip()[:_DATELINE_HEAD]
        dateline = _DATELINE.match(begin) if _FIGURE.search(begin) else None
        if dateline:
            found.take_line(dateline[1])
    elif len(text) <= _LABEL_CHARACTERS and _LABEL.match(text.lower()):
        found.take_labelled(_behind(element))
    elif len(text) > 5:
        found.take_line(text)
    if behind and not behind.isspace():
        _take_behind(found, element, behind)


def _take_behind(found: Sources, element: HtmlElement, text: str) -> None:
    if len(text) <= _LABEL_CHARACTERS and _LABEL.match(text.lower()):
        _take_poster(found, element.getnext())
    # Behind an icon, or behind a label such as "Date:", stands a date that has no element of its own.
    if 5 < len(text) < _WITH_BLANKS and _FIGURES.search(text):
        line = " ".join(text.split())
        if len(line) <= _DATE_CHARACTERS:
            found.take_line(line)


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


def _take_named(found: Sources, element: HtmlElement) -> None:
    is_author = element.tag == "byline"
    is_dated = is_time = False
    for key, value in element.items():
        if key in ("class", "id"):
            says_author, says_date = _speak_of(value)
            is_author, is_dated = is_author or says_author, is_dated or says_date
        elif key == "itemprop":
            is_author, is_time = is_author or "author" in value, value in ("datePublished", "dateCreated")
        elif key == "rel":
            is_author = is_author or "author" in value
        elif key == "data-author" and value:
            found.posters.append(value)
        elif key == "href" and found.headings and element.tag == "a" and _AUTHOR_PAGE.search(value):
            found.author_links.append(element)
    if is_author:
        found.authors.append(element)
    if is_time:
        found.times.append(element)
    elif is_dated:
        found.dated.append(element)


@lru_cache(maxsize=4096)
def _speak_of(names: str) -> tuple[bool, bool]:
    """Whether classes or an id speak of an author, and of a date; most elements of a page share theirs."""
    folded = names.lower()  # patterns that need not fold letters take half the time (2026-11)
    if not _STEMS.search(folded):
        return False, False
    is_author = _AUTHOR_NAMES.search(folded) is not None and _OF_QUOTE.search(folded) is None
    return is_author, _DATE_NAMES.search(folded) is not None
