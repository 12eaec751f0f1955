"""Any saved file to its pages: what it is, its content says.

======================================  ==================================================
a page                                  HTML (also SingleFile, "complete page", Wayback),
                                        Markdown, text, MHTML, Safari web archive, mail, PDF
many pages                              zip, WARC, WACZ, mbox, EPUB
exports of services                     Pocket, Instapaper, Omnivore, wallabag, Readwise, Raindrop,
                                        Karakeep, Linkwarden, Matter, Pinboard, Hypothesis,
                                        starred articles of feed readers
addresses and highlights                bookmark files, browsers' JSON, lists, Kindle, KOReader
======================================  ==================================================

Any of them may be gzipped, and lie in a zip.
"""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

from reader.errors import UnreadablePage
from reader.formats import books, mail, pdf, warc, web_archives
from reader.formats.bookmarks import pages_of_bookmarks
from reader.formats.clippings import pages_of_clippings
from reader.formats.cut_off import mended_zip, unpacked_gzip
from reader.formats.detect import is_binary
from reader.formats.encoding import decode
from reader.formats.files import page_of_text
from reader.formats.json_exports import pages_of_json
from reader.formats.page import Carried, Found, Page
from reader.formats.saved_file import MAX_BYTES, SavedFile, file_of_bytes, file_on_disk
from reader.formats.tables import pages_of_table
from reader.formats.url_list import pages_of_list
from reader.formats.values import is_address
from reader.formats.zips import Opened, is_zip, opened_zip, pages_of_zip

MAX_DEPTH = 3
"""Archives in archives."""

_GZIP = b"\x1f\x8b"
_HEAD_BYTES = 65_536
_CUT = "a {} that is cut off; what is there of it was read: download it again for the rest"
_OWN_ARCHIVE = re.compile(rb'"kind":\s*"nightstand library"')
_WACZ_DATA = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
_EXPORTS: tuple[Callable[[SavedFile, str], Iterator[Found] | None], ...] = (
    pages_of_bookmarks,
    pages_of_clippings,
    pages_of_json,
    pages_of_table,
    pages_of_list,
)


def read_pages(path: str, *, url: str | None = None) -> Iterator[Found]:
    """Read the pages of a file, or of standard input for `-`.

    Args:
        path: the file as the user names it.
        url: its address when the user states it; for a file with one page.

    Yields:
        Pages, and problems in their place: one bad member never stops the others.

    Raises:
        UnreadablePage: the file as a whole cannot be read.
    """
    stated = url if url and is_address(url) else None
    for found in pages_of_file(file_on_disk(path)):
        yield dataclasses.replace(found, url=stated) if stated and isinstance(found, Page) else found


def pages_of_file(file: SavedFile) -> Iterator[Found]:
    """Read the pages of a file; see `read_pages`."""
    is_empty = True
    for found in _pages(file, 0):
        is_empty = False
        # What no parser takes for an address is none: it would fail each of the steps to come.
        has_address = isinstance(found, Page) and found.url is not None and is_address(found.url)
        yield found if has_address or not isinstance(found, Page) else dataclasses.replace(found, url=None)
    if is_empty:
        raise UnreadablePage(file.label, "no page in it")


def _pages(file: SavedFile, depth: int) -> Iterator[Found]:
    head = file.head()
    if not head.strip():
        raise UnreadablePage(file.label, "the file is empty; save the page again")
    if head.startswith(_GZIP):
        yield from _unzipped(file, depth)
    elif is_zip(head):
        yield from _from_zip(file, depth)
    elif pdf.is_pdf(head):
        yield from _said_if_cut(file, pdf.page_of_pdf(file), "PDF")
    elif web_archives.is_webarchive(head):
        yield from _said_if_cut(file, web_archives.page_of_webarchive(file), "web archive")
    elif warc.is_warc(head):
        yield from warc.pages_of_warcs([file])
    elif mail.is_mailbox(head):
        with file.opened() as stream:
            yield from mail.pages_of_mailbox(file, stream)
    elif mail.is_mail(head):
        yield from _said_if_cut(file, mail.page_of_mail(file, file.read()), "MIME file")
    else:
        yield from _from_text(file, depth)


