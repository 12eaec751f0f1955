"""JSON exports: known by the keys of their records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from reader.errors import UnreadablePage
from reader.formats.cut_off import closed_json
from reader.formats.entry import Row, page_of_row
from reader.formats.page import Carried, CarriedHighlight, Found, PageKind
from reader.formats.saved_file import SavedFile
from reader.formats.values import (
    day_of,
    highlight,
    highlights,
    is_true,
    moment_of,
    share_of,
    state_of,
    text_of,
    words_of,
)

Record = Mapping[str, Any]


def pages_of_json(file: SavedFile, content: str) -> Iterator[Found] | None:
    """The pages of a JSON or JSON Lines export; None when it is none that is known.

    One that is cut off gives its whole records, and says so.
    """
    if content.lstrip("\ufeff \r\n\t")[:1] not in ("{", "["):
        return None
    loaded, is_whole = _loaded(content.lstrip("\ufeff"))
    rows = rows_of(loaded)
    return None if rows is None else _pages(file, rows, is_whole)


def _pages(file: SavedFile, rows: Iterator[Row], is_whole: bool) -> Iterator[Found]:
    for row in rows:
        page = page_of_row(file, row)
        if page is not None:
            yield page
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


def rows_of(loaded: Any) -> Iterator[Row] | None:
    """The articles of a loaded export; None when nothing in it is known."""
    if isinstance(loaded, Mapping):
        return _of_object(loaded)
    if not isinstance(loaded, list):
        return None
    records = [record for record in loaded if isinstance(record, Mapping)]
    if not records:
        return None
    keys = {key for record in records[:50] for key in record}
    for needed, one_of, rows in _LISTS:
        if needed <= keys and (not one_of or one_of & keys):
            return rows(records)
    return None


def _of_object(loaded: Record) -> Iterator[Row] | None:
    for key, kind, other, rows in _OBJECTS:
        found = loaded.get(key)
        if isinstance(found, kind) and (not other or other & (loaded.keys() | _keys_within(found))):
            return rows(loaded)
    for key in ("articles", "bookmarks", "items", "links", "data", "entries", "results", "list"):
        found = loaded.get(key)
        if isinstance(found, Mapping):
            found = list(found.values())
        if isinstance(found, list):
            return rows_of(found)
    return rows_of([loaded]) if {"url", "uri"} & loaded.keys() else None


def _keys_within(found: Any) -> set[str]:
    records = found[:50] if isinstance(found, list) else ()
    return {key for record in records if isinstance(record, Mapping) for key in record}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _get(record: Record, *names: str) -> Any:
    return next((record[name] for name in names if record.get(name) not in (None, "")), None)


# -- read-it-later services


def _wallabag(record: Record) -> Row:
    annotations = record.get("annotations")
    return Row(
        url=text_of(_get(record, "url", "given_url")),
        title=text_of(record.get("title")),
        byline=", ".join(words_of(record.get("published_by"))),
        site=text_of(record.get("domain_name")),
        published=day_of(record.get("published_at")),
        saved=moment_of(record.get("created_at")),
        language=text_of(record.get("language")),
        content=text_of(record.get("content")),
        carried=Carried(
            tags=words_of(record.get("tags")),
            state=state_of(is_true(_get(record, "is_archived", "is_read", "archived"))),
            starred=is_true(_get(record, "is_starred", "is_fav", "starred")),
            highlights=highlights(
                highlight(one.get("quote"), one.get("text"), created=one.get("created_at"))
                for one in (annotations if isinstance(annotations, list) else ())
                if isinstance(one, Mapping)
            ),
        ),
    )


def omnivore_row(record: Record, content: str = "", marks: tuple[CarriedHighlight, ...] = ()) -> Row:
    """An article of Omnivore's metadata, with the content and the highlights of its other files."""
    progress = share_of(_percent(record.get("readingProgress")))
    return Row(
        url=text_of(record.get("url")),
        title=text_of(record.get("title")),
        byline=text_of(record.get("author")),
        published=day_of(record.get("publishedAt")),
        saved=moment_of(record.get("savedAt")),
        description=text_of(record.get("description")),
        content=content,
        carried=Carried(
            tags=words_of(record.get("labels")),
            state=state_of(text_of(record.get("state")).lower() == "archived", progress),
            progress=progress,
            highlights=marks,
        ),
    )


