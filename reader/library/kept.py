"""The rows of the library: what the user owns, as frozen values.

They are handed out by `entries` and `highlights` and never change; a later read gives a new value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from reader.document.document import Anchor, Range

State = Literal["unread", "reading", "archive"]
Shelf = Literal["unread", "reading", "archive", "starred", "trash", "all"]
StoryKind = Literal["related", "inline", "most_read", "section", "recommended_external"]
AnchorState = Literal["exact", "changed", "lost"]
Colour = Literal["yellow", "green", "blue", "pink", "purple"]
COLOURS: tuple[Colour, ...] = ("yellow", "green", "blue", "pink", "purple")


def minutes_to_read(words: int) -> int:
    """Minutes for so many words, at 230 a minute (Brysbaert 2019: 238 for English non-fiction)."""
    return max(1, round(words / 230)) if words else 0


def progress_of(state: State, furthest: int, length: int) -> float:
    """How much of an article was read, 0 to 1; what is archived counts as read."""
    if state == "archive":
        return 1.0
    return min(1.0, furthest / length) if length else 0.0


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that is like another one."""

    entry: Entry
    terms: tuple[str, ...]
    """The words that they share, the most telling first."""
    score: float
    """Likeness, 0 to 1."""


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """Another article that the page of an entry points to; see `cleaning.Story` for the fields."""

    title: str
    url: str | None = None
    source: str | None = None
    published: str | None = None
    age: str | None = None
    module: str = ""
    kind: StoryKind = "related"
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is kept with an article."""

    address: str
    """As the image spans of the document have it."""
    media_type: str
    width: int
    """In pixels; 0 for a drawing without a size of its own."""
    height: int
    sha256: str

    @property
    def name(self) -> str:
        """Its file in the article's folder, named after its content."""
        ending = self.media_type.removeprefix("image/").partition("+")[0]
        return f"picture-{self.sha256[:16]}.{ending}"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way into the library."""

    title: str
    markdown: str = field(repr=False)
    byline: str = ""
    site: str = ""
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    age: str | None = None
    language: str = ""
    description: str = ""
    topics: tuple[str, ...] = ()
    stories: tuple[RelatedStory, ...] = ()
    pictures: tuple[tuple[Picture, bytes], ...] = field(default=(), repr=False)
    """Those that the page carried and the text shows, with their bytes."""
    warnings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    saved: datetime | None = None
    source_path: str = ""
    source_sha256: str = ""
    original: bytes = field(default=b"", repr=False)
    original_kind: str = "html"
    """`html`, `text` or `markdown`: the file ending of the kept original."""
    link_only: bool = False
    """The page's text is not at hand (an export that carried only the address)."""
    state: State = "unread"
    starred: bool = False
    note: str = ""
    progress: float = 0.0
    """How much had been read where it comes from, 0 to 1."""
    rewritten: bool = False
    """The text is the user's own edition of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the user owns it."""

    id: str
    title: str
    byline: str
    site: str
    url: str | None
    published: str | None
    """ISO 8601, as the page gives it."""
    modified: str | None
    age: str | None
    language: str
    description: str
    topics: tuple[str, ...]
    added: datetime
    """When it came into the library."""
    saved: datetime | None
    """When the page was saved, as the file says; None when it does not."""
    words: int
    length: int
    """Characters of the document's text."""
    state: State
    starred: bool
    tags: tuple[str, ...]
    note: str
    offset: int
    """Reading position: character at the top of the window when it was left."""
    furthest: int
    """The furthest character that was on the screen; progress is measured on it."""
    last_opened: datetime | None
    trashed: datetime | None
    highlights: int
    """How many highlights it has."""
    warnings: tuple[str, ...] = ()
    source_path: str = ""
    link_only: bool = False
    source_sha256: str = ""
    text_hash: str = ""
    """SHA-256 of the document's text (hexadecimal)."""
    rewritten: bool = False
    """The user edited the text: a new copy of the page leaves it alone."""

    @property
    def progress(self) -> float:
        """How much was read, 0 to 1."""
        return progress_of(self.state, self.furthest, self.length)

    @property
    def minutes(self) -> int:
        """Minutes to read the whole."""
        return minutes_to_read(self.words)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage."""

    id: str
    entry: str
    anchor: Anchor
    colour: Colour
    note: str
    tags: tuple[str, ...]
    created: datetime
    changed: datetime
    state: AnchorState = "exact"

    @property
    def range(self) -> Range:
        """The marked characters."""
        return self.anchor.range


@dataclass(frozen=True, slots=True)
class Change:
    """What a write did; `Library.undo` takes it back."""

    kind: str
    """Name of the action, as in the key table: `archive`, `add_highlight`, ..."""
    ids: tuple[str, ...]
    """Entries or highlights that changed."""
    revision: int
