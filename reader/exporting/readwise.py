"""Highlights as Readwise's CSV import takes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reader.exporting.item import Item

HEADER = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def readwise_csv(items: Iterable[Item], *, for_spreadsheets: bool = False) -> str:
    """One row a highlight; `Location` is the number of the paragraph, from 1.

    Args:
        items: articles; those without highlights give no row.
        for_spreadsheets: put an apostrophe before cells that a spreadsheet would run as a formula. It
            becomes a part of the quote, so it is off for Readwise itself.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for item in items:
        starts = [block.range.start for block in item.document.blocks]
        for one in item.highlights:
            paragraph = max(1, sum(start <= one.range.start for start in starts))
            row = (
                one.anchor.exact,
                item.entry.title,
                item.entry.byline,
                item.address,
                _note(one.note, one.tags),
                str(paragraph),
                one.created.strftime("%Y-%m-%d %H:%M:%S"),
            )
            writer.writerow([_harmless(cell) for cell in row] if for_spreadsheets else row)
    return out.getvalue()


def _note(note: str, tags: tuple[str, ...]) -> str:
    """Readwise reads tags from the first line of a note, as `.tag`."""
    names = " ".join(f".{''.join(tag.split())}" for tag in tags)
    return f"{names}\n{note}".strip() if names else note


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
