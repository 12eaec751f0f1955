"""A text with pictures between its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.document.rows import Row
from reader.library.kept import Picture
from reader.tui.widgets.picture_rows import PictureRows, Wanted
from reader.tui.widgets.pointing import PointedText
from reader.tui.widgets.strokes import Strokes


class PicturedText(PointedText):
    """Keeps room for pictures, asks for those that come into sight, and draws what it is given."""

    _strokes: Strokes
    _strips: dict[int, Strip]
    _pictures: PictureRows

    @dataclass
    class PictureWanted(Message, namespace="article_view"):
        """A picture came into sight and is to be drawn."""

        wanted: Wanted

    @dataclass
    class PictureChosen(Message, namespace="article_view"):
        """The mouse chose a picture over the text of a block."""

        block: int

    def lay_out_again(self) -> None:
        """Lay the text out anew, and have it drawn."""
        raise NotImplementedError

    def row_under(self, y: int) -> Row | None:
        """The row of the text at a row of the window."""
        raise NotImplementedError

    def show_pictures(self, pictures: Mapping[int, tuple[Picture, ...]]) -> None:
        """Show other pictures in the same text, by the number of the block that they stand over."""
        self._pictures = PictureRows(pictures)
        self.lay_out_again()

    def put_picture(self, wanted: Wanted, rows: Sequence[Sequence[Segment]], problem: str = "") -> None:
        """Draw a picture that was wanted; one that cannot be drawn says why."""
        note = Segment(f"(not drawn: {problem})", self._strokes.prefix)
        self._pictures.put(wanted, rows if not problem else [[note]])
        self._strips.clear()
        self.refresh()

    def _picture_segments(self, row: Row) -> Sequence[Segment]:
        found = self._pictures.at(row.block, row.picture)
        if found is None:
            return ()
        if self._pictures.is_new(found[0]):
            self.post_message(self.PictureWanted(found[0]))
        return self._pictures.segments(*found)

    def on_click(self, event: events.Click) -> None:
        """Report a click on a picture; the text reports those on characters."""
        row = self.row_under(event.y)
        if row is not None and row.picture >= 0:
            event.prevent_default()  # Textual calls the handlers of the classes below, too
            self.post_message(self.PictureChosen(row.block))
