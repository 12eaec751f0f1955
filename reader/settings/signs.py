"""Signs that are drawn, and what stands for them where a terminal has ASCII alone.

THE table: a sign that is not in it may not be drawn by the program. A twin takes as many cells as its
sign, so that nothing moves.
"""

from __future__ import annotations

import codecs
import locale
from collections.abc import Mapping
from types import MappingProxyType

ASCII_TWINS: Mapping[str, str] = MappingProxyType(
    {
        # in lists, beside the text and above it
        "●": "@", "○": "o", "★": "*", "•": "*", "◦": "o", "▪": "-", "·": "-", "›": ">", "…": ".",
        # how much of an article was read, and bars
        "▁": ".", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*", "█": "#",
        "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▋": "#", "▊": "#", "▉": "#", "▐": "|",
        # Textual's: borders, scroll bars, notices, the palette
        "▔": "-", "▕": "|", "▀": "-", "▗": ".", "▖": ".", "▝": "'", "▘": "'", "─": "-", "━": "-",
        "│": "|", "┃": "|",
        "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+",
        "╭": "+", "╮": "+", "╰": "+", "╯": "+", "═": "=", "║": "|", "⭘": "o", "╸": "-", "╺": "-", "🔎": "? ",
        # typography: of the program's sentences, and of most articles
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-",
        "‐": "-", "‑": "-", "−": "-", "×": "x", "→": ">", "←": "<", "\u00a0": " ",
    }
)  # fmt: skip

ERRORS = "ascii-twins"
"""Name of the error handler for streams that cannot take every sign."""

_TRANSLATION = str.maketrans(dict(ASCII_TWINS))


def in_ascii(text: str) -> str:
    """A text with the twins in place of the signs that have one; it keeps its width."""
    return text if text.isascii() else text.translate(_TRANSLATION)


def knows_signs(encoding: str | None = None) -> bool:
    """Whether an encoding has all signs; that of the user's locale when None."""
    try:
        return codecs.lookup(encoding or locale.getencoding()).name.startswith("utf")
    except LookupError:
        return False


def register_twins() -> None:
    """Make the error handler `ERRORS` known: twins for signs, and `?` for what has none."""
    codecs.register_error(ERRORS, _twins)


def _twins(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(ASCII_TWINS.get(sign, "?") for sign in error.object[error.start : error.end]), error.end
