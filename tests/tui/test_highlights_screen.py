"""The list of all highlights: going through it, choosing, taking out."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.dialogs import ListScreen
from reader.tui.screens.highlights import HighlightsScreen
from tests.tui.screen_text import text_of


@pytest.fixture
def marked(library: Library, tower: str) -> Library:
    """Three highlights in one article, one in another."""
    other = next(entry.id for entry in library.entries.all() if entry.title == "Four bells")
    library.highlights.add(tower, Range(4, 9), colour="blue")
    library.highlights.add(tower, Range(18, 23))
    library.highlights.add(tower, Range(29, 37), note="who?")
    library.highlights.add(other, Range(0, 4), colour="green")
    return library


def current(pilot: Pilot[None]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, HighlightsScreen)
    found = screen._current()
    assert found is not None
    return found.anchor.exact


async def export_to(pilot: Pilot[None], line: str, *, form: int = 0) -> None:
    await pilot.press("E", *["j"] * form, "enter")
    pilot.app.screen.query_one(Input).value = line
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_capital_j_and_k_go_from_article_to_article(marked: Library) -> None:
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H")
        first = current(pilot)
        await pilot.press("J")
        second = current(pilot)
        assert (first, second) == ("Four", "Everyone")  # the newest first
        await pilot.press("J")
        assert current(pilot) == second
        await pilot.press("G", "K")
        assert current(pilot) == second
        await pilot.press("K")
        assert current(pilot) == first


async def test_what_another_window_marks_is_shown_by_itself(marked: Library, tower: str) -> None:
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H")
        assert "4 highlights" in text_of(pilot.app)
        with Library.open(marked.folder) as other:
            other.highlights.add(tower, Range(40, 44))
        marked.refresh()
        assert isinstance(pilot.app.screen, HighlightsScreen)
        pilot.app.screen._follow()
        await pilot.pause()
        assert "5 highlights" in text_of(pilot.app)


async def test_what_is_picked_is_written_to_a_file(marked: Library, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H", "slash", *"title:lighthouse", "enter", "g", "v", "j", "j", "v")
        assert "2 picked" in text_of(pilot.app)
        await export_to(pilot, str(target))
    text = target.read_text("utf-8")
    assert "> tower" in text
    assert "> Everyone" in text
    assert "> built" not in text


async def test_without_a_pick_what_the_filter_leaves_is_written(marked: Library, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H", "slash", *"colour:green", "enter")
        await export_to(pilot, str(target), form=1)
    rows = target.read_text("utf-8").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("Four,Four bells")


async def test_no_file_means_the_clipboard(marked: Library) -> None:
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H")
        await export_to(pilot, "")
        assert pilot.app.clipboard.count("\n> ") == 4


async def test_file_that_is_there_is_written_over_only_when_asked(marked: Library, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("mine")
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H")
        await export_to(pilot, str(target))
        assert isinstance(pilot.app.screen, ListScreen)
        await pilot.press("enter")
        assert target.read_text() == "mine"
        await export_to(pilot, str(target))
        await pilot.press("j", "enter")
        await pilot.app.workers.wait_for_complete()
        assert "> tower" in target.read_text("utf-8")


async def test_place_that_cannot_be_written_is_said(marked: Library, tmp_path: Path) -> None:
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H")
        await export_to(pilot, str(tmp_path / "nowhere" / "out.md"))
        assert any("cannot be written" in note.message for note in pilot.app._notifications)


async def test_what_the_filter_hides_stays_picked(marked: Library) -> None:
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H", "V")
        assert "4 picked" in text_of(pilot.app)
        await pilot.press("slash", *"colour:blue", "enter")
        assert "4 picked" in text_of(pilot.app)
        await pilot.press("V")
        assert "3 picked" in text_of(pilot.app)
        await export_to(pilot, "")
        assert "> tower" not in pilot.app.clipboard
        assert pilot.app.clipboard.count("\n> ") == 3


async def test_filter_that_finds_nothing_says_so(marked: Library) -> None:
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H", "slash", *"whale")
        shown = text_of(pilot.app)
        assert "No highlight has that" in shown
        assert "0 highlights" in shown


async def test_copy_goes_to_the_terminal_and_to_the_desktops_tool(
    marked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr(App, "is_headless", property(lambda _: False))
    monkeypatch.setattr("reader.reading.clipboard.find_clipboard", lambda: "tool")
    monkeypatch.setattr("reader.reading.clipboard.copy", lambda text, _: given.append(text))
    async with NightstandApp(marked).run_test(size=(100, 30)) as pilot:
        await pilot.press("H", "y")
        await pilot.app.workers.wait_for_complete()
        assert pilot.app.clipboard == current(pilot)
        assert given == [current(pilot)]


async def test_long_quote_is_cut_between_words_and_set_in_rows_that_can_be_read(library: Library) -> None:
    text = "The lantern turned slowly over the harbour. " * 40
    id = library.entries.add(Draft("Long", text), parse_markdown(text)).id
    library.highlights.add(id, Range(0, 1200))
    app = NightstandApp(library)
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("H")
        await pilot.pause()
        rows = [row.strip(" ▍") for row in text_of(app).split("\n")[1:6]]
        assert max(map(len, rows)) <= 100
        last = next(row for row in rows if row.endswith("…"))
        assert last.removesuffix("…").split()[-1].strip(".") in text.replace(".", "").split()
