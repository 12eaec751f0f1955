"""Rows of exports as pages: with their text, or only their address."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

from reader.formats.page import Carried, Page, PageKind, Source
from reader.formats.saved_file import SavedFile
from reader.terminal import safe_line

# Texts shorter than this, without markup, are what a service says of a page that it could not fetch.
_STUB_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """What an export says of one article."""

    url: str = ""
    title: str = ""
    byline: str = ""
    site: str = ""
    published: str | None = None
    saved: datetime | None = None
    description: str = ""
    language: str = ""
    content: str = ""
    """HTML or text of the article; empty when the export has only the address."""
    kind: PageKind = "html"
    carried: Carried = field(default_factory=Carried)


def page_of_row(file: SavedFile, row: Row) -> Page | None:
    """The page of an export's row; None when it names nothing at all."""
    url = row.url.strip() if re.match(r"(?i)https?://", row.url.strip()) else None
    title = safe_line(row.title)
    if not (url or title or row.content.strip()):
        return None
    link_only = _is_stub(row.content)
    content = _link_text(row) if link_only else row.content
    original = b"" if link_only else content.encode("utf-8", "replace")
    identity = original or f"{url or ''}\n{title}\n{row.byline}".encode("utf-8", "replace")
    return Page(
        kind="markdown" if link_only else row.kind,
        content=content,
        source=Source(file.path, file.member, hashlib.sha256(identity).hexdigest()),
        url=url,
        saved=row.saved,
        encoding="utf-8",
        title=title if title and title != url else None,
        byline=safe_line(row.byline) or None,
        published=row.published,
        site=safe_line(row.site) or None,
        description=safe_line(row.description) or None,
        language=row.language or None,
        original=original,
        carried=row.carried,
        names_are_stated=True,
        link_only=link_only,
    )


def _is_stub(content: str) -> bool:
    text = re.sub(r"<[^<>]*>", " ", content)
    return len(" ".join(text.split())) < _STUB_CHARACTERS and "<img" not in content


def _link_text(row: Row) -> str:
    """What there is to read without the text: the description, and the passages marked."""
    parts = [_plain(safe_line(row.description))] if row.description else []
    parts += [
        "\n".join(f"> {_plain(line)}" for line in one.quote.splitlines()) for one in row.carried.highlights
    ]
    return "\n\n".join(parts)


def _plain(line: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", line)
