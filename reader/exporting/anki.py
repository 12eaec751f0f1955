"""Highlights as Anki's text import takes them (Anki 2.1.54 and later)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reader.exporting.item import Item
from reader.exporting.rendering import xml_text
from reader.library.kept import Highlight

_HEAD = ("#separator:tab", "#html:true", "#guid column:1", "#tags column:4")


def anki_tsv(items: Iterable[Item]) -> str:
    """One card a highlight: guid (stays the same), the quote, what is behind it, and tags."""
    out = io.StringIO()
    out.write("\n".join(_HEAD) + "\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for item in items:
        for one in item.highlights:
            tags = " ".join("_".join(tag.split()) for tag in dict.fromkeys((*item.entry.tags, *one.tags)))
            writer.writerow((f"nightstand-{one.id}", _html(one.anchor.exact), _back(item, one), tags))
    return out.getvalue()


def _back(item: Item, one: Highlight) -> str:
    source = xml_text(item.entry.title)
    if item.address:
        source = f'<a href="{xml_text(item.address)}">{source}</a>'
    byline = f"<br>{xml_text(item.entry.byline)}" if item.entry.byline else ""
    note = f"{_html(one.note)}<br><br>" if one.note else ""
    return f"{note}{source}{byline}"


def _html(text: str) -> str:
    return xml_text(text).replace("\n", "<br>")
