"""From a passage to what else the library has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Awaitable


@runtime_checkable
class SearchesLibrary(Protocol):
    """A program with a library screen to go to."""

    def show_found(self, query: str) -> Awaitable[None]:
        """Show what a query finds, on the library screen."""
        ...


class PassageSearch(Screen[None]):
    """Searches the library for a passage."""

    def search_passage(self, passage: str) -> None:
        """Show on the library screen what has these words in this order."""
        from reader.library.search.phrases import phrase_query

        query = phrase_query(passage)
        if not query:
            self.notify("there are no words to search for")
        elif isinstance(self.app, SearchesLibrary):
            # By the program: this screen is closed on the way, and cannot wait for its own end.
            self.app.call_next(self.app.show_found, query)
