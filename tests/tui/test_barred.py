"""The scroll bar that views draw themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.barred import thumb
from tests.tui.screen_text import strips_of

TEXT = "\n\n".join(f"Paragraph {number} is about ships." for number in range(100))


@given(st.integers(1, 80), st.integers(0, 5000), st.data())
def test_thumb_stays_in_the_window_and_touches_its_ends_where_the_rows_do(
    window: int, rows: int, data: st.DataObject
) -> None:
    top = data.draw(st.integers(0, max(0, rows - window)))
    found = thumb(window, rows, top)
    if rows <= window:
        assert not found
        return
    assert len(found) >= 1
    assert found.start >= 0
    assert found.stop <= window
    if top == 0:
        assert found.start == 0
    if top == rows - window:
        assert found.stop == window
    if 0 < top < rows - window and window > len(found) + 1:
        assert found.start > 0
        assert found.stop < window


def view_of(pilot: Pilot[None]) -> ArticleView:
    screen = pilot.app.screen
    assert isinstance(screen, ArticleScreen)
    return screen.view


def thumb_rows(view: ArticleView) -> list[int]:
    last = [list(view.render_line(y))[-1] for y in range(view.size.height)]
    return [y for y, cell in enumerate(last) if cell.style is not None and cell.style.reverse]


async def test_thumb_goes_down_with_the_text(library: Library) -> None:
    id = library.entries.add(Draft("Ships", TEXT), parse_markdown(TEXT)).id
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert thumb_rows(view_of(pilot))[0] == 0
        await pilot.press("G")
        assert thumb_rows(view_of(pilot))[-1] == view_of(pilot).size.height - 1


async def test_text_that_is_in_sight_whole_has_no_thumb(library: Library) -> None:
    id = library.entries.add(Draft("Ships", "A ship."), parse_markdown("A ship.")).id
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert thumb_rows(view_of(pilot)) == []


async def test_click_beside_the_thumb_scrolls_a_window_and_selects_nothing(library: Library) -> None:
    id = library.entries.add(Draft("Ships", TEXT), parse_markdown(TEXT)).id
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = view_of(pilot)
        bar = view.size.width - 1
        await pilot.click(view, offset=(bar, view.size.height - 1))
        assert int(view.scroll_offset.y) == view.size.height
        await pilot.click(view, offset=(bar, 0))
        assert int(view.scroll_offset.y) == 0
        assert isinstance(pilot.app.screen, ArticleScreen)
        assert pilot.app.screen.session.focus is None


async def test_thumb_is_dragged_to_the_end_and_let_go(library: Library) -> None:
    id = library.entries.add(Draft("Ships", TEXT), parse_markdown(TEXT)).id
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = view_of(pilot)
        bar, last = view.size.width - 1, view.size.height - 1
        await pilot.mouse_down(view, offset=(bar, 0))
        await pilot.hover(view, offset=(bar, last))
        assert int(view.scroll_offset.y) == view.max_scroll_y
        await pilot.mouse_up(view, offset=(bar, last))
        await pilot.hover(view, offset=(bar, 0))
        assert int(view.scroll_offset.y) == view.max_scroll_y


async def test_resized_window_is_drawn_in_its_new_width(library: Library) -> None:
    id = library.entries.add(Draft("Ships", TEXT), parse_markdown(TEXT)).id
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        for size in ((130, 30), (60, 20), (80, 24)):
            await pilot.resize_terminal(*size)
            assert [row.cell_length for row in strips_of(pilot.app)] == [size[0]] * size[1]
            view = view_of(pilot)
            assert [view.render_line(y).cell_length for y in range(view.size.height)] == [
                view.size.width
            ] * view.size.height


async def test_without_colours_nothing_is_drawn_in_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    id = library.entries.add(Draft("Ships", TEXT), parse_markdown(TEXT)).id
    async with NightstandApp(library, None, id).run_test(size=(120, 24)) as pilot:
        await pilot.press("v", "l", "l", "m")
        styles = [style for row in strips_of(pilot.app) for _, style, _ in row if style is not None]
        drawn = {colour for style in styles for colour in (style.color, style.bgcolor) if colour is not None}
        assert drawn
        assert all(len(set(colour.get_truecolor())) == 1 for colour in drawn)  # a grey
