"""A disk that takes nothing any more: keys are answered, reading goes on, what was typed is not lost."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from reader.document.document import Range
from reader.library.library import Library
from reader.settings.actions import ACTIONS
from reader.tui import screens
from reader.tui.app import NightstandApp
from reader.tui.guarding import Guarded
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.screens.text_editor import TextScreen
from tests.library.disks import full_disk
from tests.tui.screen_text import text_of

ENDS = {"quit", "back", "open_original"}


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.open", lambda *_, **__: True)


def test_every_screen_is_guarded() -> None:
    modules = [import_module(found.name) for found in walk_packages(screens.__path__, f"{screens.__name__}.")]
    classes = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    found = {thing for thing in classes if issubclass(thing, Screen) and thing.__name__.endswith("Screen")}
    own = {thing for thing in found if thing.__module__.startswith(screens.__name__)}
    assert len(own) > 8
    assert [thing.__name__ for thing in own if not issubclass(thing, Guarded)] == []


async def _stand_on(pilot: Pilot[None], wanted: type[Screen[None]]) -> None:
    """Close what a key opened and go back to where it was pressed, by the keys a reader would take."""
    for key in ("escape", "ctrl+g") * 4:
        screen = pilot.app.screen
        asks = isinstance(screen.focused, Input) or (isinstance(screen, ArticleScreen) and screen.is_waiting)
        if isinstance(screen, wanted) and not asks:
            return
        await pilot.press("enter" if isinstance(screen, LibraryScreen) and not asks else key)
    raise AssertionError(f"no key leads back from {pilot.app.screen}")


@pytest.mark.parametrize("context", ["library", "article", "visual"])
async def test_no_key_ends_the_program_or_freezes_its_screen(
    library: Library, tower: str, context: str
) -> None:
    actions = [action for action in ACTIONS if context in action.contexts and action.name not in ENDS]
    wanted = LibraryScreen if context == "library" else ArticleScreen
    library.highlights.add(tower, Range(0, 9), note="first")
    app = NightstandApp(library, None, None if context == "library" else tower)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        with full_disk():
            for action in actions:
                await _stand_on(pilot, wanted)
                screen = app.screen
                if context == "visual" and isinstance(screen, ArticleScreen) and not screen.session.selection:
                    await pilot.press("v")
                await pilot.press(action.keys[0])
                assert app.is_running, action.name
            await _stand_on(pilot, wanted)
            await pilot.press("escape" if context == "visual" else "question_mark")
            await pilot.pause()
            assert context == "visual" or not isinstance(app.screen, wanted)  # it still takes keys


async def test_article_opens_and_the_reader_is_told_that_its_place_is_not_kept(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        with full_disk():
            await pilot.press("G", "enter")
            await pilot.pause()
            assert isinstance(app.screen, ArticleScreen)
            await pilot.pause()
            assert "your place is not kept" in text_of(app)
            await pilot.press("j", "q")
            await pilot.pause()
            assert isinstance(app.screen, LibraryScreen)


async def test_note_that_is_refused_comes_back_with_what_was_typed(library: Library, tower: str) -> None:
    mark = library.highlights.add(tower, Range(0, 9), note="first")
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("right_curly_bracket", "a", *" more")
        with full_disk():
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, NoteScreen)
            assert app.screen.query_one(TextArea).text == "first more"
            assert "Not kept" in text_of(app)
        await pilot.press("escape")  # there is room again
        await pilot.pause()
    assert library.highlights.get(mark.id).note == "first more"


async def test_refused_note_can_be_left(library: Library, tower: str) -> None:
    mark = library.highlights.add(tower, Range(0, 9), note="first")
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("right_curly_bracket", "a", *" more")
        with full_disk():
            await pilot.press("escape", "ctrl+g")
            await pilot.pause()
            assert isinstance(app.screen, ArticleScreen)
    assert library.highlights.get(mark.id).note == "first"


async def test_text_that_was_edited_comes_back_when_it_is_refused(library: Library, tower: str) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        screen._edit_text()
        await pilot.pause()
        area = app.screen.query_one(TextArea)
        area.text = "Another beginning.\n\n" + area.text
        with full_disk():
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, TextScreen)
            assert app.screen.query_one(TextArea).text.startswith("Another beginning.")
        await pilot.press("escape")
        await pilot.pause()
    assert library.entries.markdown(tower).startswith("Another beginning.")


async def test_the_same_refusal_is_said_once(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        with full_disk():
            await pilot.press("s", "s", "s")
            await pilot.pause()
            assert text_of(app).count("nothing was changed") == 1


async def test_what_is_wrong_in_the_settings_is_said_and_the_program_starts(library: Library) -> None:
    app = NightstandApp(library, notices=("config.toml:3: there is no setting 'height'",))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "config.toml:3" in text_of(app)
