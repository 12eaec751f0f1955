"""The keys of the present screen on one line, as many as fit.

One widget: Textual's own footer mounts one for each key, which was a third of the start (2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.app import RenderResult
from textual.color import Color
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from reader.settings.actions import ACTIONS, shown_key
from reader.settings.themes import own_palette
from reader.tui.bindings import NO_KEY

_GAP = "   "
_LAST = ("help", "app.help")
# Textual puts keys that the user chose behind all others.
_WORDS = [action.footer for action in ACTIONS]
_TYPING = (("Enter", "done"), ("Esc", "leave"))

_Hint = tuple[str, str]
"""A key as it is shown, and what it does."""


class KeyLine(Widget):
    """Keys and what they do, of every binding that is active and has a word for it."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; padding: 0 1; background: $background; }"

    _known: tuple[Sequence[_Hint], Sequence[_Hint]] | None = None
    """Kept as long as the bindings are the same: to ask them took a millisecond of a resize (2026-11)."""

    def on_mount(self) -> None:
        """Follow the bindings: they change with the mode and with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self._known = None
        self.refresh()

    def render(self) -> RenderResult:
        """Draw the line; the way to all the other keys always has its place at the end."""
        if isinstance(self.screen.focused, Input):
            return self._line(_TYPING)
        if self._known is None:
            self._known = self._hints_now()
        shown, last = list(self._known[0]), self._known[1]
        while shown and _columns([*shown, *last]) > self.size.width:
            shown.pop()
        return self._line([*shown, *last])

    def _hints_now(self) -> tuple[Sequence[_Hint], Sequence[_Hint]]:
        """What may stand in the line, and what always does, at its end."""
        words = getattr(self.screen, "key_words", {})
        shown, last = list[_Hint](), list[_Hint]()
        for action, hint in self._hints(words):
            if action in _LAST:
                last = [hint]
            elif hint[1] not in {said for _, said in shown}:
                shown.append(hint)
        order = [*words.values(), *_WORDS]
        shown.sort(key=lambda hint: order.index(hint[1]) if hint[1] in order else len(order))
        return shown, last

    def _hints(self, words: Mapping[str, str]) -> Iterator[tuple[str, _Hint]]:
        """The actions to be shown: those of the footer, or those that the screen has words for just now."""
        for active in self.screen.active_bindings.values():
            binding = active.binding
            said = words.get(binding.action, "") if words and binding.action not in _LAST else ""
            if (
                binding.key != NO_KEY
                and active.enabled
                and (said or (binding.show and (not words or binding.action in _LAST)))
            ):
                key = binding.key_display or shown_key(binding.key)
                yield binding.action, (key, said or binding.description)

    def _line(self, hints: Sequence[_Hint]) -> Text:
        accent = self.app.current_theme.accent
        # By Textual's names: themes in the terminal's own colours have such as `ansi_green`.
        of_key = Style(bold=True, color=Color.parse(accent).rich_color if accent else None)
        own = own_palette(self.app.theme)
        muted = own.muted if own is not None else "dim"  # dimmed text of an own theme would miss 4.5:1
        line = Text(no_wrap=True, end="")
        for number, (key, words) in enumerate(hints):
            line.append(_GAP if number else "").append(key, of_key).append(f" {words}", muted)
        return line


def _columns(hints: Sequence[_Hint]) -> int:
    return sum(cell_len(f"{key} {words}") for key, words in hints) + len(_GAP) * max(0, len(hints) - 1)
