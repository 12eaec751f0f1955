"""Text that a page keeps in its scripts alone, for the browser to draw: the last resort for an empty page.

Frameworks leave the data of a page as JSON in a script (`__NEXT_DATA__`, `__NUXT__` and the like). The
article is the longest text in it: a string of HTML or of paragraphs, or a list of blocks of text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from reader.terminal import safe

_ASSIGNED = re.compile(
    r"^\s*(?:window\.|self\.|var\s+|const\s+)[\w.$]+(?:\[[\"']\w+[\"']\])?\s*=\s*(?=[{\[])"
)
_MARKUP = re.compile(r"<(?:p|h[1-6]|ul|ol|blockquote|div|br)\b", re.IGNORECASE)
_SENTENCE = re.compile("[.!?。！？؟।]")
_TEXT_KEYS = frozenset(["text", "content", "html", "body", "value", "paragraph", "data", "markup", "copy"])
_LEAST_TEXT = 400
_LEAST_BLOCK = 40
_LEAST_BLOCKS = 3
# A store of a shop holds megabytes of records; an article stands in the first of them or not at all.
_MOST_VALUES = 50_000


def text_in_scripts(nodes: Iterable[HtmlElement]) -> HtmlElement | None:
    """The article that the scripts of a page carry.

    Args:
        nodes: all nodes of the page; only its scripts are looked at.

    Returns:
        An element that holds it as paragraphs; None when no script holds a text of some length.
    """
    best: list[str] = []
    for node in nodes:
        if node.tag == "script" and node.text and len(node.text) > _LEAST_TEXT:
            for found in _texts(_loaded(node.text)):
                if _length(found) > max(_LEAST_TEXT, _length(best)):
                    best = found
    return _as_element(best) if best else None


def _loaded(text: str) -> Any:
    assigned = _ASSIGNED.match(text)
    start = assigned.end() if assigned else 0
    if not text[start:].lstrip().startswith(("{", "[")):
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(text[start:].lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _texts(data: Any) -> Iterator[list[str]]:
    """Every text in the data: strings that read like one, and lists whose items do together."""
    stack, seen = [data], 0
    while stack and seen < _MOST_VALUES:
        value = stack.pop()
        seen += 1
        if isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
            parts = [part for item in value if (part := _part(item))]
            if len(parts) >= _LEAST_BLOCKS:
                yield parts
        elif isinstance(value, str) and len(value) > _LEAST_TEXT and _reads_like_text(value):
            yield [value]


def _part(item: Any) -> str:
    """The text of one block in a list: the item itself, or the string that its text key holds."""
    if isinstance(item, dict):
        strings = (item[key] for key in item if key.lower() in _TEXT_KEYS and isinstance(item[key], str))
        item = next(strings, "")
    return item if isinstance(item, str) and len(item) > _LEAST_BLOCK and _reads_like_text(item) else ""


def _reads_like_text(value: str) -> bool:
    """Sentences with blanks between words: no address, no list of keys, no program."""
    head = value[:2000]
    has_words = not head.isascii() or head.count(" ") > len(head) / 25
    return has_words and head.count("{") < 3 and _SENTENCE.search(head) is not None


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


def _as_element(texts: Iterable[str]) -> HtmlElement:
    wrapper: HtmlElement = etree.Element("div")
    for text in map(safe, texts):
        if _MARKUP.search(text):
            wrapper.append(html.fragment_fromstring(text, create_parent="div"))
            continue
        for line in filter(None, map(str.strip, re.split(r"\n+|\\n", text))):
            paragraph = html.fragment_fromstring(line, create_parent="p")
            wrapper.append(paragraph)
    return wrapper
