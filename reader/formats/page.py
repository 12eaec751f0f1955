"""What was saved, before anyone looks for an article in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from reader.errors import UnreadablePage
from reader.formats.pictures import MAX_PICTURE_BYTES, data_url_bytes, name_beside

PageKind = Literal["html", "text", "markdown"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page came from on this machine."""

    path: str
    """The file as the user named it; `-` for standard input."""
    member: str | None = None
    """Name inside an archive, when the file is one."""
    sha256: str = ""
    """Hash of the original bytes (hexadecimal)."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that the page carried."""

    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CarriedHighlight:
    """A highlight that another service exported with the page; it has a quote, but no place."""

    quote: str
    note: str = ""
    colour: str | None = None
    tags: tuple[str, ...] = ()
    created: datetime | None = None
    prefix: str = ""
    """What stood before the quote, where the service says so: it tells twins apart."""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What another service knew of the page: its state, tags and highlights."""

    tags: tuple[str, ...] = ()
    state: Literal["unread", "reading", "archive"] | None = None
    starred: bool = False
    progress: float | None = None
    """0 to 1, as far as the user had read."""
    note: str = ""
    highlights: tuple[CarriedHighlight, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One saved page, decoded but not cleaned."""

    kind: PageKind
    content: str = field(repr=False)
    """Decoded text of the page; hostile: nothing was taken out of it."""
    source: Source
    url: str | None = None
    """Address that the file itself states (saved-from comment, archive header, `--url`)."""
    saved: datetime | None = None
    """When it was saved, aware UTC; None when the file does not say."""
    encoding: str | None = None
    title: str | None = None
    """Title given by the container (archive header, export row), not by the page's markup."""
    byline: str | None = None
    published: str | None = None
    """ISO 8601, given by the container."""
    site: str | None = None
    description: str | None = None
    language: str | None = None
    names_are_stated: bool = False
    """The container's title is better than what stands in the page: a service's record, a book's chapter."""
    link_only: bool = False
    """The container has only the address: `content` is what it says of the page, in Markdown."""
    assets: Mapping[str, Asset] = field(default_factory=dict, repr=False)
    """Pictures by the address that the page uses for them."""
    beside: Callable[[str], bytes | None] | None = field(default=None, repr=False, compare=False)
    """Gives a file of the page's own folder or archive by its relative name; None where there are none."""
    original: bytes = field(default=b"", repr=False)
    """The untouched bytes of the file or archive member."""
    decoded: str = field(default="", repr=False)
    """What `original` says; the same object as `content` where nothing was done to it."""
    carried: Carried = field(default_factory=Carried)
    is_cut: bool = False
    """The file ends in the middle: what is missing may be the end of the article."""

    def picture(self, address: str) -> bytes | None:
        """The bytes that the page carried for an address; None when it did not, or they are too many."""
        if address in self.assets:
            data: bytes | None = self.assets[address].data
        elif address.startswith("data:"):
            data = data_url_bytes(address)
        else:
            name = name_beside(address) if self.beside else None
            data = self.beside(name) if self.beside and name else None
        return data if data and len(data) <= MAX_PICTURE_BYTES else None


Found = Page | UnreadablePage
"""What reading gives: pages, and problems in the place of those that cannot be read."""
