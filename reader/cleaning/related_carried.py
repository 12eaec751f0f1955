"""Stories that a page carries whole: headline, source and age, then the paragraphs, as aggregators print."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from reader.cleaning.related_areas import is_prose
from reader.cleaning.related_details import split_source_and_age
from reader.cleaning.related_grouping import Card, Module
from reader.cleaning.related_links import text_of
from reader.cleaning.related_titles import HEADING_TAGS
from reader.cleaning.related_words import heading_kind

_MAX_SMALL_PRINT = 80
_MIN_PARAGRAPHS = 2
_HEADING_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Carried:
    """A whole story under its linked headline."""

    source: str | None
    age: str
    text: str
    elements: tuple[HtmlElement, ...]
    """The headline, the line of source and age, and the paragraphs."""


def carried_story(card: Card) -> Carried | None:
    """Read the story under a card's headline.

    The line with the age is asked for: without it the paragraphs behind a linked heading may be
    the article's own.
    """
    heading = _heading_of(card.link)
    if heading is None:
        return None
    elements: list[HtmlElement] = [heading]
    paragraphs: list[str] = []
    source, age = None, None
    for element in heading.itersiblings():
        if not isinstance(element.tag, str):
            continue
        if element.tag in HEADING_TAGS:
            break
        text = text_of(element)
        if age is None and text:
            source, age = split_source_and_age(text) if len(text) <= _MAX_SMALL_PRINT else (None, None)
            if age is None:
                return None
        elif element.tag == "p" and text and (paragraphs or is_prose(element)):
            paragraphs.append(text)
        elif text:
            break
        elements.append(element)
    if age is None or len(paragraphs) < _MIN_PARAGRAPHS:
        return None
    return Carried(source, age, "\n\n".join(paragraphs), tuple(elements))


def _heading_of(link: HtmlElement) -> HtmlElement | None:
    node: HtmlElement | None = link
    for _ in range(_HEADING_LEVELS):
        if node is None or node.tag in HEADING_TAGS:
            return node
        node = node.getparent()
    return None


def gather_carried(modules: list[Module]) -> dict[Card, Carried]:
    """Find the whole stories under `related` headings, and join each of them to its heading's module.

    The paragraphs of one story part the next from the heading, so that it stands alone in `modules`
    before.
    """
    found: dict[Card, Carried] = {}
    home: Module | None = None
    for module in list(modules):
        worded = heading_kind(module.heading) == "related"
        if not worded and (home is None or module.heading_element is not None):
            home = None
            continue
        stories = {card: story for card in module.cards if (story := carried_story(card)) is not None}
        if len(stories) < len(module.cards):
            home = None
            continue
        found.update(stories)
        if home is not None and not worded:
            home.cards.extend(module.cards)
            modules.remove(module)
        else:
            home = module
    return found
