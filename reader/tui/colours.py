"""The colours of the text under the theme of the moment."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.color import Color, ColorParseError

from reader.settings.themes import DARK, LIGHT, SIXTEEN_DARK, SIXTEEN_LIGHT, Palette, own_palette


def palette_of(app: App[Any]) -> Palette:
    """The palette of an own theme, else one made of the theme's colours.

    A theme of the terminal's own sixteen colours does not say what they are: it gets an own palette.
    """
    if app.console.color_system == "standard":
        return SIXTEEN_DARK if app.current_theme.dark else SIXTEEN_LIGHT
    own = own_palette(app.theme)
    if own is not None:
        return own
    theme, variables = app.current_theme, app.theme_variables
    try:
        background, surface, text, accent = (
            Color.parse(variables[name]).rgb for name in ("background", "surface", "foreground", "primary")
        )
    except (ColorParseError, KeyError):
        return DARK if theme.dark else LIGHT
    if theme.ansi:
        return DARK if theme.dark else LIGHT
    from reader.settings.derived_themes import derived_palette

    return derived_palette(
        theme.name,
        dark=theme.dark,
        background=_hex(background),
        surface=_hex(surface),
        text=_hex(text),
        accent=_hex(accent),
    )


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
