"""Whatever the theme, what stands on the screen can be read."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color, rgb_to_lab

from reader.settings.derived_themes import READABLE, derived_palette
from reader.settings.themes import PALETTES, SIXTEEN_DARK, SIXTEEN_LIGHT, Palette, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def hard_to_read(palette: Palette) -> list[tuple[str, str]]:
    """Pairs of text and ground that are drawn, and miss the contrast."""
    grounds = [palette.background, palette.surface, *palette.highlights.values()]
    grounds += [palette.hit, palette.current_hit, palette.selection]
    pairs = [(palette.text_on.get(ground, palette.text), ground) for ground in grounds]
    # The ruler puts links, bars and dimmed text on the surface; a label is background on accent.
    pairs += [
        (sign, ground)
        for sign in (palette.muted, palette.accent)
        for ground in (palette.background, palette.surface)
    ]
    return [pair for pair in pairs if contrast(*pair) < READABLE]


@pytest.mark.parametrize(
    "palette", [*PALETTES, SIXTEEN_DARK, SIXTEEN_LIGHT], ids=lambda palette: palette.name
)
def test_own_themes_can_be_read(palette: Palette) -> None:
    assert hard_to_read(palette) == []


def distance(first: str, second: str) -> float:
    """How far apart two colours are to the eye (CIE76); 2.3 is just noticeable."""
    places = [rgb_to_lab(Color.parse(colour)) for colour in (first, second)]
    return math.dist(*((lab.L, lab.a, lab.b) for lab in places))


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_hit_is_seen_within_a_highlight_of_any_colour(palette: Palette) -> None:
    for ground in palette.highlights.values():
        assert distance(palette.hit, ground) > 12
        assert distance(palette.current_hit, ground) > 12
    assert distance(palette.hit, palette.current_hit) > 12


@given(st.booleans(), COLOURS, COLOURS, COLOURS, COLOURS)
def test_colours_derived_of_any_theme_can_be_read(
    dark: bool, background: str, surface: str, text: str, accent: str
) -> None:
    palette = derived_palette(
        "any", dark=dark, background=background, surface=surface, text=text, accent=accent
    )
    end = "#ffffff" if dark else "#000000"
    if contrast(end, background) >= 7:  # else no text of a dark theme could be read on such a ground
        assert hard_to_read(palette) == []


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