def _percent(value: Any) -> str | None:
    return None if value is None else f"{value}%"


def _pocket_collections(records: list[Record]) -> Iterator[Row]:
    for record in records:
        yield from _pocket_collection(record)


def _pocket_collection(loaded: Record) -> Iterator[Row]:
    name = text_of(loaded.get("title"))
    items = loaded.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping):
            yield Row(
                url=text_of(item.get("url")),
                title=text_of(item.get("title")),
                description=text_of(item.get("excerpt")),
                carried=Carried(tags=(name,) if name else (), note=text_of(item.get("note"))),
            )


def _karakeep(loaded: Record) -> Iterator[Row]:
    lists = {
        text_of(one.get("id")): text_of(one.get("name"))
        for one in _list(loaded.get("lists"))
        if isinstance(one, Mapping)
    }
    for record in loaded["bookmarks"]:
        if not isinstance(record, Mapping):
            continue
        content = record.get("content")
        content = content if isinstance(content, Mapping) else {}
        own = [lists.get(str(id), "") for id in _list(record.get("lists"))]
        html = text_of(content.get("htmlContent"))
        yield Row(
            url=text_of(_get(content, "url", "sourceUrl")),
            title=text_of(_get(record, "title") or content.get("title")),
            byline=text_of(content.get("author")),
            site=text_of(content.get("publisher")),
            description=text_of(content.get("description")),
            saved=moment_of(record.get("createdAt")),
            content=html or text_of(content.get("text")),
            kind="html" if html else "text",
            carried=Carried(
                tags=tuple(dict.fromkeys(filter(None, (*words_of(record.get("tags")), *own)))),
                state=state_of(is_true(record.get("archived"))),
                starred=is_true(_get(record, "favourited", "favorited")),
                note=text_of(record.get("note")),
                highlights=_highlight_records(record.get("highlights")),
            ),
        )


def _highlight_records(found: Any) -> tuple[CarriedHighlight, ...]:
    return highlights(
        highlight(
            _get(one, "quote", "text", "content", "exact", "highlight"),
            _get(one, "note", "annotation", "comment"),
            tags=one.get("tags") or one.get("labels") or (),
            created=_get(one, "createdAt", "created_at", "created", "date"),
            colour=_get(one, "color", "colour"),
        )
        for one in (found if isinstance(found, list) else ())
        if isinstance(one, Mapping)
    )


def _linkwarden(loaded: Record) -> Iterator[Row]:
    collections = [one for one in loaded["collections"] if isinstance(one, Mapping)]
    parents = {str(one.get("id")): one for one in collections}
    for collection in collections:
        folder = _path(collection, parents)
        for link in _list(collection.get("links")):
            if isinstance(link, Mapping):
                yield Row(
                    url=text_of(link.get("url")),
                    title=text_of(_get(link, "name", "title")),
                    description=text_of(link.get("description")),
                    saved=moment_of(_get(link, "createdAt", "importDate")),
                    content=text_of(link.get("textContent")),
                    kind="text",
                    carried=Carried(
                        tags=tuple(dict.fromkeys(filter(None, (*words_of(link.get("tags")), folder)))),
                        starred=bool(link.get("pinnedBy")),
                        highlights=_highlight_records(link.get("highlights")),
                    ),
                )


def _path(collection: Record, parents: Mapping[str, Record]) -> str:
    names: list[str] = []
    current: Record | None = collection
    while current is not None and len(names) < 20:
        names.append(text_of(current.get("name")))
        parent = current.get("parentId")
        current = parents.get(str(parent)) if parent is not None else None
    path = "/".join(reversed([name for name in names if name]))
    return "" if path.lower() in ("unorganized", "default") else path


