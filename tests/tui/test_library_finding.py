"""What one sees while typing a query in the library."""

from threading import Event
from typing import Any

import pytest
from textual.events import Key
from textual.widgets import Input

from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.widgets.entry_list import EntryList
from reader.tui.widgets.status_line import StatusLine
from tests.library.samples import add
from tests.tui.screen_text import text_of

SIZE = (100, 30)


def rows(app: NightstandApp) -> list[str]:
    found = app.screen.query_one(EntryList)
    return [found.render_line(y).text.rstrip() for y in range(found.size.height)]


async def test_passages_stand_under_the_titles_while_words_are_typed(library: Library) -> None:
    library.search.refresh()
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert not app.screen.query_one(EntryList).has_passages
        await pilot.press("slash", *"counted")
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = rows(app)
        assert "The Lighthouse That Moved" in shown[0]
        assert "They counted twice, and wrote it down." in shown[1]
        await pilot.press("escape")
        await pilot.pause()
        assert [row for row in rows(app) if "counted" in row] == []


async def test_fields_alone_need_no_passages(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("slash", *"is:unread")
        await app.workers.wait_for_complete()
        await pilot.pause()
        found = app.screen.query_one(EntryList)
        assert not found.has_passages
        assert len(found.entries) == 3


async def test_cursor_and_clicks_know_rows_of_two_lines(library: Library) -> None:
    for title in ("Ferry", "Goat"):
        add(library, title)
    library.search.refresh()
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("slash", *"driftwood", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        found = app.screen.query_one(EntryList)
        assert len(found.entries) == 2
        await pilot.press("j")
        assert found.cursor == 1
        await pilot.click(EntryList, offset=(10, 1))
        assert found.cursor == 0
        await pilot.click(EntryList, offset=(10, 2))
        assert found.cursor == 1


async def test_long_list_of_passages_follows_the_cursor(library: Library) -> None:
    for number in range(40):
        add(
            library,
            f"Ferry {number}",
            f"The ferry number {number} waits for the tide at the {number}th pier.",
        )
    library.search.refresh()
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("slash", *"pier", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("G")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        last = app.screen.query_one(EntryList).current
        assert last is not None
        shown = [row for row in rows(app) if row]
        assert last.title in shown[-2]
        assert f"number {last.title.removeprefix('Ferry ')} waits" in shown[-1]


async def test_order_is_kept_when_the_filter_is_cleared(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        found = app.screen.query_one(EntryList)
        for _ in range(4):
            await pilot.press("S")
        await app.workers.wait_for_complete()
        await pilot.pause()
        titles = [entry.title for entry in found.entries]
        assert titles == sorted(titles)


async def test_letters_typed_at_once_behind_the_key_go_into_the_line(library: Library) -> None:
    app = NightstandApp(library)
    revision = library.revision
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for letter in "/set":  # each a key of the list, too
            app.post_message(Key("slash" if letter == "/" else letter, letter))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one(Input).value == "set"
        assert library.revision == revision


async def test_an_order_that_takes_long_is_told_until_it_is_there(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = Event()
    find = library.search.find

    def slowly(*arguments: Any, **named: Any) -> Any:
        ready.wait()
        return find(*arguments, **named)

    monkeypatch.setattr(library.search, "find", slowly)
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        try:
            await pilot.pause()
            line = app.screen.query_one("#bringing", StatusLine)
            await pilot.press("S")
            while not line.display:
                await pilot.pause()
            assert "in order" in str(line.render())
        finally:
            ready.set()
        while line.display:
            await pilot.pause()
        assert len(app.screen.query_one(EntryList).entries) == 3


async def test_what_is_wrong_with_a_query_is_said_whole_in_a_narrow_window(library: Library) -> None:
    async with NightstandApp(library).run_test(size=(60, 20)) as pilot:
        await pilot.press("slash", *"tagg:sea")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        said = " ".join(text_of(pilot.app).split())
        assert 'no field "tagg:" (at 0); there are title, site, author, tag,' in said
        assert "minutes, progress" in said
        await pilot.press("escape")
        await pilot.pause()
        assert "no field" not in text_of(pilot.app)


async def test_passage_that_is_longer_than_the_window_says_that_it_goes_on(library: Library) -> None:
    add(
        library,
        "Ferries",
        "The ferry goes to the island at noon and comes back in the evening with the post. " * 4,
    )
    library.search.refresh()
    async with NightstandApp(library).run_test(size=(60, 20)) as pilot:
        await pilot.press("slash", *"island", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        row = next(row for row in text_of(pilot.app).split("\n") if "ferry goes" in row)
        assert row.rstrip().endswith("…")
