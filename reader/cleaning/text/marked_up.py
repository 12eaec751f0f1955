"""Pages that a program wrote out as Markdown, menus and all: they are judged as the pages they were.

The manner of html2text, of pandoc and of extensions that copy a page as Markdown. A Markdown file that a
person wrote has no menu of links and no lines of furniture.
"""

from __future__ import annotations

import re

from reader.cleaning.text.words import is_chrome

_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,300})\]\((?:<[^>\n]{1,2000}>|[^()\s]{0,2000})(?:\s+\"[^\"\n]{0,300}\")?\)"
)
_ONLY_LINK = re.compile(rf"\s*(?:[*+-]|\d{{1,3}}\.)?\s*\[?\s*{_LINK.pattern}\s*")
_FEWEST_LINKS = 4
_FEWEST_MARKS = 2
_MOST_WORDS = 5
"""Of an entry of a menu."""
_MOST_CHARACTERS = 2_000_000


def is_page_as_markdown(content: str) -> bool:
    """Whether a text is a whole page in the marks of Markdown, with what stands around its article."""
    if content.count("](") < _FEWEST_LINKS or len(content) > _MOST_CHARACTERS:
        return False
    lines = content.split("\n")
    menu = sum(
        len(found[1].split()) <= _MOST_WORDS
        for line in lines
        if (found := _ONLY_LINK.fullmatch(line)) is not None
    )
    furniture = sum(
        is_chrome(text) for line in lines if (text := _LINK.sub(r"\1", line).strip(" *+-#|")) and line.strip()
    )
    return menu >= _FEWEST_LINKS and furniture >= _FEWEST_MARKS


def as_html(content: str) -> str:
    """The page again, as it would be shown."""
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark", {"html": False}).enable("table").render(content)
    return f"<html><body>{shown}</body></html>"
