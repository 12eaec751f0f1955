"""Tags of one article and of many, typed with the help of those in use."""

import pytest
from textual.widgets import Input

from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.tags import TagScreen, fitting_tags, tags_of
from reader.tui.widgets.row_list import RowList

SIZE = (100, 30)
IN_USE = {"sea": 9, "lighthouse": 4, "seamanship": 2, "Ärger": 1, "long house": 1}


@pytest.mark.parametrize(
    ("begun", "fitting"),
    [
        ("sea", ("sea", "seamanship")),
        ("lhs", ("long house", "lighthouse")),
        ("arg", ("Ärger",)),
        ("xyz", ()),
        ("", tuple(IN_USE)),
    ],
)
def test_what_is_begun_finds_tags_in_use(begun: str, fitting: tuple[str, ...]) -> None:
    assert set(fitting_tags(begun, IN_USE, ())) == set(fitting)
    assert fitting_tags(begun, IN_USE, ())[:1] == fitting[:1]


def test_tags_in_the_line_are_not_offered_again() -> None:
    assert fitting_tags("sea", IN_USE, ["sea"]) == ("seamanship",)


def test_line_gives_each_tag_once() -> None:
    assert tags_of(" sea,, light \x1b, sea ") == ("sea", "light \ufffd")


async def test_tab_takes_a_tag_in_use_and_enter_keeps_all_as_one_change(library: Library) -> None:
    first, _, third = (entry.id for entry in library.entries.all())
    library.entries.tag([third], ["lighthouse", "sea"])
    library.entries.tag([first], ["old"])
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        line = app.screen.query_one(Input)
        assert line.value == "old, "
        await pilot.press("ctrl+u", *"lths", "tab", *"new one", "enter")
        await pilot.pause()
        assert library.entries.get(first).tags == ("lighthouse", "new one")
        await pilot.press("u")
        await pilot.pause()
        assert library.entries.get(first).tags == ("old",)


async def test_of_many_only_what_all_have_is_in_the_line_and_the_rest_stays(library: Library) -> None:
    first, second, third = (entry.id for entry in library.entries.all())
    library.entries.tag([first, second], ["sea"])
    library.entries.tag([second], ["own, with a comma"])
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("x", "x", "t")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "sea, "
        await pilot.press("ctrl+u", *"tide", "enter")
        await pilot.pause()
        assert library.entries.get(first).tags == ("tide",)
        assert library.entries.get(second).tags == ("own, with a comma", "tide")
        assert library.entries.get(third).tags == ()
        await pilot.press("u")
        await pilot.pause()
        assert library.entries.get(first).tags == ("sea",)
        assert library.entries.get(second).tags == ("sea", "own, with a comma")


async def test_arrows_choose_among_what_fits_and_escape_changes_nothing(library: Library) -> None:
    library.entries.tag([library.entries.all()[2].id], ["tide", "tidal flat"])
    revision = library.revision
    app = NightstandApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("t", *"ti", "down")
        await pilot.pause()
        offered = app.screen.query_one(RowList)
        marked = [next(iter(offered.render_line(y))).style for y in range(2)]
        assert marked[0] != marked[1]  # one sees which tag Tab takes
        await pilot.press("tab")
        await pilot.pause()
        assert isinstance(app.screen, TagScreen)
        assert app.screen.query_one(Input).value == "tide, "
        assert app.screen.query_one(RowList).current == "tidal flat"
        await pilot.press("escape")
        await pilot.pause()
    assert library.revision == revision
