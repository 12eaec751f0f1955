"""A text that is pasted in becomes an article."""

import pytest
from textual.widgets import Input, TextArea

from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.library import LibraryScreen
from reader.tui.widgets.entry_list import EntryList

SIZE = (100, 30)
TEXT = "The ferry waits for the tide, and the tide for nobody.\n\nSo it was told on the pier every evening."


async def test_text_is_kept_with_its_title_and_undo_names_it(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("N")
        await pilot.pause()
        app.screen.query_one(TextArea).text = TEXT
        app.screen.query_one("#title", Input).value = "The [Ferry] Waits"
        await pilot.press("ctrl+s")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert "The [Ferry] Waits" in [entry.title for entry in app.screen.query_one(EntryList).entries]
        await pilot.press("u")
        await pilot.pause()
        assert "undone: import, The [Ferry] Waits" in [note.message for note in app._notifications]


async def test_leaving_keeps_what_was_typed_for_the_next_time(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("N", *"half", "escape")
        await pilot.pause()
        assert len(library.entries.all()) == 3
        await pilot.press("N")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "half"


async def test_text_typed_before_the_dialog_is_drawn_goes_into_the_text(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("N")
        await pilot.press(*"tide")
        await pilot.pause()
        assert app.screen.query_one("#title", Input).value == ""
        assert app.screen.query_one(TextArea).text == "tide"


async def test_nothing_pasted_is_said_and_not_kept(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("N", "ctrl+s")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [note.severity for note in app._notifications] == ["warning"]
        assert len(library.entries.all()) == 3


@pytest.mark.parametrize(("key", "action"), [("s", "star"), ("e", "archive"), ("D", "trash")])
async def test_undo_names_the_action_and_the_article(library: Library, key: str, action: str) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        title = library.entries.all()[0].title
        await pilot.press(key, "u")
        await pilot.pause()
        assert f"undone: {action}, {title}" in [note.message for note in app._notifications]
