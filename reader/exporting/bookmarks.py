"""The library's addresses as a Netscape bookmark file, which every browser and bookmark service reads."""

from __future__ import annotations

from collections.abc import Iterable

from reader.exporting.item import web_address
from reader.exporting.rendering import xml_text
from reader.library.kept import Entry

_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
"""


def bookmark_file(entries: Iterable[Entry]) -> str:
    """One bookmark an article with an address; unread ones are marked `TOREAD`."""
    return _HEAD + "".join(_bookmark(entry) for entry in entries if web_address(entry.url)) + "</DL><p>\n"


def _bookmark(entry: Entry) -> str:
    added = int((entry.saved or entry.added).timestamp())
    tags = f' TAGS="{xml_text(",".join(entry.tags))}"' if entry.tags else ""
    unread = int(entry.state == "unread")
    note = f"    <DD>{xml_text(' '.join(entry.note.split()))}\n" if entry.note else ""
    return (
        f'    <DT><A HREF="{xml_text(entry.url or "")}" ADD_DATE="{added}"{tags} TOREAD="{unread}">'
        f"{xml_text(entry.title)}</A>\n{note}"
    )
