"""Notices: each once, few, and on the screen in front alone."""

from __future__ import annotations

from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.dialogs import LineScreen
from tests.tui.screen_text import text_of


async def test_a_notice_stands_once_also_when_a_dialog_comes_over_it(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        app.notify("the command failed", severity="warning")
        await pilot.pause()
        app.push_screen(LineScreen("Command"))
        await pilot.pause()
        assert text_of(app).count("the command failed") == 1


async def test_many_warnings_do_not_pile_up_over_the_text(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        for number in range(6):
            app.notify(f"warning {number}", severity="warning")
            await pilot.pause()
        rows = [row for row, line in enumerate(text_of(app).split("\n")) if "warning" in line]
        assert rows == [0, 1]
        assert "warning 5" in text_of(app)


async def test_a_notice_that_was_taken_back_leaves_no_gap(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        for message in ("first", "a", "b", "c"):
            app.notify(message, severity="warning" if message == "first" else "information")
            await pilot.pause()
        rows = text_of(app).split("\n")
        assert "first" in rows[0]
        assert rows[1].strip().endswith("c")
