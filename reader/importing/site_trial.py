"""What the rule of a site makes of a page, so that a rule can be tried before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import PageError
from reader.formats.page import Page
from reader.formats.reading import read_pages
from reader.importing.preparing import clean_page

if TYPE_CHECKING:
    from reader.cleaning.article import Article
    from reader.settings.sites import SiteRule, Sites


@dataclass(frozen=True, slots=True)
class Hit:
    """What one selector finds on the page."""

    key: str
    css: str
    elements: int
    words: int
    """In all of them together."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A page under its rule."""

    path: str
    rule: SiteRule | None
    """None: no rule is for this page."""
    hits: tuple[Hit, ...] = ()
    article: Article | None = None
    problem: str = ""
    """Why the page could not be read; empty otherwise."""


def try_rules(path: str, sites: Sites, url: str | None = None) -> Trial:
    """Clean the first page of a file under the rule of its site, without keeping it."""
    from reader.cleaning.site_rules import find
    from reader.cleaning.tree import parse_page
    from reader.terminal import count_words

    try:
        page = next((found for found in read_pages(path, url=url) if isinstance(found, Page)), None)
        if page is None:
            return Trial(path, None, problem="no page in it")
        article = clean_page(page, sites=sites)
    except PageError as error:
        return Trial(path, None, problem=error.reason)
    rule = sites.rule_for(page.url or article.url)
    if rule is None or page.kind != "html":
        return Trial(path, rule, article=article)
    hits = tuple(
        Hit(
            found.selector.key,
            found.selector.css,
            len(found.elements),
            sum(count_words(" ".join(map(str, element.itertext()))) for element in found.elements),
        )
        for found in find(parse_page(page).root, rule)
    )
    return Trial(path, rule, hits, article)
