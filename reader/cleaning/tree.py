"""One parse of a page, shared by every stage of cleaning."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.custom import has_own_threads, standardise_own_threads
from reader.cleaning.elements.dom import ByName
from reader.cleaning.elements.mathematics import write_formulas
from reader.cleaning.elements.office import standardise_office
from reader.cleaning.elements.posts import stand_in_for_posts
from reader.cleaning.elements.tasks import write_tasks
from reader.cleaning.limits import as_lines, has_endless_tags, is_too_deep, without_endless_tags
from reader.cleaning.own_links import shorten_own_links
from reader.formats.page import Page

_CONTROLS = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")

# References to the same characters; since 2.14, libxml2 takes them as HTML 5 does.
_REFERENCE = re.compile(
    r"&#(?:(?P<unseen>173|[xX][aA][dD])|0*(?:[0-8]|1[124-9]|2\d|3[01]|127|6553[45])(?!\d)"
    r"|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)

# HTML knows no empty script: what follows `<script …/>` is code, up to `</script>`; libxml2 ends it at once.
# Pages of XML mean it; in these another script begins before one ends.
_OPEN_SCRIPT = re.compile(r"<script\b([^<>]*)/>(?=[^<]*(?:<(?!/?script\b)[^<]*)*</script)")

# Where a word may be parted, says the page, and other signs that are never seen: they part words for whoever
# searches or copies them. The program has patterns of its own to part words by.
_UNSEEN = ("\N{SOFT HYPHEN}", "\N{WORD JOINER}", "\N{ZERO WIDTH NO-BREAK SPACE}", "&shy;")

_TITLE = re.compile(r"<title[^<>]*>([^<]{1,500})", re.IGNORECASE)
_HEAD_CHARACTERS = 100_000
_OF_HEAD = frozenset(
    {
        "title",
        "meta",
        "link",
        "base",
        "script",
        "style",
        "noscript",
        "template",
        "object",
        "bgsound",
        "isindex",
    }
)
# lxml's own parser asks a function of Python for the class of every node; forms and fields, whose classes it
# tells apart, are not looked into here. A twentieth of the time of a page (2026-11).
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)


@dataclass(frozen=True, slots=True)
class PageTree:
    """A parsed page."""

    root: HtmlElement
    """The `html` element. Stages may take nodes out of it, in the order that `pipeline` names."""
    url: str | None
    """Address of the page, as the file or the user states it."""
    nodes: tuple[HtmlElement, ...]
    """All nodes. lxml makes a Python object for a node anew when none is held: to hold them spares each stage
    of cleaning that work, some 2 ms a page (2026-11)."""
    base: str
    """What relative addresses are resolved against; empty when nothing is known."""


def parse_page(page: Page) -> PageTree:
    """Parse a page of kind `html` once; never raises on broken markup."""
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True, huge_tree=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    # libxml2 keeps carriage returns, which would double the line ends of code.
    content = page.content
    if "\r" in content:
        content = content.replace("\r\n", "\n").replace("\r", "\n")
    content = _REFERENCE.sub(_referred, without_endless_tags(content))
    if _has_empty_script(content):
        content = _OPEN_SCRIPT.sub(r"<script\1>", content)
    if has_endless_tags(content):
        return _simple(page, content)
    root = etree.fromstring(_encoded(content, page) or b"<html><body></body></html>", parser)
    if root is None:
        root = etree.fromstring(b"<html><body></body></html>", parser)
    elif is_too_deep(root):
        lines = as_lines(content)
        lines[:0] = root.findall("head")
        root = lines
    _end_head(root)
    held = tuple(root.iter())
    _standardise(root, ByName(held), page.url)
    return PageTree(root, page.url, tuple(root.iter()), _base(root, page.url))


def _standardise(root: HtmlElement, named: ByName, url: str | None) -> None:
    """Put into the place of what programs of all kinds write what every later stage knows, in place."""
    shorten_own_links(root, named, url)
    write_formulas(named)
    standardise_office(root, named)
    if has_own_threads(named):
        standardise_own_threads(root)
    write_tasks(named)
    stand_in_for_posts(named)


def _referred(found: re.Match[str]) -> str:
    return "" if found["unseen"] else "\N{REPLACEMENT CHARACTER}"


def _has_empty_script(content: str) -> bool:
    """Whether a tag of a script may end in `/>`; asked for in two fifths of the time of the pattern."""
    at = content.find("<script")
    while at >= 0:
        end = content.find(">", at)
        if end < 0 or content[end - 1] == "/":
            return end >= 0
        at = content.find("<script", end)
    return False


def _encoded(content: str, page: Page) -> bytes:
    """A page for the parser: UTF-8 without what XML has no place for, and without what is never seen."""
    for sign in _UNSEEN:
        if sign in content:
            content = content.replace(sign, "")
    data = _original(content, page) or content.encode("utf-8", "replace")
    if len(data) != len(data.translate(None, _CONTROLS)) or "\ufffe" in content or "\uffff" in content:
        # It reads control characters too, but lxml refuses to write them when text is moved.
        data = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", content).encode("utf-8", "replace")
    return data


def _original(content: str, page: Page) -> bytes:
    """The file's own bytes where they are what encoding a page would give again; else none.

    Three in four pages are so, and to encode them costs a fifth of what the parser costs (2026-11).
    """
    is_same = content is page.decoded and page.encoding == "utf-8"
    return page.original if is_same and "\N{REPLACEMENT CHARACTER}" not in content else b""


def _simple(page: Page, content: str) -> PageTree:
    """The tree of a page of endless tags: its text, line by line, and its title."""
    root = as_lines(content)
    title = _TITLE.search(content[:_HEAD_CHARACTERS])
    if title is not None:
        head = etree.Element("head")
        etree.SubElement(head, "title").text = _NOT_XML.sub("\ufffd", html.unescape(title[1]))
        root.insert(0, head)
    return PageTree(root, page.url, tuple(root.iter()), page.url or "")


def _end_head(root: HtmlElement) -> None:
    """Move what a page shows from its head to its body.

    HTML 5 lets a page leave out `</head>` and `<body>`. libxml2 ends the head for elements of HTML 4 only:
    an `article` or `nav` behind the title stays in it.
    """
    head = root.find("head")
    if head is None:
        return
    shown = next((n for n, element in enumerate(head) if element.tag not in _OF_HEAD), None)
    if shown is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    moved = head[shown:]
    moved[-1].tail, body.text = (moved[-1].tail or "") + (body.text or ""), None
    body[:0] = moved


def _base(root: HtmlElement, url: str | None) -> str:
    href = next((element.get("href", "") for element in root.iter("base")), "")
    try:
        return urljoin(url or "", href.strip()) if href else (url or "")
    except ValueError:
        return url or ""  # a base such as `//[` is no address


def drop(element: HtmlElement) -> None:
    """Take an element out of its tree and leave the text that follows it in place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
