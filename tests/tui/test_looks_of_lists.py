"""What lists say by colours and words, and what notices leave free."""

from datetime import UTC, datetime

from textual.pilot import Pilot
from textual.widgets._toast import Toast

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.kept import COLOURS, Draft
from reader.library.library import Library
from reader.settings.themes import DARK, LIGHT, Palette
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.widgets.row_list import RowList
from reader.tui.widgets.status_line import StatusLine
from tests.tui.screen_text import text_of


def grounds_of_bars(rows: RowList) -> list[str]:
    found = []
    for y in range(rows.size.height):
        for text, style, _ in rows.row_strip(y):
            if text.startswith("▍") and style and style.bgcolor:
                found.append(style.bgcolor.get_truecolor().hex)
    return found


def mark_in_all_colours(library: Library, tower: str) -> None:
    for number, colour in enumerate(COLOURS):
        library.highlights.add(tower, Range(3 * number, 3 * number + 2), colour=colour)


def in_order(palette: Palette) -> list[str]:
    return [palette.highlights[colour] for colour in COLOURS]


async def test_bars_of_marks_have_the_colours_of_the_marks_in_every_theme(
    library: Library, tower: str
) -> None:
    mark_in_all_colours(library, tower)
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        screen.sidebar.show_tab(2)
        await pilot.pause()
        assert grounds_of_bars(screen.sidebar.list) == in_order(DARK)
        app.theme = "nightstand-light"
        await pilot.pause()
        assert grounds_of_bars(screen.sidebar.list) == in_order(LIGHT)
        await pilot.press("H")
        await pilot.pause()
        assert sorted(grounds_of_bars(app.screen.query_one(RowList))) == sorted(in_order(LIGHT))


def row_of(pilot: Pilot[None], title: str) -> str:
    return next(line for line in text_of(pilot.app).splitlines() if title in line)


async def test_day_of_saving_says_that_it_is_none_of_the_article(library: Library) -> None:
    saved = datetime(2026, 5, 4, 12, tzinfo=UTC)
    for title, published in (("Dated bells", "2020-01-02"), ("Undated bells", None)):
        draft = Draft(title, title, site="Field Notes", published=published, saved=saved)
        library.entries.add(draft, parse_markdown(title))
    async with NightstandApp(library).run_test(size=(120, 20)) as pilot:
        await pilot.press("0")
        await pilot.pause()
        dated, undated = row_of(pilot, "Dated bells"), row_of(pilot, "Undated bells")
        assert "2020-01-02" in dated
        assert "saved" not in dated
        assert "saved 2026-05-04" in undated
        assert "Field Notes" in undated
        assert dated.index("Dated") == undated.index("Undated")
        assert dated.index("2020-01-02") == undated.index("2026-05-04")


async def test_site_of_an_article_is_shown_as_people_write_it(library: Library) -> None:
    draft = Draft("Glocken", "Glocken läuten.", site="xn--mnchen-3ya.example", published="2020-01-02")
    id = library.entries.add(draft, parse_markdown("Glocken läuten.")).id
    async with NightstandApp(library).run_test(size=(120, 20)) as pilot:
        await pilot.press("0")
        await pilot.pause()
        assert "münchen.example" in row_of(pilot, "Glocken")
    async with NightstandApp(library, None, id).run_test(size=(120, 20)) as pilot:
        await pilot.pause()
        assert "münchen.example · 2 January 2020" in text_of(pilot.app)


async def test_notice_lies_over_the_title_and_hides_neither_text_nor_figures_nor_keys(
    library: Library, tower: str
) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        app.notify("said in few words")
        await pilot.pause()
        place, status = app.screen.query_one(Toast).region, app.screen.query_one(StatusLine).region
        assert place.height == 1
        assert place.offset == status.offset
        first, *_, keys = text_of(app).split("\n")
        assert "said in few words" in first
        assert first.endswith("min left")
        assert "? keys" in keys


async def test_notice_in_the_library_hides_neither_shelves_nor_keys(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        app.notify("said in few words")
        await pilot.pause()
        first, *_, keys = text_of(app).split("\n")
        assert "said in few words" in first
        assert "1 Unread 3" in first
        assert "0 All 3" in first
        assert "? keys" in keys


async def test_name_that_is_author_and_site_stands_once_above_the_text(library: Library) -> None:
    draft = Draft("Bells", "Four bells.", byline="Ada Quill", site="ada quill", published="2020-01-02")
    id = library.entries.add(draft, parse_markdown("Four bells.")).id
    async with NightstandApp(library, None, id).run_test(size=(120, 20)) as pilot:
        await pilot.pause()
        assert "Ada Quill · 2 January 2020" in text_of(pilot.app)


async def test_cursor_lies_on_an_item_and_not_on_the_gap_behind_it(library: Library, tower: str) -> None:
    mark_in_all_colours(library, tower)
    app = NightstandApp(library)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("H")
        await pilot.pause()
        rows = app.screen.query_one(RowList)
        grounds = [
            [segment.style.bgcolor for segment in rows.row_strip(y) if segment.style] for y in range(4)
        ]
        quote, facts, gap, other = (row[-1] for row in grounds)
        assert quote == facts
        assert gap == other
        assert quote != gap
