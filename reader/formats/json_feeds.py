"""Starred articles of feed readers: the shape of Google Reader, which Inoreader, FreshRSS and others kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.formats.entry import Row
from reader.formats.json_annotations import highlight_records
from reader.formats.page import Carried
from reader.formats.values import Record, day_of, first_of, list_of, moment_of, state_of, text_of

_LABEL = "/label/"
_STATE = "/state/"


def stream(loaded: Record) -> Iterator[Row]:
    """The articles of a stream of items; what the stream is named for holds of each."""
    whole = text_of(loaded.get("id"))
    for record in list_of(loaded.get("items")):
        if isinstance(record, Mapping):
            yield feed_item(record, whole)


def feed_item(record: Record, whole: str = "") -> Row:
    """An article of a feed reader.

    Args:
        record: the item.
        whole: the stream that it stands in, such as `user/-/state/com.google/starred`.
    """
    origin = record.get("origin")
    origin = origin if isinstance(origin, Mapping) else {}
    categories = [name for one in list_of(record.get("categories")) if (name := _category(one))]
    states = {one.rpartition("/")[2] for one in (*categories, whole) if _STATE in one}
    return Row(
        url=_address(record),
        title=text_of(record.get("title")),
        byline=text_of(record.get("author")),
        site=text_of(origin.get("title")),
        published=day_of(first_of(record, "published", "updated")),
        saved=moment_of(first_of(record, "starred", "timestampUsec", "crawlTimeMsec")),
        content=_content(record),
        carried=Carried(
            tags=tuple(dict.fromkeys(filter(None, map(_tag, categories)))),
            state=state_of("read" in states) if states else None,
            starred="starred" in states,
            highlights=highlight_records(record.get("annotations")),
        ),
    )


def _address(record: Record) -> str:
    """Where the article is: its canonical address, else the first other one, else its own name."""
    for key in ("canonical", "alternate"):
        for one in list_of(record.get(key)):
            href = text_of(one.get("href")) if isinstance(one, Mapping) else text_of(one)
            if href:
                return href
    return text_of(first_of(record, "url", "link", "guid", "id"))


def _content(record: Record) -> str:
    for key in ("content", "summary"):
        found: Any = record.get(key)
        text = text_of(found.get("content")) if isinstance(found, Mapping) else text_of(found)
        if text:
            return text
    return ""


def _category(one: Any) -> str:
    return text_of(first_of(one, "id", "label")) if isinstance(one, Mapping) else text_of(one)


def _tag(category: str) -> str:
    """The user's label, or the article's own category; nothing of a state."""
    if _LABEL in category:
        return category.partition(_LABEL)[2]
    return "" if category.startswith(("user/", "feed/")) else category
