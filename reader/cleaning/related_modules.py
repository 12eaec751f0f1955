"""Links gathered into cards, and cards into modules with the heading over them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from reader.cleaning.related_areas import Areas, hinted_kind, marks_of
from reader.cleaning.related_links import (
    Address,
    AddressReader,
    count_words,
    is_blank,
    is_call_to_read,
    is_longer,
    looks_like_an_offer,
    may_be_of_article,
    squeeze,
    text_of,
)
from reader.cleaning.related_titles import (
    TITLE_CLASS,
    headline,
    headline_beside,
    is_heading_link,
    pictured_headline,
)
from reader.cleaning.related_words import MAX_HEADING, heading_kind, is_inline_label

# A page of a hundred thousand links is an index or an attack; what stands behind these is not read.
MAX_LINKS = 3000
# Pages of people nest some thirty levels; a bound keeps ten thousand levels from costing minutes.
MAX_LEVELS = 60
_MAX_BOX_LEVELS = 12
_MAX_CLIMB = 9
_MAX_CARD_TEXT = 700
# `Advertisement`, `See all`, a date: such words stand between a heading and its first card.
_SMALL_PRINT = 25
# A date, a source or a count of comments behind the link of a list item.
_DATE_LENGTH = 30
_SILENT_TAGS = frozenset(("script", "style", "noscript", "template", "hr", "br", "img", "svg"))
# Between links in a row stand a bullet or a hint such as [VIDEO].
_MARKS_BETWEEN = 12
_MAX_MARKS = 3
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "legend", "dt", "summary", "caption"))
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
# `2 years ago` leads to the last answer, not to a story.
_IS_AGE = re.compile(r"(?:(?:vor|hace|il y a) \d+ \w+|\d+ \w+ ago)$", re.IGNORECASE)
_BESIDE = _BLOCKS | _SILENT_TAGS
_CEILING = frozenset(("html", "body", "main"))
_SURE_WORDS = 4
"""Words of a headline; fewer may be the name of a list, unless the address has `_SLUG`."""
_SLUG = 3
_MOST_OF_HEADING = 12


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


@dataclass(slots=True, eq=False)
class _Raw:
    address: Address
    link: HtmlElement
    text: str
    """All text of the link; empty when it calls to read, or has none."""
    title: str


def read_modules(root: HtmlElement, addresses: AddressReader, areas: Areas) -> list[Module]:
    """Gather the page's story links into modules, in the order of the page."""
    raws = list(_candidates(root, addresses, areas))
    keys: dict[HtmlElement, set[str]] = {}
    for raw in raws:
        for above in (raw.link, *islice(raw.link.iterancestors(), MAX_LEVELS)):
            keys.setdefault(above, set()).add(raw.address.key)
    return _grouped(_cards(raws, keys, areas), keys)


def _candidates(root: HtmlElement, addresses: AddressReader, areas: Areas) -> Iterator[_Raw]:
    # Half of a page's links are told by few words and a short path; where they stand is asked last.
    for link in islice(root.iter("a"), MAX_LINKS + 1):
        text = text_of(link)
        words = count_words(text)
        href = link.get("href") or ""
        if words < _SURE_WORDS and not may_be_of_article(href):
            continue
        is_call = not text or is_call_to_read(text)
        if words < 2 and not is_call:
            continue
        address = addresses.read(href)
        if address is None or address.slug < (_SLUG if is_call or words < _SURE_WORDS else 1):
            continue
        if areas.of(link) in ("menu", "refused"):
            continue
        title = headline(link, text) if text else ""
        if words <= _MOST_OF_HEADING and _names_a_list(title):
            continue
        if is_call:
            yield _Raw(address, link, "", "")
        elif not looks_like_an_offer(text) and not _IS_AGE.match(text):
            yield _Raw(address, link, text, title)


def _names_a_list(title: str) -> bool:
    """Whether a link is the heading of a module, linked to the list of all such stories."""
    return count_words(title) <= 3 and heading_kind(title) is not None


def _cards(raws: list[_Raw], keys: dict[HtmlElement, set[str]], areas: Areas) -> list[Card]:
    cards: list[Card] = []
    boxes: dict[HtmlElement, int] = {}
    lines: dict[HtmlElement, _Line] = {}
    for raw in raws:
        box = _box(raw, keys)
        if box in boxes:
            _choose(cards[boxes[box]], raw)
            continue
        label = _label(raw, areas, lines)
        if label is None:
            continue
        boxes[box] = len(cards)
        cards.append(Card(raw.address, "", raw.link, box, label))
        _choose(cards[-1], raw)
    for card in cards:
        if not card.title:
            card.title = headline_beside(card.box) or pictured_headline(card.box)
        card.title = _without_label(card.title)
    return [card for card in cards if card.title]


def _without_label(title: str) -> str:
    """The headline behind `RELATED:` or `Also read |`, when the link holds both."""
    for mark in (":", "|", ">"):
        label, found, rest = title.partition(mark)
        if found and is_inline_label(label) and count_words(rest) >= 3:
            return rest.strip()
    return title


