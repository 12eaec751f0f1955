"""EPUB books."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.errors import UnreadablePage
from reader.formats.encoding import decode
from reader.formats.page import Found, Page, Source
from reader.formats.values import day_of
from reader.formats.zips import Opened

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_LEAST_CHARACTERS = 200  # covers, title pages and empty parts have less
_HEADING_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class _Book:
    title: str
    creator: str
    language: str
    published: str | None
    url: str | None
    parts: tuple[str, ...]
    """Names of the documents of the spine, in order."""


def is_epub(opened: Opened) -> bool:
    """Whether a zip is an EPUB."""
    return (opened.read("mimetype") or b"").strip() == b"application/epub+zip"


def pages_of_epub(opened: Opened) -> Iterator[Found]:
    """The documents of a book's spine, each an article; a book of one article has the book's title.

    Raises:
        UnreadablePage: it is protected, or damaged.
    """
    file = opened.file
    if b"EncryptedData" in (opened.read("META-INF/encryption.xml") or b"") and opened.read(
        "META-INF/rights.xml"
    ):
        raise UnreadablePage(file.label, "protected by DRM: its text cannot be read")
    book = _book(opened)
    # Read one at a time, and each once: a spine may name a large part a hundred times.
    names = [name for name in dict.fromkeys(book.parts) if _has_text(opened.read(name) or b"")]
    if not names:
        raise UnreadablePage(file.label, "a book without text in it, or a damaged one")
    for name in names:
        data = opened.read(name) or b""
        content, encoding = decode(data)
        alone = len(names) == 1
        yield Page(
            kind="html",
            content=content,
            source=Source(file.path, None if alone else name, hashlib.sha256(data).hexdigest()),
            url=book.url if alone else None,
            saved=file.touched,
            encoding=encoding,
            title=book.title if alone else _heading(content) or f"{book.title} ({posixpath.basename(name)})",
            byline=book.creator or None,
            published=book.published,
            site=None if alone else book.title or None,
            language=book.language or None,
            names_are_stated=True,
            beside=partial(opened.beside, name),
            original=data,
        )


def _book(opened: Opened) -> _Book:
    container = _xml(opened.read("META-INF/container.xml"))
    path = (
        next((one.get("full-path", "") for one in container.iter(f"{_CONTAINER}rootfile")), "")
        if container is not None
        else ""
    )
    package = _xml(opened.read(path))
    if package is None:
        raise UnreadablePage(opened.file.label, "a damaged book: its table of parts cannot be read")
    hrefs = {
        one.get("id"): one.get("href", "")
        for one in package.iter(f"{_OPF}item")
        if "html" in one.get("media-type", "") and "nav" not in (one.get("properties") or "").split()
    }
    spine = [hrefs.get(one.get("idref")) for one in package.iter(f"{_OPF}itemref")]
    folder = posixpath.dirname(path)
    sources = [*_values(package, "source"), *_values(package, "identifier")]
    return _Book(
        next(iter(_values(package, "title")), ""),
        ", ".join(_values(package, "creator")),
        next(iter(_values(package, "language")), ""),
        next((day for value in _values(package, "date") if (day := day_of(value))), None),
        next((value for value in sources if value.startswith(("http://", "https://"))), None),
        tuple(posixpath.normpath(posixpath.join(folder, unquote(href))) for href in spine if href),
    )


def _values(package: _Element, name: str) -> list[str]:
    return [" ".join((one.text or "").split()) for one in package.iter(f"{_DC}{name}") if one.text]


def _xml(data: bytes | None) -> _Element | None:
    from lxml import etree

    if not data:
        return None
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def _has_text(data: bytes) -> bool:
    # No part of the patterns runs over a `<`: a file of nothing else must not take the square of its length.
    text = re.sub(rb"<(?:style|script)\b[^<>]*>[^<]*</|<[^<>]*>", b" ", data, flags=re.IGNORECASE)
    return len(b" ".join(text.split())) >= _LEAST_CHARACTERS


def _heading(content: str) -> str:
    for pattern in (r"<h[1-3]\b[^>]*>(.*?)</h[1-3]>", r"<title[^>]*>(.*?)</title>"):
        found = re.search(pattern, content[:_HEADING_CHARACTERS], re.DOTALL | re.IGNORECASE)
        text = " ".join(re.sub(r"<[^<>]*>", " ", found[1]).split()) if found else ""
        if text:
            return text
    return ""
