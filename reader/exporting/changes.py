"""Which articles and highlights changed since they were exported to a place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from reader.exporting.item import Item
from reader.library.kept import Entry, Highlight

# Where one stopped reading changes with every opening, and stands in no export.
_IGNORED = ("offset", "furthest", "last_opened")


@dataclass(slots=True)
class Changes:
    """Leaves out what went out before, and collects the digests of what goes out now."""

    before: Mapping[str, str]
    """Digests of the last export; empty to leave out nothing."""
    now: dict[str, str] = field(default_factory=dict)

    def articles(self, items: Iterable[Item]) -> Iterator[Item]:
        """The articles of which anything changed: text, state, tags, note or highlights."""
        for item in items:
            digests = _digests(item)
            if any(self.before.get(key) != digest for key, digest in digests.items()):
                self.now.update(digests)
                yield item

    def highlights(self, items: Iterable[Item]) -> Iterator[Item]:
        """The articles with those highlights only that are new or changed; articles without are left out."""
        for item in items:
            fresh = tuple(one for one in item.highlights if self.before.get(one.id) != _highlight_digest(one))
            if fresh:
                self.now.update({one.id: _highlight_digest(one) for one in fresh})
                yield dataclasses.replace(item, highlights=fresh)


def _digests(item: Item) -> dict[str, str]:
    marks = {one.id: _highlight_digest(one) for one in item.highlights}
    # The ids stand in the article's own digest: a highlight that went away changes it too.
    return {item.entry.id: _digest(_entry_fields(item.entry), sorted(marks))} | marks


def _entry_fields(entry: Entry) -> list[object]:
    names = (field.name for field in dataclasses.fields(entry) if field.name not in _IGNORED)
    return [*(getattr(entry, name) for name in names), round(entry.progress, 2)]


def _highlight_digest(one: Highlight) -> str:
    return _digest([one.anchor, one.colour, one.note, one.tags, one.state])


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
