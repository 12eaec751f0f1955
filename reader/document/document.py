"""The text of an article as the program reads and marks it.

A document is one plain text plus what stands where in it. Every position is an offset in Unicode
code points into `Document.text`; ranges are half-open. Nothing here knows rows, columns or Markdown.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Literal

NO_ALT = "image"
"""What stands for a picture of which the page says nothing."""
BlockKind = Literal[
    "paragraph", "heading", "item", "code", "table", "figure", "caption", "rule", "footnote", "term"
]
SpanKind = Literal[
    "emphasis",
    "strong",
    "code",
    "link",
    "image",
    "strike",
    "superscript",
    "subscript",
    "footnote",
    "marked",
    "math",
]


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A half-open range of code points: `start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Range) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, code block, table, figure with its caption, or rule."""

    kind: BlockKind
    range: Range
    """The block's characters, without the blank line that parts it from the next."""
    level: int = 0
    """Heading: 1 to 6. Item: depth, 0 is outermost. Otherwise 0."""
    marker: str = ""
    """Item: the bullet or number as drawn. Code: the language. Footnote: its label. A second
    paragraph of an item has kind `paragraph`, the item's level + 1, and an empty marker."""
    quotes: int = 0
    """Depth of block quotes around it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Emphasis, a link, code or an image within the text."""

    kind: SpanKind
    range: Range
    target: str = ""
    """Link: the address. Image: the asset's address. Footnote: the label."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article's plain text, its blocks in order of place, and its spans."""

    text: str = field(repr=False)
    """Safe for the terminal. Blocks are parted by an empty line (items of one list and cells of one
    row less: newline between items and rows, tab between cells)."""
    blocks: tuple[Block, ...] = field(repr=False)
    spans: tuple[Span, ...] = field(repr=False)
    source_hash: str = ""
    """SHA-256 of the Markdown it was parsed from (hexadecimal)."""

    @property
    def outline(self) -> tuple[Block, ...]:
        """The headings, in order."""
        return tuple(block for block in self.blocks if block.kind == "heading")


def images_within(document: Document, block: Block) -> tuple[Span, ...]:
    """The pictures that stand in a block, in order."""
    first = bisect_left(document.spans, block.range.start, key=lambda span: span.range.start)
    last = bisect_left(document.spans, block.range.end, key=lambda span: span.range.start)
    return tuple(span for span in document.spans[first:last] if span.kind == "image")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a highlight stands and how to find it again: W3C Web Annotation 4.2.4 and 4.2.5."""

    range: Range
    exact: str
    prefix: str
    """Up to 64 characters before."""
    suffix: str
    """Up to 64 characters after."""
    text_hash: str
    """SHA-256 of the text that the range counts in."""
