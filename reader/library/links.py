"""The `to save` list: addresses that the user wants to save later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from reader.library.kept import Change
from reader.library.rows import moment_of, moment_text
from reader.library.state import State, id_of
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
        for number, row in self._state.rows(TABLE).items():
            added = moment_of(row["added"])
            assert added is not None
            found.append(Link(id_of(number), row["url"], safe_line(row["title"]), added))
        return tuple(sorted(found, key=lambda link: (link.added, link.id)))

    def add(self, url: str, title: str = "") -> Link:
        """Put an address on the list; one that is there already stays as it is."""
        with self._state.lock:
            known = next((link for link in self.all() if link.url == url), None)
            if known is not None:
                return known
            id = self._state.new_id(TABLE)
            with self._state.change("save_link") as change:
                change.put(TABLE, id, {"url": url, "title": title, "added": moment_text(datetime.now(UTC))})
            return next(link for link in self.all() if link.id == id)

    def remove(self, id: str) -> Change:
        """Take an address off the list."""
        with self._state.change("remove_link") as change:
            change.put(TABLE, id, None)
        return Change("remove_link", (id,), self._state.revision)
