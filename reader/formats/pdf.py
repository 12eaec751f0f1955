"""PDF files: their text layer, and what is there of it when the file is cut off."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import UnreadablePage
from reader.formats.page import Page, Source
from reader.formats.saved_file import SavedFile
from reader.terminal import safe_line

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 2000
_LAST_OBJECT = b"endobj"
# Where the table of objects would be: pypdf looks for the objects themselves when it does not find it.
_NO_TABLE = b"\ntrailer\n<</Root 0 0 R>>\nstartxref\n0\n%%EOF\n"
_MOST_UNKNOWN = 0.1  # signs whose fonts are behind the cut


@dataclass(frozen=True, slots=True)
class _Layer:
    texts: list[str]
    """One a page."""
    title: str = ""
    author: str = ""
    made: str | None = None
    is_cut: bool = False


def is_pdf(head: bytes) -> bool:
    """Whether a file is a PDF."""
    return b"%PDF-" in head[:1024]


def page_of_pdf(file: SavedFile) -> Page:
    """The text layer of a PDF; of one that is cut off, the pages that can be read.

    Raises:
        UnreadablePage: it has none, is protected or damaged, or the extra `pdf` is not installed.
    """
    try:
        import pypdf  # noqa: F401  # is it there?
    except ImportError as error:
        raise UnreadablePage(file.label, 'a PDF; `pip install "nightstand[pdf]"` reads its text') from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = file.read()
    try:
        layer = _whole(data)
    except Exception as error:  # pypdf raises many kinds for broken files
        texts = list(_readable(data))
        if not texts:
            raise UnreadablePage(file.label, safe_line(f"a PDF that cannot be read ({error})")) from error
        layer = _Layer(texts, is_cut=True)
    text = _joined(layer.texts)
    if not text.strip():
        raise UnreadablePage(file.label, "a PDF without a text layer (a scan); run it through OCR first")
    return Page(
        kind="text",
        content=text,
        source=Source(file.path, file.member, hashlib.sha256(data).hexdigest()),
        saved=file.touched,
        encoding="utf-8",
        title=layer.title or None,
        byline=layer.author or None,
        published=layer.made,
        original=data,
        is_cut=layer.is_cut,
    )


def _whole(data: bytes) -> _Layer:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    texts = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
    about = reader.metadata
    if about is None:
        return _Layer(texts)
    made = about.creation_date
    return _Layer(texts, str(about.title or ""), str(about.author or ""), made.isoformat() if made else None)


def _readable(data: bytes) -> Iterator[str]:
    """The pages of a file without its end, in the order of the file: those whose fonts are there."""
    end = data.rfind(_LAST_OBJECT)
    if end < 0:
        return
    try:
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(data[: end + len(_LAST_OBJECT)] + _NO_TABLE), strict=False)
        numbers = _numbers(reader)
    except Exception:  # nothing of it is sound
        return
    for number, generation in numbers[: 100 * _MOST_PAGES]:
        try:
            text = _text_of(reader, number, generation)
        except Exception:  # as many kinds as above
            continue
        if text.strip() and text.count("\ufffd") <= _MOST_UNKNOWN * len(text):
            yield text


def _numbers(reader: PdfReader) -> list[tuple[int, int]]:
    """Numbers and generations of all objects, in the order of the file; packed ones at the end."""
    placed = [
        (place, number, generation)
        for generation, places in reader.xref.items()
        for number, place in places.items()
    ]
    packed = ((number, 0) for number in sorted(reader.xref_objStm))
    return [*((number, generation) for _, number, generation in sorted(placed)), *packed]


def _text_of(reader: PdfReader, number: int, generation: int) -> str:
    """The text of a page; empty when the object is none."""
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject, IndirectObject

    place = IndirectObject(number, generation, reader)
    found = reader.get_object(place)
    if not isinstance(found, DictionaryObject) or found.get("/Type") != "/Page":
        return ""
    page = PageObject(reader, place)
    page.update(found)
    return page.extract_text()


def _joined(pages: list[str]) -> str:
    """Pages as one text: running heads and page numbers go, words parted at a line's end are joined."""
    lines = [page.strip().splitlines() for page in pages]
    heads = [one[0].strip() for one in lines if one]
    running = {head for head in heads if heads.count(head) > 2}
    kept = []
    for one in lines:
        while one and (one[0].strip() in running or one[0].strip().isdigit()):
            one = one[1:]
        while one and one[-1].strip().isdigit():
            one = one[:-1]
        kept.append("\n".join(one))
    return re.sub(r"(\w)-\n(?=[a-zà-ÿ])", r"\1", "\n".join(kept))
