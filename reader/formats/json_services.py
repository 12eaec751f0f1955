"""Articles in JSON: records of read-it-later services, and of programs that nobody named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reader.formats.entry import Row
from reader.formats.json_annotations import highlight_records
from reader.formats.page import Carried, PageKind
from reader.formats.values import (
    Record,
    day_of,
    first_of,
    highlight,
    highlights,
    is_true,
    list_of,
    moment_of,
    share_of,
    state_of,
    text_of,
    words_of,
)

ADDRESS_KEYS = ("url", "link", "uri", "href", "source_url", "article__url")
"""Under which programs keep the address of a page; the last is Readability's."""


def wallabag(record: Record) -> Row:
    """A record of wallabag, of version 1 or 2."""
    annotations = record.get("annotations")
    return Row(
        url=text_of(first_of(record, "url", "given_url")),
        title=text_of(record.get("title")),
        byline=", ".join(words_of(record.get("published_by"))),
        site=text_of(record.get("domain_name")),
        published=day_of(record.get("published_at")),
        saved=moment_of(record.get("created_at")),
        language=text_of(record.get("language")),
        content=text_of(record.get("content")),
        carried=Carried(
            tags=words_of(record.get("tags")),
            state=state_of(is_true(first_of(record, "is_archived", "is_read", "archived"))),
            starred=is_true(first_of(record, "is_starred", "is_fav", "starred")),
            highlights=highlights(
                highlight(one.get("quote"), one.get("text"), created=one.get("created_at"))
                for one in (annotations if isinstance(annotations, list) else ())
                if isinstance(one, Mapping)
            ),
        ),
    )


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
    html = text_of(first_of(record, "html", "content", "body", "article"))
    text = text_of(first_of(record, "text", "textContent"))
    progress = share_of(first_of(record, "progress", "readingProgress", "reading_progress"))
    archived = first_of(record, "archived", "is_archived", "archive", "read", "is_read")
    return Row(
        url=text_of(first_of(record, *ADDRESS_KEYS)),
        title=text_of(first_of(record, "title", "name", "article__title")),
        byline=", ".join(words_of(first_of(record, "author", "authors", "byline"))),
        site=text_of(first_of(record, "site", "domain", "publisher")),
        published=day_of(first_of(record, "published", "published_at", "publishedAt", "date_published")),
        saved=moment_of(
            first_of(
                record,
                "saved",
                "saved_at",
                "savedAt",
                "created",
                "created_at",
                "createdAt",
                "time_added",
                "date_added",
                "dateAdded",
                "date",
                "timestamp",
            )
        ),
        description=text_of(first_of(record, "description", "excerpt", "summary", "article__excerpt")),
        language=text_of(first_of(record, "language", "lang")),
        content=html or text,
        kind=_kind_of(html),
        carried=Carried(
            tags=words_of(first_of(record, "tags", "labels", "keywords")),
            state=None if archived is None and progress is None else state_of(is_true(archived), progress),
            starred=is_true(first_of(record, "starred", "favorite", "favourite", "is_favorite", "liked")),
            progress=progress,
            note=text_of(first_of(record, "note", "notes")),
            highlights=highlight_records(first_of(record, "highlights", "annotations")),
        ),
    )


def _kind_of(content: str) -> PageKind:
    return (
        "html" if re.search(r"<(?:p|div|h[1-6]|ul|article|br)\b", content[:20_000], re.IGNORECASE) else "text"
    )
