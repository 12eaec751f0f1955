"""Texts without furniture, which come through as they are: essays, poems, Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.cleaning.article import Article
from reader.cleaning.related_words import heading_kind
from reader.cleaning.text.blocks import Block
from reader.cleaning.text.lines import Save, is_forced_break, read_save, starts_item
from reader.cleaning.text.printed import language_of
from reader.cleaning.text.prose import has_full_stop, is_prose, words
from reader.cleaning.text.words import ends_article, is_chrome
from reader.formats.page import Page
from reader.terminal import safe, safe_line

_TITLE = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_HEADING = re.compile(r"^#{1,6}[ \t]+")
# Code that is marked as Markdown marks it: its blanks are its own, in a file of any name.
_FENCED = re.compile(r"^(`{3,}|~{3,})[^`\n]*\n(?:(?!\1).*\n)*\1[ \t]*$", re.MULTILINE)
_MAX_TITLE = 150
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s")
_NUMBERED = re.compile(r"\d")


def has_furniture(save: Save, blocks: Sequence[Block]) -> bool:
    """Whether anything in a text looks like a page around an article."""
    if save.links:
        return True
    marks = sum(is_chrome(block.text) or ends_article(block.text) for block in blocks)
    modules = sum(
        len(block.text) < 60 and block.kind != "heading" and heading_kind(block.text) in ("related", "most_read")  # noqa: E501
        and not is_prose(after.text) and not has_full_stop(after.text)
        for block, after in pairwise(blocks)
    )  # fmt: skip
    return marks + 2 * modules >= 2


def untouched_article(page: Page) -> Article:
    """Keep a text as it is; wrapped lines of a paragraph are joined, other line ends stay."""
    content = safe(page.content.replace("\r\n", "\n")).replace("\ufffd", "")
    if page.kind == "markdown" or _TITLE.match(content) or _FENCED.search(content):
        match = _TITLE.match(content)
        title = page.title or (match[1] if match else "")
        markdown, text = content.strip(), _without_marks(content)
    else:
        paragraphs = _paragraphs(read_save(content))
        title = page.title or _title(paragraphs)
        if len(paragraphs) > 1 and paragraphs[0] == title:  # a single line is the text
            paragraphs = paragraphs[1:]
        text = "\n\n".join(paragraphs)
        markdown = "\n\n".join(map(_with_breaks, paragraphs))
    return Article(
        title=safe_line(title), byline=page.byline or "", site="", published=page.published, modified=None, age=None,  # noqa: E501
        language=page.language or language_of(text), description="", topics=(), url=page.url,
        markdown=markdown, text=text,
    )  # fmt: skip


def _without_marks(content: str) -> str:
    lines = [_HEADING.sub("", line.rstrip()) for line in content.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _paragraphs(save: Save) -> list[str]:
    """Paragraphs as empty lines part them; where lines are long, each is a paragraph."""
    paragraphs: list[list[str]] = []
    previous = ""
    for line in save.lines:
        stripped = line.strip()
        if stripped and (not previous or (save.wrap is None and words(stripped) + words(previous) > 24)):
            paragraphs.append([stripped])
        elif stripped:
            forced = (
                save.wrap is not None and not starts_item(line) and is_forced_break(previous, line, save.wrap)
            )
            paragraphs[-1] += [" " if forced else "\n", stripped]
        previous = line if stripped else ""
    return ["".join(parts) for parts in paragraphs]


def _with_breaks(paragraph: str) -> str:
    """A paragraph whose line ends stay in Markdown; items of a list begin lines of their own without help."""
    lines = paragraph.split("\n")
    ends = [
        "\n" if _ITEM.match(after) and (_ITEM.match(line) or not _NUMBERED.match(after)) else "  \n"
        for line, after in pairwise(lines)
    ]
    return "".join(line + end for line, end in zip(lines, (*ends, ""), strict=True))


def _title(paragraphs: Sequence[str]) -> str:
    first = paragraphs[0] if paragraphs else ""
    return first if len(first) <= _MAX_TITLE and "\n" not in first and not is_prose(first) else ""