def _pinboard(record: Record) -> Row:
    to_read = text_of(record.get("toread")).lower()
    return Row(
        url=text_of(record.get("href")),
        title=text_of(record.get("description")),
        saved=moment_of(_get(record, "time", "created")),
        carried=Carried(
            tags=words_of(record.get("tags"), " ")
            if isinstance(record.get("tags"), str)
            else words_of(record.get("tags")),
            state=state_of(to_read in ("no", "0", "false")) if to_read else None,
            note=text_of(record.get("extended")),
        ),
    )


def _any_record(record: Record) -> Row:
    """A record of another program: what its keys are called says what they are."""
    html = text_of(_get(record, "html", "content", "body", "article"))
    text = text_of(_get(record, "text", "textContent"))
    progress = share_of(_get(record, "progress", "readingProgress", "reading_progress"))
    archived = _get(record, "archived", "is_archived", "archive", "read", "is_read")
    return Row(
        url=text_of(_get(record, "url", "link", "uri", "href")),
        title=text_of(_get(record, "title", "name")),
        byline=", ".join(words_of(_get(record, "author", "authors", "byline"))),
        site=text_of(_get(record, "site", "domain", "publisher")),
        published=day_of(_get(record, "published", "published_at", "publishedAt", "date_published")),
        saved=moment_of(
            _get(
                record,
                "saved",
                "saved_at",
                "savedAt",
                "created",
                "created_at",
                "createdAt",
                "time_added",
                "date",
                "timestamp",
            )
        ),
        description=text_of(_get(record, "description", "excerpt", "summary")),
        language=text_of(_get(record, "language", "lang")),
        content=html or text,
        kind=_kind_of(html),
        carried=Carried(
            tags=words_of(_get(record, "tags", "labels", "keywords")),
            state=None if archived is None and progress is None else state_of(is_true(archived), progress),
            starred=is_true(_get(record, "starred", "favorite", "favourite", "is_favorite", "liked")),
            progress=progress,
            note=text_of(_get(record, "note", "notes")),
            highlights=_highlight_records(_get(record, "highlights", "annotations")),
        ),
    )


def _kind_of(content: str) -> PageKind:
    return (
        "html" if re.search(r"<(?:p|div|h[1-6]|ul|article|br)\b", content[:20_000], re.IGNORECASE) else "text"
    )


# -- annotations and browsers


def _hypothesis(records: list[Record]) -> Iterator[Row]:
    marks: dict[str, list[CarriedHighlight | None]] = {}
    first: dict[str, Record] = {}
    notes: dict[str, list[str]] = {}
    for record in records:
        if not isinstance(record, Mapping):
            continue
        uri = text_of(record.get("uri"))
        first.setdefault(uri, record)
        quote = next((exact for exact in _quotes(record) if exact), "")
        text = text_of(record.get("text"))
        if quote:
            made = highlight(quote, text, tags=record.get("tags"), created=_get(record, "created", "updated"))
            marks.setdefault(uri, []).append(made)
        elif text:
            notes.setdefault(uri, []).append(text)  # a note of the page as a whole
    for uri, record in first.items():
        yield Row(
            url=uri,
            title=_hypothesis_title(record),
            saved=moment_of(record.get("created")),
            carried=Carried(note="\n\n".join(notes.get(uri, ())), highlights=highlights(marks.get(uri, ()))),
        )


def _quotes(record: Record) -> Iterator[str]:
    targets = record.get("target")
    for target in targets if isinstance(targets, list) else ():
        selectors = target.get("selector") if isinstance(target, Mapping) else None
        for selector in selectors if isinstance(selectors, list) else ():
            if isinstance(selector, Mapping) and selector.get("type") == "TextQuoteSelector":
                yield text_of(selector.get("exact"))


def _hypothesis_title(record: Record) -> str:
    document = record.get("document")
    title = document.get("title") if isinstance(document, Mapping) else None
    return text_of(title[0] if isinstance(title, list) and title else title)


