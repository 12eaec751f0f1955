"""The preview beside the list, where the window is wide enough for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from reader.tui.widgets.entry_list import EntryList

if TYPE_CHECKING:
    from reader.library.kept import Entry
    from reader.library.library import Library
    from reader.tui.widgets.article_view import ArticleView

_PREVIEW_COLUMNS = 130


class Previews(Screen[None]):
    """The beginning of the article under the cursor."""

    _library: Library
    _view: ArticleView | None = None
    """Made when there is room for it: it was a tenth of the first paint (2026-11)."""

    def on_resize(self) -> None:
        """The preview needs room."""
        is_wide = self.size.width >= _PREVIEW_COLUMNS
        if is_wide and self._view is None:
            self._make_view()
        if self._view is not None:
            self._view.set_class(is_wide, "shown")
        self._preview()

    def _make_view(self) -> None:
        from reader.tui.colours import palette_of
        from reader.tui.widgets.article_view import ArticleView

        palette = palette_of(self.app)
        self._view = ArticleView(palette, 64, id="preview")
        self._view.can_focus = False
        self.query_one("#body").mount(self._view)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())

    def _recolour(self) -> None:
        from reader.tui.colours import palette_of

        if self._view is not None:
            self._view.set_palette(palette_of(self.app))

    def on_entry_list_moved(self) -> None:
        """Show what is under the cursor."""
        self._preview()

    def _preview(self) -> None:
        entry = self.query_one(EntryList).current
        if self._view is not None and self._view.has_class("shown") and entry is not None:
            self._load_preview(entry)

    @work(exclusive=True, thread=True, group="preview")
    def _load_preview(self, entry: Entry) -> None:
        from reader.tui.screens.headings import heading_of

        document = self._library.entries.document(entry.id)

        def show() -> None:
            if self.query_one(EntryList).current == entry and self._view is not None:
                self._view.show(document, heading_of(entry))

        self.app.call_from_thread(show)
