"""The keys of the present screen on one line, as many as fit.

One widget: Textual's own footer mounts one for each key, which was a third of the start (2026-11).
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.screen import Screen
from textual.widget import Widget

_GAP = "   "


class KeyLine(Widget):
    """Keys and what they do, of every binding that is active and has a word for it."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; padding: 0 1; background: $background; }"

    def on_mount(self) -> None:
        """Follow the bindings: they change with the mode and with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """Draw the line."""
        accent = self.app.current_theme.accent or "default"
        line, seen, room = Text(no_wrap=True, end=""), set[str](), self.size.width
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or not active.enabled or binding.action in seen:
                continue
            key = self.app.get_key_display(binding)
            gap = _GAP if seen else ""
            room -= cell_len(f"{gap}{key} {binding.description}")
            if room < 0:
                break
            seen.add(binding.action)
            line.append(gap).append(key, f"bold {accent}").append(f" {binding.description}", "dim")
        return line