def _koreader(loaded: Record) -> Iterator[Row]:
    documents = loaded.get("documents")
    for document in documents if isinstance(documents, list) else [loaded]:
        if isinstance(document, Mapping):
            entries = _get(document, "entries", "annotations")
            yield koreader_row(document, entries if isinstance(entries, list) else [])


def koreader_row(document: Record, entries: list[Any]) -> Row:
    """A book or article with its annotations, as KOReader's JSON and its sidecar files have them."""
    return Row(
        title=text_of(document.get("title")),
        byline=text_of(_get(document, "author", "authors")).replace("\n", ", "),
        carried=Carried(
            highlights=highlights(
                highlight(
                    one.get("text"),
                    one.get("note"),
                    tags=[text_of(one.get("chapter"))] if one.get("chapter") else (),
                    created=_get(one, "datetime", "time"),
                    colour=one.get("color"),
                )
                for one in entries
                if isinstance(one, Mapping)
            )
        ),
    )


def _chrome(node: Any, folders: tuple[str, ...]) -> Iterator[Row]:
    if not isinstance(node, Mapping) or len(folders) > 30:
        return
    if node.get("type") == "url":
        yield Row(
            url=text_of(node.get("url")),
            title=text_of(node.get("name")),
            saved=moment_of(node.get("date_added")),
            carried=Carried(tags=folders[1:]),
        )
        return
    children = node.get("children")
    for child in children if isinstance(children, list) else node.values():
        name = text_of(node.get("name"))
        yield from _chrome(child, (*folders, name) if name else folders)


def _firefox(node: Any, folders: tuple[str, ...]) -> Iterator[Row]:
    if not isinstance(node, Mapping) or len(folders) > 30:
        return
    if node.get("uri"):
        yield Row(
            url=text_of(node.get("uri")),
            title=text_of(node.get("title")),
            saved=moment_of(node.get("dateAdded")),
            carried=Carried(tags=tuple(dict.fromkeys((*words_of(node.get("tags")), *folders[2:])))),
        )
    name = text_of(node.get("title"))
    for child in _list(node.get("children")):
        yield from _firefox(child, (*folders, name))


def _each(row: Callable[[Record], Row]) -> Callable[[list[Record]], Iterator[Row]]:
    return lambda records: map(row, records)


# Keys that a list's records have, keys of which they have one, and how they are read.
_LISTS: tuple[tuple[frozenset[str], frozenset[str], Callable[[list[Record]], Iterator[Row]]], ...] = (
    (frozenset({"target"}), frozenset({"uri", "user", "document"}), _hypothesis),
    (frozenset({"url"}), frozenset({"is_read", "is_fav", "is_archived", "is_starred"}), _each(_wallabag)),
    (frozenset({"slug"}), frozenset({"savedAt", "readingProgress", "labels"}), _each(omnivore_row)),
    (frozenset({"items"}), frozenset({"slug", "createdAt"}), _pocket_collections),
    (frozenset({"href"}), frozenset({"description", "extended", "toread", "hash", "time"}), _each(_pinboard)),
    (frozenset(), frozenset({"url", "link", "uri", "href"}), _each(_any_record)),
)
# A key of an object, the kind of its value, keys of which the object or the records there have one.
_OBJECTS: tuple[tuple[str, type, frozenset[str], Callable[[Record], Iterator[Row]]], ...] = (
    ("bookmarks", list, frozenset({"content", "createdAt"}), _karakeep),
    ("collections", list, frozenset(), _linkwarden),
    ("rows", list, frozenset({"target"}), lambda loaded: _hypothesis(loaded["rows"])),
    ("roots", dict, frozenset(), lambda loaded: _chrome(loaded["roots"], ())),
    ("children", list, frozenset({"guid"}), lambda loaded: _firefox(loaded, ())),
    ("documents", list, frozenset({"entries", "annotations"}), _koreader),
    ("entries", list, frozenset({"chapter", "drawer", "page"}), _koreader),
    ("items", list, frozenset({"slug"}), _pocket_collection),
)
