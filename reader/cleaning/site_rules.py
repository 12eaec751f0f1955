"""What the user says of a site's pages: where the article stands, what is none of it, where its title is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_content, text_line
from reader.cleaning.tree import PageTree, drop
from reader.settings.sites import SELECTORS, Selector, SelectorKey, SiteRule, Sites, load_sites
from reader.terminal import safe_line

_NEVER_SHOWN = ("script", "style", "template")


@dataclass(frozen=True, slots=True)
class Found:
    """What one selector of a rule finds on a page."""

    selector: Selector
    elements: tuple[HtmlElement, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Applied:
    """What a rule makes of a page."""

    body: HtmlElement | None
    """The tree that holds the article; None when the rule does not say, or what it says is not there."""
    title: str
    problems: tuple[str, ...]
    """One line for each key that finds nothing: the site looks otherwise now, or the selector is wrong."""


NOTHING = Applied(None, "", ())


def read_sites(path: Path) -> Sites:
    """Read the rules of sites and check their selectors; the wrong ones are left out and said."""
    sites = load_sites(path)
    problems = list(sites.problems)
    rules = [replace(rule, selectors=tuple(_sound(rule, problems))) for rule in sites.rules]
    return Sites(tuple(rules), tuple(problems))


def _sound(rule: SiteRule, problems: list[str]) -> Iterator[Selector]:
    for selector in rule.selectors:
        problem = selector_problem(selector.css)
        if problem:
            problems.append(f"{selector.place}: {selector.key} {problem}")
        else:
            yield selector


def selector_problem(css: str) -> str:
    """What is wrong with a selector, as the end of a sentence; empty when it can be used."""
    from cssselect import SelectorError

    try:
        _select(etree.Element("html"), css)
    except (SelectorError, etree.XPathError) as error:
        return safe_line(f"is no CSS selector: {css} ({error})")
    return ""


def _select(root: HtmlElement, css: str) -> tuple[HtmlElement, ...]:
    from cssselect import HTMLTranslator

    return tuple(root.xpath(HTMLTranslator().css_to_xpath(css)))


def find(root: HtmlElement, rule: SiteRule) -> list[Found]:
    """What each selector of a rule that was read by `read_sites` finds on a page, in document order."""
    return [Found(selector, _select(root, selector.css)) for selector in rule.selectors]


def apply(tree: PageTree, rule: SiteRule, dropped: Iterable[HtmlElement]) -> Applied:
    """Apply the selectors of a rule to a page.

    Args:
        tree: the page; what is to be stripped, and nothing else, is taken out of it.
        rule: what the user says.
        dropped: modules of related stories, which are left out of the body even when it holds them.
    """
    found: dict[SelectorKey, list[HtmlElement]] = {key: [] for key in SELECTORS}
    for one in find(tree.root, rule):
        found[one.selector.key] += one.elements
    title = next(filter(None, map(_line, found["title"])), "")
    for element in found["strip"]:
        drop(element)
    body = _joined(tree, found["body"], dropped)
    missing = [*(rule.of("body")[:1] if body is None else ()), *(() if title else rule.of("title")[:1])]
    problems = tuple(f"{one.place}: {one.css} finds nothing on this page" for one in missing)
    return Applied(body, title, problems)


def _line(element: HtmlElement) -> str:
    return safe_line(text_line(element))


def _joined(tree: PageTree, wanted: list[HtmlElement], dropped: Iterable[HtmlElement]) -> HtmlElement | None:
    """The selected elements under one parent, in the order of the page, without modules."""
    marked = {id(element) for element in wanted}
    outer = [
        element
        for element in tree.root.iter()
        if id(element) in marked and not any(id(above) in marked for above in element.iterancestors())
    ]
    if not outer:
        return None
    for module in dropped:
        if id(module) not in marked and any(id(above) in marked for above in module.iterancestors()):
            drop(module)
    body = etree.Element("div")
    for element in outer:
        copy = deepcopy(element)
        copy.tail = None
        body.append(copy)
    for element in list(body.iter(*_NEVER_SHOWN)):
        drop(element)
    return body if text_content(body).strip() or body.find(".//img") is not None else None
