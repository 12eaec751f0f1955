"""Invented articles, and a whole library as a value that can be compared."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
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


def exported(library: Library, target: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The rows and the files of the zip of everything, without how many writes made them.

    A field that says nothing is left out, as it is in rows from before there was such a field.
    """
    library.archive.write(target, datetime(2024, 3, 9, tzinfo=UTC))
    with zipfile.ZipFile(target) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    tables = json.loads(files.pop("state.json"))
    del files["manifest.json"], tables["_meta"]
    for rows in tables.values():
        for row in rows.values():
            for name in [name for name, value in row.items() if value is None]:
                del row[name]
    return {name: rows for name, rows in tables.items() if rows}, files


STORY = RelatedStory("Who Pays for the Pier?", url="https://harbour.example/pier", text="Nobody does.")
