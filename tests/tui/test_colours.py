"""The text is drawn in the theme's own colours, with marks that can be read and told from the ground."""

import pytest
from rich.color import Color, ColorSystem
from textual.theme import BUILTIN_THEMES

from reader.library.library import Library
from reader.settings.settings import Settings
from reader.settings.themes import DARK, LIGHT, SIXTEEN_DARK, SIXTEEN_LIGHT, Palette, contrast
from reader.tui.app import NightstandApp
from reader.tui.colours import palette_of
from tests.settings.test_colours import hard_to_read


@pytest.mark.parametrize("theme", BUILTIN_THEMES)
def test_themes_of_textual_can_be_read(library: Library, theme: str) -> None:
    app = NightstandApp(library, Settings(theme=theme))
    palette = palette_of(app)
    assert hard_to_read(palette) == []
    if theme.startswith("ansi"):
        assert palette in (DARK, LIGHT)
        return
    assert palette.background.lower() == app.theme_variables["background"].lower()[:7]
    grounds = [*palette.highlights.values(), palette.hit, palette.current_hit, palette.selection]
    assert all(contrast(ground, palette.background) >= 1.15 for ground in grounds)
    assert len(set(palette.highlights.values())) == 5


@pytest.mark.parametrize("palette", [SIXTEEN_DARK, SIXTEEN_LIGHT], ids=lambda palette: palette.name)
def test_marks_stay_apart_in_sixteen_colours(palette: Palette) -> None:
    def number(colour: str) -> int | None:
        return Color.parse(colour).downgrade(ColorSystem.STANDARD).number

    ground, text = number(palette.background), number(palette.text)
    highlights = [number(colour) for colour in palette.highlights.values()]
    assert len({*highlights, ground, text}) == 7
    assert {number(palette.hit), number(palette.current_hit), number(palette.selection)} & {
        ground,
        text,
    } == set()
    assert number(palette.hit) != number(palette.current_hit)


@pytest.mark.parametrize("theme", ["nightstand-sepia", "dracula"])
def test_a_terminal_of_sixteen_colours_gets_a_palette_of_them(library: Library, theme: str) -> None:
    app = NightstandApp(library, Settings(theme=theme))
    app.console._color_system = ColorSystem.STANDARD
    assert palette_of(app) is (SIXTEEN_DARK if app.current_theme.dark else SIXTEEN_LIGHT)
