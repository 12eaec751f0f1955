"""Markdown notes: what their front matter says of an article, and the program's own export read back.

The own export (`exporting.notes`) puts the article between two comments, then its note and its highlights
as block quotes, each with a block id: `^note-ID`, `^hl-ID`. What stands outside the comments is the user's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from reader.formats.front_matter import field_list, field_text, split_front_matter
from reader.formats.page import Carried, CarriedHighlight, Page, Source
from reader.formats.saved_file import SavedFile
from reader.formats.values import highlight, highlights, is_true, moment_of, share_of, state_of, words_of

_BEGIN = re.compile(r"<!-- nightstand:begin ([0-9a-z]+) -->\n?")
_HIGHLIGHT_ID = re.compile(r"\^hl-[0-9a-z]+")
_NOTE_ID = re.compile(r"(?<!\n)\n+\^note-[0-9a-z]+\s*\Z")
_WIKILINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_ARCHIVED = frozenset({"archive", "archived", "read", "done", "finished", "completed", "complete"})
_READING = frozenset({"reading", "in progress", "in-progress", "started", "continue", "current"})
_UNREAD = frozenset({"unread", "inbox", "new", "later", "to read", "to-read", "toread", "queued", "todo"})


def page_of_markdown(
    file: SavedFile, source: Source, content: str, encoding: str, data: bytes, url: str | None
) -> Page:
    """The page of a Markdown file: its text without front matter, and what the front matter says of it.

    Args:
        file: has the file's time.
        source: names the file.
        content: its text.
        encoding: what it was decoded with.
        data: its bytes, which are kept.
        url: its address when the user states it; wins over what the file says.
    """
    fields, text = split_front_matter(content)
    own = _own_note(text)
    return Page(
        kind="markdown",
        content=own.text,
        source=source,
        url=url or _address(fields),
        saved=_saved(fields) or file.touched,
        encoding=encoding,
        title=field_text(fields, "title"),
        byline=_byline(fields),
        published=field_text(fields, "published", "date_published", "date"),
        site=field_text(fields, "site", "site_name", "publisher", "website"),
        description=field_text(fields, "description", "excerpt", "summary"),
        language=field_text(fields, "lang", "language"),
        beside=file.beside,
        original=data,
        carried=_carried(fields, own),
    )


# -- front matter


def _address(fields: Mapping[str, Any]) -> str | None:
    names = ("url", "source", "link", "canonical", "canonical_url", "source_url", "original_url", "uri")
    found = (field_text(fields, name) for name in names)
    return next((one for one in found if one and re.match(r"(?i)https?://", one)), None)


def _saved(fields: Mapping[str, Any]) -> Any:
    names = ("saved", "date_saved", "saved_at", "clipped", "created", "created_at", "date_added", "added")
    return next((moment for name in names if (moment := moment_of(field_text(fields, name)))), None)


def _byline(fields: Mapping[str, Any]) -> str | None:
    # Obsidian's clipper links names: `[[Ines Marlow]]`, also under another name behind a bar.
    stated = field_text(fields, "author", "authors", "byline", "creator")
    return _WIKILINK.sub(r"\1", stated) if stated else None


def _carried(fields: Mapping[str, Any], own: _OwnNote) -> Carried:
    progress = share_of(field_text(fields, "progress", "reading_progress"))
    marks = _listed_highlights(fields.get("highlights") or fields.get("annotations"))
    notes = (field_text(fields, "note", "notes", "comment"), own.note)
    return Carried(
        tags=field_list(fields, "tags", "tag", "keywords", "labels"),
        state=_state(fields, progress),
        starred=any(
            is_true(fields.get(name))
            for name in ("starred", "star", "favorite", "favourite", "is_starred", "liked")
        ),
        progress=progress,
        note="\n\n".join(note for note in notes if note),
        highlights=highlights((*own.highlights, *marks)),
    )


def _state(
    fields: Mapping[str, Any], progress: float | None
) -> Literal["unread", "reading", "archive"] | None:
    """The shelf: by a word (`status: reading`), by a flag (`archived: true`), or by the day of reading."""
    word = (field_text(fields, "status", "state") or "").lower()
    for words, state in ((_ARCHIVED, "archive"), (_READING, "reading"), (_UNREAD, "unread")):
        if word in words:
            return state  # type: ignore[return-value]  # the loop's tuple makes it a plain string
    flags = [fields.get(name) for name in ("archived", "is_archived", "read", "is_read", "date_read")]
    stated = [flag for flag in flags if flag is not None]
    if any(is_true(flag) or isinstance(flag, date) or moment_of(flag) for flag in stated):
        return "archive"
    return state_of(False, progress) if stated or progress is not None else None


def _listed_highlights(value: Any) -> Iterator[CarriedHighlight | None]:
    """Highlights as a list in the front matter: quotes, or mappings of quote and note."""
    for one in value if isinstance(value, list) else ():
        if isinstance(one, str):
            yield highlight(one)
        elif isinstance(one, Mapping):
            by_name = {str(key).lower(): text for key, text in one.items()}
            yield highlight(
                field_text(by_name, "quote", "text", "highlight", "exact", "content"),
                field_text(by_name, "note", "comment", "annotation") or "",
                tags=by_name.get("tags") or (),
                created=field_text(by_name, "created", "date", "highlighted_at"),
                colour=field_text(by_name, "colour", "color"),
            )


# -- the own export


@dataclass(frozen=True, slots=True)
class _OwnNote:
    """The parts of a note that the program wrote; any other text is all `text`."""

    text: str
    note: str = ""
    highlights: tuple[CarriedHighlight, ...] = ()


def _own_note(text: str) -> _OwnNote:
    text = text.replace("\r\n", "\n")
    begin = _BEGIN.search(text)
    end = text.find(f"<!-- nightstand:end {begin[1]} -->", begin.end()) if begin else -1
    if begin is None:
        return _OwnNote(text)
    if end < 0:
        end = len(text)  # cut off: what is there is still the program's
    outside = (text[: begin.start()], text[end:].partition("-->")[2])
    body, marks = _parted(text[begin.end() : end].strip())
    body, note = _noted(body)
    return _OwnNote(body, "\n\n".join(part for part in (note, *map(str.strip, outside)) if part), marks)


def _parted(body: str) -> tuple[str, tuple[CarriedHighlight, ...]]:
    """The text, and the highlights behind its last heading of that name, if each has its block id."""
    before, heading, listed = f"\n{body}".rpartition("\n## Highlights\n\n> ")
    if not heading or not _HIGHLIGHT_ID.search(listed):
        return body, ()
    return before.strip(), highlights(_highlights_of(f"> {listed}".split("\n\n")))


def _highlights_of(parts: Iterable[str]) -> Iterator[CarriedHighlight | None]:
    """Quote, note (any number of paragraphs), block id, and maybe tags behind it."""
    quote, is_closed = "", True
    note: list[str] = []
    tags: tuple[str, ...] = ()
    for part in parts:
        if part.startswith(">") and is_closed:
            if quote:
                yield highlight(quote, "\n\n".join(note), tags=tags)
            quote, note, tags, is_closed = _unquoted(part), [], (), False
        elif _HIGHLIGHT_ID.fullmatch(part.strip()):
            is_closed = True
        elif is_closed:
            tags = words_of(part.split())
        else:
            note.append(part)
    if quote:
        yield highlight(quote, "\n\n".join(note), tags=tags)


def _unquoted(part: str) -> str:
    return "\n".join(line.removeprefix(">").removeprefix(" ") for line in part.strip().split("\n"))


def _noted(body: str) -> tuple[str, str]:
    found = _NOTE_ID.search(body)
    before, heading, note = (
        f"\n{body[: found.start()]}".rpartition("\n## Note\n\n") if found else ("", "", "")
    )
    return (before.strip(), note.strip()) if heading else (body, "")
