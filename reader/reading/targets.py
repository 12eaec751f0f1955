"""What a key can reach at once: the sentences, paragraphs and links in the window, and labels for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.document import motions
from reader.document.document import NO_ALT, Document, Range

TargetKind = Literal["sentence", "paragraph", "link", "footnote"]
# The home row first. No letter looks like another one.
_LETTERS = "asdfghjkeruiopwtvbnmcyxqz"


@dataclass(frozen=True, slots=True)
class Target:
    """A range that a label stands for."""

    kind: TargetKind
    range: Range
    shown_at: int
    """Where its label stands: its first character in the window."""
    address: str = ""
    """Links: where it leads. Footnotes: the label of their text."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that the text links to."""

    address: str
    text: str
    """The first words that lead there; empty where only a picture without words does."""


def labels(count: int) -> list[str]:
    """So many labels, none the beginning of another: one letter each as long as they last, else two."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return [first + second for first in _LETTERS for second in _LETTERS][:count]


def sentences_within(document: Document, window: Range) -> list[Target]:
    """The sentences of which a part stands in a window, in order."""
    found = []
    for number in _blocks_within(document, window):
        block = document.blocks[number]
        if block.kind in ("rule", "figure"):
            continue
        for place in motions.sentences(document.text, block.range):
            if place.overlaps(window):
                found.append(Target("sentence", place, max(place.start, window.start)))
    return found


def paragraphs_within(document: Document, window: Range) -> list[Target]:
    """The blocks of text of which a part stands in a window, in order."""
    blocks = [document.blocks[number] for number in _blocks_within(document, window)]
    return [
        Target("paragraph", block.range, max(block.range.start, window.start))
        for block in blocks
        if block.kind != "rule" and block.range.overlaps(window)
    ]


def links_within(document: Document, window: Range) -> list[Target]:
    """The links and the references to footnotes in a window, in order."""
    return [
        Target("link" if span.kind == "link" else "footnote", span.range, span.range.start, span.target)
        for span in document.spans
        if span.kind in ("link", "footnote") and window.start <= span.range.start < window.end
    ]


def link_at(document: Document, offset: int) -> Target | None:
    """The link or the reference to a footnote that a character belongs to."""
    block = document.blocks[motions.block_at(document, offset)].range if document.blocks else Range(0, 0)
    return next((one for one in links_within(document, block) if offset in one.range), None)


def next_link(document: Document, offset: int, *, forward: bool) -> Target | None:
    """The link after or before an offset; goes round at the ends. None when there are no links."""
    links = links_within(document, Range(0, max(1, len(document.text))))
    if not links:
        return None
    if forward:
        return next((one for one in links if one.range.start > offset), links[0])
    return next((one for one in reversed(links) if one.range.start < offset), links[-1])


def all_links(document: Document) -> tuple[Link, ...]:
    """Where an article leads, each address once, in order."""
    wordless = {
        span.range for span in document.spans if span.kind == "image" and _is_wordless(document, span.range)
    }
    found: dict[str, str] = {}
    for span in document.spans:
        if span.kind == "link":
            text = "" if span.range in wordless else document.text[span.range.start : span.range.end]
            found[span.target] = found.get(span.target) or text
    return tuple(Link(address, text) for address, text in found.items())


def _is_wordless(document: Document, place: Range) -> bool:
    return document.text[place.start : place.end] == NO_ALT


def footnote_text(document: Document, label: str) -> str:
    """The text of a footnote; empty when the article has none of that label."""
    for block in document.blocks:
        if block.kind == "footnote" and block.marker == label:
            return document.text[block.range.start : block.range.end]
    return ""


def _blocks_within(document: Document, window: Range) -> range:
    if not document.blocks or not len(window):
        return range(0)
    first = motions.block_at(document, window.start)
    last = motions.block_at(document, max(window.start, window.end - 1))
    return range(first, last + 1)
