"""Queries kept under a name, as shelves of the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.errors import NotFound, QueryError
from reader.library.kept import Change, Entry
from reader.library.keys import SHELVES
from reader.library.lines import Row
from reader.library.search.search import Search
from reader.library.search.sorting import SORTS, Sort
from reader.library.state import State
from reader.terminal import fold, safe_line

TABLE = "shelves"


@dataclass(frozen=True, slots=True)
class SavedShelf:
    """A query with a name."""

    name: str
    query: str
    sort: Sort | None
    """None for the order that the query has by itself."""


class SavedShelves:
    """The shelves that the user made. Keeping and removing can be undone."""

    def __init__(self, state: State, search: Search) -> None:
        self._state = state
        self._search = search

    def all(self) -> tuple[SavedShelf, ...]:
        """By name."""
        return tuple(
            sorted((shelf_of(row) for row in self._state.rows(TABLE)), key=lambda shelf: _same(shelf.name))
        )

    def find(self, name: str) -> SavedShelf:
        """The shelf with a name; case and diacritics do not matter.

        Raises:
            NotFound: there is none.
        """
        for _, row in self._named(name):
            return shelf_of(row)
        raise NotFound(name, "shelf")

    def entries(self, name: str, *, query: str = "", sort: Sort | None = None) -> Sequence[Entry]:
        """What stands on a shelf, in its order.

        Args:
            name: of the shelf.
            query: narrows it; an empty one does not.
            sort: in place of the shelf's order.

        Raises:
            NotFound, QueryError: there is no such shelf, or the query cannot be understood.
        """
        shelf = self.find(name)
        found = self._search.find(shelf.query, sort=sort or shelf.sort)
        if not query.strip():
            return found
        within = {entry.id for entry in self._search.find(query)}
        return [entry for entry in found if entry.id in within]

    def save(self, name: str, query: str, sort: Sort | None = None) -> Change:
        """Keep a query under a name; a shelf that has this name is changed.

        Raises:
            QueryError: the query cannot be understood or is empty, or the name is, or is the program's own.
        """
        name, query = safe_line(name), safe_line(query)
        if not query:
            raise QueryError("a shelf needs a query, as in: is:unread minutes:<6")
        if not name or _same(name) in SHELVES:
            raise QueryError(f'a shelf cannot be called "{name}"; choose another name')
        self._search.find(query)  # raises where a field has a value that makes no sense
        with self._state.change("save_shelf") as change:
            known = next((id for id, _ in self._named(name)), None)
            row = {"name": name, "query": query, "sort": sort}
            change.put(TABLE, known or self._state.new_id(TABLE), row)
        return change.made

    def remove(self, name: str) -> Change:
        """Remove a shelf; its articles stay.

        Raises:
            NotFound: there is none.
        """
        self.find(name)
        with self._state.change("remove_shelf") as change:
            for id, _ in self._named(name):
                change.put(TABLE, id, None)
        return change.made

    def _named(self, name: str) -> Iterator[tuple[str, Row]]:
        wanted = _same(name)
        return ((id, row) for id, row in self._state.items(TABLE) if _same(row["name"]) == wanted)


def shelf_of(row: Row) -> SavedShelf:
    """A shelf from its row."""
    return SavedShelf(
        safe_line(row["name"]), safe_line(row["query"]), row["sort"] if row["sort"] in SORTS else None
    )


def _same(name: str) -> str:
    return fold(safe_line(name)).text
