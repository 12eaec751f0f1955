"""The stages of cleaning, by name and in order."""

from __future__ import annotations

from typing import Literal

from reader.cleaning.article import Article
from reader.formats.page import Page

Cleaning = Literal["readable", "text", "raw"]


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
    from reader.cleaning.body import select_body
    from reader.cleaning.markdown import to_markdown
    from reader.cleaning.metadata import read_metadata
    from reader.cleaning.plain import to_text
    from reader.cleaning.related import find_related
    from reader.cleaning.standardise import standardise
    from reader.cleaning.tree import parse_page

    tree = parse_page(page)
    metadata = read_metadata(tree, page)
    related = find_related(tree, metadata.title)
    body = select_body(tree, metadata, dropped=related.elements)
    standardise(body, tree.base)
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
        markdown=to_markdown(body),
        text=to_text(body),
        stories=related.stories,
    )
