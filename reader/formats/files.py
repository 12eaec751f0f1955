"""Paths to files and pages of text: folders are walked, HTML and Markdown told apart."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from reader.errors import UnreadablePage
from reader.formats.detect import is_binary, text_kind
from reader.formats.encoding import decode
from reader.formats.names import is_companion_folder, is_page_name, parts_of_exports
from reader.formats.notes import page_of_markdown
from reader.formats.page import Page, Source
from reader.formats.saved_file import NOT_A_FILE, SavedFile, file_of_bytes
from reader.formats.saved_from import address_in_text, saved_from
from reader.formats.web_archives import without_wayback
from reader.settings.folders import at_home


def find_files(path: str) -> Iterator[Path | UnreadablePage]:
    """Files to read under a path: itself, or every page in the folder, in order of name.

    Yields:
        Files, and folders that may not be looked into, as problems in their place.

    Raises:
        UnreadablePage: nothing is there, or nothing that can be read.
    """
    start = at_home(path)
    try:
        mode = start.stat().st_mode
    except FileNotFoundError as error:
        raise UnreadablePage(path, "no such file or folder") from error
    except OSError as error:
        raise UnreadablePage(path, (error.strerror or str(error)).lower()) from error
    if stat.S_ISDIR(mode):
        yield from _walk(start)
    elif stat.S_ISREG(mode):
        yield start
    else:
        raise UnreadablePage(path, NOT_A_FILE)


def _walk(folder: Path) -> Iterator[Path | UnreadablePage]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        yield from _said(closed)
        parts = parts_of_exports(names)
        kept = (name for name in folders if f"{name}/" not in parts)
        folders[:] = sorted(name for name in kept if not _is_skipped(Path(parent, name)))
        for name in sorted(names):
            if is_page_name(name) and not _would_block(Path(parent, name)):
                yield Path(parent, name)
    yield from _said(closed)


def _said(closed: list[OSError]) -> Iterator[UnreadablePage]:
    """Tell of the folders that could not be listed since the last call."""
    while closed:
        error = closed.pop(0)
        yield UnreadablePage(os.fsdecode(error.filename), (error.strerror or str(error)).lower())


def _would_block(path: Path) -> bool:
    """Whether it is a pipe, a socket or a device: to open one can wait for ever."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False  # a link to nothing: reading it says so


def _is_skipped(folder: Path) -> bool:
    hidden = folder.name.startswith(".")
    return hidden or is_companion_folder(str(folder), lambda path: Path(path).exists())


def page_from_bytes(
    data: bytes, path: str, *, url: str | None = None, touched: datetime | None = None
) -> Page:
    """Decode the bytes of one page of text; `touched` is the file's own time.

    Raises:
        UnreadablePage: empty, or not text.
    """
    if not data.strip():
        raise UnreadablePage(path, "the file is empty; save the page again")
    if is_binary(data):
        raise UnreadablePage(path, "not a page: binary data; save the page as HTML or text")
    content, encoding = decode(data)
    return page_of_text(file_of_bytes(path, data, touched=touched), data, content, encoding, url=url)


def page_of_text(
    file: SavedFile, data: bytes, content: str, encoding: str, *, url: str | None = None
) -> Page:
    """The page of a decoded file: HTML, Markdown or plain text.

    Args:
        file: names it, and has its time.
        data: its bytes, which are kept.
        content: its text.
        encoding: what it was decoded with.
        url: its address when the user states it; wins over what the file says.
    """
    source = Source(file.path, file.member, hashlib.sha256(data).hexdigest())
    kind = text_kind(content, file.name)
    if kind == "markdown":
        return page_of_markdown(file, source, content, encoding, data, url)
    moment = stated = None
    decoded = content
    if kind == "html":
        content, stated, moment = without_wayback(content)
        if stated is None:
            stated, moment = saved_from(content)
    else:
        stated = address_in_text(content)
    return Page(
        kind="html" if kind == "html" else "text",
        content=content,
        source=source,
        url=url or stated,
        saved=moment or file.touched,
        encoding=encoding,
        beside=file.beside,
        original=data,
        decoded=decoded,
    )
