"""Pictures of the article: drawn in its text, and large on a screen of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import work
from textual.color import Color

from reader.tui.colours import palette_of
from reader.tui.screens.article_typography import TypographyActions
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.picture_rows import NO_PICTURES, half_cells

if TYPE_CHECKING:
    from reader.library.kept import Picture
    from reader.tui.widgets.picture_rows import Wanted

_HOW_TO_INSTALL = 'pictures are drawn with `pip install "nightstand[images]"`'


class PictureActions(TypographyActions):
    """Draws pictures when they come into sight, and shows them large."""

    def pictures_in_text(self) -> Mapping[int, tuple[Picture, ...]]:
        """The pictures to be drawn, by block; none where colours are few or the user wants none."""
        kept = self._library.entries.pictures(self.session.entry.id)
        if not (kept and self._settings.pictures and self._has_colours and _can_decode()):
            return NO_PICTURES
        from reader.reading.pictures import pictures_by_block

        return pictures_by_block(self.session.document, kept)

    @property
    def _has_colours(self) -> bool:
        if self._settings.ascii:  # half cells are not
            return False
        return self.app.console.color_system == "truecolor" and not self.app.no_color

    def on_article_view_picture_wanted(self, event: ArticleView.PictureWanted) -> None:
        """A picture came into sight."""
        self._draw_picture(event.wanted)

    @work(group="pictures")
    async def _draw_picture(self, wanted: Wanted) -> None:
        entry = self.session.entry.id
        ground = palette_of(self.app).background
        rows, problem = await asyncio.to_thread(self._drawn, entry, wanted, Color.parse(ground).rgb)
        if entry == self.session.entry.id:
            self.view.put_picture(wanted, rows, problem)

    def _drawn(
        self, entry_id: str, wanted: Wanted, ground: tuple[int, int, int]
    ) -> tuple[list[list[Segment]], str]:
        from reader.reading.pictures import pixels_of

        data = self._library.entries.picture_bytes(entry_id, wanted.picture)
        pixels = pixels_of(data, wanted.box.columns, 2 * wanted.box.rows, ground)
        return half_cells(pixels) if pixels.rgb else [], pixels.problem

    def action_toggle_pictures(self) -> None:
        """Draw pictures in the text, or give their words alone; kept for the next start."""
        self._keep("pictures", not self._settings.pictures)
        self.view.show_pictures(self.pictures_in_text())
        if self._settings.pictures and not _can_decode():
            self.notify(_HOW_TO_INSTALL)
        elif self._settings.pictures and not self._has_colours:
            self.notify("pictures are drawn in terminals with 24-bit colours and all signs")
        else:
            self._say(
                "pictures drawn" if self._settings.pictures else "pictures not drawn", "toggle_pictures"
            )

    def action_show_picture(self) -> None:
        """The next picture from the top of the window on, large."""
        self._show_large(self.view.top_offset)

    def on_article_view_picture_chosen(self, event: ArticleView.PictureChosen) -> None:
        """A click on a picture shows it large."""
        self._show_large(self.session.document.blocks[event.block].range.start)

    def _show_large(self, offset: int) -> None:
        from reader.reading.pictures import placed_pictures

        entry = self.session.entry.id
        found = placed_pictures(self.session.document, self._library.entries.pictures(entry))
        if not found:
            self.notify("no picture is kept with this article")
        elif not _can_decode("textual_image"):
            self.notify(_HOW_TO_INSTALL)
        else:
            from reader.tui.screens.picture import PictureScreen

            place = next((number for number, one in enumerate(found) if one.offset >= offset), len(found) - 1)
            self.app.push_screen(
                PictureScreen(found, place, lambda one: self._library.entries.picture_bytes(entry, one))
            )


def _can_decode(*packages: str) -> bool:
    """Whether what draws pictures is installed; nothing is loaded."""
    return all(find_spec(name) is not None for name in ("PIL", *packages))
