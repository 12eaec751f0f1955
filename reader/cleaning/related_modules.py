"""Links that may lead to stories, gathered into cards: one for each story, with its title and box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from reader.cleaning.related_areas import Areas, hinted_kind, marks_of
from reader.cleaning.related_grouping import CEILING, SILENT_TAGS, Card, Module, grouped
from reader.cleaning.related_links import (
    Address,
    AddressReader,
    count_words,
    is_blank,
    is_call_to_read,
    is_longer,
    looks_like_an_offer,
    may_be_of_article,
    text_of,
)
from reader.cleaning.related_titles import (
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
_MAX_CARD_TEXT = 700
# A date, a source or a count of comments behind the link of a list item.
_DATE_LENGTH = 30
# Between links in a row stand a bullet or a hint such as [VIDEO].
_MARKS_BETWEEN = 12
_MAX_MARKS = 3
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
_BESIDE = _BLOCKS | SILENT_TAGS
_SURE_WORDS = 4
"""Words of a headline; fewer may be the name of a list, unless the address has `_SLUG`."""
_SLUG = 3
_MOST_OF_HEADING = 12


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
    return grouped(_cards(raws, keys, areas), keys)


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
        if len(keys[above]) > 1 or above.tag in CEILING:
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
