"""Screens that a screen wishes to be shown: it says so to the program, and knows no other screen.

So the article can lead to the highlights and they to the article without a circle of imports.
"""

from __future__ import annotations

from textual.message import Message

from reader.library.kept import Highlight


class OpenArticle(Message):
    """An article is to be read."""

    def __init__(
        self, entry: str, neighbours: tuple[str, ...] = (), *, highlight: Highlight | None = None
    ) -> None:
        """Wish for an article.

        Args:
            entry: its id.
            neighbours: ids of the list that one comes from.
            highlight: what one comes for; None to go on where reading stopped.
        """
        super().__init__()
        self.entry = entry
        self.neighbours = neighbours
        self.highlight = highlight


class OpenFound(Message):
    """What the library has of a passage is to be seen."""

    def __init__(self, query: str, place: str) -> None:
        """Wish for a search.

        Args:
            query: what is looked for.
            place: where one comes back to, as a person says it.
        """
        super().__init__()
        self.query = query
        self.place = place


class OpenHighlights(Message):
    """All highlights are to be seen."""


class OpenReview(Message):
    """Some old highlights are to be read again."""


class OpenDoubles(Message):
    """Articles that may be the same are to be seen."""
