"""Laws of an open article: whatever keys are pressed, caret, marks and selection lie in the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import motions
from reader.document.document import Range
from reader.document.layout import Layout
from reader.document.parse import parse_markdown
from reader.errors import QueryError
from reader.reading.session import Session
from reader.terminal import graphemes

WORDS = [
    "tower", "sand.", "Dr.", "U.S.", "灯台は動いた。", "潮、", "한국어", "e\u0301te\u0301",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7",
    "\U0001f44d\U0001f3fd",
    "שלום", "ไทยนี้", "—", "…", "x\u0336y\u0336", "a\u00adb", "\u200b", "(so)", "“No!”", "?", "𝔘", "ﬃ",
]  # fmt: skip
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
BLOCKS = st.one_of(
    LINES,
    LINES.map("## {}".format),
    LINES.map("- {}".format),
    LINES.map("> {}".format),
    LINES.map("```\n{}\n\tend\n```".format),
    LINES.map("| a | {} |\n|---|---|\n| 1 | 2 |".format),
    st.just("* * *"),
    st.just("![](picture.png)"),
)
DOCUMENTS = st.lists(BLOCKS, max_size=6).map(lambda blocks: parse_markdown("\n\n".join(blocks)))


def opened(document: Any) -> Session:
    """A session that keeps nothing: no key below asks the library."""
    return Session(cast(Any, None), cast(Any, None), document, ())


def head(session: Session) -> int:
    return session.selection.head if session.selection else 0


def select_object(session: Session, name: str) -> None:
    place = motions.object_at(session.document, head(session), name)
    if place is not None and len(place):
        session.select_range(place)


def find(session: Session, query: str) -> None:
    try:
        session.hits.find(query, head(session))
    except QueryError:
        session.hits.clear()


def row_moved(session: Session, step: int) -> None:
    layout = Layout(session.document, 20)
    row = layout.row_of(head(session)) + step
    session.move_head(layout.offset_at(row, layout.column_of(head(session))))


def sign_moved(session: Session, sign: str, forward: bool, till: bool) -> None:
    document = session.document
    within = document.blocks[motions.block_at(document, head(session))].range
    place = motions.find_sign(document.text, head(session), sign, forward=forward, till=till, within=within)
    if place is not None:
        session.move_head(place)


KEYS: dict[str, Callable[[Session], object]] = {
    "}": lambda one: one.focus_next(Range(0, 0)),
    "{": lambda one: one.focus_previous(Range(len(one.document.text), len(one.document.text))),
    ")": lambda one: one.focus_sentence(0, forward=True),
    "(": lambda one: one.focus_sentence(len(one.document.text), forward=False),
    "7": lambda one: one.focus_number(7),
    "v": lambda one: one.select("character", 0),
    "V": lambda one: one.select("sentence", len(one.document.text) - 1),
    "^v": lambda one: one.select("paragraph", len(one.document.text) // 2),
    "Esc": lambda one: one.clear(),
    "h": lambda one: one.move_head(motions.grapheme_at(one.document.text, head(one)).start - 1),
    "l": lambda one: one.move_head(motions.grapheme_at(one.document.text, head(one)).end),
    "j": lambda one: row_moved(one, 1),
    "k": lambda one: row_moved(one, -1),
    "w": lambda one: one.move_head(motions.next_word(one.document.text, head(one))),
    "b": lambda one: one.move_head(motions.previous_word(one.document.text, head(one))),
    "e": lambda one: one.move_head(motions.word_end(one.document.text, head(one))),
    "v)": lambda one: one.move_head(motions.next_sentence(one.document, head(one))),
    "v(": lambda one: one.move_head(motions.previous_sentence(one.document, head(one))),
    "g": lambda one: one.move_head(0),
    "G": lambda one: one.move_head(len(one.document.text) - 1),
    "o": lambda one: one.swap_ends(),
    "iw": lambda one: select_object(one, "w"),
    "is": lambda one: select_object(one, "s"),
    "ip": lambda one: select_object(one, "p"),
    "f.": lambda one: sign_moved(one, ".", True, False),
    "t\u0301": lambda one: sign_moved(one, "\u0301", True, True),
    "T\U0001f467": lambda one: sign_moved(one, "\U0001f467", False, True),
    "/e": lambda one: find(one, "e"),
    "/\\v": lambda one: find(one, r"\v.\b"),
    "n": lambda one: one.move_head((one.hits.step(forward=True) or Range(0, 1)).start),
    "N": lambda one: one.hits.step(forward=False),
}


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.lists(st.sampled_from([*KEYS]), max_size=30))
def test_any_keys_leave_caret_and_selection_on_whole_characters_of_the_text(
    document: Any, keys: list[str]
) -> None:
    text = document.text
    session = opened(document)
    edges = {0}
    for part in graphemes(text):
        edges.add(max(edges) + len(part))
    for key in keys:
        if text or key in ("}", "{", ")", "(", "7", "Esc", "o"):
            KEYS[key](session)
        if session.focus is not None:
            assert 0 <= session.focus < len(document.blocks)
        if session.sentence is not None:
            assert text[session.sentence.start : session.sentence.end].strip()
        if session.selection is not None:
            assert 0 <= session.selection.head < len(text)
            assert 0 <= session.selection.anchor < len(text)
            selected = session.selected
            assert selected is not None
            assert 0 <= selected.start < selected.end <= len(text)
            if session.selection.kind == "character":
                assert {selected.start, selected.end} <= edges
        for mark in session.marks():
            assert 0 <= mark.range.start < mark.range.end <= len(text)


@given(st.lists(st.sampled_from(WORDS), max_size=6).map("".join), st.integers(0, 60))
def test_character_at_an_offset_is_the_one_that_a_whole_reading_gives(text: str, offset: int) -> None:
    if not text:
        assert motions.grapheme_at(text, 0) == Range(0, 0)
        return
    offset = min(offset, len(text) - 1)
    place = 0
    for part in graphemes(text):
        if place <= offset < place + len(part):
            assert motions.grapheme_at(text, offset) == Range(place, place + len(part))
        place += len(part)
