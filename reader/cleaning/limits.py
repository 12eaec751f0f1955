"""What hostile and broken pages may cost: tags of a hundred thousand attributes, tags nested without end.

The parser takes time with the square of a tag's attributes, and stops at a depth. Pages of people come near
neither; what does is brought into a shape that is read in the time of its length.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

MAX_DEPTH = 250
"""Levels of nesting that are read as nesting; pages of people have some thirty, at most fifty (2026-11)."""

MAX_TAGS = 150_000
"""Tags that are read as tags; the largest pages of people have a fifth of these (2026-11)."""
_MOST_LINES = 20_000
_LARGE_PAGE = 150_000
_LONG_TAG = 60_000
_MOST_ATTRIBUTES = 5_000
_KEPT_OF_TAG = 2_000
_VALUES = re.compile(r"\"[^\"]*\"|'[^']*'")
_GAPS = re.compile(r"[\s/]+")

_IS_DEEP = etree.XPath(f"boolean({'/*' * MAX_DEPTH})")
_UNREAD = re.compile(
    r"<(head|title|script|style|template|svg)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.IGNORECASE | re.DOTALL
)
_BREAK = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|tr|td|table|blockquote|pre|section|article|br|dd|dt)\b[^<>]*>",
    re.IGNORECASE,
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>?")


def without_endless_tags(content: str) -> str:
    """Cut tags down that have more attributes than any page of people."""
    if len(content) < _LARGE_PAGE:
        return content
    kept = []
    done = 0
    for start, end in _long_stretches(content):
        begin = max(start, content.rfind("<", start, end))
        if end - begin > _LONG_TAG and _has_endless_attributes(content[begin:end]):
            kept.append(content[done:begin])
            kept.append(content[begin : begin + _KEPT_OF_TAG].rpartition(" ")[0])
            done = end
    return "".join([*kept, content[done:]]) if kept else content


def _long_stretches(content: str) -> Iterator[tuple[int, int]]:
    """Where more characters than a long tag has follow each other without the end of a tag."""
    at = 0
    while at + _LONG_TAG < len(content):
        end = content.rfind(">", at, at + _LONG_TAG + 1)
        if end < 0:
            end = content.find(">", at + _LONG_TAG)
            end = end if end >= 0 else len(content)
            yield at, end
        at = end + 1


def _has_endless_attributes(tag: str) -> bool:
    outside = _without_values(tag)
    return len(outside) > _MOST_ATTRIBUTES and sum(1 for _ in _GAPS.finditer(outside)) > _MOST_ATTRIBUTES


def _without_values(tag: str) -> str:
    outside = tag.split('"')
    if "'" in tag or len(outside) % 2 == 0:
        return _VALUES.sub("", tag)
    return "".join(outside[::2])  # a picture within the page is one long value: nine tenths of the time


def is_too_deep(root: HtmlElement) -> bool:
    """Whether a page nests deeper than any page of people; the parser may have left out what is below."""
    return bool(_IS_DEEP(root))


def has_endless_tags(content: str) -> bool:
    """Whether a page has more tags than any page of people; a table of a million cells takes a minute."""
    return len(content) > MAX_TAGS and content.count("<") > MAX_TAGS


def as_lines(content: str) -> HtmlElement:
    """A page as plain paragraphs: every block-level tag ends a line, every other tag is taken out.

    No word is lost; where there are very many lines, some follow each other in one paragraph.
    """
    text = _TAG.sub("", _BREAK.sub("\n", _UNREAD.sub("\n", content)))
    root = etree.fromstring(b"<html><body></body></html>", HTMLParser())
    body = root[0]
    lines = list(filter(None, map(str.strip, html.unescape(text).split("\n"))))
    step = -(-len(lines) // _MOST_LINES) or 1
    for at in range(0, len(lines), step):
        etree.SubElement(body, "p").text = _NOT_XML.sub("\ufffd", " ".join(lines[at : at + step]))
    return root
