"""The stages of cleaning, by name and in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from reader.cleaning.article import Article
from reader.cleaning.markdown import to_markdown
from reader.cleaning.plain import to_text
from reader.cleaning.standardise import standardise
from reader.formats.page import Page
from reader.terminal import safe

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.cleaning.metadata import Metadata
    from reader.cleaning.tree import PageTree

Cleaning = Literal["readable", "text", "raw"]

_MARKUP = re.compile(r"([\\`*_\[\]<>#])")


def clean(page: Page, how: Cleaning = "readable") -> Article:
    """Clean a saved page into an article.

    Args:
        page: what was saved.
        how: `readable` takes the article out of the page; `text` gives the whole page as text;
            `raw` converts the whole body and takes nothing out but what is hidden.
    """
    if page.kind == "html":
        return _clean_html(page, how)
    from reader.cleaning.textsave import clean_text

    return clean_text(page)


def _clean_html(page: Page, how: Cleaning) -> Article:
    from reader.cleaning.doubts import doubts_of
    from reader.cleaning.metadata import read_metadata
    from reader.cleaning.related import RelatedModules, find_related
    from reader.cleaning.tree import parse_page

    tree = parse_page(page)
    metadata = read_metadata(tree, page)
    related = find_related(tree, metadata.title) if how == "readable" else RelatedModules((), ())
    body = _body(tree, metadata, related.elements, how)
    standardise(body, tree.base)
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
        warnings=doubts_of(tree, metadata, text or markdown),
    )


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
