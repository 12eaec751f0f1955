"""Entries, highlights and stories as the objects that scripts read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from reader.library.kept import Entry, Highlight, RelatedStory
    from reader.library.library import Library

ENTRY_COLUMNS = (
    "id",
    "title",
    "site",
    "published",
    "saved",
    "state",
    "starred",
    "progress",
    "words",
    "tags",
    "highlights",
)
HIGHLIGHT_COLUMNS = ("id", "entry", "start", "end", "state", "colour", "quote", "note", "tags")
STORY_COLUMNS = ("kind", "title", "source", "age", "url", "id")


def entry_record(entry: Entry) -> dict[str, Any]:
    """An entry as `list` and `show` print it."""
    return {
        "id": entry.id,
        "title": entry.title,
        "byline": entry.byline,
        "site": entry.site,
        "url": entry.url,
        "published": entry.published,
        "age": entry.age,
        "saved": _iso(entry.saved or entry.added),
        "added": _iso(entry.added),
        "language": entry.language,
        "description": entry.description,
        "topics": list(entry.topics),
        "words": entry.words,
        "minutes": entry.minutes,
        "state": entry.state,
        "starred": entry.starred,
        "trashed": _iso(entry.trashed),
        "progress": round(entry.progress, 4),
        "offset": entry.offset,
        "tags": list(entry.tags),
        "highlights": entry.highlights,
        "note": entry.note,
        "warnings": list(entry.warnings),
    }


def highlight_record(highlight: Highlight) -> dict[str, Any]:
    """A highlight as `highlight list` prints it; `start` and `end` count characters of the plain text."""
    return {
        "id": highlight.id,
        "entry": highlight.entry,
        "start": highlight.range.start,
        "end": highlight.range.end,
        "quote": highlight.anchor.exact,
        "prefix": highlight.anchor.prefix,
        "suffix": highlight.anchor.suffix,
        "colour": highlight.colour,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "state": highlight.state,
        "created": _iso(highlight.created),
        "changed": _iso(highlight.changed),
    }


def story_record(library: Library, story: RelatedStory) -> dict[str, Any]:
    """A related story; `id` when that story is in the library."""
    known = library.entries.find_same(story.url, None) if story.url else None
    return {
        "title": story.title,
        "url": story.url,
        "source": story.source,
        "published": story.published,
        "age": story.age,
        "module": story.module,
        "kind": story.kind,
        "text": story.text,
        "id": known.id if known else None,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
