"""Where rows end: blanks that hold words together are no places to part them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from reader.document.wrapping import wrap
from reader.terminal import cell_width

HELD = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"


def rows(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width)]


def columns_of(sign: str) -> int:
    return max(0, wcwidth(sign))


@pytest.mark.parametrize("blank", [HELD, NARROW])
def test_what_a_blank_holds_together_is_not_parted(blank: str) -> None:
    text = f"The weir lies 10{blank}km from here, says M.{blank}Oar today."
    assert rows(text, 17) == ["The weir lies ", f"10{blank}km from here, ", f"says M.{blank}Oar ", "today."]


def test_a_paragraph_of_such_blanks_is_parted_at_them() -> None:
    text = HELD.join(["eels"] * 12)
    assert all(row.strip() and not row.rstrip().endswith(("e", "ee", "eel")) for row in rows(text, 20))
    assert all(len(row.rstrip()) <= 20 for row in rows(text, 20))


def test_a_word_after_other_blanks_begins_a_row() -> None:
    assert rows(f"one{HELD}two three", 8) == [f"one{HELD}two ", "three"]


@given(st.text(st.characters(max_codepoint=0x20FF, exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=12))
def test_texts_of_one_column_a_sign_are_as_wide_as_terminals_draw_them(text: str) -> None:
    shown = text.replace("\N{SOFT HYPHEN}", "")
    assert cell_width(text) == (wcswidth(shown) if wcswidth(shown) >= 0 else sum(map(columns_of, shown)))
