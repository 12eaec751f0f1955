"""Justified, hyphenated, spaced and indented text keeps every character in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.hyphens import parter_for
from reader.document.layout import Layout
from reader.document.parse import parse_markdown
from reader.document.rows import Row
from reader.document.typography import Typography
from reader.terminal import cell_width
from tests.document.test_layout import LINES, PREFIXES, TABLE, WIDTHS

TEXT = (
    "The lighthouse keeper understood immediately that the extraordinary arrangement of lanterns "
    "represented something considerably more complicated than an ordinary celebration."
)
SHORT = (
    "The keeper wound the clock on Sunday as every week and then went down to the boats to see what "
    "the night had left of them and two of the five had lost their masts."
)
GERMAN = "Der Leuchtturmwärter beobachtete die Schiffsbewegungen während der Sturmflutnacht."
WORDS = st.sampled_from(
    [*TEXT.split(), *GERMAN.split(), "Leucht\u00adturm\u00adwär\u00adter", "灯台が動いた", "e\u0301tude"]
)
MARKDOWN = st.lists(
    st.tuples(PREFIXES, LINES | st.lists(WORDS, min_size=1, max_size=30).map(" ".join)).map("".join),
    max_size=6,
).map("\n\n".join)
TYPOGRAPHIES = st.builds(
    Typography,
    justified=st.booleans(),
    hyphenated=st.booleans(),
    language=st.sampled_from(["", "en", "de-AT", "fi", "ja"]),
    row_gap=st.integers(0, 2),
    indented=st.booleans(),
)


def drawn(layout: Layout, row: Row) -> str:
    """A row as it stands on the screen, from the column's left edge."""
    line = row.prefix
    for piece in row.pieces:
        line += " " * (piece.column - cell_width(line))
        line += layout.document.text[piece.start : piece.end].replace("\u00ad", "")
    return line.rstrip() + row.suffix


def lines_of(text: str, width: int, typography: Typography) -> list[str]:
    layout = Layout(parse_markdown(text), width, typography)
    return [drawn(layout, row) for row in layout.rows]


@given(MARKDOWN, WIDTHS, TYPOGRAPHIES)
def test_offset_to_cell_and_back_is_the_same_character(
    markdown: str, width: int, typography: Typography
) -> None:
    layout = Layout(parse_markdown(f"{markdown}\n\n{TABLE}"), width, typography)
    seen = []
    for number, row in enumerate(layout.rows):
        for piece in row.pieces:
            for offset in range(piece.start, piece.end):
                seen.append(offset)
                assert layout.row_of(offset) == number
                back = layout.offset_at(number, layout.column_of(offset))
                assert back <= offset
                assert layout.column_of(back) == layout.column_of(offset)
    assert len(seen) == len(set(seen))
    assert not {place for place, sign in enumerate(layout.document.text) if not sign.isspace()} - set(seen)


@given(MARKDOWN, WIDTHS, TYPOGRAPHIES)
def test_no_row_is_wider_than_the_column_with_its_hyphen(
    markdown: str, width: int, typography: Typography
) -> None:
    layout = Layout(parse_markdown(markdown), width, typography)
    for row in layout.rows:
        if row.pieces and row.block >= 0 and layout.document.blocks[row.block].kind != "code":
            assert cell_width(drawn(layout, row).replace("\t", "    ")) <= max(width, 8 + 4)


@given(MARKDOWN, WIDTHS, TYPOGRAPHIES)
def test_rows_stand_in_the_order_of_the_text(markdown: str, width: int, typography: Typography) -> None:
    rows = Layout(parse_markdown(markdown), width, typography).rows
    starts = [row.start for row in rows]
    assert starts == sorted(starts)
    assert len(starts) == len(rows)


@given(MARKDOWN, WIDTHS, TYPOGRAPHIES, TYPOGRAPHIES, st.integers(0, 10_000))
def test_another_setting_keeps_the_top_character_in_the_top_row(
    markdown: str, width: int, before: Typography, after: Typography, row: int
) -> None:
    document = parse_markdown(markdown)
    old, new = Layout(document, width, before), Layout(document, width, after)
    offset = old.rows[row % len(old.rows)].offset
    top = new.rows[new.row_of(offset)]
    assert top.start <= offset
    assert not top.pieces or offset <= top.pieces[-1].end


def test_justified_rows_are_full_and_the_last_is_ragged() -> None:
    lines = lines_of(SHORT, 40, Typography(justified=True))
    assert {len(line) for line in lines[:-1]} == {40}
    assert "  " not in lines[-1]


def test_wide_blanks_take_turns() -> None:
    even, odd = lines_of(SHORT, 40, Typography(justified=True))[:2]
    assert even.index("  ") < len(even) / 2
    assert odd.rindex("  ") > len(odd) / 2


@pytest.mark.parametrize(
    "text",
    [
        "# " + TEXT,
        "    " + TEXT.replace(" ", "  "),
        "灯台が動いた 灯台が動いた 灯台が動いた 灯台が動いた 灯台が動いた",
        "שלום עולם " * 12,
        "extraordinarily unquestionable " * 4,
        TABLE,
    ],
    ids=["heading", "code", "cjk", "right to left", "holes", "table"],
)
def test_what_stays_ragged(text: str) -> None:
    assert lines_of(text, 20, Typography(justified=True)) == lines_of(text, 20, Typography())


def test_words_are_parted_by_the_patterns_of_the_language() -> None:
    lines = lines_of(GERMAN, 24, Typography(hyphenated=True, language="de"))
    assert lines[0] == "Der Leuchtturmwärter be-"
    assert (
        "".join(line.removesuffix("-") + " " * (not line.endswith("-")) for line in lines).strip() == GERMAN
    )


@pytest.mark.parametrize("language", ["", "fi", "xx", "ja"])
def test_without_patterns_words_stay_whole(language: str) -> None:
    assert lines_of(TEXT, 20, Typography(hyphenated=True, language=language)) == lines_of(
        TEXT, 20, Typography()
    )


def test_soft_hyphens_part_words_without_being_asked_and_are_not_drawn() -> None:
    assert lines_of("The Leucht\u00adturm\u00adwärter", 16, Typography()) == ["The Leuchtturm-", "wärter"]
    assert lines_of("The Leucht\u00adturm\u00adwärter", 40, Typography()) == ["The Leuchtturmwärter"]


@pytest.mark.parametrize(
    "word",
    [
        "https://harbourpost.example/understanding",
        "UNESCO",
        "keeper@harbourpost.example",
        "room101considerably",
    ],
)
def test_addresses_and_abbreviations_stay_whole(word: str) -> None:
    part = parter_for("en", has_soft_hyphens=False, by_patterns=True)
    assert part is not None
    assert part(word) == ()


def test_rows_of_running_text_stand_apart_and_paragraphs_further() -> None:
    lines = lines_of("one two three four\n\nfive\n\n```\na\nb\n```", 10, Typography(row_gap=1))
    assert lines == ["one two", "", "three four", "", "", "five", "", "", "  a", "  b"]


def test_paragraphs_after_paragraphs_begin_with_an_indent_instead_of_a_gap() -> None:
    text = "# Bricks\n\none two three\n\nfour five six\n\n- item\n\nseven"
    lines = lines_of(text, 12, Typography(indented=True))
    assert lines == ["Bricks", "", "one two", "three", "  four five", "six", "", "• item", "", "seven"]
