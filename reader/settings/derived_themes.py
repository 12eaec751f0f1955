"""A palette for a theme that is not the program's own: its colours, moved until each pair can be read."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from reader.settings.themes import Palette, contrast

READABLE = 4.5
"""WCAG 2.2, 1.4.3."""
_TEXT = 7.0
"""More than readable on the plain ground, so that grounds of marks have room to be seen (1.4.6)."""
_STEPS = 40
_MARK_SHARE = 0.42
_HUES = {"yellow": "#d8b400", "green": "#2fa84f", "blue": "#2f86d6", "pink": "#d6458c", "purple": "#8355d6"}
_HIT, _CURRENT_HIT, _SELECTION = "#12a0a0", "#e07b00", "#4a7fb5"


def derived_palette(
    name: str, *, dark: bool, background: str, surface: str, text: str, accent: str
) -> Palette:
    """Make a palette of a theme's colours.

    Args:
        name: of the theme.
        dark: whether its text is lighter than its ground.
        background: ground of the text, as `#rrggbb`; the only colour that is always kept as it is.
        surface: ground of code and of the ruler; moved towards the background.
        text: moved towards white or black.
        accent: of links; moved towards the text.
    """
    end = "#ffffff" if dark else "#000000"
    text = _moved(text, end, lambda colour: contrast(colour, background) >= _TEXT)
    surface = _moved(surface, background, lambda colour: contrast(text, colour) >= READABLE + 1)

    def reads(colour: str) -> bool:
        return min(contrast(colour, background), contrast(colour, surface)) >= READABLE

    def ground(hue: str) -> str:
        strong = blend(background, hue, _MARK_SHARE)
        return _moved(strong, background, lambda colour: contrast(text, colour) >= READABLE)

    return Palette(
        name,
        dark,
        background,
        surface,
        text,
        _moved(blend(text, background, 0.45), text, reads),
        _moved(accent, text, reads),
        MappingProxyType({colour: ground(hue) for colour, hue in _HUES.items()}),
        ground(_HIT),
        ground(_CURRENT_HIT),
        ground(_SELECTION),
    )


def blend(first: str, second: str, share: float) -> str:
    """A colour between two, as `#rrggbb`; a share of 0 is the first."""
    parts = (
        round(int(first[place : place + 2], 16) * (1 - share) + int(second[place : place + 2], 16) * share)
        for place in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def _moved(colour: str, towards: str, is_enough: Callable[[str], bool]) -> str:
    """The first colour on the way to another that is enough; the other when none is."""
    steps = (blend(colour, towards, step / _STEPS) for step in range(_STEPS))
    return next((found for found in steps if is_enough(found)), towards)
