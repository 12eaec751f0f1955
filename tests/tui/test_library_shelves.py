from textual.widgets import Input

from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.dialogs import ListScreen
from tests.tui.test_library_screen import titles


async def test_the_filter_is_kept_as_a_shelf_and_chosen_again(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"rails", "enter", "V", *"Trains", "enter")
        await pilot.pause()
        assert [(shelf.name, shelf.query) for shelf in library.shelves.all()] == [("Trains", "rails")]
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert len(titles(app)) == 3
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)
        await pilot.press("enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert titles(app) == ["Moving a church on rails"]
        assert app.screen.query_one("#filter", Input).value == "rails"


async def test_sorting_goes_round_and_says_so(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        usual = titles(app)
        await pilot.press("S")
        await pilot.pause()
        assert any("by published" in str(shown.render()) for shown in app.screen.query("#shelves"))
        await pilot.press("S", "S")
        await pilot.pause()
        assert titles(app) == ["Four bells", "Moving a church on rails", "The Lighthouse That Moved"]
        assert any("by title" in str(shown.render()) for shown in app.screen.query("#shelves"))
        await pilot.press("S", "S", "S")
        await pilot.pause()
        assert titles(app) == usual


async def test_usual_order_of_a_filter_is_named_as_what_it_is(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"lantern", "enter", "S")
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["sorted by saved"]
        await pilot.press("S", "S", "S", "S", "S", "S")
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["the best first"]


async def test_without_a_filter_or_a_shelf_it_is_told_what_to_do(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("v", "V")
        await pilot.pause()
        assert len(app._notifications) == 2
        assert len(titles(app)) == 3
