"""Actions by their names: the line behind `:`, and the palette."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.settings.actions import ACTIONS, Action, actions_of
from reader.tui.app import NightstandApp
from reader.tui.commands import Leave, Run, ToPlace, Unknown, command_of, completions
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.highlights import HighlightsScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.prompt import PromptScreen
from reader.tui.widgets.entry_list import EntryList
from tests.tui.screen_text import text_of

ARTICLE = actions_of("article", "everywhere")


def article(pilot: Pilot[None]) -> ArticleScreen:
    assert isinstance(pilot.app.screen, ArticleScreen)
    return pilot.app.screen


def said(pilot: Pilot[None]) -> list[str]:
    return [note.message for note in pilot.app._notifications]


# -- what a line means


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("42%", ToPlace(42, "percent")),
        (" :42 % ", ToPlace(42, "percent")),
        ("7", ToPlace(7, "item")),
        ("q", Leave(program=False)),
        ("qa", Leave(program=True)),
        ("", None),
        ("  ", None),
    ],
)
def test_places_and_ways_out_are_understood(line: str, command: object) -> None:
    assert command_of(line, ARTICLE) == command


@pytest.mark.parametrize("action", ARTICLE, ids=lambda action: action.name)
def test_every_action_is_understood_by_its_name(action: Action) -> None:
    assert command_of(action.shown_name, ARTICLE) == Run(action)
    assert command_of(action.name, ARTICLE) == Run(action)


def test_beginning_of_one_name_is_enough_and_that_of_several_is_not() -> None:
    (outline,) = [action for action in ARTICLE if action.name == "show_outline"]
    assert command_of("show-ou", ARTICLE) == Run(outline)
    several = command_of("show", ARTICLE)
    assert isinstance(several, Unknown)
    assert "show-outline" in several.said


def test_unknown_name_and_that_of_another_screen_are_refused() -> None:
    for line in ("fly", "keep-shelf"):
        refused = command_of(line, ARTICLE)
        assert isinstance(refused, Unknown)
        assert line in refused.said


def test_completions_begin_so_before_they_have_it_within() -> None:
    names = [action.name for action in completions("mark", ARTICLE)]
    begun = [name.startswith("mark") for name in names]
    assert begun == sorted(begun, reverse=True)
    assert "edit_mark" in names
    assert names[0].startswith("mark")


# -- on the screens


async def test_percent_goes_to_its_place_and_the_jump_leads_back(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"50%", "enter")
        length = len(article(pilot).session.document.text)
        assert abs(article(pilot).view.top_offset - length // 2) < 200
        await pilot.press("ctrl+o")
        assert article(pilot).view.top_offset == 0


async def test_number_puts_the_mark_at_that_paragraph(library: Library) -> None:
    text = "\n\n".join(f"Paragraph {number}." for number in range(1, 60))
    id = library.entries.add(Draft("Counted", text), parse_markdown(text)).id
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"41", "enter", "y")
        assert pilot.app.clipboard == "Paragraph 41."
        await pilot.press("colon", *"999", "enter", "y")
        assert pilot.app.clipboard == "Paragraph 59."


async def test_percent_before_g_goes_there_as_before(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "2", "g")
        assert article(pilot).view.top_offset > 0


async def test_action_is_done_by_its_name(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"zen", "enter")
        assert not article(pilot).query_one("#status").display
        await pilot.press("colon", *"next-theme", "enter")
        assert pilot.app.theme == "nightstand-light"
        await pilot.press("colon", *"undo", "enter")
        assert said(pilot) == ["undone: import, Four bells"]


async def test_q_goes_back_even_with_something_open_and_leaves_the_library(
    library: Library, tower: str
) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("H", "colon", "q", "enter")
        assert isinstance(app.screen, LibraryScreen)
        await pilot.press("n", "enter", "right_curly_bracket", "colon", "q", "enter")
        assert isinstance(app.screen, LibraryScreen)
        await pilot.press("colon", "q", "enter")
        await pilot.pause()
        assert app.return_code is not None or not app.is_running
    assert tower


async def test_unknown_name_says_so(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"fly", "enter")
        assert any(":fly is no action" in line for line in said(pilot))


async def test_tab_completes_and_goes_on_to_the_next(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"sidebar", "tab")
        line = pilot.app.screen.query_one(Input)
        assert line.value == "sidebar-side"
        await pilot.press("tab")
        assert line.value == "sidebar-wider"
        await pilot.press("shift+tab")
        assert line.value == "sidebar-side"
        await pilot.press("enter")
        assert article(pilot).sidebar.has_class("left")


async def test_escape_leaves_without_a_command(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"zen", "escape")
        assert article(pilot).query_one("#status").display


async def test_list_above_the_line_narrows_as_one_types(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"hyph")
        assert isinstance(pilot.app.screen, PromptScreen)
        shown = text_of(pilot.app)
        assert "hyphenate" in shown
        assert "show-outline" not in shown


async def test_selection_outlives_the_line_and_takes_its_actions(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "v", "colon", *"visual-word-end", "enter")
        await pilot.press("colon", *"visual-blue", "enter")
        await pilot.pause()
    assert [(one.anchor.exact, one.colour) for one in library.highlights.of(tower)] == [("The", "blue")]


@pytest.mark.parametrize(("line", "row"), [("3", 2), ("99", 2), ("100%", 2), ("0%", 0)])
async def test_lists_go_to_a_line(library: Library, line: str, row: int) -> None:
    async with NightstandApp(library).run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "colon", *line, "enter")
        assert pilot.app.screen.query_one(EntryList).cursor == row


async def test_palette_has_every_action_of_the_screen(library: Library, tower: str) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = article(pilot)
        titles = {command.title for command in app.get_system_commands(screen)}
        wanted = {action.shown_name for action in ACTIONS if set(action.contexts) == {"article"}}
        assert wanted <= titles
        assert not {"Keys", "Maximize"} & titles
        assert "Theme" in titles
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, CommandPalette)


async def test_highlights_go_to_one_by_its_number(library: Library, tower: str) -> None:
    from reader.document.document import Range

    for start in (0, 4, 10):
        library.highlights.add(tower, Range(start, start + 3))
    async with NightstandApp(library).run_test(size=(80, 24)) as pilot:
        await pilot.press("H", "colon", "2", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, HighlightsScreen)
        assert screen._current() == library.highlights.all()[1]
