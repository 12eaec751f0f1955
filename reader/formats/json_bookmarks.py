"""Bookmarks in JSON: of browsers, of Pinboard, and Pocket's collections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.formats.entry import Row
from reader.formats.page import Carried
from reader.formats.values import Record, first_of, list_of, moment_of, state_of, text_of, words_of

_DEEPEST = 30  # folders


def chrome(node: Any, folders: tuple[str, ...]) -> Iterator[Row]:
    """The bookmarks below a node of Chrome's tree; folders within its roots are tags."""
    if not isinstance(node, Mapping) or len(folders) > _DEEPEST:
        return
    if node.get("url"):
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
        yield from chrome(child, (*folders, name) if name else folders)


def firefox(node: Any, folders: tuple[str, ...]) -> Iterator[Row]:
    """The bookmarks below a node of Firefox's tree; folders within its roots are tags."""
    if not isinstance(node, Mapping) or len(folders) > _DEEPEST:
        return
    if node.get("uri"):
        yield Row(
            url=text_of(node.get("uri")),
            title=text_of(node.get("title")),
            saved=moment_of(node.get("dateAdded")),
            carried=Carried(tags=tuple(dict.fromkeys((*words_of(node.get("tags")), *folders[2:])))),
        )
    name = text_of(node.get("title"))
    for child in list_of(node.get("children")):
        yield from firefox(child, (*folders, name))


def pinboard(record: Record) -> Row:
    """A record of Pinboard, or of Delicious before it: tags are parted by blanks."""
    to_read = text_of(record.get("toread")).lower()
    return Row(
        url=text_of(record.get("href")),
        title=text_of(record.get("description")),
        saved=moment_of(first_of(record, "time", "created")),
        carried=Carried(
            tags=words_of(record.get("tags"), " "),
            state=state_of(to_read in ("no", "0", "false")) if to_read else None,
            note=text_of(record.get("extended")),
        ),
    )


def pocket_collections(records: list[Record]) -> Iterator[Row]:
    """The items of a list of Pocket's collections."""
    for record in records:
        yield from pocket_collection(record)


def pocket_collection(loaded: Record) -> Iterator[Row]:
    """The items of a Pocket collection, its name as their tag."""
    name = text_of(loaded.get("title"))
    for item in list_of(loaded.get("items")):
        if isinstance(item, Mapping):
            yield Row(
                url=text_of(item.get("url")),
                title=text_of(item.get("title")),
                description=text_of(item.get("excerpt")),
                carried=Carried(tags=(name,) if name else (), note=text_of(item.get("note"))),
            )
