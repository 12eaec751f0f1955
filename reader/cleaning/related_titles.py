"""The headline of a story among the small print of its card: kicker, rank, date, author, teaser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from reader.cleaning.related_links import count_words, squeeze, text_of

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TITLE_CLASS = re.compile(r"title|headline|hed\b|titre|titulo|titolo|titel|heading|card__?name|rec-text")
_SIDE_CLASS = re.compile(
    r"kicker|eyebrow|category|section|label|date|time|author|byline|teaser-?(?:text|copy|body)|excerpt"
    r"|summary|desc|count|source|rank|number|meta|comment"
    r"|duration|sr-only|visually|off-?screen|screen-?reader|dachzeile|pre-?head|overline|roofline"
    r"|spitzmarke|topline|volanta|antetitulo|occhiello|card-?text"
    r"|standfirst|dek\b|sub-?(?:title|head|titulo)|posted|caption-?credit|tag\b|icon|badge|ellips"
)
_ARROWS = " ←→⟵⟶◄►▸◂"
"""Signs beside the titles of the previous and the next article."""
_SIDE_TAGS = frozenset(
    (
        "time",
        "small",
        "figcaption",
        "img",
        "svg",
        "noscript",
        "script",
        "style",
        "button",
        "template",
        "picture",
        "video",
    )
)


@lru_cache(maxsize=1024)
def _is_called_title(names: str) -> bool:
    names = names.lower()
    return TITLE_CLASS.search(names) is not None and _SIDE_CLASS.search(names) is None


@lru_cache(maxsize=1024)
def _is_called_aside(names: str) -> bool:
    names = names.lower()
    return _SIDE_CLASS.search(names) is not None and TITLE_CLASS.search(names) is None


def is_heading_link(link: HtmlElement) -> bool:
    """Whether a link stands in a heading, holds one or is named one: it bears the story's headline."""
    parent = link.getparent()
    if _is_called_title(link.get("class") or ""):
        return True
    return (parent is not None and parent.tag in HEADING_TAGS) or next(
        link.iter(*HEADING_TAGS), None
    ) is not None


def headline(link: HtmlElement, text: str) -> str:
    """The headline in a link; all its text when nothing tells the headline from the rest.

    Args:
        link: has a text.
        text: what `text_of` gives for it.
    """
    if not len(link):
        return text.strip(_ARROWS)
    # A kicker is often a heading too, one rank below the headline.
    headings = [(inner.tag, line) for inner in link.iter(*HEADING_TAGS) if (line := text_of(inner))]
    if headings:
        top = min(tag for tag, _ in headings)
        return max((line for tag, line in headings if tag == top), key=len)
    for inner in link.iter("span", "div", "p", "strong", "b", "em"):
        if _is_called_title(inner.get("class") or ""):
            line = text_of(inner)
            if count_words(line) >= 2:
                return line
    title = squeeze("".join(_kept_text(link)))
    return (title if count_words(title) >= 2 else text).strip(_ARROWS)


def _kept_text(link: HtmlElement) -> Iterator[str]:
    # A stack instead of recursion: hostile pages nest ten thousand tags in a link.
    stack: list[HtmlElement | str] = [link]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        if not isinstance(item.tag, str) or item.tag in _SIDE_TAGS:
            continue
        if item is not link and _is_called_aside(item.get("class") or ""):
            yield " "
            continue
        yield item.text or ""
        for child in reversed(item):
            stack.append(
                f" {child.tail}" if child.tail and child.tag in ("div", "p", "br") else child.tail or ""
            )
            stack.append(child)
        if item.tag in ("div", "p"):
            yield " "


def headline_beside(box: HtmlElement) -> str:
    """A headline that stands in a card beside an empty link or a picture's."""
    for inner in box.iter(*HEADING_TAGS):
        if (text := text_of(inner)) and count_words(text) >= 3:
            return text
    for inner in box.iter("div", "span", "p", "strong"):
        if TITLE_CLASS.search((inner.get("class") or "").lower()) and count_words(text_of(inner)) >= 3:
            return text_of(inner)
    return ""


def pictured_headline(box: HtmlElement) -> str:
    """The headline that a card gives its picture as alternative text."""
    alternatives = (squeeze(image.get("alt") or "") for image in box.iter("img"))
    return next((text for text in alternatives if count_words(text) >= 3), "")
