"""What a page prints, or says by the names of its elements, of who wrote the article, and when."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from reader.cleaning.class_words import AUTHOR, DATE, QUOTE, meaning_of
from reader.cleaning.elements.dom import text_line
from reader.cleaning.text.times import JOINED

_LINE_CHARACTERS = 80
_MOST_LINES = 120
NEAR_LINES = 20
"""So many short lines below the headline still belong to it: who wrote the article, and when."""
_OVER_HEADLINE = 3
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
_DATELINE_FIGURE = 64
"""Characters that hold its first figure."""
_FIGURE = re.compile(r"\d")
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
"""Elements that may say by their names and words who wrote the article, and when; with lesser headings."""
_HEADINGS = frozenset(("h1", "h2", "h3"))


@dataclass(slots=True)
class Printed:
    """What one walk over the elements of a page collected."""

    authors: list[HtmlElement] = field(default_factory=list)
    times: list[HtmlElement] = field(default_factory=list)
    dated: list[HtmlElement] = field(default_factory=list)
    author_links: list[HtmlElement] = field(default_factory=list)
    """Links below the headline to the page of an author."""
    posters: list[str] = field(default_factory=list)
    """Whom the page's own scripts are told to be the author, the first of each post or comment."""
    labelled: list[str] = field(default_factory=list)
    """What stands behind `By`, `Author:` and the like where these have an element of their own."""
    lines: list[str] = field(default_factory=list)
    """Short lines of the page, from its first main heading on."""
    early: deque[str] = field(default_factory=lambda: deque(maxlen=_MOST_LINES))
    """The last short lines before it."""
    is_below: bool = False
    """Whether the walk is below the first main heading."""
    room: int = _MOST_LINES
    """How many more of the lines are taken; menus may stand between a heading for screen readers and the title."""

    def near_lines(self) -> list[str]:
        """Short lines right below the headline, and right over it."""
        return [*self.lines[:NEAR_LINES], *list(self.early)[-_OVER_HEADLINE:]]

    def take_labelled(self, text: str) -> None:
        """Keep a name behind a label, when it stands by the headline and begins as names do."""
        if self.is_below and len(self.lines) < NEAR_LINES and text[:1].isalpha() and not text[0].islower():
            self.labelled.append(text)

    def take_line(self, text: str) -> None:
        """Keep a short line of the page."""
        (self.lines if self.is_below else self.early).append(" ".join(text.split()))
        if self.is_below:
            self.room -= 1


def collect_printed(nodes: Iterable[HtmlElement], headings: Iterable[HtmlElement]) -> Printed:
    """Walk over a page once.

    Args:
        nodes: the elements of the page, in its order.
        headings: its main headings; what stands below them may say who wrote the article, and when.
    """
    found = Printed()
    main = frozenset(headings)
    for element in nodes:
        tag = element.tag
        if tag not in _PLAIN:
            if tag == "time":
                found.times.append(element)
                continue
            if tag not in _HEADINGS:
                continue
            if element in main:
                found.is_below, found.room = True, _MOST_LINES
                continue
        # Many have no attribute, and hold nothing but others.
        attributes = element.items()
        if attributes or tag == "byline":
            _take_named(found, element, attributes)
        if found.room:
            text, behind = element.text, element.tail
            if text and not text.isspace():
                _take_line(found, element, text)
            if behind and not behind.isspace():
                _take_behind(found, element, behind)
    return found


def _take_line(found: Printed, element: HtmlElement, text: str) -> None:
    if element.tag == "dd" and _is_of_member(element):
        return
    if len(text) >= _LINE_CHARACTERS:
        # Few paragraphs begin with a figure; the pattern itself takes its time to find that out.
        begin = text.lstrip()[:_DATELINE_HEAD]
        dateline = _DATELINE.match(begin) if _FIGURE.search(begin, 0, _DATELINE_FIGURE) else None
        if dateline:
            found.take_line(dateline[1])
    elif len(text) <= _LABEL_CHARACTERS and _is_label(text):
        found.take_labelled(_behind(element))
    elif len(text) > 5:
        found.take_line(text)


def _take_behind(found: Printed, element: HtmlElement, text: str) -> None:
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


def _take_poster(found: Printed, link: HtmlElement | None) -> None:
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


def _take_named(found: Printed, element: HtmlElement, attributes: list[tuple[str, str]]) -> None:
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


def _take_writer(found: Printed, element: HtmlElement, key: str, value: str) -> bool:
    """Keep what an attribute says of the writer; whether it says that the element names the author."""
    if key == "rel":
        return "author" in value
    if key == "data-author":
        if value:
            found.posters.append(value)
    elif found.is_below and element.tag == "a" and _AUTHOR_PAGE.search(value):
        found.author_links.append(element)
    return False
