"""One picture as large and as sharp as the terminal can show it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import CenterMiddle
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from reader.library.kept import Picture
from reader.reading.pictures import PlacedPicture, whole_picture
from reader.settings.actions import ActionContext
from reader.tui.bindings import bindings_for
from reader.tui.guarding import Guarded
from reader.tui.widgets.key_line import KeyLine
from reader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from PIL.Image import Image

_MODULE = "reader.tui.widgets.sharp_picture"


class PictureScreen(Guarded, Screen[None]):
    """Pictures of an article, one at a time."""

    contexts: ClassVar[tuple[ActionContext, ...]] = ("picture",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("picture")

    def __init__(
        self, pictures: tuple[PlacedPicture, ...], place: int, read: Callable[[Picture], bytes | None]
    ) -> None:
        """Prepare the screen.

        Args:
            pictures: of the article, in order.
            place: which of them comes first.
            read: gives a picture's file.
        """
        super().__init__()
        self._pictures = pictures
        self._place = place
        self._read = read
        self._status = StatusLine(id="status", classes="bar")

    def compose(self) -> ComposeResult:
        """Which picture it is, the picture, its words, the keys."""
        yield self._status
        yield CenterMiddle(id="picture")
        yield Static(id="words", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first."""
        self._show()

    @property
    def place(self) -> int:
        """Number of the picture that is shown, from 0."""
        return self._place

    def action_next_picture(self) -> None:
        """Next picture of the article."""
        self._step(1)

    def action_previous_picture(self) -> None:
        """Previous picture of the article."""
        self._step(-1)

    def action_close(self) -> None:
        """Back to the text."""
        self.app.pop_screen()

    def _step(self, step: int) -> None:
        place = self._place + step
        if not 0 <= place < len(self._pictures):
            self.notify("no further picture in this article")
            return
        self._place = place
        self._show()

    def _show(self) -> None:
        shown = self._pictures[self._place]
        size = f"{shown.picture.width} × {shown.picture.height}"
        self._status.show(f"picture {self._place + 1} of {len(self._pictures)}", size)
        self.query_one("#words", Static).update("\n".join(filter(None, (shown.alt, shown.caption))))
        self._draw(shown.picture)

    @work(exclusive=True)
    async def _draw(self, picture: Picture) -> None:
        image = await asyncio.to_thread(lambda: whole_picture(self._read(picture)))
        made = Static(f"(not drawn: {image})") if isinstance(image, str) else _image_widget(self.app, image)
        frame = self.query_one("#picture", CenterMiddle)
        await frame.remove_children()
        await frame.mount(made)


def _image_widget(app: App[object], image: Image) -> Widget:
    """The widget that draws in the best way of the terminal.

    Its module asks the terminal at import what it can do, and reads the answer from the keyboard: the
    program steps aside for that moment, once.
    """
    if _MODULE not in sys.modules:
        # Where nobody can step aside there is no terminal to ask.
        with suppress(SuspendNotSupported), app.suspend():
            import_module(_MODULE)
    from reader.tui.widgets.sharp_picture import sharp_picture

    return sharp_picture(image, headless=app.is_headless)
