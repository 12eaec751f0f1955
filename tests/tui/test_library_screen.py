import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import Static

from reader.library.kept import Change
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.highlights import HighlightsScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.widgets.entry_list import EntryList
from tests.tui.screen_text import text_of


def titles(app: NightstandApp) -> list[str]:
    return [entry.title for entry in app.screen.query_one(EntryList).entries]


async def test_triage_keys_change_state_and_undo_brings_back(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        first = titles(app)[0]
        await pilot.press("e")
        await pilot.pause()
        assert first not in titles(app)
        await pilot.press("u")
        await pilot.pause()
        assert titles(app)[0] == first
        await pilot.press("s")
        await pilot.pause()
        assert library.entries.counts()["starred"] == 1
        await pilot.press("D")
        await pilot.pause()
        assert library.entries.counts()["trash"] == 1
        await pilot.press("5", "D")
        await pilot.pause()
        assert library.entries.counts()["trash"] == 0


async def test_undo_does_not_wait_on_the_screen_for_a_thread_that_writes(library: Library) -> None:
    app = NightstandApp(library)
    holding, written = threading.Event(), threading.Event()

    def write() -> None:
        with library._state.lock:
            holding.set()
            if not written.wait(10):
                written.set()

    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert library.entries.counts()["starred"] == 1
        writer = threading.Thread(target=write)
        writer.start()
        holding.wait()
        await pilot.press("u")
        answered = not written.is_set()  # a screen that waits would have come here after the writer
        written.set()
        writer.join()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert answered
        assert library.entries.counts()["starred"] == 0


async def test_screen_does_not_wait_for_a_thread_that_writes(library: Library) -> None:
    app = NightstandApp(library)
    begun, ended = threading.Event(), threading.Event()

    def write() -> None:
        with library._state.change("star"):
            begun.set()
            ended.wait(10)

    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        writer = threading.Thread(target=write)
        writer.start()
        begun.wait(10)
        app.screen._look_for_changes()
        was_writing = library.is_writing
        ended.set()
        writer.join()
    assert was_writing
    assert not library.is_writing


async def test_change_of_many_has_a_sign_until_it_ended(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.library_triage._MANY", 1)
    go_on, star = threading.Event(), library.entries.star

    def slowly(ids: Sequence[str]) -> Change:
        go_on.wait(10)
        return star(ids)

    monkeypatch.setattr(library.entries, "star", slowly)
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("X", "s")
        await pilot.pause()
        during = text_of(app)
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "changing" in during
        assert "changing" not in text_of(app)
        assert library.entries.counts()["starred"] > 1


async def test_filter_narrows_as_one_types_and_escape_clears(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"rails")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert titles(app) == ["Moving a church on rails"]
        await pilot.press("escape")
        await pilot.pause()
        assert len(titles(app)) == 3


async def test_several_are_picked_and_archived_at_once(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("x", "x", "e")
        await pilot.pause()
        assert library.entries.counts()["archive"] == 2


async def test_enter_opens_and_q_comes_back(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_tags_are_edited(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("t", *"sea,light", "enter")
        await pilot.pause()
    assert library.entries.tags() == {"light": 1, "sea": 1}


async def test_help_lists_the_live_keys(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_highlights_screen_jumps_into_the_text(library: Library, tower: str) -> None:
    from reader.document.document import Range

    start = library.entries.document(tower).text.index("Paragraph 40")
    library.highlights.add(tower, Range(start, start + 12))
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("H")
        await pilot.pause()
        assert isinstance(app.screen, HighlightsScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.view.top_offset <= start < app.screen.view.bottom_offset


async def test_empty_library_says_how_to_begin_and_imports_from_there(tmp_path: Path) -> None:
    page = tmp_path / "story.txt"
    page.write_text(
        "A short story\n\nThe goat looked at the sea. It was the same sea as before, and she said so.\n"
    )
    with Library.open(tmp_path / "library", tmp_path / "cache") as library:
        app = NightstandApp(library)
        async with app.run_test(size=(100, 24)) as pilot:
            await pilot.pause()
            assert app.screen.query_one("#empty").has_class("shown")
            await pilot.press("I", *str(page), "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert len(library.entries.all()) == 1
            assert not app.screen.query_one("#empty").has_class("shown")


async def test_every_action_has_a_method() -> None:
    from reader.settings.actions import actions_of

    screens = {
        "library": LibraryScreen,
        "article": ArticleScreen,
        "visual": ArticleScreen,
        "highlights": HighlightsScreen,
    }
    for context, screen in screens.items():
        for action in actions_of(context):  # type: ignore[arg-type]
            owner = NightstandApp if action.of_program else screen
            assert hasattr(owner, f"action_{action.name}"), action.name
    for action in actions_of("everywhere"):
        assert hasattr(NightstandApp, f"action_{action.name}"), action.name


async def test_filter_searches_texts_and_fields_and_says_what_is_wrong(library: Library) -> None:
    library.search.refresh()
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"lantern site:harbour")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert titles(app) == ["The Lighthouse That Moved"]
        await pilot.press(*" is:blue")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert titles(app) == ["The Lighthouse That Moved"]
        assert "is:blue" in str(app.screen.query_one("#problem", Static).render())


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("X", "e"), ["3 articles archived; u takes it back"]),
        (("X", "s"), ["3 articles starred; u takes it back"]),
        (("X", "s", "s"), ["3 articles without a star; u takes it back"]),
        (("e",), []),
    ],
)
async def test_what_became_of_many_is_said(library: Library, keys: tuple[str, ...], said: list[str]) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert [note.message for note in app._notifications] == said


async def test_start_offers_to_go_on_where_reading_stopped(library: Library, tower: str) -> None:
    begun = library.entries.get(tower)
    app = NightstandApp(library, None, begun.id)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("space", "q")
        await pilot.pause()
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert f"c  goes on with “{begun.title}”" in text_of(app)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.session.entry.id == begun.id


async def test_start_offers_nothing_when_nothing_was_begun(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert "goes on" not in text_of(app)


async def test_a_change_of_many_is_taken_back_and_done_again_in_a_thread(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.app._MANY", 1)
    app, said = NightstandApp(library), list[str]()
    monkeypatch.setattr(app, "notify", lambda message, **_: said.append(message))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("0", "X", "D")
        await pilot.pause()
        trashed = library.entries.counts()["trash"]
        for key, left in (("u", 0), ("ctrl+r", trashed)):
            await pilot.press(key)
            await app.workers.wait_for_complete([one for one in app.workers if one.group == "change"])
            await pilot.pause()
            assert library.entries.counts()["trash"] == left
        assert trashed > 1
        assert any("changing" in message for message in said)