def may_hold_many(head: bytes) -> bool:
    """Whether a file with this beginning may hold many pages: an archive, a mailbox, an export in JSON."""
    return (
        is_zip(head)
        or warc.is_warc(head)
        or head.startswith((_GZIP, b"From "))
        or head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[")
    )


# -- packed


def _unzipped(file: SavedFile, depth: int) -> Iterator[Found]:
    if depth >= MAX_DEPTH:
        raise UnreadablePage(file.label, "packed too many times; it was not read")
    with file.opened() as packed:
        head, _ = unpacked_gzip(packed, _HEAD_BYTES)
    if warc.is_warc(head):  # records are packed one by one, and read so
        yield from warc.pages_of_warcs([file])
    elif mail.is_mailbox(head):
        with file.opened() as packed, gzip.open(packed) as stream:
            yield from mail.pages_of_mailbox(file, cast("BinaryIO", stream))
    else:
        yield from _unzipped_whole(file, depth)


def _unzipped_whole(file: SavedFile, depth: int) -> Iterator[Found]:
    with file.opened() as packed:
        data, is_whole = unpacked_gzip(packed, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise UnreadablePage(file.label, f"unpacks to more than {MAX_BYTES >> 20} MB; it was not read")
    if not is_whole and not data.strip():
        raise UnreadablePage(file.label, "a damaged or cut off gzip file; download it again")
    inner = file_of_bytes(
        file.path,
        data,
        member=file.name.removesuffix(".gz") if file.member else None,
        touched=file.touched,
    )
    if is_whole:
        yield from _pages(inner, depth + 1)
        return
    for found in _pages(inner, depth + 1):
        yield dataclasses.replace(found, is_cut=True) if isinstance(found, Page) else found
    yield UnreadablePage(file.label, _CUT.format("gzip file"))


def _from_zip(file: SavedFile, depth: int) -> Iterator[Found]:
    if depth >= MAX_DEPTH:
        raise UnreadablePage(file.label, "packed too many times; it was not read")
    with file.opened() as stream:
        seekable = stream if stream.seekable() else io.BytesIO(file.read())
        try:
            opened = opened_zip(file, seekable)
        except UnreadablePage as error:
            yield from _from_cut_zip(file, depth, error)
            return
        yield from _pages_of_opened(opened, depth)


def _from_cut_zip(file: SavedFile, depth: int, error: UnreadablePage) -> Iterator[Found]:
    """A zip without its directory: the files that are whole, and what there is of the last one."""
    mended = mended_zip(file.read())
    if mended is None:
        raise error
    inner = file_of_bytes(file.path, mended.data, member=file.member, touched=file.touched)
    last = mended.partial and PurePath(mended.partial)
    with inner.opened() as stream:
        opened = opened_zip(inner, stream)
        if _OWN_ARCHIVE.search(opened.read("manifest.json") or b""):
            # Rows without their texts, or texts without their rows, are not what the user kept.
            raise UnreadablePage(file.label, "a whole library, but cut off; take another copy of it")
        for found in _pages_of_opened(opened, depth):
            # Omnivore's pages are named by their slug, the stem of the file with their text.
            is_cut = isinstance(found, Page) and last and found.source.member in (str(last), last.stem)
            yield dataclasses.replace(found, is_cut=True) if is_cut else found  # type: ignore[type-var]
    yield UnreadablePage(file.label, _CUT.format("zip file"))


def _pages_of_opened(opened: Opened, depth: int) -> Iterator[Found]:
    names = opened.zip.namelist()
    if books.is_epub(opened):
        yield from books.pages_of_epub(opened)
    elif "datapackage.json" in names or any(_WACZ_DATA.fullmatch(name) for name in names):
        yield from _wacz(opened)
    else:
        yield from _merged(pages_of_zip(opened, lambda member: _pages(member, depth + 1)))


def _wacz(opened: Opened) -> Iterator[Found]:
    """A WACZ names its pages; the other HTML responses of its WARCs are frames and side requests."""
    titles: dict[str, str] = {}
    for name in ("pages/pages.jsonl", "pages/extraPages.jsonl"):
        for line in (opened.read(name) or b"").splitlines():
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if isinstance(record, dict) and isinstance(record.get("url"), str):
                titles[record["url"]] = str(record.get("title") or "")
    archives = []
    for info in opened.members():
        if info.filename.startswith("archive/"):
            try:
                archives.append(opened.member(info))
            except UnreadablePage as error:
                yield error
    yield from warc.pages_of_warcs(archives, titles or None)


def _merged(found: Iterator[Found]) -> Iterator[Found]:
    """Bring together what several files of one export say of one address: its row, its annotations."""
    links: dict[str, Page] = {}
    for one in found:
        if not isinstance(one, Page) or not one.link_only or not one.url:
            yield one
        elif one.url in links:
            links[one.url] = merged_pages(links[one.url], one)
        else:
            links[one.url] = one
    yield from links.values()


def merged_pages(first: Page, second: Page) -> Page:
    """Two pages of one address, neither with a text, as one."""
    mine, theirs = first.carried, second.carried
    fresh = tuple(one for one in theirs.highlights if one not in mine.highlights)
    return dataclasses.replace(
        first,
        title=first.title or second.title,
        saved=first.saved or second.saved,
        content="\n\n".join(part for part in (first.content, second.content) if part),
        carried=Carried(
            tags=tuple(dict.fromkeys((*mine.tags, *theirs.tags))),
            state=mine.state or theirs.state,
            starred=mine.starred or theirs.starred,
            progress=mine.progress or theirs.progress,
            note="\n\n".join(dict.fromkeys(note for note in (mine.note, theirs.note) if note)),
            highlights=(*mine.highlights, *fresh),
        ),
    )


def _said_if_cut(file: SavedFile, page: Page, kind: str) -> Iterator[Found]:
    yield page
    if page.is_cut:
        yield UnreadablePage(file.label, _CUT.format(kind))


# -- text


def _from_text(file: SavedFile, depth: int) -> Iterator[Found]:
    data = file.read()
    packed = _packed_in_page(file, data) if depth < MAX_DEPTH else None
    if packed is not None:
        yield packed
        return
    if is_binary(data):
        raise UnreadablePage(file.label, "not a page: binary data; save the page as HTML or text")
    content, encoding = decode(data)
    for pages_of in _EXPORTS:
        pages = pages_of(file, content)
        if pages is not None:
            yield from pages
            return
    ending = PurePath(file.name).suffix.lower()
    if ending in (".json", ".jsonl", ".csv", ".tsv"):
        raise UnreadablePage(
            file.label, f"a {ending[1:].upper()} file of no export that is known, or a damaged one"
        )
    yield page_of_text(file, data, content, encoding)


def _packed_in_page(file: SavedFile, data: bytes) -> Page | None:
    """SingleFile's self-extracting form is a page and a zip in one; the zip holds the page as it was."""
    if b"SingleFile" not in data[:20_000] and b"sfz" not in data[:20_000]:
        return None
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return None
    try:
        opened = opened_zip(file, io.BytesIO(data))
    except UnreadablePage:
        return None
    inner = opened.read("index.html")
    if not inner:
        return None
    content, encoding = decode(inner)
    page = dataclasses.replace(page_of_text(file, data, content, encoding), beside=opened.read)
    if page.url is None:
        outer = page_of_text(file, data, decode(data[:20_000])[0], encoding)
        page = dataclasses.replace(page, url=outer.url, saved=outer.saved)
    return page
