"""Which kind of module it is: by the words of its heading, its place, its markup and its links."""

from __future__ import annotations

from lxml.html import HtmlElement

from reader.cleaning.article import StoryKind
from reader.cleaning.related_areas import Areas, hinted_kind, is_neighbour, marks_of
from reader.cleaning.related_grouping import Module
from reader.cleaning.related_links import AddressReader, count_words, text_of
from reader.cleaning.related_words import heading_kind

# Without a telling heading or class, only a row of headlines is a module: menus have short words.
_GENERIC_CARDS = 3
_GENERIC_MOST = 30
_GENERIC_WORDS = 4.5
_GENERIC_SLUG = 3
# A path with a number and some words in it is an article's, however short its title.
_SURE_SLUG = 5
_HINT_LEVELS = 6
_ELSEWHERE_SHARE = 0.6
# A list in the flow of the body longer than this is a module of its own, not a read-also.
_INLINE_CARDS = 4


def module_kind(module: Module, areas: Areas, addresses: AddressReader) -> StoryKind | None:
    """Tell the kind of a module; None when its links are no stories.

    Args:
        module: has at least one card.
        areas: the page's places.
        addresses: knows which hosts are the page's own.
    """
    first = module.cards[0]
    worded = heading_kind(module.heading)
    in_body = areas.in_body(first.link)
    if worded == "none":
        return None
    if all(is_neighbour(card.link) for card in module.cards):
        return "section"
    if first.label:
        return "inline" if in_body else "related"
    if worded == "next":
        return "section" if len(module.cards) <= _GENERIC_CARDS or _is_row_of_headlines(module) else None
    in_flow = in_body and areas.in_flow(first.link)
    if in_flow and worded in ("related", "section") and len(module.cards) <= _INLINE_CARDS:
        return "inline"
    if not _may_stand_in(areas.of(first.link), worded, len(module.cards)):
        return None
    hinted = _hint(first.box, areas)
    if hinted == "recommended_external":
        return hinted
    if in_body and worded is None and hinted in (None, "section"):
        return "inline" if _is_line_of_links(module, addresses) else None
    return _listed_kind(module, worded, hinted, addresses)


def _may_stand_in(area: str, worded: StoryKind | None, cards: int) -> bool:
    if area == "foot":
        return worded is not None
    if area == "doubtful":
        return worded is not None and cards >= _GENERIC_CARDS
    return True


def _listed_kind(
    module: Module, worded: StoryKind | None, hinted: StoryKind | None, addresses: AddressReader
) -> StoryKind | None:
    kind = worded or hinted
    if kind is None:
        if not _is_row_of_headlines(module):
            return None
        kind = "section"
    if kind in ("section", "most_read") and not _has_headlines(module):
        return None
    if _is_from_elsewhere(module, kind, worded is not None, addresses):
        return "recommended_external" if worded or len(module.cards) > 1 else None
    return kind


def _is_from_elsewhere(module: Module, kind: StoryKind, worded: bool, addresses: AddressReader) -> bool:
    """Whether other sites feed a module; a heading may tie such links to the story all the same."""
    if kind == "inline" or (kind == "related" and worded):
        return False
    elsewhere = sum(not addresses.is_own_site(card.address.host) for card in module.cards)
    return elsewhere > _ELSEWHERE_SHARE * len(module.cards)


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
        and card.title in text_of(card.box)
        for card in module.cards
    )


def _has_headlines(module: Module) -> bool:
    """Whether the titles are long enough for headlines: `News` and `Video` stand over menus too."""
    words = sum(count_words(card.title) for card in module.cards)
    return words >= 4 * len(module.cards) or (
        len(module.cards) > 1 and all(card.address.slug >= _SURE_SLUG for card in module.cards)
    )


def _is_row_of_headlines(module: Module) -> bool:
    cards = module.cards
    if not _GENERIC_CARDS <= len(cards) <= _GENERIC_MOST:
        return False
    words = sum(count_words(card.title) for card in cards) / len(cards)
    sluggish = sum(card.address.slug >= _GENERIC_SLUG for card in cards)
    return words >= _GENERIC_WORDS and sluggish >= 0.7 * len(cards)
