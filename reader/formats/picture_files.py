"""The pictures beside a page of an archive, taken along before the archive is closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin

from reader.formats.page import Asset, Page
from reader.formats.pictures import MAX_PAGE_BYTES, MAX_PICTURES, name_beside, picture_kind

_IN_HTML = re.compile(
    r"""(src(?:set)?|data-original)\s{0,9}=\s{0,9}(?:"([^"]{1,9000})"|'([^']{1,9000})'|([^\s"'<>]{1,2000}))""",
    re.I,
)
_BASE = re.compile(r"<base\b[^<>]{0,200}?href\s{0,9}=\s{0,9}[\"']?([^\s\"'<>]{1,2000})", re.I)
_HEAD_CHARACTERS = 100_000
_IN_MARKDOWN = re.compile(r"!\[[^\[\]]{0,2000}\]\((?:<([^<>\n]{1,2000})>|([^\s()]{1,2000}))")


def with_pictures(page: Page) -> Page:
    """The page with the pictures that it names beside it, within the limits for one page.

    It no longer asks its archive for anything, and may go to another process.
    """
    if page.beside is None:
        return page
    assets = dict(page.assets)
    left = MAX_PAGE_BYTES
    for address in picture_addresses(page):
        data = page.picture(address) if len(assets) < MAX_PICTURES and name_beside(address) else None
        kind = picture_kind(data) if data and len(data) <= left else None
        if data and kind:
            assets[address] = Asset(kind.media_type, data)
            left -= len(data)
    return replace(page, assets=assets, beside=None)


def picture_addresses(page: Page) -> Iterator[str]:
    """The addresses under which a page may name a picture, as they stand in it, each once."""
    found = _in_html(page.content) if page.kind == "html" else _in_markdown(page.content)
    yield from dict.fromkeys(found)


def base_of(page: Page) -> str:
    """What the addresses of a page are resolved against; empty when it does not say."""
    stated = _BASE.search(page.content[:_HEAD_CHARACTERS])
    try:
        return urljoin(page.url or "", unescape(stated[1])) if stated else page.url or ""
    except ValueError:
        return page.url or ""


def _in_html(content: str) -> Iterator[str]:
    for found in _IN_HTML.finditer(content):
        value = unescape("".join(filter(None, found.groups()[1:]))).strip()
        if found[1].lower() != "srcset":
            yield value
            continue
        for one in value.split():  # each address is followed by a width, or by a comma
            yield one.strip(",")


def _in_markdown(content: str) -> Iterator[str]:
    return ("".join(filter(None, one.groups())) for one in _IN_MARKDOWN.finditer(content))
