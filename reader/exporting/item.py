"""What leaves the library of one article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from urllib.parse import quote, urlsplit, urlunsplit

from reader.document.document import Document
from reader.library.kept import Entry, Highlight, Picture
from reader.library.library import Library

_HOST = re.compile(r"(?:[\w.~%!$&'()*+,;=:-]+@)?(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SAFE = "%/:?@!$&'()*+,;=~-._"  # RFC 3986; what is escaped already stays


@dataclass(frozen=True, slots=True)
class Item:
    """An article with its text and its marks, as the exporters take it."""

    entry: Entry
    document: Document = field(repr=False)
    markdown: str = field(repr=False)
    highlights: tuple[Highlight, ...] = ()
    """In order of place; lost ones too: their quote and note still belong to the article."""
    pictures: tuple[Picture, ...] = ()
    """Those that were kept with it."""
    read: Callable[[Picture], bytes | None] = field(default=lambda _: None, repr=False, compare=False)
    """Gives a picture's bytes; None when its file is gone or damaged."""

    @property
    def placed(self) -> tuple[Highlight, ...]:
        """The highlights that stand in the text."""
        return tuple(one for one in self.highlights if one.state != "lost")

    @property
    def saved(self) -> datetime:
        """When the page was saved, else when it came in."""
        return self.entry.saved or self.entry.added

    @property
    def address(self) -> str:
        """The article's web address; empty when it has none that a browser opens."""
        return web_address(self.entry.url)


def items_of(library: Library, entries: Iterable[Entry]) -> Iterator[Item]:
    """Read articles one at a time: a large library is never in memory as a whole.

    Raises:
        LibraryDamaged: the text of an article is gone.
    """
    for entry in entries:
        yield Item(
            entry,
            library.entries.document(entry.id),
            library.entries.markdown(entry.id),
            library.highlights.of(entry.id),
            library.entries.pictures(entry.id),
            partial(library.entries.picture_bytes, entry.id),
        )


def web_address(url: str | None) -> str:
    """The address when it is one of the web or of mail; empty for `javascript:`, `data:` and the like."""
    try:
        scheme = urlsplit(url or "").scheme
    except ValueError:
        return ""
    return url or "" if scheme in ("http", "https", "mailto") else ""


def link_address(url: str | None) -> str:
    """The address as a URI, as XML readers take it: other letters escaped; empty when it cannot be one."""
    address = web_address(url)
    parts = urlsplit(address)
    try:
        host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    except UnicodeError:
        return ""
    if parts.scheme != "mailto" and not _HOST.fullmatch(host):
        return ""
    path, query, fragment = (quote(part, safe=_SAFE) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, path, query, fragment))


def language_tag(language: str) -> str:
    """The language as a BCP 47 tag; empty when it is none."""
    tag = language.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""
