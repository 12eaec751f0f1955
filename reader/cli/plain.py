"""An article as plain lines, for screen readers and pipes: no boxes, no colour, nothing beside the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.document.wrapping import wrap

if TYPE_CHECKING:
    from reader.document.document import Block, Document
    from reader.library.kept import Entry, Highlight


def plain_lines(
    entry: Entry, document: Document, highlights: tuple[Highlight, ...], columns: int
) -> Iterator[str]:
    """The article from top to bottom: heading, text, footnotes, then highlights with their notes.

    Args:
        entry: the article.
        document: its text.
        highlights: its marks.
        columns: width of a line; 0 for one line a paragraph.
    """
    yield entry.title
    about = [part for part in (entry.byline, entry.site, (entry.published or "")[:10]) if part]
    if about:
        yield ", ".join(about)
    yield f"{entry.words} words, {entry.minutes} minute{'' if entry.minutes == 1 else 's'}"
    yield from (f"Warning: {warning}" for warning in entry.warnings)
    for block in document.blocks:
        yield ""
        yield from _block_lines(document, block, columns)
    if highlights:
        yield ""
        yield "Highlights"
    for one in highlights:
        yield ""
        yield from _wrapped(f"“{' '.join(one.anchor.exact.split())}”", columns)
        if one.note:
            yield from _wrapped(f"Note: {one.note}", columns)


def _block_lines(document: Document, block: Block, columns: int) -> Iterator[str]:
    text = document.text[block.range.start : block.range.end]
    before = {
        "heading": f"{'#' * block.level} ",
        "item": f"{'  ' * block.level}{block.marker} ",
        "footnote": f"[{block.marker}] ",
        "figure": "Picture: ",
        "caption": "Caption: ",
    }.get(block.kind, "")
    quote = "> " * block.quotes
    if block.kind in ("code", "table"):
        yield from (f"{quote}{line}".replace("\t", " | ") for line in text.split("\n"))
        return
    for line in text.split("\n"):
        yield from (
            f"{quote}{part}" for part in _wrapped(before + line, columns - len(quote) if columns else 0)
        )
        before = ""


def _wrapped(text: str, columns: int) -> Iterator[str]:
    if columns <= 0 or not text:
        yield text
        return
    for line in text.split("\n"):
        yield from (line[start:end].rstrip() for start, end in wrap(line, 0, len(line), max(20, columns)))
