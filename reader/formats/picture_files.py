"""The pictures beside a page of an archive, taken along before the archive is closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from reader.formats.page import Asset, Page
from reader.formats.pictures import MAX_PAGE_BYTES, MAX_PICTURES, name_beside, picture_kind

_IN_HTML = re.compile(
    r"""src\s{0,9}=\s{0,9}(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'<>]{1,2000}))""", re.I
)
_IN_MARKDOWN = re.compile(r"!\[[^\[\]]{0,2000}\]\((?:<([^<>\n]{1,2000})>|([^\s()]{1,2000}))")


def with_pictures(page: Page) -> Page:
    """The page with the pictures that it names beside it, within the limits for one page.

    It no longer asks its archive for anything, and may go to another process.
    """
    if page.beside is None:
        return page
    assets = dict(page.assets)
    left = MAX_PAGE_BYTES
    for address in _addresses(page):
        data = page.picture(address) if len(assets) < MAX_PICTURES else None
        kind = picture_kind(data) if data and len(data) <= left else None
        if data and kind:
            assets[address] = Asset(kind.media_type, data)
            left -= len(data)
    return replace(page, assets=assets, beside=None)


def _addresses(page: Page) -> Iterator[str]:
    pattern = _IN_HTML if page.kind == "html" else _IN_MARKDOWN
    found = ("".join(filter(None, one.groups())) for one in pattern.finditer(page.content))
    for address in dict.fromkeys(found):
        plain = unescape(address).strip() if page.kind == "html" else address
        if name_beside(plain):
            yield plain
