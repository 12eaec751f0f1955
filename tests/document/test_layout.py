import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reader.document.document import Document
from reader.document.layout import Layout
from reader.document.parse import parse_markdown
from reader.document.wrapping import columns

WORDS = st.sampled_from(
    [
        "tower",
        "Fährmann",
        "灯台が動いた",
        "등대가",
        "👩‍👩‍👧‍👦",
        "🇫🇮",
        "e\u0301tude",
        "zero\u200bwidth",
        "https://harbourpost.example/" + "long/" * 20,
        "a\tb",
        "שלום",
        "ประภาคาร",
        "☕️",
        "x",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
PREFIXES = st.sampled_from(["", "# ", "- ", "> ", "1. ", "    ", "> - "])
MARKDOWN = st.lists(st.tuples(PREFIXES, LINES).map("".join), max_size=8).map("\n\n".join)
TABLE = """\
| Week | Bricks | What was said |
|---|---|---|
| 1 | 1,120 | nothing much, and that slowly |
| 2 | 塔 | x |"""
WIDTHS = st.integers(8, 120)


@given(MARKDOWN, WIDTHS)
def test_every_character_stands_in_exactly_one_row(markdown: str, width: int) -> None:
    layout = Layout(parse_markdown(f"{markdown}\n\n{TABLE}"), width)
    seen = [offset for row in layout.rows for piece in row.pieces for offset in range(piece.start, piece.end)]
    assert sorted(seen) == sorted(set(seen))
    text = layout.document.text
    assert not {offset for offset, sign in enumerate(text) if not sign.isspace()} - set(seen)


@given(MARKDOWN, WIDTHS)
def test_offset_to_cell_and_back_is_the_same_character(markdown: str, width: int) -> None:
    layout = Layout(parse_markdown(f"{markdown}\n\n{TABLE}"), width)
    for row_number, row in enumerate(layout.rows):
        for piece in row.pieces:
            for offset in range(piece.start, piece.end):
                assert layout.row_of(offset) == row_number
                back = layout.offset_at(row_number, layout.column_of(offset))
                assert back <= offset
                assert layout.column_of(back) == layout.column_of(offset)


@given(MARKDOWN, WIDTHS)
def test_no_row_is_wider_than_the_column(markdown: str, width: int) -> None:
    layout = Layout(parse_markdown(f"{markdown}\n\n{TABLE}"), width)
    for row in layout.rows:
        for piece in row.pieces:
            part = layout.document.text[piece.start : piece.end].rstrip()
            used = sum(size for _, _, size in columns(part, 0, len(part)))
            assert piece.column + used <= max(width, 8 + 4)


@given(MARKDOWN, WIDTHS, WIDTHS, st.integers(0, 10_000))
def test_resize_keeps_the_top_character_in_the_top_row(
    markdown: str, before: int, after: int, row: int
) -> None:
    document = parse_markdown(markdown)
    old, new = Layout(document, before), Layout(document, after)
    offset = old.rows[row % len(old.rows)].offset
    top = new.rows[new.row_of(offset)]
    assert top.start <= offset


def test_items_hang_and_quotes_have_a_bar() -> None:
    layout = Layout(parse_markdown("- one two three four five\n\n> quoted words here"), 14)
    drawn = [
        row.prefix + "".join(layout.document.text[piece.start : piece.end] for piece in row.pieces)
        for row in layout.rows
    ]
    assert [line.rstrip() for line in drawn] == [
        "• one two",
        "  three four",
        "  five",
        "",
        "▌ quoted words",
        "▌ here",
    ]


def test_table_stands_in_columns() -> None:
    layout = Layout(parse_markdown("| a | b |\n|---|---|\n| long cell | 2 |"), 40)
    assert [[piece.column for piece in row.pieces] for row in layout.rows] == [[0, 11], [0, 11]]


@pytest.mark.parametrize("width", [8, 20, 80])
def test_empty_document_has_one_empty_row(width: int) -> None:
    assert len(Layout(Document("", (), ()), width).rows) == 1


@pytest.mark.parametrize("width", range(14, 40))
def test_latin_words_stay_whole_between_signs_without_blanks(width: int) -> None:
    text = "毕业后考入Singapore（新加坡Polytechnic）研读工商管理，1994年成为Alanis的乐团主唱。"
    layout = Layout(parse_markdown(text), width)
    rows = [text[row.pieces[0].start : row.pieces[0].end] for row in layout.rows]
    for word in ("Singapore", "Polytechnic", "1994", "Alanis"):
        assert any(word in row for row in rows)


@settings(max_examples=10, phases=[Phase.generate])
@given(MARKDOWN, WIDTHS, st.integers(0, 10_000_000))
def test_rough_layout_is_true_around_the_place_it_was_asked_for(
    markdown: str, width: int, place: int
) -> None:
    few = f"{markdown}\n\n{TABLE}\n\n{'The tide took two bricks, and gave one back. ' * 40}"
    document = parse_markdown("\n\n".join([few] * (1 + 150_000 // len(few))))
    offset = place % len(document.text)
    rough, true = Layout(document, width, near=offset), Layout(document, width)
    assert rough.is_rough
    assert not true.is_rough
    here, there = rough.row_of(offset), true.row_of(offset)
    for step in range(-100, 100):
        if 0 <= there + step < len(true.rows):
            assert rough.rows[here + step] == true.rows[there + step]


def test_short_text_is_never_laid_out_roughly() -> None:
    assert not Layout(parse_markdown("Few words."), 40, near=0).is_rough
