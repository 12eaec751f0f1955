"""Keys and clicks that come faster than the screens they lead to."""

from __future__ import annotations

from asyncio import Event, sleep

from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen

from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.dialogs import ListScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.widgets.row_list import Item, RowList


def _stack(pilot: Pilot[None]) -> list[type[Screen[object]]]:
    return [type(screen) for screen in pilot.app.screen_stack]


async def _type_at_once(pilot: Pilot[None], keys: str) -> None:
    for key in keys:
        pilot.app.post_message(Key(key, key))
    await pilot.pause()
    await pilot.pause(0.05)  # the keys that had to wait


class _SlowScreen(ListScreen):
    """Stands when it is told to."""

    def __init__(self) -> None:
        super().__init__("Slow", tuple(Item(((f"item {number}", "plain"),), number) for number in range(9)))
        self.may_stand = Event()

    async def on_mount(self) -> None:  # type: ignore[override]
        await self.may_stand.wait()


async def test_a_key_waits_for_the_screen_that_the_key_before_it_opened(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        slow = _SlowScreen()
        app.push_screen(slow)
        for key in "jjj":
            app.post_message(Key(key, key))
        while not app._waiting:
            await sleep(0)
        slow.may_stand.set()
        while not slow.is_mounted:
            await sleep(0)
        while slow.query_one(RowList).cursor != 3:
            await pilot.pause()


async def test_leaving_twice_at_once_leaves_the_library(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(100, 30)) as pilot:
        await _type_at_once(pilot, "ee")
        assert _stack(pilot)[-1] is LibraryScreen
        assert pilot.app.return_code is None


async def test_a_double_click_in_a_dialog_closes_that_alone(library: Library, tower: str) -> None:
    chosen: list[object] = []
    async with NightstandApp(library, None, tower).run_test(size=(100, 30)) as pilot:
        items = tuple(Item(((f"item {number}", "plain"),), number) for number in range(9))
        pilot.app.push_screen(ListScreen("Choose", items), chosen.append)
        await pilot.pause()
        await pilot.click(RowList, offset=(4, 2), times=3)
        await pilot.pause()
        assert _stack(pilot) == [ArticleScreen]
        assert chosen == [2]
        article = pilot.app.screen
        assert isinstance(article, ArticleScreen)
        assert article.session.selection is None


async def test_what_is_left_already_cannot_be_left_again(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(100, 30)) as pilot:
        dialog = ListScreen("Choose", ())
        pilot.app.push_screen(dialog)
        await pilot.pause()

        def close() -> None:
            dialog.dismiss(None)

        for _ in range(3):
            dialog.call_later(close)
        await pilot.pause()
        assert _stack(pilot) == [ArticleScreen]


async def test_a_triple_click_in_the_library_opens_one_article(library: Library) -> None:
    async with NightstandApp(library).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.click("#entries", offset=(10, 0), times=3)
        await pilot.pause()
        assert _stack(pilot) == [LibraryScreen, ArticleScreen]
        article = pilot.app.screen
        assert isinstance(article, ArticleScreen)
        assert article.session.selection is None
        assert article.session.focus is None
