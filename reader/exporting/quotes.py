"""Highlights as Markdown to read or to send: article by article, quotes with their notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.exporting.item import Item, link_address
from reader.exporting.notes import quoted, tag_name
from reader.library.kept import Highlight

# What would begin a block or an emphasis of its own in a title.
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def quotes_markdown(items: Iterable[Item]) -> str:
    """A heading for each article that has highlights, and under it their quotes, notes and tags."""
    parts = [part for item in items if item.highlights for part in _article(item)]
    return "\n\n".join(parts) + "\n" if parts else ""


def _article(item: Item) -> list[str]:
    entry, address = item.entry, link_address(item.entry.url)
    title = _escaped(entry.title)
    details = " · ".join(part for part in (entry.byline, entry.site, entry.published) if part)
    parts = [f"## [{title}](<{address}>)" if address else f"## {title}", _escaped(details)]
    return [part for part in (*parts, *(part for one in item.highlights for part in _quote(one))) if part]


def _quote(one: Highlight) -> tuple[str, str, str]:
    return quoted(one.anchor.exact), one.note.strip(), " ".join(f"#{tag_name(tag)}" for tag in one.tags)


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
