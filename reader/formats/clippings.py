"""Highlights from e-book readers: Kindle's `My Clippings.txt` and KOReader's sidecar files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from reader.formats.dates import parse_date
from reader.formats.entry import Row, page_of_row
from reader.formats.json_annotations import koreader_row
from reader.formats.page import Carried, CarriedHighlight, Page
from reader.formats.saved_file import SavedFile
from reader.formats.values import moment_of

_RULE = "=" * 8
_PART = re.compile(rf"(?m)^{_RULE}=*[ \t\r]*$")
_META = re.compile(r"^\s*[-–—]\s+\S")
_AUTHOR = re.compile(r"^(.*\S)\s+\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
_PLACE = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")
# The kinds of clippings in the languages of the device, by the beginnings of their words.
_NOTE = re.compile(
    r"(?i)\b(?:note|nota|notiz|anmerkung|opmerking|notitie|anteckning|poznámka|notatk)|メモ|笔记|筆記|заметк|примечан"
)
_BOOKMARK = re.compile(
    r"(?i)\b(?:bookmark|lesezeichen|signet|marcador|segnalibro|bladwijzer|bokmärke|záložka)|ブックマーク|书签|закладк"
)
_AFTERNOON = ("下午", "午後", "오후")
_CLOCK = re.compile(
    r"(?i)(?P<sign>上午|下午|午前|午後|오전|오후)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b)?"
)
_SIDECAR = re.compile(r"\A\s*(?:--[^\n]*\n\s*)*return\s*\{")


def pages_of_clippings(file: SavedFile, content: str) -> Iterator[Page] | None:
    """The books of a `My Clippings.txt` or a KOReader sidecar; None when it is neither."""
    if _SIDECAR.match(content[:2000]):
        loaded = parse_lua_table(content[content.index("{") :])
        if isinstance(loaded, dict) and (
            "annotations" in loaded or "bookmarks" in loaded or "highlight" in loaded
        ):
            page = page_of_row(file, _sidecar_row(loaded))
            return iter([page] if page else [])
        return None
    head = content.lstrip("\ufeff")[:20_000]
    if _RULE not in head:  # what most texts lack is found missing in no time
        return None
    parts = _PART.split(head)
    lines = next((part.strip().splitlines() for part in parts if part.strip()), [])
    if len(parts) < 2 or len(lines) < 2 or not any(_META.match(line) for line in lines[1:3]):
        return None
    return (page for row in _books(content) if (page := page_of_row(file, row)) is not None)


_NEAR = 40


@dataclass(frozen=True, slots=True)
class _Clipping:
    title: str
    author: str
    text: str
    is_note: bool
    places: tuple[tuple[int, int], ...]
    made: datetime | None


def _books(content: str) -> Iterator[Row]:
    books: dict[tuple[str, str], list[_Clipping]] = {}
    for part in _PART.split(content.lstrip("\ufeff")):
        clipping = _clipping(part)
        if clipping is not None:
            books.setdefault((clipping.title, clipping.author), []).append(clipping)
    for (title, author), clippings in books.items():
        yield Row(
            title=title,
            byline=author,
            saved=min((one.made for one in clippings if one.made), default=None),
            carried=Carried(
                note="\n\n".join(_notes_without_place(clippings)), highlights=tuple(_highlights(clippings))
            ),
        )


def _clipping(part: str) -> _Clipping | None:
    lines = [line.strip("\ufeff\r ") for line in part.strip().splitlines()]
    meta = next((number for number, line in enumerate(lines[:4]) if number and _META.match(line)), None)
    if meta is None:
        return None
    heading = " ".join(lines[:meta])
    found = _AUTHOR.match(heading)
    title, author = (found[1], found[2]) if found else (heading, "")
    after = meta + 1
    while after < len(lines) and lines[after] and _is_meta_rest(lines[after]) and len(lines) > after + 1:
        after += 1  # some devices write page, location and date on lines of their own
    text = "\n".join(lines[after:]).strip()
    about = " ".join(lines[meta:after])
    if not text or _BOOKMARK.search(about):
        return None
    places = tuple(
        (int(one[1]), _end_of(one[1], one[2] or one[1]))
        for one in _PLACE.finditer(about.split("|")[-2] if "|" in about else about)
    )
    return _Clipping(title.strip(), author.strip(), text, bool(_NOTE.search(about)), places[:1], _made(about))


def _end_of(start: str, end: str) -> int:
    # Older devices shorten the end: 187-89 goes from 187 to 189.
    return int(start[: -len(end)] + end) if len(end) < len(start) else int(end)


def _is_meta_rest(line: str) -> bool:
    return line.startswith("|") or bool(re.match(r"(?i)(?:added|hinzugefügt|ajout|añadid)\b", line))


def _made(about: str) -> datetime | None:
    """When it was made, by the clock of the device, in the words of its language."""
    when = about.rpartition("|")[2]
    day = parse_date(when)
    if day is None:
        return None
    found = _CLOCK.search(when)
    hour, minute, second = (
        (int(found[part] or 0) for part in ("hour", "minute", "second")) if found else (0, 0, 0)
    )
    if found and (found["half"] or found["sign"]):
        is_late = (found["half"] or "").lower() == "p" or found["sign"] in _AFTERNOON
        hour = hour % 12 + (12 if is_late else 0)
    try:
        return moment_of(datetime.combine(date.fromisoformat(day[:10]), time(hour, minute, second)))
    except ValueError:
        return None


def _highlights(clippings: list[_Clipping]) -> Iterator[CarriedHighlight]:
    """The longest of those that grew by re-marking, each with the notes made at its place."""
    marks = [one for one in clippings if not one.is_note]
    notes = [one for one in clippings if one.is_note and one.places]
    for number, one in enumerate(marks):
        # Doubles stand near each other: one marks again what one has just marked.
        near = range(max(0, number - _NEAR), min(len(marks), number + _NEAR + 1))
        if any(_outgrew(marks[place], one, number, place) for place in near):
            continue
        own = [note.text for note in notes if _is_at(note, one)]
        yield CarriedHighlight(one.text, "\n\n".join(dict.fromkeys(own)), created=one.made)


def _outgrew(other: _Clipping, one: _Clipping, number: int, place: int) -> bool:
    if place == number or one.text not in other.text:
        return False
    if one.places and other.places and not _overlap(one.places[0], other.places[0]):
        return False
    return len(other.text) > len(one.text) or place < number


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


def _is_at(note: _Clipping, mark: _Clipping) -> bool:
    return bool(mark.places) and mark.places[0][0] <= note.places[0][0] <= mark.places[0][1]


def _notes_without_place(clippings: list[_Clipping]) -> Iterator[str]:
    marks = [one for one in clippings if not one.is_note]
    for note in clippings:
        if note.is_note and not (note.places and any(_is_at(note, mark) for mark in marks)):
            yield note.text


# -- KOReader


def _sidecar_row(loaded: Mapping[Any, Any]) -> Row:
    properties = _table(loaded.get("doc_props")) or _table(loaded.get("stats"))
    document = {
        "title": properties.get("title") or str(loaded.get("doc_path", "")).rsplit("/", 1)[-1],
        "authors": properties.get("authors", ""),
    }
    found = list((_table(loaded.get("annotations")) or _table(loaded.get("bookmarks"))).values())
    if not found:  # the oldest form: pages, each with a list
        found = [one for page in _table(loaded.get("highlight")).values() for one in _table(page).values()]
    entries = [
        {**one, "text": one.get("text") if "annotations" in loaded else one.get("notes") or one.get("text")}
        for one in found
        if isinstance(one, dict)
    ]
    return koreader_row(document, entries)


def _table(value: Any) -> Mapping[Any, Any]:
    """A table of a sidecar file; empty where something else stands in its place."""
    return value if isinstance(value, dict) else {}


_LUA = re.compile(
    r"\s*(?:--[^\n]*\n\s*)*(?:(?P<sign>[{}\[\]=,;])|\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'"
    r"|(?P<number>-?\d[\w.+-]*)|(?P<word>[A-Za-z_]\w*))",
    re.DOTALL,
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "", '"': '"', "'": "'", "\\": "\\", "\n": "\n"}
_DEEPEST = 50


def parse_lua_table(text: str) -> Any:
    """A Lua table of constants as dictionaries; it is read, never run. None when it is not one."""
    tokens = _lua_tokens(text)
    try:
        first = next(tokens)
        return _lua_table(tokens, 0) if first["sign"] == "{" else None
    except (StopIteration, ValueError):
        return None


def _lua_tokens(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while (found := _LUA.match(text, place)) is not None:
        yield found
        place = found.end()
    if text[place:].strip():
        raise ValueError("more than a table of constants")


def _lua_table(tokens: Iterator[re.Match[str]], depth: int) -> dict[Any, Any]:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    table: dict[Any, Any] = {}
    count = 1
    token = next(tokens)
    while token["sign"] != "}":
        key: Any = None
        if token["sign"] == "[":
            key = _lua_value(next(tokens), tokens, depth)
            for sign in ("]", "="):
                if next(tokens)["sign"] != sign:
                    raise ValueError("not a table")
            token = next(tokens)
        value = _lua_value(token, tokens, depth)
        token = next(tokens)
        if token["sign"] == "=":
            key, value = value, _lua_value(next(tokens), tokens, depth)
            token = next(tokens)
        if key is None:
            key, count = count, count + 1
        _put(table, key, value)
        if token["sign"] in (",", ";"):
            token = next(tokens)
        elif token["sign"] != "}":
            raise ValueError("not a table")
    return table


def _put(table: dict[Any, Any], key: Any, value: Any) -> None:
    if isinstance(key, dict):
        raise ValueError("a table as a key")  # noqa: TRY004  # of the text, not of the program
    table[key] = value


def _lua_value(token: re.Match[str], tokens: Iterator[re.Match[str]], depth: int) -> Any:
    if token["sign"] == "{":
        return _lua_table(tokens, depth + 1)
    if token["sign"]:
        raise ValueError("not a value")
    for kind in ("double", "single"):
        if token[kind] is not None:
            return re.sub(r"\\(\d{1,3}|.)", _lua_escape, token[kind], flags=re.DOTALL)
    if token["number"]:
        try:
            return float(token["number"]) if "." in token["number"] else int(token["number"], 0)
        except ValueError:
            return token["number"]
    return {"true": True, "false": False, "nil": None}.get(token["word"], token["word"])


def _lua_escape(found: re.Match[str]) -> str:
    return chr(int(found[1])) if found[1].isdigit() else _ESCAPES.get(found[1], found[1])
