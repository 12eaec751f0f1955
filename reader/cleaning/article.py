"""What was cleaned out of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

StoryKind = Literal["related", "inline", "most_read", "section", "recommended_external"]


@dataclass(frozen=True, slots=True)
class Story:
    """Another article that a page points to."""

    title: str
    url: str | None = None
    """Absolute when the page's own address is known."""
    source: str | None = None
    published: str | None = None
    """ISO 8601."""
    age: str | None = None
    """As printed on the page, for example `3 hours ago`."""
    module: str = ""
    """The heading over it as it stands on the page; empty when there is none to see."""
    kind: StoryKind = "related"
    text: str | None = field(default=None, repr=False)
    """The whole story as plain paragraphs parted by an empty line, when the page carries it."""


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page: who wrote what, when, and its text without the page's furniture.

    Every string is safe to show (`reader.terminal.safe`).
    """

    title: str
    byline: str
    """Names parted by `, `, without `By`; empty when unknown."""
    site: str
    published: str | None
    """ISO 8601 date, or date and time with the page's own offset: turning it into UTC would move the day."""
    modified: str | None
    age: str | None
    """As printed on the page, for example `3 hours ago`, when that is all the page says."""
    language: str
    """BCP 47 tag, at least the primary part; empty when unknown."""
    description: str
    topics: tuple[str, ...]
    url: str | None
    """Canonical address, or the one the page was saved from."""
    markdown: str = field(repr=False)
    text: str = field(repr=False)
    """Plain paragraphs parted by an empty line, without the title."""
    stories: tuple[Story, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Addresses of pictures in the Markdown that differ from those in the page, to these."""
    comments: int = 0
    """How many comments were taken out."""
    warnings: tuple[str, ...] = ()
    """What the user should know: `truncated`, `paywall`, `no article found`, as short sentences."""

    @property
    def words(self) -> int:
        """Length in words; each CJK character counts as half a word."""
        from reader.terminal import count_words

        return count_words(self.text)
