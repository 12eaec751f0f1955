"""The stories that a saved page points to: modules of links told apart by heading, place and markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from reader.cleaning.article import Story, StoryKind
from reader.cleaning.related_areas import Areas, is_neighbour, is_prose
from reader.cleaning.related_carried import Carried, gather_carried
from reader.cleaning.related_details import age_of, published_of, source_of
from reader.cleaning.related_grouping import Card, Module
from reader.cleaning.related_kinds import module_kind
from reader.cleaning.related_links import AddressReader, usual_host
from reader.cleaning.related_modules import MAX_LEVELS, read_modules
from reader.cleaning.related_words import heading_kind
from reader.cleaning.tree import PageTree
from reader.terminal import safe, safe_line

_INLINE_TAGS = frozenset(("a", "strong", "em", "b", "i", "u", "span", "font", "small", "mark"))


@dataclass(frozen=True, slots=True)
class RelatedModules:
    """What a page points to, and what of it must not stand in the article's body."""

    stories: tuple[Story, ...] = ()
    elements: tuple[HtmlElement, ...] = ()
    """Containers, headings, cards and lines; none of them holds a paragraph of the body."""


def find_related(tree: PageTree, title: str) -> RelatedModules:
    """Find the modules of related stories; the tree stays as it is.

    Args:
        tree: the parsed page, before anything was taken out of it.
        title: headline of the article itself; a link with these words is no other story.
    """
    areas = Areas(tree.root)
    own = tuple(_own_addresses(tree))
    # A file saved without its address still names it, for other machines to read.
    base = tree.base or next((url for url in own if url and url.startswith(("http://", "https://"))), "")
    addresses = AddressReader(base, own, "" if base else usual_host(tree.root))
    stories: list[Story] = []
    elements: list[HtmlElement] = []
    own_title = safe_line(title).casefold()
    modules = read_modules(tree.root, addresses, areas)
    carried = gather_carried(modules)
    for module in modules:
        module.cards = [card for card in module.cards if card.title.casefold() != own_title]
        if module.cards and all(card in carried for card in module.cards):
            stories.extend(_whole_story(card, module, carried[card]) for card in module.cards)
            elements.extend(_whole_elements(module, carried))
            continue
        kind = module_kind(module, areas, addresses) if module.cards else None
        if kind is None:
            continue
        if all(is_neighbour(card.link) for card in module.cards) and heading_kind(module.heading) is None:
            # Two links below a text need no heading: the nearest is one of the text.
            module.heading, module.heading_element = "", None
        stories.extend(_stories(module, kind))
        elements.extend(_elements(module, areas))
    return RelatedModules(tuple(stories), tuple(elements))


def _own_addresses(tree: PageTree) -> Iterator[str | None]:
    yield tree.url
    shared = []
    for element in tree.root.iter("link", "meta"):
        if element.tag == "meta":
            if (element.get("property") or "").lower() == "og:url":
                shared.append(element.get("content"))
        elif (element.get("rel") or "").lower() in ("canonical", "amphtml"):
            yield element.get("href")
    yield from shared


def _stories(module: Module, kind: StoryKind) -> Iterator[Story]:
    seen: set[str] = set()
    for card in module.cards:
        if card.address.key in seen:
            continue
        seen.add(card.address.key)
        yield _story(card, module, kind)


def _story(card: Card, module: Module, kind: StoryKind) -> Story:
    age, source = age_of(card.box), source_of(card.box)
    if age and card.title.endswith(age):
        age = None  # when it happened, not when it was printed
    return Story(
        title=safe_line(card.title),
        url=safe_line(card.address.url),
        source=safe_line(source) if source else None,
        published=published_of(card.box),
        age=safe_line(age) if age else None,
        module=safe_line(module.heading),
        kind=kind,
    )


def _whole_story(card: Card, module: Module, carried: Carried) -> Story:
    return replace(
        _story(card, module, "related"),
        source=safe_line(carried.source) if carried.source else None,
        age=safe_line(carried.age),
        text=safe(carried.text),
    )


def _whole_elements(module: Module, carried: dict[Card, Carried]) -> Iterator[HtmlElement]:
    if module.heading_element is not None:
        yield module.heading_element
    for card in module.cards:
        yield from carried[card].elements


def _elements(module: Module, areas: Areas) -> Iterable[HtmlElement]:
    parts = [card.box for card in module.cards]
    if module.heading_element is not None:
        parts.insert(0, module.heading_element)
    if module.cards[0].label:
        return [_line(module.cards[0], areas)]
    common = _common(parts)
    if common is not None and common not in areas.body_chain and not _holds_prose(common, parts):
        return [common]
    return [
        part
        for part in parts
        if part not in areas.body_chain and not (areas.in_body(part) and _holds_prose(part, []))
    ]


def _line(card: Card, areas: Areas) -> HtmlElement:
    """The block that holds nothing but a label and the links it announces."""
    node: HtmlElement | None = card.box
    while node is not None and node.tag in _INLINE_TAGS:
        node = node.getparent()
    return card.box if node is None or node in areas.body_chain else node


def _common(parts: list[HtmlElement]) -> HtmlElement | None:
    if len(parts) == 1:
        return parts[0]
    shared = [parts[0], *islice(parts[0].iterancestors(), MAX_LEVELS)]
    for part in parts[1:]:
        chain = {part, *islice(part.iterancestors(), MAX_LEVELS)}
        shared = [element for element in shared if element in chain]
    return shared[0] if shared and shared[0].tag not in ("body", "html", "main", "article") else None


def _holds_prose(element: HtmlElement, parts: list[HtmlElement]) -> bool:
    inside = set(parts)
    return any(
        is_prose(p) and not any(above in inside for above in p.iterancestors()) for p in element.iter("p")
    )
