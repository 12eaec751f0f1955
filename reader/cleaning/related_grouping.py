"""Cards gathered into modules by the heading over them; what stands between tells where one ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from reader.cleaning.related_areas import marks_of
from reader.cleaning.related_links import Address, squeeze, text_of
from reader.cleaning.related_titles import TITLE_CLASS
from reader.cleaning.related_words import MAX_HEADING, heading_kind

SILENT_TAGS = frozenset(("script", "style", "noscript", "template", "hr", "br", "img", "svg"))
CEILING = frozenset(("html", "body", "main"))
"""Elements that no box of a story goes beyond."""
_MAX_CLIMB = 9
# `Advertisement`, `See all`, a date: such words stand between a heading and its first card.
_SMALL_PRINT = 25
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "legend", "dt", "summary", "caption"))


@dataclass(slots=True, eq=False)
class Card:
    """One story of a module, as it stands on the page."""

    address: Address
    title: str
    link: HtmlElement
    box: HtmlElement
    """The largest element around the link that holds no other story."""
    label: str = ""
    """Words in front of the link that announce it, for a line in running text."""


@dataclass(slots=True, eq=False)
class Module:
    """Cards under one heading, or cards alike without one."""

    heading: str
    heading_element: HtmlElement | None
    cards: list[Card] = field(default_factory=list)


def grouped(cards: list[Card], keys: dict[HtmlElement, set[str]]) -> list[Module]:
    """Gather cards into modules.

    Args:
        cards: stories, in the order of the page.
        keys: the addresses of the stories that each element holds.
    """
    modules: list[Module] = []
    for card in cards:
        if card.label:
            modules.append(Module(card.label, None, [card]))
            continue
        found = _heading_over(card.box, keys, bool(modules))
        if isinstance(found, Module):
            modules.append(found)
        elif modules and not modules[-1].cards[-1].label:
            modules[-1].cards.append(card)
            continue
        else:
            modules.append(Module("", None))
        modules[-1].cards.append(card)
    return modules


def _heading_over(box: HtmlElement, keys: dict[HtmlElement, set[str]], has_before: bool) -> Module | None:
    """Look back from a card: a heading opens a module, a card before it continues one (None)."""
    node = box
    for _ in range(_MAX_CLIMB):
        parent = node.getparent()
        if parent is None:
            break
        for before in node.itersiblings(preceding=True):
            if _is_loose_heading(before.tail):
                return Module(squeeze(before.tail or ""), None)
            if not isinstance(before.tag, str) or before.tag in SILENT_TAGS:
                continue
            if before in keys:
                return None if has_before and _alike(before, node) else Module("", None)
            found = _heading_or_end(before)
            if found is not None:
                return found
        if _is_loose_heading(parent.text):
            return Module(squeeze(parent.text or ""), None)
        if parent.tag in CEILING:
            break
        node = parent
    return Module("", None)


def _is_loose_heading(text: str | None) -> bool:
    """Whether text without an element of its own is a heading: only its words can tell."""
    return bool(text) and 3 < len(squeeze(text or "")) <= MAX_HEADING and heading_kind(text or "") is not None


def _heading_or_end(before: HtmlElement) -> Module | None:
    """A heading opens a module, longer text ends the search; None for small print in between."""
    text = text_of(before)
    if not text:
        return None
    return _as_heading(before, text) or (Module("", None) if len(text) > _SMALL_PRINT else None)


def _alike(before: HtmlElement, node: HtmlElement) -> bool:
    """Whether two neighbours are items of one list: the first of them often bears one class more."""
    if before.tag != node.tag:
        return False
    first, second = set(marks_of(before).split()), set(marks_of(node).split())
    return (
        node.tag in ("li", "article", "a", "figure", "tr", "dd")
        or not first
        or not second
        or bool(first & second)
    )


def _as_heading(element: HtmlElement, text: str) -> Module | None:
    inner = (
        element
        if element.tag in _HEADING_TAGS
        else next((found for found in element.iter(*_HEADING_TAGS) if text_of(found)), None)
    )
    if inner is not None:
        text = text_of(inner)
        return Module(text, inner) if len(text) <= MAX_HEADING else None
    if len(text) > MAX_HEADING:
        return None
    named = element.tag in ("strong", "b", "header") or TITLE_CLASS.search(marks_of(element)) is not None
    return Module(text, element) if named or heading_kind(text) else None
