"""Articles as one EPUB 3 book: a chapter an article, with marks, and notes as footnotes.

Source: W3C EPUB 3.3, Recommendation of 2023-05-25.
"""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from reader.exporting.html import STYLE, notes_xhtml, source_line
from reader.exporting.item import Item, language_tag
from reader.exporting.rendering import document_xhtml, xml_text

_NAMESPACE = uuid.UUID("1b0c9c1e-92b5-5d2b-8a2c-6f9f1d2d7a55")
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def write_epub(path: Path, items: Iterable[Item], *, title: str, now: datetime) -> int:
    """Write a book.

    Args:
        path: the file.
        items: its chapters, in order.
        title: of the book.
        now: when it was made, aware.

    Returns:
        How many chapters it has.

    Raises:
        OSError: the file cannot be written.
    """
    chapters: list[tuple[str, str, str]] = []
    files: dict[str, str] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        # Readers find out what the file is by its first bytes: the type stands first, and not packed.
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("EPUB/style.css", STYLE)
        for number, item in enumerate(items, 1):
            name = f"article-{number:04}.xhtml"
            book.writestr(f"EPUB/{name}", _chapter(item, _put_pictures(book, item, files)))
            chapters.append((name, item.entry.title or "Untitled", language_tag(item.entry.language)))
        book.writestr("EPUB/nav.xhtml", _navigation(title, chapters))
        book.writestr("EPUB/book.opf", _package(title, chapters, files, now))
    return len(chapters)


def _put_pictures(book: zipfile.ZipFile, item: Item, files: dict[str, str]) -> dict[str, str]:
    """Put the pictures of a chapter into the book.

    Args:
        book: takes them.
        item: the chapter.
        files: media types of those in the book, by name; grows.

    Returns:
        Names by the address that the document has for them.
    """
    names = {}
    for picture in item.pictures:
        # A drawing may ask for files of the web, which a book must not.
        data = item.read(picture) if picture.media_type != "image/svg+xml" else None
        if data is None:
            continue
        if picture.name not in files:
            book.writestr(f"EPUB/{picture.name}", data, zipfile.ZIP_STORED)
            files[picture.name] = picture.media_type
        names[picture.address] = picture.name
    return names


def _chapter(item: Item, pictures: Mapping[str, str]) -> str:
    entry = item.entry
    tag = language_tag(entry.language)
    language = f' lang="{tag}" xml:lang="{tag}"' if tag else ""
    body = (
        f"<header><h1>{xml_text(entry.title or 'Untitled')}</h1>{source_line(item)}</header>\n"
        f"{document_xhtml(item.document, item.placed, pictures)}{notes_xhtml(item)}"
    )
    # Reading systems show such asides in a pop-up where they are referred to.
    body = body.replace('role="doc-footnote"', 'epub:type="footnote" role="doc-footnote"')
    body = body.replace('<sup class="note"><a ', '<sup class="note"><a epub:type="noteref" ')
    return _page(entry.title or "Untitled", body, language)


def _navigation(title: str, chapters: list[tuple[str, str, str]]) -> str:
    lines = "".join(f'<li><a href="{name}">{xml_text(heading)}</a></li>\n' for name, heading, _ in chapters)
    body = f'<nav epub:type="toc"><h1>{xml_text(title)}</h1>\n<ol>\n{lines}</ol></nav>'
    return _page(title, body, "")


def _page(title: str, body: str, language: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f"{language}>\n<head><title>{xml_text(title)}</title>"
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body>\n{body}\n</body></html>\n"
    )


def _package(
    title: str, chapters: list[tuple[str, str, str]], files: Mapping[str, str], now: datetime
) -> str:
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    identifier = uuid.uuid5(_NAMESPACE, f"{title} {stamp}")
    language = next((tag for _, _, tag in chapters if tag), "und")
    manifest = "".join(
        f'<item id="a{number}" href="{name}" media-type="application/xhtml+xml"/>\n'
        for number, (name, _, _) in enumerate(chapters)
    )
    manifest += "".join(
        f'<item id="p{number}" href="{name}" media-type="{media_type}"/>\n'
        for number, (name, media_type) in enumerate(files.items())
    )
    spine = "".join(f'<itemref idref="a{number}"/>\n' for number in range(len(chapters)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>\n'
        f"<dc:title>{xml_text(title)}</dc:title>\n<dc:language>{xml_text(language)}</dc:language>\n"
        f'<meta property="dcterms:modified">{stamp}</meta>\n</metadata>\n'
        '<manifest>\n<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        f'<item id="style" href="style.css" media-type="text/css"/>\n{manifest}</manifest>\n'
        f"<spine>\n{spine}</spine>\n</package>\n"
    )
