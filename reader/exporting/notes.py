"""Articles as Markdown notes with YAML front matter, as Obsidian and its kin expect them.

The program's part of a note stands between two comments. Exporting again renews that part and the
changing fields of the front matter, and leaves everything else to the user, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from reader.exporting.item import Item
from reader.library.kept import Highlight

_BEGIN = "<!-- nightstand:begin {id} -->"
_END = "<!-- nightstand:end {id} -->"
_OURS = re.compile(r"<!-- nightstand:(?=begin|end)")
_FRONT_MATTER = re.compile(r"\A---\r?\n(?P<fields>.*?\n)---\r?\n", re.DOTALL)
_READER_ID = re.compile(r"(?m)^reader_id: *['\"]?([0-9a-z]+)")


def note_text(item: Item, body: str | None = None) -> str:
    """A new note.

    Args:
        item: the article.
        body: the program's part, when it was made by a template; None for the usual one.
    """
    front = yaml.safe_dump(
        dict(front_matter(item)), allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False
    )
    return f"---\n{front}---\n\n{_own_part(item, body)}\n"


def renewed(note: str, item: Item, body: str | None = None) -> str | None:
    """A note that stands already, brought up to date.

    Args:
        note: the file as it is.
        item: the article.
        body: as in `note_text`.

    Returns:
        The new text, or None when the program's two comments are not in it: then the file is the user's.
    """
    begin, end = _BEGIN.format(id=item.entry.id), _END.format(id=item.entry.id)
    start = note.find(begin)
    stop = note.find(end, start)
    if start < 0 or stop < 0:
        return None
    return _renewed_fields(note[:start], item) + _own_part(item, body) + note[stop + len(end) :]


def reader_id(beginning: str) -> str | None:
    """The article that a note belongs to, from the front matter at its beginning; None for other files."""
    front = _FRONT_MATTER.match(beginning)
    found = _READER_ID.search(front["fields"]) if front else None
    return found[1] if found else None


def front_matter(item: Item) -> Mapping[str, Any]:
    """The fields of a note, in order; those that have nothing to say are left out."""
    entry = item.entry
    fields: dict[str, Any] = {
        "title": entry.title,
        "source": entry.url,
        "author": [f"[[{name}]]" for name in _names(entry.byline)],
        "site": entry.site,
        "published": _day(entry.published or ""),
        "created": entry.added.date(),
        "description": entry.description,
        "tags": [tag_name(tag) for tag in entry.tags],
        "saved": item.saved.date(),
        "lang": entry.language,
        "reader_id": entry.id,
    }
    kept = {name: value for name, value in fields.items() if value}
    return kept | _changing(item)


def note_body(item: Item) -> str:
    """The program's part of a note: text, the article's note, highlights as block quotes with block ids."""
    parts = [item.markdown.strip()]
    if item.entry.note:
        parts.append(f"## Note\n\n{item.entry.note.strip()}\n\n^note-{item.entry.id}")
    if item.highlights:
        parts.append("\n\n".join(["## Highlights", *map(_highlight, item.highlights)]))
    return "\n\n".join(part for part in parts if part)


def tag_name(tag: str) -> str:
    """A tag as Obsidian takes it: no blanks, and nothing but letters, digits, `_`, `-` and `/`."""
    return re.sub(r"[^\w/-]+", "-", tag).strip("-") or "tag"


def quoted(text: str) -> str:
    """A Markdown block quote."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().split("\n"))


def _own_part(item: Item, body: str | None) -> str:
    # A page that holds our comments must not end our part early.
    text = _OURS.sub("<!-- nightstand ", note_body(item) if body is None else body).strip()
    return f"{_BEGIN.format(id=item.entry.id)}\n{text}\n{_END.format(id=item.entry.id)}"


def _highlight(one: Highlight) -> str:
    parts = [quoted(one.anchor.exact)]
    if one.note:
        parts.append(one.note.strip())
    parts.append(f"^hl-{one.id}")
    if one.tags:
        parts.append(" ".join(f"#{tag_name(tag)}" for tag in one.tags))
    return "\n\n".join(parts)


def _changing(item: Item) -> dict[str, Any]:
    entry = item.entry
    read = entry.last_opened.date() if entry.last_opened and entry.state == "archive" else None
    fields: dict[str, Any] = {
        "status": entry.state,
        "starred": entry.starred,
        "progress": round(entry.progress, 2),
        "read": read,
        "words": entry.words,
        "highlights": len(item.highlights),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _renewed_fields(head: str, item: Item) -> str:
    front = _FRONT_MATTER.match(head)
    if front is None:
        return head
    fields = front["fields"]
    for name, value in _changing(item).items():
        line = yaml.safe_dump({name: value}, allow_unicode=True, width=10_000)
        # Only a plain line is replaced; a field that the user took out stays out.
        fields = re.sub(rf"(?m)^{name}: *[^\s|>&*!\[{{][^\n]*\n", lambda _, line=line: line, fields, count=1)
    return head[: front.start("fields")] + fields + head[front.end("fields") :]


def _day(published: str) -> date | str:
    """The day as a YAML date; a year or a month alone stays text."""
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return published


def _names(byline: str) -> list[str]:
    return [name for part in re.split(r",| and | & |;", byline) if (name := part.strip())]
