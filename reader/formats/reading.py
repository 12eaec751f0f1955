"""Any saved file to its pages: what it is, its content says.

======================================  ==================================================
a page                                  HTML (also SingleFile, "complete page", Wayback),
                                        Markdown, text, MHTML, Safari web archive, mail, PDF
many pages                              zip, WARC, WACZ, mbox, EPUB
exports of services                     Pocket, Instapaper, Omnivore, wallabag, Readwise, Raindrop,
                                        Karakeep, Linkwarden, Matter, Pinboard, Hypothesis
addresses and highlights                bookmark files, browsers' JSON, lists, Kindle, KOReader
======================================  ==================================================

Any of them may be gzipped, and lie in a zip.
"""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePath

from reader.errors import UnreadablePage
from reader.formats import books, mail, web_archives
from reader.formats.bookmarks import pages_of_bookmarks
from reader.formats.clippings import pages_of_clippings
from reader.formats.detect import is_binary
from reader.formats.encoding import decode
from reader.formats.files import page_of_text
from reader.formats.json_exports import pages_of_json
from reader.formats.page import Carried, Page
from reader.formats.saved_file import MAX_BYTES, SavedFile, file_of_bytes, file_on_disk
from reader.formats.tables import pages_of_table
from reader.formats.url_list import pages_of_list
from reader.formats.zips import Found, Opened, is_zip, opened_zip, pages_of_zip

_GZIP = b"\x1f\x8b"
_DEEPEST = 3  # archives in archives
_EXPORTS: tuple[Callable[[SavedFile, str], Iterator[Page] | None], ...] = (
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
    for found in pages_of_file(file_on_disk(path)):
        yield dataclasses.replace(found, url=url) if url and isinstance(found, Page) else found


def pages_of_file(file: SavedFile, depth: int = 0) -> Iterator[Found]:
    """Read the pages of a file; see `read_pages`."""
    head = file.head()
    if not head.strip():
        raise UnreadablePage(file.label, "the file is empty; save the page again")
    if head.startswith(_GZIP):
        yield from _unzipped(file, depth)
    elif is_zip(head):
        yield from _from_zip(file, depth)
    elif books.is_pdf(head):
        yield books.page_of_pdf(file)
    elif web_archives.is_webarchive(head):
        yield web_archives.page_of_webarchive(file)
    elif web_archives.is_warc(head):
        with file.opener() as stream:
            yield from web_archives.pages_of_warc(file, stream)
    elif mail.is_mailbox(head):
        yield from mail.pages_of_mailbox(file)
    elif mail.is_mail(head):
        yield mail.page_of_mail(file, file.read())
    else:
        yield from _from_text(file, depth)


# -- packed


def _unzipped(file: SavedFile, depth: int) -> Iterator[Found]:
    if depth >= _DEEPEST:
        raise UnreadablePage(file.label, "packed too many times; it was not read")
    try:
        with file.opener() as packed, gzip.open(packed) as stream:
            is_warc = web_archives.is_warc(stream.read(16))
        if is_warc:  # records are packed one by one, and read so
            with file.opener() as packed:
                yield from web_archives.pages_of_warc(file, packed)
            return
        with file.opener() as packed, gzip.open(packed) as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadablePage(file.label, "a damaged or cut off gzip file; download it again") from error
    if len(data) > MAX_BYTES:
        raise UnreadablePage(file.label, f"unpacks to more than {MAX_BYTES >> 20} MB; it was not read")
    inner = file.name.removesuffix(".gz") if file.member else None
    yield from pages_of_file(file_of_bytes(file.path, data, member=inner, touched=file.touched), depth + 1)


def _from_zip(file: SavedFile, depth: int) -> Iterator[Found]:
    if depth >= _DEEPEST:
        raise UnreadablePage(file.label, "packed too many times; it was not read")
    with file.opener() as stream:
        seekable = stream if stream.seekable() else io.BytesIO(file.read())
        opened = opened_zip(file, seekable)
        if books.is_epub(opened):
            yield from books.pages_of_epub(opened)
        elif "datapackage.json" in opened.zip.namelist():
            yield from _wacz(opened)
        else:
            yield from _merged(pages_of_zip(opened, lambda member: pages_of_file(member, depth + 1)))


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
    for info in opened.members():
        if info.filename.startswith("archive/"):
            try:
                data = opened.member(info).read()
            except UnreadablePage as error:
                yield error
                continue
            yield from web_archives.pages_of_warc(opened.file, io.BytesIO(data), titles or None)


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


# -- text


def _from_text(file: SavedFile, depth: int) -> Iterator[Found]:
    data = file.read()
    packed = _packed_in_page(file, data) if depth < _DEEPEST else None
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
        raise UnreadablePage(file.label, f"a {ending[1:].upper()} file of no export that is known")
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
    page = page_of_text(file, data, content, encoding)
    if page.url is None:
        outer = page_of_text(file, data, decode(data[:20_000])[0], encoding)
        page = dataclasses.replace(page, url=outer.url, saved=outer.saved)
    return page
