"""What a hand on the keys expects of an article: that keys mean what is seen, and that nothing is lost."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.widgets._toast import Toast

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.kept import Colour, Draft
from reader.library.library import Library
from reader.reading.finding import MAX_HITS
from reader.settings.settings import Settings
from reader.settings.themes import DARK
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.widgets.row_list import RowList
from tests.tui.screen_text import text_of

SIZE = (100, 24)


def screen_of(pilot: Pilot[None]) -> ArticleScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ArticleScreen)
    return screen


def notices(pilot: Pilot[None]) -> list[str]:
    return [one.message for one in pilot.app._notifications]


def quotes(library: Library, id: str) -> list[str]:
    return sorted(one.anchor.exact for one in library.highlights.of(id))


async def test_paragraph_that_was_scrolled_away_is_not_meant_any_more(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        await pilot.press("}", "G")
        view = screen_of(pilot).view
        seen = view.window
        await pilot.press("m")
        (made,) = library.highlights.of(tower)
        assert made.range.overlaps(seen)
        await pilot.press("g", "}")
        assert view.top_offset == 0, "the mark begins where one reads, not where it was left"
        assert screen_of(pilot).session.focus == 0


async def test_key_that_marks_twice_makes_one_highlight(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        await pilot.press("}", "m", "m")
        assert len(library.highlights.of(tower)) == 1
        assert "marked already" in notices(pilot)[-1]
        await pilot.press("ctrl+v", "3")
        (made,) = library.highlights.of(tower)
        assert made.colour == "blue"


async def test_every_highlight_of_a_paragraph_is_reached_and_meant(library: Library, tower: str) -> None:
    for first, last in ((0, 3), (4, 9), (4, 13)):
        library.highlights.add(tower, Range(first, last))
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        reached = []
        for _ in range(3):
            await pilot.press("]")
            reached.append(screen_of(pilot).session.sentence)
        assert reached == [Range(0, 3), Range(4, 9), Range(4, 13)]
        await pilot.press("[", "x")
        assert quotes(library, tower) == ["The", "tower was"]


async def test_escape_leaves_find_where_it_began_and_enter_is_a_jump(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        view = screen_of(pilot).view
        await pilot.press(*"jjjjjj")
        before, row = view.top_offset, view.scroll_offset.y
        await pilot.press("slash", *"graph 55")
        assert view.top_offset > before
        await pilot.press("escape")
        assert view.scroll_offset.y == row
        await pilot.press("slash", *"graph 55", "enter")
        assert view.top_offset > before
        await pilot.press("escape", "ctrl+o")
        assert view.top_offset == before


@pytest.mark.parametrize("rows", [1, 4, 5, 9, 20])
async def test_top_row_stays_when_the_window_is_lower_and_high_again(
    library: Library, tower: str, rows: int
) -> None:
    """Also in the heading, and at an empty row: lines that come and go below must not push the text."""
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        view = screen_of(pilot).view
        await pilot.press(*"j" * rows)
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert view.scroll_offset.y == rows
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert view.scroll_offset.y == rows


async def test_what_is_not_in_the_text_is_said_as_one_types(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"zebra")
        assert text_of(pilot.app).startswith(" nothing found")
        await pilot.press("enter")
        assert "“zebra” was not found" in notices(pilot)


async def test_more_hits_than_are_kept_are_said_to_be_more(library: Library) -> None:
    text = "a " * (MAX_HITS + 1)
    id = library.entries.add(Draft("Letters", text), parse_markdown(text)).id
    async with NightstandApp(library, None, id).run_test(size=SIZE) as pilot:
        await pilot.press("slash", "a")
        assert f"hit 1 of {MAX_HITS}+" in text_of(pilot.app)


async def test_find_moves_the_end_of_a_selection(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        await pilot.press("}", "v", "slash", *"knew", "enter")
        session = screen_of(pilot).session
        assert session.selected is not None
        assert session.document.text[: session.selected.end] == "The tower was built on sand. Everyone k"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("v",), "selected: 1 word, 1 character "),
        (("v", "w", "w", "h"), "selected: 2 words, 10 characters "),
        (("V", ")"), "selected: 2 sentences, 9 words "),
        (("ctrl+v",), "selected: 1 paragraph, 9 words "),
    ],
)
async def test_size_of_a_selection_is_said(
    library: Library, tower: str, keys: tuple[str, ...], said: str
) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(120, 24)) as pilot:
        await pilot.press("}", *keys)
        assert said in text_of(pilot.app).splitlines()[0]


async def test_help_begins_with_the_keys_that_count_now(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "question_mark")
        await pilot.pause()
        assert "Selecting" in text_of(pilot.app)
        assert "Scroll down" not in text_of(pilot.app)


async def test_footer_and_help_say_the_keys_that_the_user_chose(library: Library) -> None:
    settings = Settings(keys={"archive": ("ctrl+y",), "star": (), "clear_filter": ()})
    async with NightstandApp(library, settings).run_test(size=(100, 50)) as pilot:
        assert "Enter open   r read   ctrl+y archive   / filter" in text_of(pilot.app)
        await pilot.press("question_mark")
        help = text_of(pilot.app)
        assert "ctrl+y             Archive" in help
        assert ":star              Give or take the star." in help
        assert ":clear-filter      Clear the filter" in help


async def test_footer_has_the_keys_of_the_sidebar_while_they_are_in_it(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(120, 24)) as pilot:
        assert "m mark" in text_of(pilot.app).splitlines()[-1]
        await pilot.press("o")
        await pilot.pause()
        footer = text_of(pilot.app).splitlines()[-1]
        assert "Enter go there" in footer
        assert "m mark" not in footer
        await pilot.press("escape")
        await pilot.pause()
        assert "m mark" in text_of(pilot.app).splitlines()[-1]


async def test_what_one_key_said_makes_room_for_what_the_next_one_says(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        await pilot.press("r", "F", "=")
        assert len(notices(pilot)) == 1
        pilot.app.notify("the disk is full", severity="error")
        await pilot.press("r")
        assert notices(pilot)[0] == "the disk is full"


@pytest.mark.parametrize(("line", "said"), [("42%", "42 %"), ("7", "number 7"), ("qa", "leaves the program")])
async def test_command_line_says_where_a_place_leads(
    library: Library, tower: str, line: str, said: str
) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        await pilot.press("colon", *line)
        assert said in text_of(pilot.app)
        assert "No action" not in text_of(pilot.app)


async def test_what_a_command_says_is_as_tall_as_it_is(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        await pilot.press("|", *"echo one; echo two", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.screen.query_one(RowList).size.height == 2
        rows = [line.strip() for line in text_of(pilot.app).split("\n")]
        assert any("one" in row for row in rows)


async def test_command_that_was_given_is_offered_again(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        await pilot.press("|", *"wc -w", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("escape", "|")
        assert "running" not in text_of(pilot.app)
        assert pilot.app.screen.query_one(Input).value == "wc -w"


async def test_escape_stops_a_command_that_takes_its_time(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        await pilot.press("|", *"sleep 600", "enter")
        await pilot.pause()
        assert "running sleep 600 · Esc stops it" in text_of(pilot.app)
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        assert "running" not in text_of(pilot.app)
        assert notices(pilot) == ["the command was stopped"]
        assert screen_of(pilot).is_current


@pytest.mark.parametrize("columns", [80, 60])
async def test_where_one_is_takes_one_row_however_long_the_section_is_called(
    library: Library, columns: int
) -> None:
    text = "\n\n".join([f"## {'A section of a long name, 章 and more ' * 5}", *["word " * 230] * 7])
    id = library.entries.add(Draft("Long", text), parse_markdown(text)).id
    app = NightstandApp(library, None, id)
    async with app.run_test(size=(columns, 24), notifications=True) as pilot:
        await pilot.press("=")
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        assert toast.size.height == 1
        assert "paragraph 1 of 8 · " in text_of(app)


async def test_where_one_is_says_what_is_left_of_section_and_article(library: Library) -> None:
    text = (
        "# First\n\n" + "\n\n".join(["word " * 230] * 3) + "\n\n# Last\n\n" + "\n\n".join(["word " * 230] * 4)
    )
    id = library.entries.add(Draft("Two parts", text), parse_markdown(text)).id
    async with NightstandApp(library, None, id).run_test(size=SIZE) as pilot:
        await pilot.press("=")
        (said,) = notices(pilot)
        assert said.startswith("First · left: 2 min here, 6 min in all · paragraph 1 of 9 · ")
        await pilot.press("G", "=")
        (said,) = notices(pilot)
        assert said.startswith("Last · nothing left · paragraph ")
        assert said.endswith(" · 100 %")


@pytest.mark.parametrize("order", [((0, 9, "yellow"), (0, 27, "blue")), ((0, 27, "blue"), (0, 9, "yellow"))])
async def test_highlight_within_another_is_seen(
    library: Library, tower: str, order: tuple[tuple[int, int, Colour], ...]
) -> None:
    for first, last, colour in order:
        library.highlights.add(tower, Range(first, last), colour=colour)
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        view = screen_of(pilot).view
        grounds = {
            segment.text: segment.style.bgcolor.name
            for row in range(view.window_rows)
            for segment in view.render_line(row)
            if segment.style is not None and segment.style.bgcolor is not None
        }
        assert grounds["The tower"] == DARK.highlights["yellow"]
        assert grounds[" was built on sand"] == DARK.highlights["blue"]


async def test_highlight_that_one_came_for_is_meant_by_the_keys(library: Library, tower: str) -> None:
    library.highlights.add(tower, Range(0, 27))
    wanted = library.highlights.add(tower, Range(28, 46), note="Everyone?")
    async with NightstandApp(library).run_test(size=SIZE) as pilot:
        await pilot.press("H", "enter")
        await pilot.pause()
        assert screen_of(pilot).session.sentence == wanted.range
        await pilot.press("x")
        assert quotes(library, tower) == ["The tower was built on sand"]


LONG_AND_SHORT = "\n\n".join(
    [
        "First. " + "The tide went out. " * 90,
        "Second. " + "It came in. " * 40,
        *(f"Short {n}." for n in range(40)),
    ]
)


def focused(pilot: Pilot[None]) -> str:
    session = screen_of(pilot).session
    assert session.focus is not None
    place = session.document.blocks[session.focus].range
    return session.document.text[place.start : place.end].split(".")[0]


async def test_next_paragraph_after_scrolling_is_one_that_begins_in_the_window(library: Library) -> None:
    draft = Draft("Tides", LONG_AND_SHORT)
    id = library.entries.add(draft, parse_markdown(LONG_AND_SHORT)).id
    async with NightstandApp(library, None, id).run_test(size=SIZE) as pilot:
        view = screen_of(pilot).view
        await pilot.press("space")
        top = view.scroll_offset.y
        second = screen_of(pilot).session.document.blocks[1].range.start
        assert view.window.start < second < view.window.end
        await pilot.press("right_curly_bracket")
        assert focused(pilot) == "Second"
        assert view.scroll_offset.y >= top
        await pilot.press("escape", "left_curly_bracket")
        assert focused(pilot) == "First"
        assert view.window.start <= 2


async def test_paragraph_that_fills_the_window_is_taken_where_it_stands(library: Library) -> None:
    id = library.entries.add(Draft("Tides", LONG_AND_SHORT), parse_markdown(LONG_AND_SHORT)).id
    async with NightstandApp(library, None, id).run_test(size=(60, 12)) as pilot:
        view = screen_of(pilot).view
        await pilot.press("space")
        top = view.scroll_offset.y
        assert top > 0
        await pilot.press("right_curly_bracket")
        assert focused(pilot) == "First"
        assert view.scroll_offset.y == top


async def test_ends_of_the_paragraphs_are_said(library: Library) -> None:
    id = library.entries.add(Draft("Two", "One.\n\nTwo."), parse_markdown("One.\n\nTwo.")).id
    async with NightstandApp(library, None, id).run_test(size=SIZE) as pilot:
        await pilot.press("right_curly_bracket", "right_curly_bracket")
        assert not notices(pilot)
        await pilot.press("right_curly_bracket")
        assert notices(pilot) == ["no further paragraph"]
        await pilot.press("left_curly_bracket", "left_curly_bracket")
        assert notices(pilot) == ["no paragraph before this one"]


async def test_counts_before_percent_paragraphs_hits_and_highlights(library: Library, tower: str) -> None:
    text = library.entries.document(tower).text
    for start in (0, 30, 60):
        library.highlights.add(tower, Range(start, start + 4))
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        screen = screen_of(pilot)
        await pilot.press("5", "0", "percent_sign")
        assert abs(screen.view.top_offset - len(text) / 2) < len(text) / 10
        await pilot.press("3", "G")
        readable = [block for block in screen.session.document.blocks if block.kind != "rule"]
        assert screen.session.focus is not None
        assert screen.session.document.blocks[screen.session.focus] is readable[2]
        await pilot.press("g", "escape", "slash", *"tide", "enter", "3", "n")
        assert screen.session.hits.number == 3
        await pilot.press("escape", "escape", "g", "3", "right_square_bracket")
        assert screen.session.sentence == Range(60, 64)


async def test_a_count_is_not_left_for_what_follows_a_key_that_takes_none(
    library: Library, tower: str
) -> None:
    async with NightstandApp(library, None, tower).run_test(size=SIZE) as pilot:
        screen = screen_of(pilot)
        await pilot.press("4", "2", "f9", "j")
        assert screen.view.scroll_offset.y == 1
        await pilot.press("4", "2", "colon", "escape", "j")
        assert screen.view.scroll_offset.y == 2
