"""The article's body within a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.assembling import assemble
from reader.cleaning.blocks import read_blocks
from reader.cleaning.bylines import leave_byline
from reader.cleaning.elements.dom import text_content, text_line
from reader.cleaning.judging import judge
from reader.cleaning.metadata import Metadata
from reader.cleaning.notes import with_notes
from reader.cleaning.pictured import only_picture, picture_page, says_little
from reader.cleaning.replies import quote_replies
from reader.cleaning.threads import name_speakers, speakers
from reader.cleaning.tree import PageTree
from reader.cleaning.unrendered import text_in_scripts

_LITTLE = 200
"""Characters below which a page is asked for text in its scripts."""
_BEGINNING = 2000


def select_body(tree: PageTree, metadata: Metadata, dropped: Iterable[HtmlElement] = ()) -> HtmlElement:
    """Take the article's body out of a page.

    Args:
        tree: the parsed page; nodes are taken out of it.
        metadata: the page's title and description and, where scripts carry it, its text.
        dropped: modules of related stories, which never stand in a body.

    Returns:
        A tree that holds the body alone; empty when there is none.
    """
    found = read_blocks(next(tree.root.iter("body"), tree.root))
    chosen = judge(found, metadata.title, metadata.description, dropped)
    leave_byline(found, metadata.byline, metadata.published, chosen)
    if says_little(found, chosen) and not metadata.body_text and text_in_scripts(tree.nodes) is None:
        pictured = picture_page(tree, found, chosen)
        if pictured is not None:
            return pictured
    marked = _marked_as_article(tree) if not any(chosen) else None
    said = speakers(found, chosen)
    kept = assemble(found, with_notes(found, chosen)) if any(chosen) else only_picture(found)
    name_speakers(said)
    quote_replies(speaker.post for speaker in said)
    if metadata.body_text and _much_longer(metadata.body_text, kept):
        return _from_text(metadata.body_text)
    if _says_little(kept) and (carried := text_in_scripts(tree.nodes)) is not None:
        return carried
    return marked if marked is not None and not text_line(kept) else kept


def _says_little(body: HtmlElement) -> bool:
    """Whether a body has hardly any text; mostly its beginning tells."""
    text = text_content(body)
    return len(" ".join(text[:_BEGINNING].split())) < _LITTLE and len(" ".join(text.split())) < _LITTLE


def _marked_as_article(tree: PageTree) -> HtmlElement | None:
    """The largest element that the page calls its article; for pages of which no block looks like one."""
    marked = [
        copy for copy in map(deepcopy, tree.root.iter("article", "main")) if len(text_line(copy)) >= _LITTLE
    ]
    return max(marked, key=lambda element: len(text_line(element)), default=None)


def _much_longer(text: str, kept: HtmlElement) -> bool:
    """Whether the scripts of the page carry the article and its markup does not."""
    return len(text) > 500 and len(text) > 3 * len(text_line(kept))


def _from_text(text: str) -> HtmlElement:
    wrapper = etree.Element("div")
    for part in re.split(r"\n+", text):
        if part.strip():
            etree.SubElement(wrapper, "p").text = part.strip()
    return wrapper
