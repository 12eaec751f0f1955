"""Letters and books in a typewriter's fount: `pre` that holds prose becomes paragraphs.

The habit of mailing lists, of old books and of text put on the web as it was: lines are broken by hand at
some seventy columns, paragraphs are parted by empty lines, what is quoted has a `>` before it.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_content

_LEAST = 300
_INDENTED_SHARE = 0.3
"""Of lines that are set in: standards and manuals are drawn, not written on."""
_WIDEST = 90
_WIDE_SHARE = 0.1
"""Of lines that are wider than any that a person broke: addresses, mostly."""
# What programs of mailing lists put under a letter in place of its attachments.
_SCRUBBED = re.compile(r"\n-{8,} next part -{8,}\n.*", re.DOTALL)
_COLUMNS = re.compile(r"\S {2,}\S|\t\S")
_QUOTED = re.compile(r"^ ?> ?", re.MULTILINE)
# Blanks of its own line alone: a thousand empty lines would be tried in as many ways.
_CODE = re.compile(r"[{};][^\S\n]*$|^[^\S\n]*(?:#include|def |class |import |\$ )", re.MULTILINE)
_PROSE_SHARE = 0.6
_FULL_LINE = 45


def standardise_prose(element: HtmlElement) -> None:
    """Make paragraphs of every `pre` of prose, in place; its links stay words."""
    for pre in list(element.iter("pre")):
        if next(pre.iter("code", "kbd", "samp"), None) is None and not pre.get("data-language"):
            text = text_content(pre)
            text = _SCRUBBED.sub("", text)
            if _is_prose(text):
                _replace(pre, text)


def _is_prose(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(text) < _LEAST or len(lines) < 3 or _CODE.search(text):
        return False
    if sum(line.startswith("  ") for line in text.splitlines()) > _INDENTED_SHARE * len(lines):
        return False
    if sum(len(line) > _WIDEST for line in lines) > _WIDE_SHARE * len(lines):
        return False
    worded = sum(
        len(line.split()) >= 6 and not _COLUMNS.search(line) for line in lines if len(line) > _FULL_LINE
    )
    return worded > _PROSE_SHARE * sum(len(line) > _FULL_LINE for line in lines) and worded >= 3


def _replace(pre: HtmlElement, text: str) -> None:
    tail = pre.tail
    pre.clear()
    pre.tag, pre.tail = "div", tail
    for part in re.split(r"\n\s*\n", text.strip("\n")):
        if not part.strip():
            continue
        lines = part.split("\n")
        quoted = all(line.lstrip().startswith(">") for line in lines if line.strip())
        holder = etree.SubElement(pre, "blockquote") if quoted else pre
        if quoted:
            lines = _QUOTED.sub("", part).split("\n")
        _add(holder, lines)


def _add(holder: HtmlElement, lines: list[str]) -> None:
    """One paragraph; short lines keep their ends, columns stay as they are drawn."""
    if any(_COLUMNS.search(line) for line in lines):
        etree.SubElement(holder, "pre").text = "\n".join(lines)
        return
    paragraph = etree.SubElement(holder, "p")
    if max(map(len, lines)) > _FULL_LINE or len(lines) == 1:
        paragraph.text = " ".join(line.strip() for line in lines)
        return
    paragraph.text = lines[0].strip()
    for line in lines[1:]:
        etree.SubElement(paragraph, "br").tail = line.strip()