def _choose(card: Card, raw: _Raw) -> None:
    """Keep the better title of two links to one story: a picture's link has none, a headline is longest."""
    title = raw.title
    if not title or (card.title and is_heading_link(card.link)):
        return
    if is_heading_link(raw.link) or count_words(title) > count_words(card.title):
        card.title, card.link = title, raw.link


def _box(raw: _Raw, keys: dict[HtmlElement, set[str]]) -> HtmlElement:
    box = raw.link
    if len(raw.text) > _MAX_CARD_TEXT:
        return box
    for above in islice(box.iterancestors(), _MAX_BOX_LEVELS):
        if len(keys[above]) > 1 or above.tag in _CEILING:
            break
        # Half of what stands around a card is its wrapper: it is no longer than the card.
        if not _is_wrapper(above, box) and (
            is_longer(above, _MAX_CARD_TEXT) or _holds_heading_over(above, box)
        ):
            break
        box = above
    return box


def _is_wrapper(above: HtmlElement, box: HtmlElement) -> bool:
    """Whether an element holds nothing but one other."""
    return len(above) == 1 and is_blank(above.text) and is_blank(box.tail)


def _holds_heading_over(above: HtmlElement, box: HtmlElement) -> bool:
    """Whether a module's heading stands between an element's start and the card in it."""
    for before in box.itersiblings(preceding=True):
        if not isinstance(before.tag, str):
            continue
        text = text_of(before)
        if text and len(text) <= MAX_HEADING and heading_kind(text) not in (None, "none"):
            return True
    return bool(above.text) and heading_kind(above.text or "") not in (None, "none")


@dataclass(frozen=True, slots=True)
class _Line:
    """The block that links stand in, measured once for all of them."""

    length: int
    lead: str
    """Text in front of the first link."""
    loose: int
    """Length of the text behind it that is no link."""
    links: int

    @property
    def is_of_links(self) -> bool:
        return self.loose <= _MARKS_BETWEEN * self.links

    @property
    def is_announced(self) -> bool:
        return self.is_of_links and is_inline_label(self.lead) and _ends_a_label(self.lead)


def _measured(block: HtmlElement) -> _Line:
    whole = text_of(block)
    links = [text for link in block.iter("a") if (text := text_of(link))]
    lead = whole.partition(links[0])[0] if links else whole
    return _Line(len(whole), lead, len(whole) - sum(map(len, links)) - len(lead), len(links))


def _label(raw: _Raw, areas: Areas, lines: dict[HtmlElement, _Line]) -> str | None:
    """What announces a link in its own block; None when the link is part of a sentence."""
    if not raw.text:
        return ""
    inner, block, is_alone = raw.link, raw.link.getparent(), True
    while block is not None:
        is_alone = is_alone and _is_wrapper(block, inner)
        if block.tag in _BLOCKS:
            break
        inner, block = block, block.getparent()
    if block is None or is_alone:
        return ""
    line = lines.get(block)
    if line is None:
        line = lines[block] = _measured(block)
    rest = line.length - len(raw.text)
    if rest <= _MAX_MARKS:
        return ""
    if line.is_announced:
        return line.lead.strip()
    if block.tag not in ("p", "blockquote", "td") and not areas.in_body(raw.link):
        return ""
    if hinted_kind(marks_of(block)) and _stands_alone(raw.link, block):
        return ""
    begins = len(line.lead) <= _MAX_MARKS
    dated = block.tag == "li" and (begins or not areas.in_body(raw.link))
    return "" if (begins and line.is_of_links) or (dated and rest <= _DATE_LENGTH) else None


def _stands_alone(link: HtmlElement, block: HtmlElement) -> bool:
    """Whether only other blocks, such as a card's date and topic, stand beside a link in its block."""
    node = link
    while node is not block:
        above, before, behind = node.getparent(), node.getprevious(), node.getnext()
        lead = above.text if before is None else before.tail
        if (lead and lead.strip()) or (node.tail and node.tail.strip()):
            return False
        if any(other is not None and other.tag not in _BESIDE for other in (before, behind)):
            return False
        node = above
    return True


def _ends_a_label(before: str) -> bool:
    """`Read` alone begins a sentence; `Read:` and `See also` announce."""
    return count_words(before) >= 2 or not before.rstrip()[-1:].isalnum()


def _grouped(cards: list[Card], keys: dict[HtmlElement, set[str]]) -> list[Module]:
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
            if not isinstance(before.tag, str) or before.tag in _SILENT_TAGS:
                continue
            if before in keys:
                return None if has_before and _alike(before, node) else Module("", None)
            found = _heading_or_end(before)
            if found is not None:
                return found
        if _is_loose_heading(parent.text):
            return Module(squeeze(parent.text or ""), None)
        if parent.tag in _CEILING:
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
