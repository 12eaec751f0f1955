"""Nesting that no person writes is cut before anything recursive sees it."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.plain import to_text

MAX_DEPTH = 120
"""Far deeper than any page that a person wrote, and far from the end of Python's stack."""
_IS_DEEP = etree.XPath(f"boolean({'/'.join(['*'] * (MAX_DEPTH + 1))})")


def flatten(element: HtmlElement) -> None:
    """Turn what stands deeper than `MAX_DEPTH` into plain paragraphs, in place."""
    if not _IS_DEEP(element):
        return
    stack = [(element, 0)]
    while stack:
        found, depth = stack.pop()
        if depth < MAX_DEPTH:
            stack.extend((child, depth + 1) for child in found if isinstance(child.tag, str))
        elif len(found):
            _flatten(found)


def _flatten(element: HtmlElement) -> None:
    text = to_text(element)
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.text, element.tail = None, tail
    for paragraph in text.split("\n\n"):
        etree.SubElement(element, "p").text = paragraph
