"""Colours as data: the program's own themes. Those of others get theirs in `derived_themes`.

Every pair of text and ground reaches a contrast of 4.5:1 (WCAG 2.2, 1.4.3); a test computes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as `#rrggbb`."""

    name: str
    dark: bool
    background: str
    surface: str
    """Ground of code and of the cursor line."""
    text: str
    muted: str
    """Bylines, bars, counts."""
    accent: str
    """Links, the paragraph mark, the focused tab."""
    highlights: Mapping[str, str]
    """Ground of each highlight colour; the text on it is `text`."""
    hit: str
    """Ground of what was found; it is seen on every highlight, too."""
    current_hit: str
    selection: str
    text_on: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Text on the grounds, of those above, on which `text` could not be read."""


def _highlights(yellow: str, green: str, blue: str, pink: str, purple: str) -> Mapping[str, str]:
    return MappingProxyType({"yellow": yellow, "green": green, "blue": blue, "pink": pink, "purple": purple})


DARK = Palette(
    "nightstand-dark", True, "#16181d", "#20242c", "#d7dae0", "#8b93a1", "#8fb8de",
    _highlights("#57490f", "#25502f", "#1f4568", "#642f49", "#4a3a70"), "#0b5f63", "#7a5000", "#34506e",
)  # fmt: skip
LIGHT = Palette(
    "nightstand-light", False, "#fbfaf7", "#f0eee8", "#24262b", "#666a73", "#1f5f99",
    _highlights("#fbe79a", "#c5e8c4", "#c3dff7", "#f8cfe0", "#ddd3f5"), "#8fe3dc", "#ffcf66", "#c9dcf0",
)  # fmt: skip
SEPIA = Palette(
    "nightstand-sepia", False, "#f4ecd8", "#e9dfc6", "#3d3124", "#6d5d49", "#8a4b14",
    _highlights("#f2d98a", "#cfdca8", "#c4d8dc", "#efc7bf", "#dccbdc"), "#9bd6cf", "#e8b95a", "#d8cba8",
)  # fmt: skip
CONTRAST = Palette(
    "nightstand-contrast", True, "#000000", "#1a1a1a", "#ffffff", "#c8c8c8", "#ffd75f",
    _highlights("#665200", "#005f1f", "#004a8f", "#85004f", "#553399"), "#006a70", "#8a4b00", "#30509f",
)  # fmt: skip

# For terminals of sixteen colours, in the values that stand for them there (those of the VGA): the nearest of
# the sixteen to a soft ground is the background itself, and nothing would be seen of marks. No two
# terminals draw the sixteen alike, and dark yellow is brown in one, nearly white in another: it has no part.
SIXTEEN_DARK = Palette(
    "sixteen-dark", True, "#000000", "#000000", "#ffffff", "#aaaaaa", "#55ffff",
    _highlights("#ffff55", "#00aa00", "#0000aa", "#aa0000", "#aa00aa"), "#00aaaa", "#55ff55", "#0000aa",
    MappingProxyType(dict.fromkeys(("#ffff55", "#55ff55", "#00aa00", "#00aaaa"), "#000000")),
)  # fmt: skip
SIXTEEN_LIGHT = Palette(
    "sixteen-light", False, "#ffffff", "#ffffff", "#000000", "#555555", "#0000aa",
    _highlights("#ffff55", "#55ff55", "#55ffff", "#ff5555", "#ff55ff"), "#55ffff", "#ffff55", "#aaaaaa",
)  # fmt: skip

PALETTES: tuple[Palette, ...] = (DARK, LIGHT, SEPIA, CONTRAST)


def own_palette(theme: str) -> Palette | None:
    """The palette of an own theme."""
    return next((palette for palette in PALETTES if palette.name == theme), None)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2 relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
