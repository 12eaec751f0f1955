"""Invented articles, and a whole library as a value that can be compared."""

from __future__ import annotations

from typing import Any

from reader.document.parse import parse_markdown
from reader.library.kept import Draft, Entry, RelatedStory
from reader.library.library import Library

TIDE = (
    "The ferry to Skerry Holm leaves when the tide allows, and not a minute before.\n\n"
    "Marta Quill has sold its tickets for forty years from a hut of driftwood.\n\n"
    "Nobody asked the harbour master, who keeps the only clock on the island."
)


def draft(title: str = "The Ferry Waits", markdown: str = TIDE, **fields: Any) -> Draft:
    return Draft(title=title, markdown=markdown, **fields)


def add(library: Library, title: str = "The Ferry Waits", markdown: str = TIDE, **fields: Any) -> Entry:
    return library.entries.add(draft(title, markdown, **fields), parse_markdown(markdown))


def everything(library: Library) -> dict[str, Any]:
    """All that the user owns; two libraries with equal values of it are equal."""
    entries = (*library.entries.listing("all"), *library.entries.listing("trash"))
    return {
        "entries": sorted(entries, key=lambda entry: entry.id),
        "texts": {entry.id: library.entries.document(entry.id) for entry in entries},
        "highlights": sorted(library.highlights.all(), key=lambda highlight: highlight.id),
        "links": library.links.all(),
    }


STORY = RelatedStory("Who Pays for the Pier?", url="https://harbour.example/pier", text="Nobody does.")
