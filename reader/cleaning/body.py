"""The article's body within a page: which part holds it, and what in that part is not it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.furniture import (
    is_furniture,
    is_line_about,
    is_named_article,
    is_named_comments,
    is_never_read,
    names_of,
)
from reader.cleaning.metadata import Metadata
from reader.cleaning.scoring import Measure, measure
from reader.cleaning.tree import PageTree
from reader.cleaning.trimming import trim

_MUCH = 0.4
"""Share of the page's prose that nothing is taken out for its class alone. 0.3 to 0.5 score alike (2026-11)."""

_MUCH_COMMENT = 0.8
"""Comments may well be longer than the article."""

_TOO_LITTLE = 0.33
_MOST_SHARE = 0.6
_LINE_CHARACTERS = 300
_FEW_CHARACTERS = 250
_JOINED_SHARE = 0.2


def select_body(tree: PageTree, metadata: Metadata, dropped: Iterable[HtmlElement] = ()) -> HtmlElement:
    """Take the article's body out of a page.

    Args:
        tree: the parsed page; nodes are taken out of it.
        metadata: the page's title and, where scripts carry it, its text.
        dropped: modules of related stories, which never stand in a body.

    Returns:
        A tree that holds the body alone; empty when there is none.
    """
    root = tree.root
    _drop_never_read(root)
    body = next(root.iter("body"), root)
    measures = measure(body)
    whole = max(1, _prose(measures.get(body)))
    for module in dropped:
        if _prose(measures.get(module)) < _MUCH * whole:
            _drop(module)
    _drop_furniture(body, measures, whole)
    measures = measure(body)
    found = _container(body, measures)
    kept = _with_siblings(found, measures) if found is not None else body
    trim(kept, measures, metadata.title)
    if metadata.body_text and _much_longer(metadata.body_text, kept):
        return _from_text(metadata.body_text)
    return kept


def _drop_never_read(root: HtmlElement) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            if element.getparent() is not None:
                _drop_comment(element)
        elif is_never_read(element):
            _drop(element)
        elif element.tag == "noscript" and next(element.iter("p", "div"), None) is not None:
            element.tag = "div"  # some publishers give the text itself to readers without scripts


def _drop_comment(comment: HtmlElement) -> None:
    parent = comment.getparent()
    if comment.tail:
        before = comment.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + comment.tail
        else:
            parent.text = (parent.text or "") + comment.tail
    parent.remove(comment)


def _drop_furniture(body: HtmlElement, measures: dict[HtmlElement, Measure], whole: int) -> None:
    """Take furniture out, unless it holds a large share of the page's prose: names and styles can lie."""
    for element in list(body.iter()):
        own = measures.get(element)
        if own is None or element is body or element.getparent() is None:
            continue
        limit = _limit(element) * whole
        about = is_line_about(element) and own.characters < _LINE_CHARACTERS
        if about or (_prose(own) < limit and not _holds_article(element, measures, whole)):
            _drop(element)


def _limit(element: HtmlElement) -> float:
    """Up to which share of the page's prose an element goes for its name; 0 when its name says nothing."""
    if is_furniture(element):
        return _MUCH
    return _MUCH_COMMENT if is_named_comments(names_of(element)) else 0.0


def _holds_article(element: HtmlElement, measures: dict[HtmlElement, Measure], whole: int) -> bool:
    return any(
        _prose(measures.get(inner)) > 0.25 * whole
        for inner in element.iter("article", "main")
        if inner is not element
    )


def _prose(own: Measure | None) -> int:
    """Characters outside links."""
    return own.characters - own.linked if own is not None else 0


def _container(body: HtmlElement, measures: dict[HtmlElement, Measure]) -> HtmlElement | None:
    """The element that holds the most prose without holding the page."""
    candidates = [
        (own.points, element) for element, own in measures.items() if own.points > 0 and element is not body
    ]
    if not candidates:
        return None
    best = max(candidates, key=lambda pair: pair[0])[1]
    named = _named_container(body, measures, best)
    found = named if named is not None else _climb(best, body, measures)
    if _prose(measures[found]) < _TOO_LITTLE * _prose(measures[body]):
        return _holder_of_most(body, measures)
    return found


def _holder_of_most(body: HtmlElement, measures: dict[HtmlElement, Measure]) -> HtmlElement:
    """The smallest element with most of the page's prose: text in many small boxes has no clear container."""
    wanted = _MOST_SHARE * _prose(measures[body])
    holders = [element for element, own in measures.items() if _prose(own) >= wanted]
    return min(holders, key=lambda element: _prose(measures[element]), default=body)


def _named_container(
    body: HtmlElement, measures: dict[HtmlElement, Measure], best: HtmlElement
) -> HtmlElement | None:
    """What the page itself calls its article, when the scores do not speak against it."""
    wanted = _prose(measures[best])
    found = [
        element
        for element, own in measures.items()
        if (element.get("itemprop") == "articleBody" or is_named_article(names_of(element)))
        and _prose(own) >= 0.85 * wanted
        and element is not body
        and own.characters < 3 * max(wanted, _FEW_CHARACTERS)
    ]
    return min(found, key=lambda element: _prose(measures[element])) if found else None


def _climb(best: HtmlElement, body: HtmlElement, measures: dict[HtmlElement, Measure]) -> HtmlElement:
    """Go up while the parent has clearly more prose of the same kind: bodies are split by adverts and sections."""
    found = best
    for ancestor in best.iterancestors():
        if ancestor is body or ancestor not in measures:
            break
        inner, outer = measures[found], measures[ancestor]
        gained = _prose(outer) - _prose(inner)
        links = (outer.linked - inner.linked) / max(1, outer.characters - inner.characters)
        if outer.paragraphs > inner.paragraphs and gained > 0.15 * _prose(inner) and links < 0.35:
            found = ancestor
        elif ancestor.tag in ("article", "main") and gained < 0.4 * _prose(inner) and links < 0.5:
            found = ancestor  # two reasons, told apart
        elif gained > 0.5 * _prose(inner):
            break
    return found


def _with_siblings(found: HtmlElement, measures: dict[HtmlElement, Measure]) -> HtmlElement:
    """Join what stands beside the container and reads like it."""
    parent = found.getparent()
    if parent is None or parent.tag == "html" or found.tag in ("article", "main"):
        return found
    joined = [part for part in parent if part is found or _reads_like(part, found, measures)]
    if len(joined) == 1:
        return found
    wrapper = etree.Element("div")
    for part in joined:
        part.tail = None
        wrapper.append(part)
    return wrapper


def _reads_like(part: HtmlElement, found: HtmlElement, measures: dict[HtmlElement, Measure]) -> bool:
    own = measures.get(part)
    if own is None or own.link_density > 0.25:
        return False
    if own.points >= max(10.0, _JOINED_SHARE * measures[found].points) and part.tag == found.tag:
        return part.get("class") == found.get("class") or own.paragraphs > 1
    return part.tag == "p" and own.characters > 80 and own.signs > 0


def _much_longer(text: str, kept: HtmlElement) -> bool:
    """Whether the scripts of the page carry the article and its markup does not."""
    shown = len(" ".join("".join(map(str, kept.itertext())).split()))
    return len(text) > 500 and len(text) > 3 * shown


def _from_text(text: str) -> HtmlElement:
    wrapper = etree.Element("div")
    for part in re.split(r"\n+", text):
        if part.strip():
            etree.SubElement(wrapper, "p").text = part.strip()
    return wrapper


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
