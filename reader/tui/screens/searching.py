"""From a passage to what else the library has of it."""

from __future__ import annotations

from textual.screen import Screen

from reader.tui.wishes import OpenFound


class PassageSearch(Screen[None]):
    """Searches the library for a passage."""

    def search_passage(self, passage: str, place: str) -> None:
        """Show what has these words in this order.

        Args:
            passage: as it stands in the text.
            place: where one comes back to, as a person says it.
        """
        from reader.library.search.phrases import phrase_query

        query = phrase_query(passage)
        if query:
            self.post_message(OpenFound(query, place))
        else:
            self.notify("there are no words to search for")
