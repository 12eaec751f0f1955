"""The mouse does what the keys do: tabs, shelves, links, selections."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.dialogs import ListScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.widgets.article_view import ArticleView
from tests.tui.screen_text import text_of

TEXT = "A word and [a link](https://else.example/) stand here.\n\n" + "\n\n".join(
    f"Paragraph {number} speaks of the lantern and of the tide." for number in range(60)
)


@pytest.fixture
def linked(library: Library) -> str:
    return library.entries.add(Draft("Linked", TEXT), parse_markdown(TEXT)).id


def _place(app: NightstandApp, words: str) -> tuple[int, int]:
    """Where words stand on the screen."""
    for y, line in enumerate(text_of(app).split("\n")):
        if words in line:
            return line.index(words), y
    raise AssertionError(words)


def _article(pilot: Pilot[None]) -> ArticleScreen:
    assert isinstance(pilot.app.screen, ArticleScreen)
    return pilot.app.screen


async def test_a_click_on_a_tab_shows_it(library: Library, tower: str) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        for words, tab in (("Contents", 1), ("Marks", 2), ("Related", 0)):
            await pilot.click(offset=_place(app, words))
            await pilot.pause()
            assert _article(pilot).sidebar.tab == tab
        assert _article(pilot).sidebar.has_keys


async def test_a_click_on_a_shelf_shows_it(library: Library) -> None:
    library.entries.star([library.entries.all()[0].id])
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for words, shelf in (("Starred", "starred"), ("0 All", "all"), ("Trash 0", "trash")):
            await pilot.click(offset=_place(app, words))
            await pilot.pause()
            assert isinstance(app.screen, LibraryScreen)
            assert app.screen._shelf == shelf


async def test_a_click_on_a_link_follows_it_and_beside_it_marks_the_paragraph(
    library: Library, linked: str
) -> None:
    app = NightstandApp(library, None, linked)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        x, y = _place(app, "a link")
        await pilot.click(offset=(70, y))  # behind the end of the row
        await pilot.pause()
        assert _article(pilot).session.focus == 0
        await pilot.click(offset=(x + 2, y))
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)
        assert "https://else.example/" in text_of(app)


async def test_a_click_lets_go_of_a_selection_but_the_end_of_a_drag_does_not(
    library: Library, linked: str
) -> None:
    app = NightstandApp(library, None, linked)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        x, y = _place(app, "A word")
        await pilot.mouse_down(ArticleView, offset=(x, y - 1))
        await pilot.hover(ArticleView, offset=(x + 5, y - 1))
        await pilot.mouse_up(ArticleView, offset=(x + 5, y - 1))
        await pilot.pause()
        assert _article(pilot).session.selected == Range(0, 6)
        await pilot.click(offset=_place(app, "Paragraph 2"))
        await pilot.pause()
        assert _article(pilot).session.selection is None


async def test_a_drag_beyond_the_window_brings_further_rows_into_sight(library: Library, linked: str) -> None:
    app = NightstandApp(library, None, linked)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = _article(pilot).view
        x, y = _place(app, "A word")
        await pilot.mouse_down(ArticleView, offset=(x, y - 1))
        await pilot.hover(offset=(x + 5, 23))  # on the line of keys
        while view.scroll_offset.y < 5:
            await pilot.pause(0.01)
        await pilot.mouse_up(offset=(x + 5, 23))
        await pilot.pause()
        selected = _article(pilot).session.selected
        assert selected is not None
        assert selected.start == 0
        assert selected.end >= view.bottom_offset - 60
        stands = view.scroll_offset.y
        await pilot.pause(0.2)
        assert view.scroll_offset.y == stands
