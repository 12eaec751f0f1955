"""Shelves of one's own and the order of the list, as keys of the library screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widgets import Input

from reader.errors import QueryError

if TYPE_CHECKING:
    from reader.library.kept import Shelf
    from reader.library.library import Library
    from reader.library.search.sorting import Sort

_ORDERS: tuple[Sort | None, ...] = (None, "saved", "published", "minutes", "title", "site", "progress")


class ShelfKeys(Screen[None]):
    """What the library screen does with kept queries: a shelf of one's own is a filter with a name."""

    _library: Library
    _shelf: Shelf
    _sort: Sort | None = None
    """None: the newest in the library first, and the best first while one filters."""

    def show_again(self, *, first: bool = False) -> None:
        """Read the shelf again."""
        raise NotImplementedError

    def action_next_sort(self) -> None:
        """Next order."""
        filtered = bool(self.query_one("#filter", Input).value.strip())
        # Without a filter the usual order is by day of saving: a key must not lead from an order to the same.
        orders = _ORDERS if filtered else tuple(order for order in _ORDERS if order != "saved")
        begin = orders.index(self._sort) if self._sort in orders else 0
        self._sort = orders[(begin + 1) % len(orders)]
        self.show_again()
        usual = "the best first" if filtered else "the newest first"
        self.notify(f"sorted by {self._sort}" if self._sort else usual)

    def action_keep_shelf(self) -> None:
        """Keep the filter as a shelf."""
        from reader.tui.screens.dialogs import LineScreen

        query = self.query_one("#filter", Input).value.strip()
        if not query:
            self.notify("filter first (/): the filter is what is kept", severity="warning")
            return

        def keep(name: str | None) -> None:
            if not name:
                return
            try:
                self._library.shelves.save(name, query, self._sort)
            except QueryError as error:
                self.notify(str(error), severity="warning")
            else:
                self.notify(f"kept as {name}; v opens it")

        self.app.push_screen(LineScreen("Name of the shelf", hint=query), keep)

    def action_own_shelf(self) -> None:
        """Choose a shelf of one's own."""
        from reader.tui.screens.dialogs import ListScreen
        from reader.tui.widgets.row_list import Item

        shelves = self._library.shelves.all()
        if not shelves:
            self.notify("no shelf was kept: filter (/), then V keeps the filter as a shelf")
            return

        def show(name: object) -> None:
            if isinstance(name, str):
                self._show_own(name)

        items = tuple(Item(((shelf.name, "plain"), (shelf.query, "dim")), shelf.name) for shelf in shelves)
        self.app.push_screen(ListScreen("Shelves of your own", items), show)

    def _show_own(self, name: str) -> None:
        shelf = self._library.shelves.find(name)
        self._shelf, self._sort = "all", shelf.sort
        self.query_one("#finder").add_class("shown")
        self.query_one("#filter", Input).value = shelf.query
        self.show_again()
