"""The pictures that a crawl captured with its pages, put by until the pages ask for them."""

from __future__ import annotations

import logging
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urldefrag, urljoin

from reader.formats.page import Asset, Page
from reader.formats.picture_files import base_of, picture_addresses
from reader.formats.pictures import MAX_PAGE_BYTES, MAX_PICTURE_BYTES, MAX_PICTURES, picture_kind

MAX_CAPTURED_BYTES = 4 * 1024**3
"""All pictures of one archive; those beyond it are not taken along."""

_IN_MEMORY_BYTES = 32 * 1024 * 1024  # more goes into a file without a name, gone when it is closed
_LOG = logging.getLogger(__name__)


class Captured:
    """Pictures by their address on the web. An archive has them before, between and behind its pages."""

    def __init__(self) -> None:
        self._kept = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115  # closed with this
        self._places: dict[str, tuple[int, int]] = {}
        self._same: dict[str, str] = {}
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._kept.close()

    def keep(self, url: str, data: bytes) -> None:
        """Put a picture by, if it is one and within the limits; the first of an address stays."""
        key = _key(url)
        is_taken = key in self._places or not 0 < len(data) <= MAX_PICTURE_BYTES
        if is_taken or self._size + len(data) > MAX_CAPTURED_BYTES or picture_kind(data) is None:
            return
        try:
            self._kept.seek(self._size)
            self._kept.write(data)
        except OSError as error:  # the disk is full: pages without pictures are better than none
            _LOG.warning("the picture %s was left out: %s", key, error)
            return
        self._places[key] = self._size, len(data)
        self._size += len(data)

    def is_same(self, url: str, other: str) -> None:
        """Say that an address gave the picture of another one, as crawlers note what they had before."""
        self._same[_key(url)] = _key(other)

    def of(self, page: Page) -> Page:
        """The page with those pictures that it names."""
        if not self._places or not page.url:
            return page
        assets: dict[str, Asset] = {}
        base, left = base_of(page), MAX_PAGE_BYTES
        for address in picture_addresses(page):
            data = self._read(base, address) if len(assets) < MAX_PICTURES else b""
            kind = picture_kind(data) if len(data) <= left else None
            if kind:
                assets[address] = Asset(kind.media_type, data)
                left -= len(data)
        return replace(page, assets=assets) if assets else page

    def _read(self, base: str, address: str) -> bytes:
        try:
            key = _key(urljoin(base, address))
        except ValueError:
            return b""
        if key not in self._places:
            key = self._same.get(key, "")
        start, size = self._places.get(key, (0, 0))
        self._kept.seek(start)
        return self._kept.read(size)


def _key(url: str) -> str:
    """Pages, browsers and crawlers do not escape the same letters."""
    return unquote(urldefrag(url.strip())[0]) if "#" in url or "%" in url else url.strip()
