"""How many keys it takes to mark what stands on the page."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.reading.targets import labels, paragraphs_within, sentences_within
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.widgets.entry_list import EntryList
from tests.tui.screen_text import text_of

SIZES = [(80, 24), (120, 40), (200, 50)]
SHORT = "\n\n".join(f"Row {n} is short. So it is. Yes! And {n} ends." for n in range(80))
LONG = " ".join(f"Sentence number {n} of one long paragraph goes on for a while." for n in range(120))


def screen_of(pilot: Pilot[None]) -> ArticleScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ArticleScreen)
    return screen


def keep(library: Library, text: str) -> str:
    return library.entries.add(Draft("Reached", text), parse_markdown(text)).id


def visible(pilot: Pilot[None], place: Range) -> bool:
    return place.overlaps(screen_of(pilot).view.window)


@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_any_sentence_on_the_page_takes_four_keys_and_any_paragraph_three(
    library: Library, text: str, size: tuple[int, int]
) -> None:
    id = keep(library, text)
    async with NightstandApp(library, None, id).run_test(size=size) as pilot:
        await pilot.press("space")  # a page in the middle, with parts of sentences at its edges
        await pilot.pause()
        screen = screen_of(pilot)
        document, window = screen.session.document, screen.view.window
        for found, most, write in (
            (sentences_within(document, window), 4, str.lower),
            (paragraphs_within(document, window), 3, str.upper),
        ):
            for place, label in ((0, labels(len(found))[0]), (-1, labels(len(found))[-1])):
                keys = ["comma", *write(label)]
                assert len(keys) <= most
                await pilot.press(*keys)
                marked = {one.range for one in library.highlights.of(id)}
                assert found[place].range in marked
                assert screen.view.window == window


async def test_label_of_what_began_above_stands_at_the_top_of_the_page(library: Library) -> None:
    id = keep(library, LONG)
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("space", "j", "comma")
        top = screen_of(pilot).view.render_line(0).text.split()
        assert top[0] == "A"
        assert top[1].startswith("a")


async def test_reading_on_and_marking_what_was_read_takes_two_keys(library: Library) -> None:
    id = keep(library, SHORT)
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            await pilot.press("right_curly_bracket", "m")
        assert [one.anchor.exact.split(" is")[0] for one in library.highlights.of(id)] == [
            "Row 0",
            "Row 1",
            "Row 2",
        ]


# -- sentences outside visual mode


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        ([")", "m"], "Row 0 is short."),
        ([")", ")", "m"], "So it is."),
        (["3", ")", "m"], "Yes!"),
        ([")", ")", "(", "m"], "Row 0 is short."),
        (["}", ")", ")", "m"], "So it is."),
        ([")", "}", ")", "m"], "Row 1 is short."),
        (["}", "}", "(", "m"], "And 0 ends."),
        ([")", ")", "}", "m"], "Row 1 is short. So it is. Yes! And 1 ends."),
        (["2", "}", "m"], "Row 1 is short. So it is. Yes! And 1 ends."),
        ([")", ")", "v", "e", "m"], "So"),
        ([")", ")", "V", "m"], "So it is."),
        ([")", "5", "x", ")", "m"], "So it is."),
    ],
    ids=lambda value: "".join(value) if isinstance(value, list) else None,
)
async def test_sentences_are_reached_without_selecting(library: Library, keys: list[str], quote: str) -> None:
    id = keep(library, SHORT)
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert [one.anchor.exact for one in library.highlights.of(id)] == [quote]


async def test_marked_sentence_is_copied_noted_and_left_by_escape(library: Library) -> None:
    id = keep(library, SHORT)
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.press(")", ")", "y")
        assert pilot.app.clipboard == "So it is."
        await pilot.press(")", "a", *"Mine", "escape")
        (made,) = library.highlights.of(id)
        assert (made.anchor.exact, made.note) == ("Yes!", "Mine")
        await pilot.press("escape")
        assert screen_of(pilot).session.sentence is None
        assert screen_of(pilot).session.focus is not None


async def test_sentences_end_at_the_ends_of_the_text_and_pass_rules(library: Library) -> None:
    id = keep(library, "One. Two.\n\n---\n\nThree.")
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.press("(", ")", ")", ")", ")", "y")
        assert pilot.app.clipboard == "Three."


# -- from a hit


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        (["m"], "Row 1 is short. So it is. Yes! And 1 ends."),
        (["n", "m"], "Row 2 is short. So it is. Yes! And 2 ends."),
        (["V", "m"], "So it is."),
        (["v", "e", "m"], "So"),
        (["(", "m"], "Row 1 is short."),
        ([")", "V", "m"], "So it is."),
        (["}", "v", "e", "m"], "Row"),
    ],
    ids="".join,
)
async def test_keys_stand_at_what_was_found(library: Library, keys: list[str], quote: str) -> None:
    id = keep(library, SHORT)
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"so it", "enter", "n", *keys)
        assert [one.anchor.exact for one in library.highlights.of(id)] == [quote]


# -- from a passage to the library


async def test_selection_is_searched_in_the_library(library: Library, tower: str) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("n", "enter")
        await pilot.press("right_curly_bracket", "v", "e", "s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert [entry.title for entry in app.screen.query_one(EntryList).entries] == [
            "Moving a church on rails"
        ]
    assert tower


async def test_search_of_a_selection_finds_on_all_shelves_from_an_article_alone(
    library: Library, tower: str
) -> None:
    library.entries.set_state([tower], "archive")
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("right_curly_bracket", "V", "s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert list(app.screen.query_one(EntryList).ids) == [tower]


@pytest.mark.parametrize("way", ["q", "escape", ":q"])
async def test_search_of_a_selection_leads_back_to_its_place(library: Library, tower: str, way: str) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("d", "v", "w", "s")
        article = app.screen_stack[-2]
        await app.workers.wait_for_complete()
        assert "goes back to “The Lighthouse That Moved”" in text_of(app)
        await pilot.press(*(("colon", "q", "enter") if way == ":q" else (way,)))
        assert app.screen is article
        assert isinstance(article, ArticleScreen)
        assert article.session.selection is not None
        assert article.view.top_offset > 0


async def test_esc_in_a_changed_search_shows_what_was_searched(library: Library, tower: str) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("v", "e", "s")
        await pilot.press("slash", *"bells", "escape")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, LibraryScreen)
        assert list(app.screen.query_one(EntryList).ids) == [tower]
        await pilot.press("escape")
        assert isinstance(app.screen, ArticleScreen)


async def test_highlight_removed_in_the_list_is_gone_from_the_article_below(
    library: Library, tower: str
) -> None:
    library.highlights.add(tower, Range(4, 9))
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("H", "x", "q")
        assert isinstance(app.screen, ArticleScreen)
        assert not app.screen.session.highlights
        assert "1 mark" not in text_of(app)


async def test_quote_of_a_highlight_is_searched(library: Library, tower: str) -> None:
    library.highlights.add(tower, Range(4, 9))
    library.search.refresh()
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("H", "s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert list(app.screen.query_one(EntryList).ids) == [tower]
