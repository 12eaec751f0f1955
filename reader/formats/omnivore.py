"""Omnivore's export: metadata in JSON lists; texts and highlights in files beside it, named by the slug."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from reader.errors import UnreadablePage
from reader.formats.encoding import decode
from reader.formats.entry import Row, page_of_row
from reader.formats.page import Carried, CarriedHighlight, Page
from reader.formats.pdf import is_pdf, page_of_pdf
from reader.formats.saved_file import SavedFile, file_of_bytes
from reader.formats.values import (
    Record,
    day_of,
    first_of,
    highlight,
    highlights,
    moment_of,
    share_of,
    state_of,
    text_of,
    words_of,
)


def pages_of_omnivore(file: SavedFile, records: Sequence[Record]) -> Iterator[Page]:
    """The articles of a list of metadata; the files beside it give their texts and highlights."""
    seen: set[str] = set()
    for record in records:
        slug = text_of(record.get("slug")) or text_of(record.get("id"))
        if slug and slug in seen:
            continue
        seen.add(slug)
        name = slug.replace("/", "_")  # the files are in a folder, and names come from elsewhere
        marks, _ = decode(file.beside(f"highlights/{name}.md") or b"")
        row = _with_text(_row(record, omnivore_highlights(marks)), file, name)
        page = page_of_row(dataclasses.replace(file, member=slug or file.member), row)
        if page is not None:
            yield page


def _row(record: Record, marks: tuple[CarriedHighlight, ...]) -> Row:
    progress = share_of(_percent(record.get("readingProgress")))
    return Row(
        url=text_of(first_of(record, "url", "originalArticleUrl")),
        title=text_of(record.get("title")),
        byline=text_of(record.get("author")),
        site=text_of(record.get("siteName")),
        published=day_of(record.get("publishedAt")),
        saved=moment_of(first_of(record, "savedAt", "createdAt")),
        description=text_of(record.get("description")),
        language=text_of(record.get("language")),
        carried=Carried(
            tags=words_of(record.get("labels")),
            state=state_of(text_of(record.get("state")).lower() == "archived", progress),
            progress=progress,
            note=text_of(record.get("note")),
            highlights=marks,
        ),
    )


def _percent(value: Any) -> str | None:
    return None if value is None else f"{value}%"


def _with_text(row: Row, file: SavedFile, name: str) -> Row:
    data = file.beside(f"content/{name}.html")
    if data:
        return dataclasses.replace(row, content=decode(data)[0])
    data = file.beside(f"content/{name}.pdf")
    if not data or not is_pdf(data):
        return row
    try:
        return dataclasses.replace(row, content=page_of_pdf(file_of_bytes(name, data)).content, kind="text")
    except UnreadablePage:
        return row  # a scan, or pypdf is not there: the address and the highlights are


def omnivore_highlights(text: str) -> tuple[CarriedHighlight, ...]:
    """Quotes behind `>`, each with its labels (`#name`) and its note below."""
    blocks: list[tuple[list[str], list[str]]] = []
    before = ""
    for line in text.splitlines():
        if line.startswith(">"):
            if not before.startswith(">"):
                blocks.append(([], []))
            blocks[-1][0].append(line[1:].strip())
        elif line.strip() and blocks:
            blocks[-1][1].append(line)
        before = line
    return highlights(_highlight(quote, rest) for quote, rest in blocks)


def _highlight(quote: list[str], rest: list[str]) -> CarriedHighlight | None:
    labels = [word for line in rest if _is_labels(line) for word in line.split()]
    note = "\n".join(line for line in rest if not _is_labels(line))
    return highlight("\n".join(quote), note.strip(), tags=labels)


def _is_labels(line: str) -> bool:
    return all(word.startswith("#") and len(word) > 1 for word in line.split())
