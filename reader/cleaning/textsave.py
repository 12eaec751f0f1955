"""Pages saved as plain text: the article out of what select-all, lynx, w3m and html-to-text tools leave."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.article import Article
from reader.cleaning.text.blocks import Block, find_blocks
from reader.cleaning.text.body import choose_body
from reader.cleaning.text.header import read_header
from reader.cleaning.text.lines import Save, read_save, without_alternatives
from reader.cleaning.text.printed import iso_date, language_of
from reader.cleaning.text.render import to_markdown, to_text
from reader.cleaning.text.scoring import scores
from reader.cleaning.text.sections import find_sections
from reader.cleaning.text.untouched import has_furniture, untouched_article
from reader.formats.page import Page
from reader.terminal import safe_line

MAX_BLOCKS = 20_000
"""Beyond this, a save is a book or an attack: it is kept whole instead of judged block by block."""


def clean_text(page: Page) -> Article:
    """Clean a page saved as text.

    The stages: lines and dialect, blocks, score of each block, headline and what stands around
    it, modules and their stories, body, Markdown. A text without furniture (an essay, a poem, a
    Markdown file) keeps every paragraph. Never raises on any text.
    """
    if page.kind == "markdown":
        return untouched_article(page)
    save = read_save(page.content)
    blocks = find_blocks(save)
    if len(blocks) > MAX_BLOCKS or not has_furniture(save, blocks):
        return untouched_article(page)
    save = without_alternatives(save)
    return _clean(page, save, find_blocks(save))


def _clean(page: Page, save: Save, blocks: Sequence[Block]) -> Article:
    odds = scores(blocks)
    header = read_header(blocks, odds, page.title)
    sections = find_sections(blocks, odds, header.start, save.links)
    kept = choose_body(blocks, odds, header, sections)
    text = to_text(kept)
    time = header.time
    return Article(
        title=safe_line(page.title or header.title),
        byline=page.byline or header.byline,
        site=header.source,
        published=page.published or (iso_date(time.text) if time and time.kind == "date" else None),
        modified=None,
        age=time.text if time and time.kind == "age" else None,
        language=page.language or language_of(text),
        description="",
        topics=(),
        url=page.url,
        markdown=to_markdown(kept, save.links),
        text=text,
        stories=sections.stories,
        warnings=() if kept else ("no article found",),
    )
