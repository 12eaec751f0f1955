"""The program shows the screens that its screens wish for."""

from __future__ import annotations

from textual.app import App

from reader.library.library import Library
from reader.settings.settings import Settings
from reader.tui.wishes import OpenArticle, OpenDoubles, OpenFound, OpenHighlights, OpenReview


class Leading(App[None]):
    """Leads from screen to screen; each is loaded when it is wished for."""

    library: Library
    settings: Settings

    def on_open_article(self, wish: OpenArticle) -> None:
        """Open an article."""
        from reader.tui.screens.article import ArticleScreen

        wish.stop()
        self.push_screen(
            ArticleScreen(self.library, self.settings, wish.entry, wish.neighbours, wish.highlight)
        )

    def on_open_found(self, wish: OpenFound) -> None:
        """Open what a query finds, over where one is."""
        from reader.tui.screens.library import LibraryScreen

        wish.stop()
        self.push_screen(LibraryScreen(self.library, self.settings, wish))

    def on_open_highlights(self, wish: OpenHighlights) -> None:
        """Open the highlights."""
        from reader.tui.screens.highlights import HighlightsScreen

        wish.stop()
        self.push_screen(HighlightsScreen(self.library))

    def on_open_review(self, wish: OpenReview) -> None:
        """Open the review."""
        from reader.tui.screens.review import ReviewScreen

        wish.stop()
        self.push_screen(ReviewScreen(self.library))

    def on_open_doubles(self, wish: OpenDoubles) -> None:
        """Open the pairs."""
        from reader.tui.screens.doubles import DoublesScreen

        wish.stop()
        self.push_screen(DoublesScreen(self.library))
