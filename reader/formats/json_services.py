"""Articles in JSON: records of read-it-later services, and of programs that nobody named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from reader.formats.entry import Row
from reader.formats.json_annotations import highlight_records
from reader.formats.page import Carried, PageKind
from reader.formats.values import (
    Record,
    day_of,
    first_of,
    is_true,
    list_of,
    moment_of,
    share_of,
    state_of,
    text_of,
    words_of,
)

ADDRESS_KEYS = ("url", "link", "uri", "href", "resolved_url", "given_url", "source_url", "article__url")
"""Under which programs keep the address of a page; the last is Readability's."""

State = Literal["unread", "reading", "archive"]

_ARCHIVED = frozenset({"1", "archive", "archived", "read", "done"})  # 1 is what Pocket's service said
# What programs call the fields of an article, the most telling first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "url": ADDRESS_KEYS,
    "title": ("title", "name", "resolved_title", "given_title", "article__title"),
    "byline": ("author", "authors", "byline", "creator", "published_by"),
    "site": ("site", "siteName", "site_name", "domain", "domain_name", "publisher"),
    "published": ("published", "published_at", "publishedAt", "published_date", "date_published"),
    "saved": (
        *("saved", "saved_at", "savedAt", "created", "created_at", "createdAt", "time_added"),
        *("date_added", "dateAdded", "added_at", "addedAt", "added", "date", "timestamp", "createdWhen"),
    ),
    "description": ("description", "excerpt", "summary", "article__excerpt"),
    "language": ("language", "lang"),
    "html": ("html", "content_html", "content", "body", "article"),
    "text": ("text", "textContent", "text_content", "content_text"),
    "tags": ("tags", "labels", "keywords", "tag_names", "book_tags"),
    "archived": ("archived", "is_archived", "isArchived", "archive", "read", "is_read", "isRead"),
    "status": ("status", "state", "location"),
    "progress": ("progress", "reading_progress", "read_progress"),
    "starred": (
        *("starred", "is_starred", "is_fav", "favorite", "favourite", "favorited", "is_favorite"),
        *("is_marked", "marked", "liked"),
    ),
    "note": ("note", "notes", "comment"),
    "highlights": ("highlights", "annotations"),
}


def _folded(key: str) -> str:
    """`isRead`, `is_read` and `Is Read` are one key."""
    return re.sub(r"[\W_]+", "", key).lower()


_FOLDED_NAMES = {field: tuple(dict.fromkeys(map(_folded, names))) for field, names in _NAMES.items()}


def has_address(keys: Collection[str]) -> bool:
    """Whether one of these keys has the address of a page."""
    return not set(_FOLDED_NAMES["url"]).isdisjoint(map(_folded, keys))


def are_articles(keys: Collection[str]) -> bool:
    """Whether records with these keys are articles, in a list that does not say what it is of."""
    telling = {name for field in ("title", "tags", "saved") for name in _FOLDED_NAMES[field]}
    return has_address(keys) and not telling.isdisjoint(map(_folded, keys))


def wallabag(record: Record) -> Row:
    """A record of wallabag, of version 1 or 2."""
    row = any_record(record)
    archived = first_of(record, "is_archived", "is_read", "archived")
    state = state_of(is_true(archived), row.carried.progress)
    # Its pages are HTML even where they look like text.
    return replace(row, kind="html", carried=replace(row.carried, state=state))


def karakeep(loaded: Record) -> Iterator[Row]:
    """The bookmarks of a Karakeep export, with the lists that they stand in as tags."""
    lists = {
        text_of(one.get("id")): text_of(one.get("name"))
        for one in list_of(loaded.get("lists"))
        if isinstance(one, Mapping)
    }
    for record in loaded["bookmarks"]:
        if not isinstance(record, Mapping):
            continue
        content = record.get("content")
        content = content if isinstance(content, Mapping) else {}
        own = [lists.get(str(id), "") for id in list_of(record.get("lists"))]
        html = text_of(content.get("htmlContent"))
        yield Row(
            url=text_of(first_of(content, "url", "sourceUrl")),
            title=text_of(first_of(record, "title") or content.get("title")),
            byline=text_of(content.get("author")),
            site=text_of(content.get("publisher")),
            description=text_of(content.get("description")),
            saved=moment_of(record.get("createdAt")),
            content=html or text_of(content.get("text")),
            kind="html" if html else "text",
            carried=Carried(
                tags=tuple(dict.fromkeys(filter(None, (*words_of(record.get("tags")), *own)))),
                state=state_of(is_true(record.get("archived"))),
                starred=is_true(first_of(record, "favourited", "favorited")),
                note=text_of(record.get("note")),
                highlights=highlight_records(record.get("highlights")),
            ),
        )


def linkwarden(loaded: Record) -> Iterator[Row]:
    """The links of a Linkwarden export, with the path of their collection as a tag."""
    collections = [one for one in loaded["collections"] if isinstance(one, Mapping)]
    parents = {str(one.get("id")): one for one in collections}
    for collection in collections:
        folder = _path(collection, parents)
        for link in list_of(collection.get("links")):
            if isinstance(link, Mapping):
                yield Row(
                    url=text_of(link.get("url")),
                    title=text_of(first_of(link, "name", "title")),
                    description=text_of(link.get("description")),
                    saved=moment_of(first_of(link, "createdAt", "importDate")),
                    content=text_of(link.get("textContent")),
                    kind="text",
                    carried=Carried(
                        tags=tuple(dict.fromkeys(filter(None, (*words_of(link.get("tags")), folder)))),
                        starred=bool(link.get("pinnedBy")),
                        highlights=highlight_records(link.get("highlights")),
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


def any_record(record: Record) -> Row:
    """A record of another program: what its keys are called says what they are."""
    folded = {_folded(key): value for key, value in reversed(list(record.items()))}

    def stated(field: str) -> Any:
        return first_of(folded, *_FOLDED_NAMES[field])

    html = text_of(stated("html"))
    progress = share_of(stated("progress"))
    return Row(
        url=text_of(stated("url")),
        title=text_of(stated("title")),
        byline=", ".join(words_of(stated("byline"))),
        site=text_of(stated("site")),
        published=day_of(stated("published")),
        saved=moment_of(stated("saved")),
        description=text_of(stated("description")),
        language=text_of(stated("language")),
        content=html or text_of(stated("text")),
        kind=_kind_of(html),
        carried=Carried(
            tags=words_of(stated("tags")),
            state=_state(stated("archived"), text_of(stated("status")).lower(), progress),
            starred=is_true(stated("starred")),
            progress=progress,
            note=text_of(stated("note")),
            highlights=highlight_records(stated("highlights")),
        ),
    )


def _state(archived: Any, status: str, progress: float | None) -> State | None:
    if archived is None and not status and progress is None:
        return None
    return state_of(is_true(archived) or status in _ARCHIVED, progress)


def _kind_of(content: str) -> PageKind:
    return (
        "html" if re.search(r"<(?:p|div|h[1-6]|ul|article|br)\b", content[:20_000], re.IGNORECASE) else "text"
    )
