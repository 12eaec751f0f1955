"""The text is drawn in the theme's own colours, with marks that can be read and told from the ground."""

import pytest
from textual.theme import BUILTIN_THEMES

from reader.library.library import Library
from reader.settings.settings import Settings
from reader.settings.themes import DARK, LIGHT, contrast
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
