"""The stages of cleaning, by name and in order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from reader.cleaning.article import Article
from reader.cleaning.markdown import to_markdown
from reader.cleaning.pictures import PagePictures
from reader.cleaning.plain import to_text
from reader.cleaning.standardise import standardise
from reader.formats.page import Page
from reader.settings.sites import NO_SITES, SiteRule, Sites
from reader.terminal import safe

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.cleaning.metadata import Metadata
    from reader.cleaning.site_rules import Applied
    from reader.cleaning.tree import PageTree

Cleaning = Literal["readable", "text", "raw"]

_MARKUP = re.compile(r"([\\`*_\[\]<>#])")


def clean(page: Page, how: Cleaning | None = None, sites: Sites = NO_SITES) -> Article:
    """Clean a saved page into an article.

    Args:
        page: what was saved.
        how: `readable` takes the article out of the page; `text` gives the whole page as text;
            `raw` converts the whole body and takes nothing out but what is hidden; None does what
            the rule of the site says, else `readable`.
        sites: the user's rules; their selectors count unless the whole page was asked for.
    """
    if page.kind == "html":
        return _clean_html(page, how, sites)
    from reader.cleaning.text.marked_up import as_html, is_page_as_markdown
    from reader.cleaning.text.untouched import untouched_article
    from reader.cleaning.textsave import clean_text

    rule = sites.rule_for(page.url)
    how = how or (rule.cleaning if rule else None)
    if how not in (None, "readable"):
        return untouched_article(page)
    if page.kind == "text" and is_page_as_markdown(page.content):
        return _clean_html(replace(page, kind="html", content=as_html(page.content)), how, sites)
    return clean_text(page)


def _clean_html(page: Page, how: Cleaning | None, sites: Sites) -> Article:
    from reader.cleaning.doubts import doubts_of, has_next_page
    from reader.cleaning.metadata import read_metadata
    from reader.cleaning.related import RelatedModules, find_related
    from reader.cleaning.tree import parse_page

    tree = parse_page(page)
    metadata = read_metadata(tree, page)
    goes_on = has_next_page(tree, metadata.url or tree.url or "")
    rule = sites.rule_for(page.url or metadata.url) if how in (None, "readable") else None
    how = how or (rule.cleaning if rule else None) or "readable"
    related = find_related(tree, metadata.title) if how == "readable" else RelatedModules((), ())
    applied = _apply(tree, rule, related.elements)
    metadata = replace(metadata, title=applied.title or metadata.title)
    body = applied.body if applied.body is not None else _body(tree, metadata, related.elements, how)
    pictures = PagePictures(page, tree.base)
    standardise(body, pictures)
    text = safe(to_text(body))
    markdown = _plain_markdown(text) if how == "text" else safe(to_markdown(body))
    return Article(
        title=metadata.title,
        byline=metadata.byline,
        site=metadata.site,
        published=metadata.published,
        modified=metadata.modified,
        age=metadata.age,
        language=metadata.language,
        description=metadata.description,
        topics=metadata.topics,
        url=metadata.url,
        markdown=markdown,
        text=text,
        stories=related.stories,
        pictures=pictures.renamed,
        warnings=(*doubts_of(tree, metadata, text or markdown, goes_on=goes_on), *applied.problems),
    )


def _apply(tree: PageTree, rule: SiteRule | None, dropped: tuple[HtmlElement, ...]) -> Applied:
    from reader.cleaning.site_rules import NOTHING, apply

    return apply(tree, rule, dropped) if rule is not None else NOTHING


def _body(tree: PageTree, metadata: Metadata, dropped: tuple[HtmlElement, ...], how: Cleaning) -> HtmlElement:
    from reader.cleaning.body import select_body

    if how == "readable":
        return select_body(tree, metadata, dropped)
    for element in list(tree.root.iter("script", "style", "template")):
        if element.getparent() is not None:
            element.drop_tree()
    return next(tree.root.iter("body"), tree.root)


def _plain_markdown(text: str) -> str:
    """Plain paragraphs as Markdown that says the same."""
    return _MARKUP.sub(r"\\\1", text)
