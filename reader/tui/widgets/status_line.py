"""One line that says where one is: a title that gives way, and figures that stay."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget

from reader.tui.widgets.fitting import fit

_GAP_COLUMNS = 2
_LEAST_TITLE_COLUMNS = 4


class StatusLine(Widget):
    """Text on the left, cut where room is short, and on the right.

    Not a Static: that lays the whole screen out again with every new text, at every key that scrolls.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._left = ""
        self._right = ""

    def show(self, left: str, right: str = "") -> None:
        """Show this; neither text is taken as markup."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> RenderResult:
        """Draw the line."""
        room = self.size.width - cell_len(self._right) - _GAP_COLUMNS
        left = fit(self._left, max(_LEAST_TITLE_COLUMNS, room))
        return Text(f"{left}{' ' * _GAP_COLUMNS}{self._right}", no_wrap=True, end="")
