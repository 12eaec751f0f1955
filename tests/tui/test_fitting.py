"""Text and strips that are made to fit."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style

from reader.tui.widgets.fitting import filled, shortened

GROUND = Style(bgcolor="#101010")


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("goat", 6, "goat  "),
        ("goat", 4, "goat"),
        ("goats eat", 6, "goats…"),
        ("灯台守", 4, "灯 …"),
        ("goat", 0, ""),
    ],
)
def test_strip_has_the_width_that_it_knows(text: str, columns: int, shown: str) -> None:
    strip = filled([Segment(text, GROUND)], columns, GROUND)
    assert strip.text == shown
    assert strip.cell_length == columns


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("two  words", 20, "two words"),
        ("the goat was never the same again", 20, "the goat was never…"),
        ("x incomprehensibilities", 12, "x incompreh…"),
        ("灯台守は毎晩灯りをつけた", 6, "灯台守は毎…"),
    ],
)
def test_shortened_text_is_cut_between_words_where_it_has_them(text: str, most: int, shown: str) -> None:
    assert shortened(text, most) == shown
