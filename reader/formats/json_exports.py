"""JSON exports: known by the keys of their records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from reader.errors import UnreadablePage
from reader.formats.cut_off import closed_json
from reader.formats.entry import Row, page_of_row
from reader.formats.json_annotations import hypothesis, koreader
from reader.formats.json_bookmarks import chrome, firefox, pinboard, pocket_collection, pocket_collections
from reader.formats.json_feeds import feed_item, stream
from reader.formats.json_services import any_record, are_articles, has_address, karakeep, linkwarden, wallabag
from reader.formats.omnivore import pages_of_omnivore
from reader.formats.page import Found
from reader.formats.saved_file import SavedFile
from reader.formats.values import Record

_SEEN_RECORDS = 50
_WRAPPERS = ("articles", "bookmarks", "items", "links", "data", "entries", "results", "list", "_embedded")


def pages_of_json(file: SavedFile, content: str) -> Iterator[Found] | None:
    """The pages of a JSON or JSON Lines export; None when it is none that is known.

    One that is cut off gives its whole records, and says so.
    """
    if content.lstrip("\ufeff \r\n\t")[:1] not in ("{", "["):
        return None
    loaded, is_whole = _loaded(content.lstrip("\ufeff"))
    if isinstance(loaded, list) and _is_omnivore(records := _records(loaded)):
        return _all(file, pages_of_omnivore(file, records), is_whole)
    rows = _rows(loaded)
    if rows is None:
        return None
    return _all(file, (page for row in rows if (page := page_of_row(file, row)) is not None), is_whole)


def _all(file: SavedFile, pages: Iterator[Found], is_whole: bool) -> Iterator[Found]:
    yield from pages
    if not is_whole:
        yield UnreadablePage(file.label, "JSON that is cut off or damaged; its whole records were read")


def _loaded(text: str) -> tuple[Any, bool]:
    """What a JSON text holds, and whether that is all of it."""
    try:
        return orjson.loads(text), True
    except ValueError:
        pass
    lines = [line for line in text.splitlines() if line.strip()]
    records = [record for line in lines if (record := _record(line)) is not None]
    if records:
        return records, len(records) == len(lines)
    closed = closed_json(text)
    return (_record(closed) if closed else None), False


def _record(text: str) -> Any:
    try:
        loaded = orjson.loads(text)
    except ValueError:
        return None
    return loaded if isinstance(loaded, dict | list) else None


def _records(loaded: list[Any]) -> list[Record]:
    return [record for record in loaded if isinstance(record, Mapping)]


def _is_omnivore(records: list[Record]) -> bool:
    keys = _keys_within(records)
    return "slug" in keys and "items" not in keys and bool({"savedAt", "readingProgress", "labels"} & keys)


def _rows(loaded: Any, depth: int = 0) -> Iterator[Row] | None:
    """The articles of a loaded export; None when nothing in it is known."""
    if isinstance(loaded, Mapping):
        return _of_object(loaded, depth)
    records = _records(loaded) if isinstance(loaded, list) else []
    keys = _keys_within(records)
    for needed, one_of, rows in _LISTS:
        if needed <= keys and (not one_of or one_of & keys):
            return rows(records)
    return map(any_record, records) if has_address(keys) else None


def _of_object(loaded: Record, depth: int) -> Iterator[Row] | None:
    for key, kind, other, rows in _OBJECTS:
        found = loaded.get(key)
        if isinstance(found, kind) and (not other or other & (loaded.keys() | _keys_within(found))):
            return rows(loaded)
    for key in _WRAPPERS if depth < len(_WRAPPERS) else ():
        found = loaded.get(key)
        if isinstance(found, Mapping) and key != "_embedded":
            found = list(found.values())
        if isinstance(found, list | Mapping):
            return _rows(found, depth + 1)
    for found in loaded.values() if depth == 0 else ():  # a list under a name that nobody knows
        if isinstance(found, list) and are_articles(_keys_within(found)):
            return _rows(found, depth + 1)
    return _rows([loaded], len(_WRAPPERS)) if has_address(loaded.keys()) else None


def _keys_within(found: Any) -> set[str]:
    records = found[:_SEEN_RECORDS] if isinstance(found, list) else ()
    return {key for record in records if isinstance(record, Mapping) for key in record}


def _each(row: Callable[[Record], Row]) -> Callable[[list[Record]], Iterator[Row]]:
    return lambda records: map(row, records)


# Keys that a list's records have, keys of which they have one, and how they are read.
_LISTS: tuple[tuple[frozenset[str], frozenset[str], Callable[[list[Record]], Iterator[Row]]], ...] = (
    (frozenset({"uri"}), frozenset({"target", "user", "document"}), hypothesis),
    (frozenset({"url"}), frozenset({"is_read", "is_fav", "is_archived", "is_starred"}), _each(wallabag)),
    (frozenset({"items"}), frozenset({"slug", "createdAt"}), pocket_collections),
    (frozenset({"href"}), frozenset({"description", "extended", "toread", "hash", "time"}), _each(pinboard)),
    (frozenset({"title"}), frozenset({"canonical", "crawlTimeMsec", "origin"}), _each(feed_item)),
)
# A key of an object, the kind of its value, keys of which the object or the records there have one.
_OBJECTS: tuple[tuple[str, type, frozenset[str], Callable[[Record], Iterator[Row]]], ...] = (
    ("bookmarks", list, frozenset({"content"}), karakeep),
    ("collections", list, frozenset(), linkwarden),
    ("rows", list, frozenset({"target", "uri"}), lambda loaded: hypothesis(loaded["rows"])),
    ("roots", dict, frozenset(), lambda loaded: chrome(loaded["roots"], ())),
    ("children", list, frozenset({"guid"}), lambda loaded: firefox(loaded, ())),
    ("documents", list, frozenset({"entries", "annotations"}), koreader),
    ("entries", list, frozenset({"chapter", "drawer", "page"}), koreader),
    ("items", list, frozenset({"slug"}), pocket_collection),
    ("items", list, frozenset({"canonical", "alternate", "crawlTimeMsec"}), stream),
)
