"""WARC, the archives of crawlers: their pages, each with the pictures that it shows.

Source: the WARC Format 1.1 (IIPC, 2017); ISO 28500:2017.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stderr
from typing import Any, BinaryIO, TypeVar

from reader.errors import UnreadablePage
from reader.formats.captured import Captured
from reader.formats.encoding import decode
from reader.formats.page import Found, Page, Source
from reader.formats.pictures import MAX_PICTURE_BYTES
from reader.formats.saved_file import MAX_BYTES, SavedFile
from reader.formats.values import moment_of

T = TypeVar("T")
_LEAST_PAGE_BYTES = 200
_CHUNK_BYTES = 65_536


def is_warc(head: bytes) -> bool:
    """Whether a file, once unpacked, begins with a WARC record."""
    return head.startswith(b"WARC/")


def pages_of_warcs(archives: Iterable[SavedFile], titles: Mapping[str, str] | None = None) -> Iterator[Found]:
    """The HTML pages of the WARCs of one capture, with address, moment and pictures, one at a time.

    They are read twice: a page's pictures stand behind it, and often in another archive of the capture.

    Args:
        archives: packed or not.
        titles: addresses of the pages that were meant, with their titles; None for every HTML response.
    """
    files = list(archives)
    with Captured() as captured:
        for file in files:
            _keep_pictures(file, captured)
        for file in files:
            try:
                with file.opened() as stream:
                    yield from _pages(file, stream, titles, captured)
            except UnreadablePage as error:
                yield error


def _keep_pictures(file: SavedFile, captured: Captured) -> None:
    try:
        with file.opened() as stream:
            for _ in _each(stream, lambda record: _keep_picture(record, captured)):
                pass
    except Exception:  # what is wrong with the archive is said when its pages are read
        return


def _pages(
    file: SavedFile, stream: BinaryIO, titles: Mapping[str, str] | None, captured: Captured
) -> Iterator[Found]:
    seen: set[str] = set()
    is_cut = False
    watched = _Watched(stream)
    try:
        for page in _each(watched, lambda one: _page(file, one) if _is_page(one, titles) else None):
            if page is not None and page.source.sha256 not in seen:
                seen.add(page.source.sha256)
                yield captured.of(page)
            is_cut = is_cut or (page is not None and page.is_cut)
    except Exception:  # a truncated archive fails in many layers; what came before is whole
        is_cut = True
    if is_cut or watched.ends_within_record:
        reason = f"damaged or cut off behind page {len(seen)}; what is before was read"
        yield UnreadablePage(file.label, reason)


class _Watched:
    """A stream that remembers how it ended; warcio takes half a record's header for the end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._is_plain: bool | None = None
        self._tail = b""

    def read(self, count: int) -> bytes:
        """Read at most so many bytes."""
        data = self._stream.read(count)
        if self._is_plain is None:
            self._is_plain = is_warc(data)
        self._tail = (self._tail + data[-4:])[-4:]
        return data

    @property
    def ends_within_record(self) -> bool:
        """Whether the end of an unpacked archive is missing: a record ends with two empty lines."""
        return bool(self._is_plain) and not self._tail.endswith((b"\r\n\r\n", b"\n\n"))


def _each(stream: BinaryIO | _Watched, read: Callable[[Any], T]) -> Iterator[T]:
    from warcio.archiveiterator import ArchiveIterator

    records = iter(ArchiveIterator(stream, block_size=_CHUNK_BYTES))
    while True:
        # warcio speaks of damaged records on standard error, where the screen is.
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
            if record is None:
                return
            found = read(record)
        yield found


def _is_page(record: Any, titles: Mapping[str, str] | None) -> bool:
    is_meant = titles is None or _address(record) in titles
    return is_meant and _is_answer(record) and "html" in _media_type(record)


def _keep_picture(record: Any, captured: Captured) -> None:
    if record.rec_type == "revisit":
        captured.is_same(_address(record), record.rec_headers.get_header("WARC-Refers-To-Target-URI") or "")
    elif _is_answer(record) and _media_type(record).startswith(("image/", "application/octet-stream")):
        captured.keep(_address(record), record.content_stream().read(MAX_PICTURE_BYTES + 1))


def _address(record: Any) -> str:
    # Some writers put the address in angle brackets, as version 1.0 of the format shows it.
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")


def _is_answer(record: Any) -> bool:
    if record.rec_type == "response" and record.http_headers is not None:
        return bool(record.http_headers.get_statuscode() == "200")
    return bool(record.rec_type == "resource")


def _media_type(record: Any) -> str:
    headers = record.rec_headers if record.rec_type == "resource" else record.http_headers
    return (headers.get_header("Content-Type") or "").lower()


def _page(file: SavedFile, record: Any) -> Page | None:
    data = record.content_stream().read(MAX_BYTES)
    if len(data) < _LEAST_PAGE_BYTES:
        return None
    stated = re.search(r"charset=([\w-]+)", _media_type(record))
    content, encoding = decode(data, stated[1] if stated else None)
    url = _address(record)
    return Page(
        kind="html",
        content=content,
        source=Source(file.path, url or file.member, hashlib.sha256(data).hexdigest()),
        url=url if url.startswith(("http://", "https://")) else None,
        saved=moment_of(record.rec_headers.get_header("WARC-Date")),
        encoding=encoding,
        original=data,
        is_cut=getattr(record.raw_stream, "limit", 0) > 0,  # bytes that were promised and never came
    )
