"""What the library screen asks before it acts."""

from datetime import date
from threading import Event

import pytest
from textual.app import App
from textual.widgets import Input

from reader.library.library import Library
from reader.library.statistics import Group, Statistics, Week
from reader.tui.app import NightstandApp
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.statistics import bar, statistics_items
from reader.tui.widgets.entry_list import EntryList
from reader.tui.widgets.row_list import RowList
from tests.tui.screen_text import text_of

SIZE = (100, 30)


def titles(app: NightstandApp) -> list[str]:
    return [entry.title for entry in app.screen.query_one(EntryList).entries]


async def test_title_is_corrected_and_undo_takes_it_back(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        before = titles(app)
        await pilot.press("E", "enter")
        await pilot.pause()
        app.screen.query_one(Input).value = "Five bells"
        await pilot.press("enter")
        await pilot.pause()
        assert titles(app)[0] == "Five bells"
        await pilot.press("u")
        await pilot.pause()
        assert titles(app) == before


@pytest.mark.parametrize(("downs", "value"), [(0, " "), (3, "last spring"), (4, "not an address")])
async def test_correction_without_sense_is_a_notice(library: Library, downs: int, value: str) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        revision = library.revision
        await pilot.press("E", *["j"] * downs, "enter")
        await pilot.pause()
        app.screen.query_one(Input).value = value
        await pilot.press("enter")
        await pilot.pause()
        assert library.revision == revision
        assert [note.severity for note in app._notifications] == ["warning"]


async def test_original_opens_only_where_there_is_an_address(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("reader.reading.browsing.has_browser", lambda: True)
    monkeypatch.setattr(App, "open_url", lambda _, url, **__: opened.append(url))
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("g", "o")
        await pilot.pause()
        assert opened == []
        await pilot.press("G", "o")
        await pilot.pause()
        assert opened == ["https://harbourpost.example/tower"]


@pytest.mark.parametrize(
    ("found", "said", "severity"),
    [(True, "given to the browser", "information"), (False, "no browser", "warning")],
)
async def test_what_became_of_an_address_for_the_browser_is_said(
    library: Library, monkeypatch: pytest.MonkeyPatch, found: bool, said: str, severity: str
) -> None:
    monkeypatch.setattr(App, "open_url", lambda *_, **__: None)
    monkeypatch.setattr("reader.reading.browsing.has_browser", lambda: found)
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("G", "o")
        await pilot.pause()
        (note,) = app._notifications
        assert said in note.message
        assert "https://harbourpost.example/tower" in note.message
        assert note.severity == severity


async def test_site_and_tag_are_chosen_from_lists(library: Library, tower: str) -> None:
    library.entries.tag([tower], ["the sea"])
    app = NightstandApp(library)
    for key, expected in (
        ("w", ["Four bells", "Moving a church on rails"]),
        ("#", ["The Lighthouse That Moved"]),
    ):
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("number_sign" if key == "#" else key)
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert sorted(titles(app)) == expected
        app = NightstandApp(library)


@pytest.mark.parametrize(("answer", "left"), [("yes", 0), ("no", 1)])
async def test_purge_removes_only_after_a_typed_yes(library: Library, answer: str, left: int) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("D", "P")
        await pilot.pause()
        await pilot.press(*answer, "enter")
        await pilot.pause()
        assert library.entries.counts()["trash"] == left


async def test_statistics_show_and_close(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("Z")
        await pilot.pause()
        assert app.screen.query_one(RowList)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_statistics_that_are_left_before_they_are_counted_do_no_harm(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = Event()
    count = library.statistics

    def slow() -> Statistics:
        left.wait(10)
        return count()

    monkeypatch.setattr(library, "statistics", slow)
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("Z")
        await pilot.pause()
        assert "counting" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        left.set()
        await app.workers.wait_for_complete()
        await pilot.press("j")
        assert isinstance(app.screen, LibraryScreen)


def test_bars_grow_with_the_value_and_never_hide_a_little() -> None:
    assert bar(0, 10, 8) == " " * 8
    assert bar(10, 10, 8) == "█" * 8
    assert bar(1, 1000, 8).strip()
    assert all(len(bar(value, 10, 8)) == 8 for value in range(11))


def test_statistics_name_weeks_sites_and_tags() -> None:
    found = Statistics(
        weeks=(Week(date(2024, 3, 4), 2, 30),),
        articles=2,
        minutes=30,
        streak_days=1,
        longest_streak_days=3,
        sites=(Group("Harbour Post", 2, 30),),
        tags=(Group("海", 1, 12),),
        unread_articles=4,
        unread_minutes=50,
    )
    shown = "\n".join(text for item in statistics_items(found) for text, _ in item.lines)
    for part in ("04 Mar 2024", "Harbour Post", "海", "1 day in a row", "4 unread, 50 min"):
        assert part in shown
