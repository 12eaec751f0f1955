"""The stories that a saved page points to: modules of links told apart by heading, place and markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from reader.cleaning.article import Story, StoryKind
from reader.cleaning.related_areas import Areas, hinted_kind, is_prose, marks_of
from reader.cleaning.related_links import AddressReader, count_words
from reader.cleaning.related_modules import Card, Module, read_modules
from reader.cleaning.related_words import heading_kind
from reader.cleaning.tree import PageTree
from reader.terminal import safe_line

# Without a telling heading or class, only a row of headlines is a module: menus have short words.
_GENERIC_CARDS = 3
_GENERIC_WORDS = 4.5
_GENERIC_SLUG = 3
# A path with a number and some words in it is an article's, however short its title.
_SURE_SLUG = 5
_HINT_LEVELS = 6
# A list in the flow of the body longer than this is a module of its own, not a read-also.
_INLINE_CARDS = 4


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
    addresses = AddressReader(base, own)
    stories: list[Story] = []
    elements: list[HtmlElement] = []
    own_title = safe_line(title).casefold()
    for module in read_modules(tree.root, addresses, areas):
        module.cards = [card for card in module.cards if card.title.casefold() != own_title]
        kind = _kind(module, areas, addresses) if module.cards else None
        if kind is None:
            continue
        stories.extend(_stories(module, kind))
        elements.extend(_elements(module, areas))
    return RelatedModules(tuple(stories), tuple(elements))


def _own_addresses(tree: PageTree) -> Iterator[str | None]:
    yield tree.url
    for link in tree.root.iter("link"):
        if (link.get("rel") or "").lower() in ("canonical", "amphtml"):
            yield link.get("href")
    for meta in tree.root.iter("meta"):
        if (meta.get("property") or "").lower() == "og:url":
            yield meta.get("content")


def _kind(module: Module, areas: Areas, addresses: AddressReader) -> StoryKind | None:
    first = module.cards[0]
    worded = heading_kind(module.heading)
    if worded == "none":
        return None
    in_flow = areas.in_body(first.link) and areas.in_flow(first.link)
    if first.label:
        return "inline" if areas.in_body(first.link) else "related"
    if worded == "next":
        return "section" if len(module.cards) <= 3 or _is_row_of_headlines(module) else None
    if in_flow and worded in ("related", "section") and len(module.cards) <= _INLINE_CARDS:
        return "inline"
    hinted = _hint(first.box, areas)
    area = areas.of(first.link)
    if area == "foot" and worded is None:
        return None
    if area == "doubtful" and (worded is None or len(module.cards) < _GENERIC_CARDS):
        return None
    if hinted == "recommended_external":
        return hinted
    if areas.in_body(first.link) and worded is None and hinted in (None, "section"):
        return "inline" if _is_line_of_links(module, addresses) else None
    kind = worded or hinted
    if kind in ("section", "most_read") and not _has_headlines(module):
        return None
    if kind is None:
        if not _is_row_of_headlines(module):
            return None
        kind = "section"
    elsewhere = sum(not addresses.is_own_site(card.address.host) for card in module.cards)
    if kind not in ("related", "inline") and elsewhere > 0.6 * len(module.cards):
        return "recommended_external" if worded or len(module.cards) >= 2 else None
    return kind


def _hint(box: HtmlElement, areas: Areas) -> StoryKind | None:
    node: HtmlElement | None = box
    for _ in range(_HINT_LEVELS):
        if node is None or node in areas.body_chain or node.tag in ("body", "html", "main"):
            return None
        if found := hinted_kind(marks_of(node)):
            return found
        node = node.getparent()
    return None


def _is_line_of_links(module: Module, addresses: AddressReader) -> bool:
    """Whether blocks that are nothing but a link stand between the paragraphs of the body."""
    return len(module.cards) <= _INLINE_CARDS and all(
        card.box.tag != "a"
        and addresses.host
        and addresses.is_own_site(card.address.host)
        and card.address.slug >= _GENERIC_SLUG
        and count_words(card.title) >= 4
        for card in module.cards
    )


def _has_headlines(module: Module) -> bool:
    """Whether the titles are long enough for headlines: `News` and `Video` stand over menus too."""
    words = sum(count_words(card.title) for card in module.cards)
    return words >= 4 * len(module.cards) or all(card.address.slug >= _SURE_SLUG for card in module.cards)


def _is_row_of_headlines(module: Module) -> bool:
    cards = module.cards
    if len(cards) < _GENERIC_CARDS:
        return False
    words = sum(count_words(card.title) for card in cards) / len(cards)
    sluggish = sum(card.address.slug >= _GENERIC_SLUG for card in cards)
    return words >= _GENERIC_WORDS and sluggish >= 0.7 * len(cards)


def _stories(module: Module, kind: StoryKind) -> Iterator[Story]:
    seen: set[str] = set()
    for card in module.cards:
        if card.address.key in seen:
            continue
        seen.add(card.address.key)
        yield Story(
            title=safe_line(card.title),
            url=safe_line(card.address.url),
            module=safe_line(module.heading),
            kind=kind,
        )


def _elements(module: Module, areas: Areas) -> Iterable[HtmlElement]:
    parts = [card.box for card in module.cards]
    if module.heading_element is not None:
        parts.insert(0, module.heading_element)
    if module.cards[0].label:
        block = _line(module.cards[0])
        return [block]
    common = _common(parts)
    if common is not None and common not in areas.body_chain and not _holds_prose(common, parts):
        return [common]
    return [part for part in parts if part not in areas.body_chain]


def _line(card: Card) -> HtmlElement:
    parent = card.box.getparent()
    return (
        parent
        if card.box.tag == "a" and parent is not None and parent.tag in ("p", "li", "strong", "em")
        else card.box
    )


def _common(parts: list[HtmlElement]) -> HtmlElement | None:
    if len(parts) == 1:
        return parts[0]
    shared = [parts[0], *parts[0].iterancestors()]
    for part in parts[1:]:
        chain = {part, *part.iterancestors()}
        shared = [element for element in shared if element in chain]
    return shared[0] if shared and shared[0].tag not in ("body", "html", "main", "article") else None


def _holds_prose(element: HtmlElement, parts: list[HtmlElement]) -> bool:
    inside = set(parts)
    return any(
        is_prose(p) and not any(above in inside for above in p.iterancestors()) for p in element.iter("p")
    )
