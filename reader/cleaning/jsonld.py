"""JSON-LD of a page: what publishers tell search engines about the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(
    r"article|blogposting|reportage|review|posting|recipe|howto|webpage|techarticle|story|report", re.I
)
_NOT_THE_PAGE = re.compile(r"webpage|website", re.I)
# What content systems leave around and within the JSON, against its rules.
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://|/\*)?(?<!\s)\s*\]\]>(?:\s*\*/)?)\s*$"
)
_OPENING, _CLOSING = ("{", "["), ("}", "]")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MOST_NODES = 400


def graph_nodes(scripts: Iterable[HtmlElement]) -> list[dict[str, Any]]:
    """All nodes of a page's JSON-LD that stand on their own."""
    return [node for script in scripts for node in _nodes(_parsed(script.text or ""))]


def article_nodes(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The nodes that describe an article, the most specific first; a page node only when there is no other."""
    articles = [
        node for node in nodes if _ARTICLE_TYPES.search(_type(node)) and not _NOT_THE_PAGE.search(_type(node))
    ]
    pages = [node for node in nodes if _NOT_THE_PAGE.search(_type(node)) and "webpage" in _type(node).lower()]
    return articles + pages


def person_names(nodes: list[dict[str, Any]]) -> list[str]:
    """Names of the persons that stand in a graph beside the article, as content systems describe the author."""
    return [name for node in nodes if "person" in _type(node).lower() and (name := text_of(node, "name"))]


def _type(node: dict[str, Any]) -> str:
    found = node.get("@type", "")
    return " ".join(map(str, found)) if isinstance(found, list) else str(found)


def _parsed(text: str) -> Any:
    text = text.strip()
    if text[:1] not in _OPENING or text[-1:] not in _CLOSING:  # the pattern looks at every sign
        text = _WRAPPING.sub("", text)
    for mended in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(mended, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    stack, seen = [value], 0
    while stack and seen < _MOST_NODES:
        found = stack.pop()
        seen += 1
        if isinstance(found, list):
            stack.extend(reversed(found))
        elif isinstance(found, dict):
            yield found
            stack.extend(found[key] for key in ("mainEntity", "@graph", "mainEntityOfPage") if key in found)


def text_of(node: dict[str, Any], *names: str) -> str:
    """The first of these fields that is a text."""
    for name in names:
        value = node.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("@value") or value.get("name")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def people(value: Any) -> list[str]:
    """Names of persons or organisations in an `author` field, in any of its shapes."""
    if isinstance(value, list):
        return [name for item in value for name in people(item)]
    if isinstance(value, dict):
        name = value.get("name")
        return people(name) if name else []
    return [value] if isinstance(value, str) and value.strip() else []
