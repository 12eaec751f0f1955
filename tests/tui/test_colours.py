"""The text is drawn in the theme's own colours, with marks that can be read and told from the ground."""

from collections.abc import Iterator
from typing import get_args

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.theme import BUILTIN_THEMES

from reader.document.document import Block, BlockKind, Range, Span, SpanKind
from reader.library.kept import COLOURS
from reader.library.library import Library
from reader.reading.marks import Mark, Role
from reader.settings.derived_themes import READABLE
from reader.settings.settings import Settings
from reader.settings.themes import DARK, LIGHT, PALETTES, SIXTEEN_DARK, SIXTEEN_LIGHT, Palette, contrast
from reader.tui.app import NightstandApp
from reader.tui.colours import palette_of
from reader.tui.widgets.strokes import Strokes
from tests.settings.test_colours import hard_to_read
from tests.tui.screen_text import text_of


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


def strokes_of(strokes: Strokes) -> Iterator[Style]:
    """Every style that a character of an article may be drawn in."""
    place = Range(0, 1)
    marks = [Mark(place, "highlight", colour) for colour in COLOURS]
    marks += [Mark(place, role) for role in get_args(Role) if role != "highlight"]
    spans = [Span(kind, place) for kind in get_args(SpanKind)]
    yield from (strokes.label, strokes.prefix, strokes.focus_mark)
    yield from (strokes.heading(role) for role in ("title", "details", "warning"))
    for kind in get_args(BlockKind):
        ground = strokes.block(Block(kind, place))
        for over in ((), *((mark,) for mark in marks)):
            yield strokes.text(ground, (), over)
            yield from (strokes.text(ground, (span,), over) for span in spans)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_stroke_of_the_own_themes_can_be_read(palette: Palette) -> None:
    strokes = Strokes(palette)
    found = [(one.color, one.bgcolor) for one in strokes_of(strokes)]
    assert len(set(found)) > 10
    low = {
        (sign.name, ground.name)
        for sign, ground in found
        if sign and ground and contrast(sign.name, ground.name) < READABLE
    }
    assert low == set()


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


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_themes_of_the_terminals_own_colours_show_the_keys(
    library: Library, tower: str, theme: str
) -> None:
    app = NightstandApp(library, Settings(theme=theme), tower)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert app.theme == theme
        assert "? keys" in text_of(app)
