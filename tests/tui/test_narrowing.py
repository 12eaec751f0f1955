"""Lists over the text and beside it, narrowed as one types."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.narrowing import narrowed
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.dialogs import ListScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.widgets.row_list import Item
from tests.tui.screen_text import text_of

TEXT = "\n\n".join(
    f"## Chapter {name}\n\n" + "\n\n".join(f"Words {n} of {name}." for n in range(20))
    for name in ("Sand", "Église", "Tide", "Sand castle")
)
LINKS = "\n\n[Harbour](https://harbourpost.example/harbour) and [Dune](https://harbourpost.example/dune)."


@pytest.fixture
def chapters(library: Library) -> str:
    return library.entries.add(Draft("Chapters", TEXT + LINKS), parse_markdown(TEXT + LINKS)).id


def article(pilot: Pilot[None]) -> ArticleScreen:
    assert isinstance(pilot.app.screen, ArticleScreen)
    return pilot.app.screen


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abc"),
        ("  ", "abc"),
        ("eglise", "b"),
        ("SAND", "ac"),
        ("sand one", "a"),
        ("two sand", "c"),
        ("m", "c"),
    ],
)
def test_items_have_every_word_in_any_line(query: str, found: str) -> None:
    items = (
        Item((("Sand", "plain"), ("one", "dim")), "a"),
        Item((("Église", "plain"),), "b"),
        Item((("sand", "plain"), ("two", "dim")), "c", mark="m"),
    )
    assert "".join(str(item.payload) for item in narrowed(items, query)) == found


def test_nothing_that_has_it_is_said() -> None:
    (item,) = narrowed((Item((("Sand", "plain"),), "a"),), "whale")
    assert item.payload is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_outline_is_narrowed_and_enter_goes_there(
    library: Library, chapters: str, size: tuple[int, int]
) -> None:
    async with NightstandApp(library, None, chapters).run_test(size=size) as pilot:
        await pilot.press("o", "slash", *"sand", "down", "enter")
        await pilot.pause()
        text = article(pilot).session.document.text
        start = text.index("Chapter Sand castle")
        assert start in article(pilot).view.window
        assert article(pilot).focused is article(pilot).view
        assert not article(pilot).sidebar.is_narrowed


async def test_escape_shows_the_whole_outline_then_the_text(library: Library, chapters: str) -> None:
    async with NightstandApp(library, None, chapters).run_test(size=(120, 40)) as pilot:
        await pilot.press("o", "slash", *"tide")
        side = article(pilot).sidebar
        assert [item.payload is not None for item in side.list._items] == [True]
        await pilot.press("escape")
        assert len(side.list._items) == 4
        assert side.list.has_focus
        await pilot.press("escape")
        assert article(pilot).focused is article(pilot).view


async def test_find_in_the_text_is_not_touched_by_it(library: Library, chapters: str) -> None:
    async with NightstandApp(library, None, chapters).run_test(size=(120, 40)) as pilot:
        await pilot.press("o", "slash", *"tide")
        assert article(pilot).session.hits.places == ()
        await pilot.press("escape", "escape", "slash", *"tide")
        assert article(pilot).session.hits.places


async def test_list_of_links_is_narrowed(library: Library, chapters: str) -> None:
    async with NightstandApp(library, None, chapters).run_test(size=(80, 24)) as pilot:
        await pilot.press("U", "slash", *"dune")
        shown = text_of(pilot.app)
        assert "Dune" in shown
        assert "Harbour" not in shown
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ListScreen)  # what can be done with that address
        assert "harbourpost.example/dune" in text_of(pilot.app)


async def test_help_is_narrowed_and_escape_shows_all_again(library: Library, chapters: str) -> None:
    async with NightstandApp(library, None, chapters).run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark", "slash", *"footnote hyphen")
        assert "Nothing here has that" in text_of(pilot.app)
        pilot.app.screen.query_one(Input).value = "rows words"
        await pilot.pause()
        assert "Part words" in text_of(pilot.app)
        assert "Scroll down" not in text_of(pilot.app)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Scroll down" in text_of(pilot.app)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ArticleScreen)


async def test_contents_open_at_the_section_that_is_read(library: Library, chapters: str) -> None:
    async with NightstandApp(library, None, chapters).run_test(size=(120, 40)) as pilot:
        await pilot.press("colon", *"60%", "enter", "o")
        section = article(pilot).session.section_at(article(pilot).view.top_offset)
        assert section is not None
        assert section.range.start > 0
        assert article(pilot).sidebar.list.current == section


async def test_ends_of_a_list_are_a_key_away(library: Library) -> None:
    async with NightstandApp(library).run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark")
        first = text_of(pilot.app)
        await pilot.press("G")
        await pilot.pause()
        last = text_of(pilot.app)
        assert "Show the keys of this screen" in last
        assert last != first
        await pilot.press("g")
        await pilot.pause()
        assert text_of(pilot.app) == first
