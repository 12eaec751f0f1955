"""Bookmark files: Netscape's format, as browsers and services write it; the HTML of Pocket and Instapaper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.formats.entry import Row, page_of_row
from reader.formats.page import Carried, Page
from reader.formats.saved_file import SavedFile
from reader.formats.values import is_true, moment_of, state_of, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NETSCAPE = re.compile(r"(?i)<!doctype\s+netscape-bookmark-file-1|<dl>\s*<p>\s*<dt>\s*<(?:a|h3)\b")
_SECTIONED = re.compile(r"(?i)<title>\s*(?:pocket export|instapaper: export)\s*</title>")
_HEAD = 4096
# Folders that every browser has: they say nothing of a bookmark.
_COMMON_FOLDERS = re.compile(
    r"(?i)bookmarks?( bar| toolbar| menu)?|favou?rites( bar)?|other bookmarks|mobile bookmarks|unsorted|"
    r"lesezeichen(-symbolleiste|leiste)?|imported|read(ing)? list"
)


def pages_of_bookmarks(file: SavedFile, content: str) -> Iterator[Page] | None:
    """The pages of a bookmark file; None when it is none."""
    head = content[:_HEAD]
    if _SECTIONED.search(head):
        rows = _sectioned(content)
    elif _NETSCAPE.search(head):
        rows = _netscape(content)
    else:
        return None
    return (page for row in rows if (page := page_of_row(file, row)) is not None)


def _tree(content: str) -> HtmlElement:
    from lxml import html

    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    return html.document_fromstring(content.encode("utf-8", "replace") or b"<p>", parser=parser)


def _netscape(content: str) -> Iterator[Row]:
    """`DT`, `DD` and `P` are never closed: what counts is the order of headings, lists, links and notes."""
    folders: list[str] = []
    heading: str | None = None
    row: Row | None = None
    for kind, element in _events(_tree(content)):
        if kind == "start" and element.tag in ("a", "h3", "dl") and row is not None:
            yield row
            row = None
        if (kind, element.tag) == ("start", "h3"):
            heading = " ".join(element.text_content().split())
        elif (kind, element.tag) == ("start", "dl"):
            folders.append(heading or "")
            heading = None
        elif (kind, element.tag) == ("end", "dl") and folders:
            if row is not None:
                yield row
                row = None
            folders.pop()
        elif (kind, element.tag) == ("start", "a") and element.get("href"):
            row = _bookmark(element, folders)
        elif (kind, element.tag) == ("start", "dd") and row is not None:
            row = _with_note(row, element)
    if row is not None:
        yield row


def _events(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    from lxml import etree

    yield from etree.iterwalk(root, events=("start", "end"), tag=("a", "h3", "dl", "dd"))


def _bookmark(element: HtmlElement, folders: list[str]) -> Row:
    own = [name for name in folders if name and not _COMMON_FOLDERS.fullmatch(name)]
    to_read = element.get("toread") or element.get("unread")
    return Row(
        url=element.get("href", ""),
        title=" ".join(element.text_content().split()),
        saved=moment_of(element.get("add_date") or element.get("time_added")),
        carried=Carried(
            tags=tuple(dict.fromkeys((*words_of(element.get("tags") or element.get("labels") or ""), *own))),
            state=None if to_read is None else state_of(not is_true(to_read)),
            starred=is_true(element.get("data-important")),
        ),
    )


def _with_note(row: Row, element: HtmlElement) -> Row:
    import dataclasses

    # An unclosed DD holds what follows it too: its own text ends with its first element but a line's end.
    lines = [element.text or ""]
    for child in element:
        if child.tag != "br":
            break
        lines.append(child.tail or "")
    note = "\n".join(" ".join(line.split()) for line in lines).strip()
    return dataclasses.replace(row, carried=dataclasses.replace(row.carried, note=note))


def _sectioned(content: str) -> Iterator[Row]:
    """Lists of links below headings that say their state; a heading of one's own is a folder."""
    section = ""
    for element in _tree(content).iter("h1", "a"):
        if element.tag == "h1":
            section = " ".join(element.text_content().split())
        elif element.get("href"):
            yield Row(
                url=element.get("href", ""),
                title=" ".join(element.text_content().split()),
                saved=moment_of(element.get("time_added")),
                carried=Carried(
                    tags=tuple(filter(None, (*words_of(element.get("tags") or ""), _folder(section)))),
                    state=state_of("archive" in section.lower()),
                    starred=section.lower() in ("starred", "liked"),
                ),
            )


def _folder(section: str) -> str:
    return "" if re.fullmatch(r"(?i)|unread|(read )?archive|starred|liked", section) else section
