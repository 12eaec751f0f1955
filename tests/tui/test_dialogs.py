"""Lists over a screen: as tall as what they hold."""

from __future__ import annotations

import pytest

from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.dialogs import ListScreen
from reader.tui.widgets.row_list import Item, RowList
from tests.tui.screen_text import text_of


def _items(count: int) -> tuple[Item, ...]:
    return tuple(Item(((f"item {number}", "plain"),), number) for number in range(count))


@pytest.mark.parametrize("rows", [24, 40])
async def test_a_short_list_is_no_taller_than_its_items(library: Library, rows: int) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, rows)) as pilot:
        app.push_screen(ListScreen("Few", _items(3)))
        await pilot.pause()
        assert app.screen.query_one(RowList).size.height == 3
        shown = text_of(app)
        assert "item 2" in shown
        assert "Esc back" in shown


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (50, 16), (200, 50)])
async def test_a_long_list_leaves_room_for_its_keys(library: Library, columns: int, rows: int) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(columns, rows)) as pilot:
        app.push_screen(ListScreen("Many", _items(200)))
        await pilot.pause()
        await pilot.press("slash")
        await pilot.pause()
        shown = text_of(app)
        assert "Many" in shown
        assert "item 0" in shown
        assert "Esc back" in shown


@pytest.mark.parametrize("rows", [16, 23, 24, 25, 40, 50])
async def test_a_long_list_ends_with_its_keys_and_one_row(library: Library, rows: int) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, rows)) as pilot:
        app.push_screen(ListScreen("Many", _items(200)))
        await pilot.pause()
        dialog, keys = app.screen.query_one(".dialog"), app.screen.query_one(".hint")
        assert keys.region.bottom == dialog.region.bottom - 1


async def test_a_list_does_not_jump_while_it_is_narrowed(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 40)) as pilot:
        app.push_screen(ListScreen("Some", _items(12)))
        await pilot.pause()
        before = app.screen.query_one(RowList).region
        await pilot.press("slash", *"11")
        await pilot.pause()
        assert "item 11" in text_of(app)
        assert "item 3" not in text_of(app)
        assert app.screen.query_one(RowList).size == before.size
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(RowList).region == before


async def test_lines_and_tabs_of_an_item_stay_in_their_cells(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(ListScreen("Said", (Item((("one\ttwo\nthree", "plain"),)),)))
        await pilot.pause()
        found = [line.strip() for line in text_of(app).split("\n")]
        assert "one     two" in found
        assert "three" in found


async def test_a_title_that_is_too_long_says_so(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(ListScreen("a command that is long " * 9, _items(1)))
        await pilot.pause()
        assert "…" in text_of(app)
