"""The pictures of an article: those that its text shows and that its page carried, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from urllib.parse import unquote

from reader.document.document import Document
from reader.formats.page import Page
from reader.formats.pictures import MAX_PAGE_BYTES, MAX_PICTURES, picture_kind
from reader.library.kept import Picture


def pictures_of(
    page: Page, document: Document, renamed: Mapping[str, str]
) -> tuple[tuple[Picture, bytes], ...]:
    """Collect the pictures of an article, within the limits for one page; nothing is ever fetched.

    Args:
        page: what was saved.
        document: its article; the image spans say which pictures are asked for.
        renamed: addresses in the article that differ from those in the page, to these.

    Returns:
        Each picture with its bytes, in order of place.
    """
    found = []
    left = MAX_PAGE_BYTES
    for picture, data in _pictures(page, document, renamed):
        if len(data) <= left:
            left -= len(data)
            found.append((picture, data))
        if len(found) == MAX_PICTURES:
            break
    return tuple(found)


def _pictures(page: Page, document: Document, renamed: Mapping[str, str]) -> Iterator[tuple[Picture, bytes]]:
    # The parser of Markdown escapes some letters of addresses, and not as pages do.
    sources = {unquote(address): source for address, source in renamed.items()}
    for address in dict.fromkeys(span.target for span in document.spans if span.kind == "image"):
        plain = unquote(address)
        names = dict.fromkeys((sources.get(plain, plain), address, plain))
        data = next((data for name in names if name and (data := page.picture(name))), None)
        kind = picture_kind(data) if data else None
        if data and kind:
            hashed = sha256(data).hexdigest()
            yield Picture(address, kind.media_type, kind.width, kind.height, hashed), data
