"""What lies under other widgets and shows nothing but its colour."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Ground(Widget):
    """A screen or container without border, text or pattern; stands before Textual's class among the bases.

    Its rows are all alike: as Textual draws them, one by one, three such took a fifth of a resize (2026-11).
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """One row, as the terminal can show it, for each row."""
        row = Strip.blank(crop.width, self.visual_style.rich_style)
        for line_filter in self.get_line_filters():
            row = row.apply_filter(line_filter, self.background_colors[1])
        return [row] * crop.height


class Body(Ground):
    """What stands between the line on top and the keys, beside each other."""

    DEFAULT_CSS = "Body { layout: horizontal; height: 1fr; }"
