"""Paths to pages: files are read, folders walked, standard input taken."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import PageError, UnreadablePage
from reader.formats.detect import is_binary, text_kind
from reader.formats.encoding import decode
from reader.formats.front_matter import field_list, field_text, split_front_matter
from reader.formats.page import Carried, Page, Source
from reader.formats.saved_from import saved_from

MAX_BYTES = 100 * 1024 * 1024
"""Larger files are refused: no article is, and a wrong file must not fill the memory."""

_PAGE_NAMES = {".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ""}
# Pictures and scripts that belong to a saved page lie in a folder beside it, named so by browsers.
_COMPANION_FOLDER = re.compile(r"(?:_files|\.files|_archivos|-Dateien|_fichiers|_bestanden|-filer)$")


def find_files(path: str) -> Iterator[Path]:
    """Files to read under a path: itself, or every page in the folder, in order of name.

    Raises:
        UnreadablePage: nothing is there.
    """
    start = Path(path).expanduser()
    if start.is_dir():
        yield from _walk(start)
    elif start.exists():
        yield start
    else:
        raise UnreadablePage(path, "no such file or folder")


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_skipped_folder(Path(parent), name))
        for name in sorted(names):
            if Path(name).suffix.lower() in _PAGE_NAMES and not name.startswith("."):
                yield Path(parent, name)


def _is_skipped_folder(parent: Path, name: str) -> bool:
    if name.startswith("."):
        return True
    found = _COMPANION_FOLDER.search(name)
    if found is None:
        return False
    pages = (parent / f"{name[: found.start()]}{end}" for end in (".html", ".htm"))
    return any(page.exists() for page in pages)


def read_page(path: str, *, url: str | None = None) -> Page:
    """Read one file, or standard input for `-`.

    Args:
        path: the file as the user names it.
        url: address of the page when the user states it; wins over what the file says.

    Raises:
        UnreadablePage: missing, a folder, not permitted, empty, too large, or not text.
    """
    data, touched = _stdin() if path == "-" else _load(path)
    return page_from_bytes(data, path, url=url, touched=touched)


def page_from_bytes(
    data: bytes, path: str, *, url: str | None = None, touched: datetime | None = None
) -> Page:
    """Decode the bytes of one saved page; `touched` is the file's own time.

    Raises:
        UnreadablePage: empty, or not text.
    """
    if not data.strip():
        raise UnreadablePage(path, "the file is empty; save the page again")
    if is_binary(data):
        raise UnreadablePage(path, "not a page: binary data; save the page as HTML or text")
    content, encoding = decode(data)
    source = Source(path, sha256=hashlib.sha256(data).hexdigest())
    kind = text_kind(content, path)
    if kind == "markdown":
        return _markdown_page(content, source, encoding, data, url, touched)
    stated, moment = saved_from(content) if kind == "html" else (None, None)
    return Page(
        kind="html" if kind == "html" else "text",
        content=content,
        source=source,
        url=url or stated,
        saved=moment or touched,
        encoding=encoding,
        original=data,
    )


def _markdown_page(
    content: str, source: Source, encoding: str, data: bytes, url: str | None, touched: datetime | None
) -> Page:
    fields, text = split_front_matter(content)
    return Page(
        kind="markdown",
        content=text,
        source=source,
        url=url or field_text(fields, "url", "source", "link", "canonical"),
        saved=_aware(field_text(fields, "saved", "created", "clipped")) or touched,
        encoding=encoding,
        title=field_text(fields, "title"),
        byline=field_text(fields, "author", "authors", "byline"),
        published=field_text(fields, "published", "date"),
        original=data,
        carried=Carried(tags=field_list(fields, "tags", "keywords")),
    )


def _aware(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment and (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _load(path: str) -> tuple[bytes, datetime]:
    file = Path(path).expanduser()
    try:
        if file.is_dir():
            raise UnreadablePage(path, "a folder, not a page; `nightstand import` walks folders")
        stat = file.stat()
        if stat.st_size > MAX_BYTES:
            raise UnreadablePage(
                path, f"{stat.st_size >> 20} MB; pages over {MAX_BYTES >> 20} MB are not read"
            )
        return file.read_bytes(), datetime.fromtimestamp(stat.st_mtime, UTC)
    except PageError:
        raise
    except FileNotFoundError as error:
        raise UnreadablePage(path, "no such file") from error
    except OSError as error:
        raise UnreadablePage(path, (error.strerror or str(error)).lower()) from error


def _stdin() -> tuple[bytes, None]:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadablePage("-", f"pages over {MAX_BYTES >> 20} MB are not read")
    return data, None
