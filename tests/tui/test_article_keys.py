"""Keys of the article screen that wait for another key, or go to links."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.dialogs import ListScreen
from tests.tui.screen_text import text_of

MARKDOWN = """Tall stood the tower. Everyone knew it. Nobody moved it, not even once.

The [keeper](https://harbourpost.example/keeper) had a goat.[^1] It ate the [ledger](https://harbourpost.example/ledger).

[^1]: Named after the mayor.
"""


@pytest.fixture
def goat(library: Library) -> str:
    return library.entries.add(Draft("The Goat", MARKDOWN), parse_markdown(MARKDOWN)).id


def screen_of(pilot: Pilot[None]) -> ArticleScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ArticleScreen)
    return screen


def quotes(library: Library, id: str) -> list[str]:
    return [one.anchor.exact for one in library.highlights.of(id)]


def selected(pilot: Pilot[None]) -> str:
    session = screen_of(pilot).session
    assert session.selected is not None
    return session.document.text[session.selected.start : session.selected.end]


async def test_any_sentence_in_the_window_is_marked_with_two_keys(library: Library, goat: str) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        await pilot.press("comma", "d")  # the third: a s d
        assert quotes(library, goat) == ["Nobody moved it, not even once."]


async def test_any_paragraph_in_the_window_is_marked_with_two_keys(library: Library, goat: str) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        await pilot.press("comma", "S")
        assert quotes(library, goat) == ["The keeper had a goat.[1] It ate the ledger."]


async def test_labels_take_keys_of_other_actions_and_escape_leaves(library: Library, goat: str) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        await pilot.press("comma", "escape")
        assert not screen_of(pilot).is_waiting
        await pilot.press("comma", "q")  # `q` would go back; here it is no label
        assert isinstance(pilot.app.screen, ArticleScreen)
        assert quotes(library, goat) == []


async def test_many_sentences_have_labels_of_two_letters(library: Library, tower: str) -> None:
    text = "\n\n".join(f"One {n}. Two {n}. Three {n}." for n in range(30))
    id = library.entries.add(Draft("Many", text), parse_markdown(text)).id
    async with NightstandApp(library, None, id).run_test(size=(100, 40)) as pilot:
        await pilot.press("comma", "a", "s")
        assert quotes(library, id) == ["Two 0."]
    assert tower


async def test_link_labels_open_the_librarys_copy(library: Library, goat: str) -> None:
    copy = library.entries.add(
        Draft("The Keeper", "Text of the keeper.", url="https://harbourpost.example/keeper"),
        parse_markdown("Text of the keeper."),
    )
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        await pilot.press("f", "a")
        assert screen_of(pilot).session.entry.id == copy.id


async def test_link_that_is_not_here_offers_what_can_be_done(library: Library, goat: str) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        await pilot.press("f", "d")
        assert isinstance(pilot.app.screen, ListScreen)
        await pilot.press("enter")
        assert [link.url for link in library.links.all()] == ["https://harbourpost.example/ledger"]


async def test_footnote_opens_over_the_text(library: Library, goat: str) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        await pilot.press("f", "s")
        assert isinstance(pilot.app.screen, ListScreen)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ArticleScreen)


async def test_tab_goes_from_link_to_link_and_enter_follows(library: Library, goat: str) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        places = []
        for key in ("tab", "tab", "tab", "tab", "shift+tab"):
            await pilot.press(key)
            link = screen_of(pilot).session.link
            assert link is not None
            places.append(screen_of(pilot).session.document.text[link.start : link.end])
        assert places == ["keeper", "[1]", "ledger", "keeper", "ledger"]
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ListScreen)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("f", "s"), "Tall s"),
        (("t", "s"), "Tall "),
        (("f", "t", "semicolon"), "Tall stood t"),
        (("f", "t", "semicolon", "comma"), "Tall st"),
        (("w", "F", "T"), "Tall"[:1]),
        (("w", "w", "T", "l"), "Tall "),
        (("i", "w"), "Tall"),
        (("w", "i", "s"), "Tall stood the tower."),
        (("i", "p"), "Tall stood the tower. Everyone knew it. Nobody moved it, not even once."),
        (("w", "A", "w"), "stood "),
        (("A", "s"), "Tall stood the tower. "),
    ],
)
async def test_visual_mode_reaches_signs_and_objects(
    library: Library, goat: str, keys: tuple[str, ...], expected: str
) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        await pilot.press("v", *keys)
        assert selected(pilot) == expected


async def test_awaited_sign_may_be_a_key_of_the_program(library: Library, goat: str) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        await pilot.press("v", "f", "u")  # there is none in the first words; `u` must not undo either
        assert screen_of(pilot).session.selection is not None
        await pilot.press("f", "question_mark")
        assert isinstance(pilot.app.screen, ArticleScreen)


async def test_ends_of_a_highlight_move_by_words(library: Library, goat: str) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(100, 30)) as pilot:
        await pilot.press("comma", "a")
        assert quotes(library, goat) == ["Tall stood the tower."]
        await pilot.press("greater_than_sign")
        assert quotes(library, goat) == ["Tall stood the tower. Everyone"]
        await pilot.press("less_than_sign", "less_than_sign")
        assert quotes(library, goat) == ["Tall stood the tower"]


@pytest.mark.parametrize("columns", [80, 120])
async def test_selecting_from_the_sidebar_takes_the_keys_to_the_text(
    library: Library, goat: str, columns: int
) -> None:
    async with NightstandApp(library, opened=goat).run_test(size=(columns, 30)) as pilot:
        await pilot.press("R")
        await pilot.pause()
        assert screen_of(pilot).sidebar.has_keys
        await pilot.press("v")
        await pilot.pause()
        assert not screen_of(pilot).sidebar.has_keys
        assert not screen_of(pilot).sidebar.lies_over
        assert screen_of(pilot).view.has_focus


async def test_sidebar_that_was_hidden_stays_so_when_the_window_changes(library: Library, goat: str) -> None:
    async with NightstandApp(library, opened=goat).run_test(size=(120, 30)) as pilot:
        assert screen_of(pilot).sidebar.display
        await pilot.press("R", "R")
        await pilot.resize_terminal(140, 30)
        assert not screen_of(pilot).sidebar.display
        await pilot.press("R")
        assert screen_of(pilot).sidebar.has_keys


async def test_sidebar_with_the_keys_stays_when_the_window_gets_narrow(library: Library, goat: str) -> None:
    async with NightstandApp(library, opened=goat).run_test(size=(120, 30)) as pilot:
        await pilot.press("R")
        await pilot.resize_terminal(80, 30)
        side = screen_of(pilot).sidebar
        assert side.display
        assert side.lies_over
        assert side.has_keys
        await pilot.resize_terminal(120, 30)
        assert not side.lies_over
        assert side.has_keys


async def test_tab_in_the_sidebar_goes_through_its_tabs(library: Library, goat: str) -> None:
    async with NightstandApp(library, None, goat).run_test(size=(120, 30)) as pilot:
        await pilot.press("R")
        seen = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await pilot.press(key)
            seen.append(screen_of(pilot).sidebar.tab)
        assert seen == [1, 2, 0, 2]
        assert screen_of(pilot).session.link is None


async def test_more_sentences_than_labels_is_no_fault(library: Library) -> None:
    text = "No! Go! " * 800
    id = library.entries.add(Draft("Shouts", text), parse_markdown(text)).id
    async with NightstandApp(library, None, id).run_test(size=(200, 50)) as pilot:
        await pilot.press("comma", "a", "s")
        assert quotes(library, id) == ["Go!"]


async def test_key_sentences_stay_marked_until_the_key_again(library: Library, tower: str) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("full_stop", "enter")
        await pilot.pause()
        assert "key sentence 1 of" in text_of(app)
        await pilot.press("full_stop")
        await pilot.pause()
        assert "key sentence" not in text_of(app)
        assert not isinstance(app.screen, ListScreen)
