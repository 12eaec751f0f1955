"""The `to save` list: addresses that the user wants to save later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from reader.library.kept import Change
from reader.library.rows import moment_of, moment_text
from reader.library.state import State
from reader.terminal import safe_line

TABLE = "links"


@dataclass(frozen=True, slots=True)
class Link:
    """An address to save."""

    id: str
    url: str
    title: str
    added: datetime


class Links:
    """The list of addresses to save."""

    def __init__(self, state: State) -> None:
        self._state = state

    def all(self) -> tuple[Link, ...]:
        """The list, oldest first."""
        found = []
        for id, row in self._state.items(TABLE):
            added = moment_of(row["added"])
            assert added is not None
            found.append(Link(id, row["url"], safe_line(row["title"]), added))
        return tuple(sorted(found, key=lambda link: (link.added, link.id)))

    def add(self, url: str, title: str = "") -> Link:
        """Put an address on the list; one that is there already stays as it is."""
        url = safe_line(url)
        with self._state.change("save_link") as change:
            known = next((link for link in self.all() if link.url == url), None)
            now = datetime.now(UTC)
            made = known or Link(self._state.new_id(TABLE), url, safe_line(title), now)
            if known is None:
                change.put(TABLE, made.id, {"url": url, "title": made.title, "added": moment_text(now)})
        return made

    def remove(self, id: str) -> Change:
        """Take an address off the list."""
        with self._state.change("remove_link") as change:
            change.put(TABLE, id, None)
        return change.made
