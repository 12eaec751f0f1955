"""Rows as the state keeps them, and the frozen values made of them."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

from reader.document.document import Anchor, Document, Range
from reader.document.serial import plain_text_hash
from reader.library.kept import Draft, Entry, Highlight, RelatedStory
from reader.library.lines import Row
from reader.terminal import count_words, safe, safe_line


def moment_text(moment: datetime | None) -> str | None:
    """A moment as rows keep it: ISO 8601 in UTC, so that text order is time order."""
    return moment.astimezone(UTC).isoformat() if moment else None


def moment_of(text: str | None) -> datetime | None:
    """A moment from a row."""
    return datetime.fromisoformat(text) if text else None


def _line(text: str | None) -> str | None:
    return None if text is None else safe_line(text)


def row_of_draft(draft: Draft, document: Document, files: Row, now: datetime) -> Row:
    """The row of a new article; `files` are the fields that name its files."""
    read = int(draft.progress * len(document.text)) if draft.state != "archive" else 0
    return {
        **files,
        "title": safe_line(draft.title),
        "byline": safe_line(draft.byline),
        "site": safe_line(draft.site),
        "url": _line(draft.url),
        "published": _line(draft.published),
        "modified": _line(draft.modified),
        "age": _line(draft.age),
        "language": safe_line(draft.language),
        "description": safe_line(draft.description),
        "topics": [safe_line(topic) for topic in draft.topics],
        "added": moment_text(now),
        "saved": moment_text(draft.saved),
        "words": count_words(document.text),
        "length": len(document.text),
        "state": draft.state,
        "starred": draft.starred,
        "tags": [safe_line(tag) for tag in draft.tags],
        "note": safe(draft.note),
        "offset": read,
        "furthest": read,
        "opened": None,
        "trashed": None,
        "warnings": [safe_line(warning) for warning in draft.warnings],
        # A file name may hold bytes that are no UTF-8; Python gives them as lone surrogates.
        "source_path": safe(draft.source_path),
        "source_sha256": draft.source_sha256,
        "link_only": draft.link_only,
        "text_hash": plain_text_hash(document.text),
        "rewritten": draft.rewritten,
    }


def joined_row(row: Row, draft: Draft) -> Row:
    """The row of an article with what the same article from elsewhere has more; see `Entries.merge`."""
    untouched = row["state"] == "unread" and not row["opened"]
    note = safe(draft.note)
    fields = {
        "tags": list(
            dict.fromkeys((*row["tags"], *(safe_line(tag) for tag in draft.tags if safe_line(tag))))
        ),
        "starred": row["starred"] or draft.starred,
        "note": row["note"] or note,
        "saved": earlier(row["saved"], moment_text(draft.saved)),
        "state": draft.state if untouched else row["state"],
    }
    return {**row, **fields}


def earlier(known: str | None, other: str | None) -> str | None:
    """The earlier of two moments as rows have them, as far as they are known."""
    if known and other and other == f"{known[:10]}T00:00:00+00:00":
        return known  # a day without its hour, as notes and lists have it, is no earlier moment of that day
    return min((moment for moment in (known, other) if moment), default=None)


def entry_of(id: str, row: Row, highlights: int) -> Entry:
    """The frozen value of an article's row; text is made safe again, since files can be edited."""
    added = moment_of(row["added"])
    assert added is not None
    return Entry(
        id=id,
        title=safe_line(row["title"]),
        byline=safe_line(row["byline"]),
        site=safe_line(row["site"]),
        url=row["url"],
        published=row["published"],
        modified=row["modified"],
        age=row["age"],
        language=row["language"],
        description=safe_line(row["description"]),
        topics=tuple(row["topics"]),
        added=added,
        saved=moment_of(row["saved"]),
        words=row["words"],
        length=row["length"],
        state=row["state"],
        starred=row["starred"],
        tags=tuple(row["tags"]),
        note=safe(row["note"]),
        offset=row["offset"],
        furthest=row["furthest"],
        last_opened=moment_of(row["opened"]),
        trashed=moment_of(row["trashed"]),
        highlights=highlights,
        warnings=tuple(row["warnings"]),
        source_path=row["source_path"],
        link_only=row["link_only"],
        source_sha256=row["source_sha256"],
        text_hash=row["text_hash"],
        rewritten=row.get("rewritten", False),
    )


def anchor_fields(anchor: Anchor) -> Row:
    """The fields of a highlight's row that say where it stands."""
    return {
        "start": anchor.range.start,
        "end": anchor.range.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "text_hash": anchor.text_hash,
    }


def row_of_highlight(highlight: Highlight) -> Row:
    """The row of a highlight."""
    return {
        "entry": highlight.entry,
        **anchor_fields(highlight.anchor),
        "colour": highlight.colour,
        "note": safe(highlight.note),
        "tags": [safe_line(tag) for tag in highlight.tags],
        "created": moment_text(highlight.created),
        "changed": moment_text(highlight.changed),
        "state": highlight.state,
    }


def highlight_of(id: str, row: Row) -> Highlight:
    """The frozen value of a highlight's row."""
    created, changed = moment_of(row["created"]), moment_of(row["changed"])
    assert created is not None
    assert changed is not None
    place = Range(row["start"], row["end"])
    return Highlight(
        id=id,
        entry=row["entry"],
        anchor=Anchor(place, safe(row["exact"]), safe(row["prefix"]), safe(row["suffix"]), row["text_hash"]),
        colour=row["colour"],
        note=safe(row["note"]),
        tags=tuple(row["tags"]),
        created=created,
        changed=changed,
        state=row["state"],
    )


def story_row(story: RelatedStory) -> dict[str, Any]:
    """A related story as its file keeps it."""
    fields = {field.name: getattr(story, field.name) for field in dataclasses.fields(story)}
    return {name: safe(value) if isinstance(value, str) else value for name, value in fields.items()}


def story_of(row: dict[str, Any]) -> RelatedStory:
    """A related story from its file."""
    safe_fields = {name: safe_line(value) for name, value in row.items() if isinstance(value, str)}
    return RelatedStory(**{**row, **safe_fields, "text": safe(row["text"]) if row["text"] else None})


def finished_moment(row: Row, state: str, now: datetime) -> str | None:
    """When an article counts as finished, after it is put on a shelf: opened once, and archived.

    What is archived unopened was sorted out, not read.
    """
    if state != "archive":
        return None
    if row["state"] == "archive":
        return row.get("finished")
    return now.astimezone(UTC).isoformat() if row["opened"] else None
