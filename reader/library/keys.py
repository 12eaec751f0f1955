"""By what rows are looked up: values that they have, and the shelves that articles stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from reader.library.addresses import normal_address
from reader.library.kept import Shelf
from reader.library.lines import Row

SHELVES: tuple[Shelf, ...] = ("unread", "reading", "archive", "starred", "trash", "all")
Moment = Literal["added", "saved"]
"""What newest means: when an article came into the library, or when it was saved."""


@dataclass(frozen=True, slots=True)
class Key:
    """A way to look rows up."""

    table: str
    fields: tuple[str, ...]
    """What it reads of a row: where none of them changed, the row is found as before."""
    of: Callable[[Row], Iterable[str]]
    """The values under which a row is found."""


def day_key(entry_id: str, day: str) -> str:
    """The value of an article and a day in the reading log."""
    return f"{entry_id} {day}"


KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "address": Key("entries", ("url",), lambda row: [normal_address(row["url"])] if row["url"] else ()),
        # Articles without a text are not the same article.
        "text": Key(
            "entries", ("text_hash", "length"), lambda row: [row["text_hash"]] if row["length"] else ()
        ),
        "source": Key(
            "entries",
            ("sources", "source_path", "source_sha256"),
            lambda row: dict.fromkeys(sources_of(row).values()),
        ),
        "path": Key(
            "entries", ("url", "source_path"), lambda row: () if row["url"] else [row["source_path"]]
        ),
        "site": Key(
            "entries",
            ("site", "trashed"),
            lambda row: [row["site"]] if row["site"] and not row["trashed"] else (),
        ),
        "tag": Key("entries", ("tags",), lambda row: dict.fromkeys(row["tags"])),
        "opened": Key(
            "entries",
            ("opened", "state", "trashed"),
            lambda row: [row["opened"]] if row["opened"] and stands_on(row, "reading") else (),
        ),
        "trashed": Key("entries", ("trashed",), lambda row: [row["trashed"]] if row["trashed"] else ()),
        "mark": Key(
            "highlights", ("removed", "entry"), lambda row: () if row.get("removed") else [row["entry"]]
        ),
        "removed": Key(
            "highlights", ("removed",), lambda row: [row["removed"]] if row.get("removed") else ()
        ),
        "day": Key("reading", ("entry", "day"), lambda row: [day_key(row["entry"], row["day"])]),
    }
)


def keys_of_table(table: str) -> list[str]:
    """The names of the keys by which rows of a table are found."""
    return [name for name, key in KEYS.items() if key.table == table]


def changed_keys(table: str, before: Row | None, after: Row | None) -> list[str]:
    """The names of the keys under which a row may be found by other values than before."""
    if before is None or after is None:
        return keys_of_table(table)
    return [
        name
        for name in keys_of_table(table)
        if any(before.get(field) != after.get(field) for field in KEYS[name].fields)
    ]


def sources_of(row: Row) -> dict[str, str]:
    """SHA-256 of what each file brought to an article last, by path; the file of the present text comes last.

    Several saved files may be one article, by its address. Each is remembered, so that bringing all of them
    again changes nothing.
    """
    others = {path: sha256 for path, sha256 in row.get("sources", {}).items() if path != row["source_path"]}
    return {**others, row["source_path"]: row["source_sha256"]} if row["source_sha256"] else others


def stands_on(row: Row, shelf: Shelf) -> bool:
    """Whether an article's row belongs on a shelf; what is in the trash stands only there."""
    if shelf == "trash":
        return bool(row["trashed"])
    if row["trashed"]:
        return False
    if shelf == "starred":
        return bool(row["starred"])
    return shelf in ("all", row["state"])


def moment_by(row: Row, by: Moment) -> str:
    """When an article came into the library, or when it was saved, as far as that is known."""
    moment: str = (row["saved"] if by == "saved" else None) or row["added"]
    return moment
