"""Hits and highlights beside the text, where they are in the whole of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.reading.marks import Mark
from reader.settings.themes import DARK
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bar_signs import bar_signs
from reader.tui.widgets.strokes import Strokes

TEXT = "\n\n".join(
    f"Paragraph {number} is about {'whales' if number % 25 == 0 else 'ships'}." for number in range(100)
)


def signs(marks: tuple[Mark, ...], hits: tuple[Range, ...], length: int, rows: int) -> str:
    found = bar_signs(marks, hits, length, rows, Strokes(DARK))
    return "".join(found[y].text if y in found else " " for y in range(rows))


def beside(pilot: Pilot[None]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, ArticleScreen)
    return "".join(screen.view.render_line(y).text[-1] for y in range(screen.view.window_rows))


def test_marks_stand_at_their_share_of_the_text() -> None:
    highlight = Mark(Range(50, 60), "highlight")
    assert signs((highlight,), (Range(0, 5), Range(99, 100)), 100, 10) == "-    •   -"


def test_current_hit_is_seen_over_hits_and_those_over_highlights() -> None:
    marks = (Mark(Range(0, 9), "highlight"), Mark(Range(1, 2), "current_hit"))
    assert signs(marks, (Range(1, 2), Range(2, 3)), 100, 5) == "=    "
    assert signs(marks[:1], (Range(2, 3),), 100, 5) == "-    "


@given(st.sets(st.integers(0, 400)), st.integers(1, 60))
def test_every_hit_has_its_row(starts: set[int], rows: int) -> None:
    found = signs((), tuple(Range(start, start + 1) for start in sorted(starts)), 401, rows)
    wanted = {min(rows - 1, start * rows // 401) for start in starts}
    assert [sign == "-" for sign in found] == [row in wanted for row in range(rows)]


@pytest.mark.parametrize("role", ["selection", "caret", "sentence"])
def test_what_is_always_in_sight_has_no_sign(role: str) -> None:
    assert not bar_signs((Mark(Range(0, 5), role),), (), 100, 5, Strokes(DARK))  # type: ignore[arg-type]


async def test_hits_are_seen_beside_the_text_and_go_with_the_find_line(library: Library) -> None:
    id = library.entries.add(Draft("Whales", TEXT), parse_markdown(TEXT)).id
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        assert beside(pilot).strip() == ""
        await pilot.press("slash", *"whales", "enter")
        assert beside(pilot).count("-") == 3
        assert beside(pilot)[0] == "="
        await pilot.press("n")
        assert beside(pilot)[0] == "-"
        place = beside(pilot).index("=")
        await pilot.press("G")
        assert beside(pilot).index("=") == place  # the window moves, the marks do not
        await pilot.press("escape")
        assert beside(pilot).strip() == ""


async def test_highlights_are_seen_beside_the_text_at_any_height(library: Library) -> None:
    id = library.entries.add(Draft("Whales", TEXT), parse_markdown(TEXT)).id
    library.highlights.add(id, Range(len(TEXT) // 2, len(TEXT) // 2 + 9))
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = pilot.app.screen.query_one(ArticleView).window_rows
        assert abs(beside(pilot).index("•") - rows // 2) <= 1
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        rows = pilot.app.screen.query_one(ArticleView).window_rows
        assert abs(beside(pilot).index("•") - rows // 2) <= 1
