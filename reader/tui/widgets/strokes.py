"""Roles of the text as terminal styles, for one palette."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.style import Style

from reader.document.document import Block, Range, Span
from reader.reading.marks import Mark
from reader.settings.themes import Palette


class Strokes:
    """Styles by role; combinations are kept."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self.base = Style(color=palette.text, bgcolor=palette.background)
        self.prefix = Style(color=palette.muted, bgcolor=palette.background)
        self.label = Style(color=palette.background, bgcolor=palette.accent, bold=True)
        self.table_head = Style(bold=True)
        self.ruler = Style(bgcolor=palette.surface)
        self.dimmed = Style(color=palette.muted)
        self.focus_mark = Style(color=palette.accent, bgcolor=palette.background)
        self._blocks = {
            "heading": self.base + Style(bold=True),
            "code": Style(color=palette.text, bgcolor=palette.surface),
            "figure": Style(color=palette.muted, bgcolor=palette.background, italic=True),
            "caption": Style(color=palette.muted, bgcolor=palette.background, italic=True),
            "footnote": self.prefix,
            "rule": self.prefix,
        }
        self._spans = {
            "emphasis": Style(italic=True),
            "strong": Style(bold=True),
            "code": Style(bgcolor=palette.surface),
            "link": Style(color=palette.accent, underline=True),
            "image": Style(color=palette.muted, italic=True),
            "strike": Style(strike=True),
            "footnote": Style(color=palette.accent),
            "marked": Style(reverse=True),
            "math": Style(italic=True),
        }
        self._marks = {
            "hit": self._on(palette.hit),
            "current_hit": self._on(palette.current_hit) + Style(bold=True),
            # Highlights lie over it: there, bold alone shows where the keys stand.
            "sentence": self._on(palette.selection) + Style(bold=True),
            "selection": self._on(palette.selection),
            "caret": Style(reverse=True),
        }

    def heading(self, role: str) -> Style:
        """Style of a line above the text."""
        if role == "title":
            return self.base + Style(bold=True)
        if role == "warning":
            return Style(color=self._palette.accent, bgcolor=self._palette.background, italic=True)
        return self.prefix

    @property
    def bars(self) -> Mapping[str, Style]:
        """Styles of the bars before quotes, by the colours of their highlights."""
        grounds = self._palette.highlights
        return {colour: Style(color=ground, bgcolor=ground) for colour, ground in grounds.items()}

    def note_bar(self, colour: str) -> Style:
        """Style of the bar before a note in the margin, by the colour of its highlight."""
        return self._mark(Mark(Range(0, 0), "highlight", colour))

    def block(self, block: Block | None) -> Style:
        """Style of a block's text before spans and marks."""
        if block is None:
            return self.base
        if block.quotes and block.kind not in self._blocks:
            return self.base + Style(italic=True)
        return self._blocks.get(block.kind, self.base)

    def text(self, ground: Style, spans: Sequence[Span], marks: Sequence[Mark]) -> Style:
        """Style of characters under these spans and marks."""
        style = ground
        for span in spans:
            style += self._spans.get(span.kind, Style())
        for mark in marks:
            style += self._mark(mark)
        return style

    def _mark(self, mark: Mark) -> Style:
        if mark.role == "highlight":
            ground = self._palette.highlights.get(mark.colour, self._palette.highlights["yellow"])
            return self._on(ground) + Style(underline=mark.note or None)
        return self._marks[mark.role]

    def _on(self, ground: str) -> Style:
        """Text on the ground of a mark."""
        return Style(color=self._palette.text_on.get(ground, self._palette.text), bgcolor=ground)
