"""How the text is set is changed by keys, kept, and never moves the place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.settings.settings import Settings, load_settings
from reader.settings.themes import DARK
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.reading_settings import CHOICES
from tests.tui.screen_text import text_of

SENTENCE = (
    "The keeper understood immediately that the extraordinary arrangement of lanterns represented "
    "something considerably more complicated than an ordinary celebration of the harbour [{0}]. "
)
TEXT = "\n\n".join(SENTENCE.format(number) * 3 for number in range(40))


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "lib", tmp_path / "cached") as opened:
        for title in ("Lanterns", "Lanterns again"):
            draft = Draft(title, TEXT, language="en", url=f"https://harbourpost.example/{title}")
            opened.entries.add(draft, parse_markdown(TEXT))
        yield opened


def app_of(library: Library, settings: Settings | None = None, config: Path | None = None) -> NightstandApp:
    return NightstandApp(library, settings, library.entries.all()[0].id, config=config)


def screen_of(app: NightstandApp) -> ArticleScreen:
    assert isinstance(app.screen, ArticleScreen)
    return app.screen


def shown(app: NightstandApp) -> list[str]:
    view = screen_of(app).view
    return [view.render_line(row).text.rstrip() for row in range(view.size.height)]


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()


CHANGES = ("B", "L", "I", "Y", "S", "ctrl+right", "minus", "T", "R", "L", "z", "plus", "B", "r", "F", "I")


@pytest.mark.parametrize("start", [1, 4000, 9000])
async def test_no_change_of_looks_carries_the_text_off(read: Library, start: int) -> None:
    app = app_of(read)
    async with app.run_test(size=(120, 40)) as pilot:
        view = screen_of(app).view
        view.scroll_to_offset(start)
        await settle(pilot)
        before = view.top_offset
        for number, key in enumerate(CHANGES):
            await pilot.press(key)
            await pilot.resize_terminal(*((70, 20), (120, 40), (33, 50))[number % 3])
            await settle(pilot)
            layout = view.layout_now
            top = layout.rows[layout.row_of(view.top_offset)]
            assert top.start <= before < top.pieces[-1].end, key
        await pilot.resize_terminal(120, 40)
        await settle(pilot)


async def test_keys_are_kept_for_the_next_article_and_the_next_start(read: Library, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    app = NightstandApp(read, config=config)
    keys = ("B", "Y", "L", "I", "r", "F", "S", "ctrl+right")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", *keys)
        await settle(pilot)
        typography = screen_of(app).view.layout_now.typography
        await pilot.press("q", "0", "j", "enter")
        await settle(pilot)
        assert screen_of(app).view.layout_now.typography == typography
        assert screen_of(app).sidebar.region.x == 0
    kept = load_settings(config)
    names = ("justify", "hyphenate", "indent_paragraphs", "ruler", "focus_mode", "sidebar_left")
    assert all(getattr(kept, name) for name in names)
    assert kept.line_spacing == 1
    assert kept.sidebar_columns == Settings().sidebar_columns + 4


async def test_hyphens_are_drawn_but_not_found_and_not_copied(read: Library) -> None:
    app = app_of(read, Settings(hyphenate=True, width=40))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert any(line.endswith("-") for line in shown(app))
        await pilot.press("right_curly_bracket", "y")
        assert "-" not in app.clipboard
        assert app.clipboard.startswith("The keeper understood immediately")
        for word in ("considerably", "extraordinary"):
            await pilot.press("slash", *word, "enter")
            assert len(screen_of(app).session.hits.places) == 120
            await pilot.press("escape")


async def test_marks_of_justified_text_have_no_holes(read: Library) -> None:
    app = app_of(read, Settings(justify=True, width=50))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "m")
        await settle(pilot)
        view = screen_of(app).view
        row = view.layout_now.row_of(0) + len(view._heading_lines) + 1
        marked = [
            bool(style and style.bgcolor and style.bgcolor.name == DARK.highlights["yellow"])
            for text, style, _ in view.render_line(row)
            for _ in text
        ]
        first = marked.index(True)
        assert marked == [False] * first + [True] * 50 + [False] * (len(marked) - first - 50)


async def test_ruler_goes_row_by_row_from_the_first_to_the_last(read: Library) -> None:
    app = app_of(read, Settings(ruler=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        view = screen_of(app).view
        ruled = []
        for _ in range(30):
            rows = [row for row, line in enumerate(shown(app)) if line.lstrip().startswith("> ")]
            assert len(rows) == 1
            ruled.append(view.offset_under(view.size.width // 2, rows[0]))
            await pilot.press("j")
            await settle(pilot)
        assert ruled[0] < 72
        assert all(first < second < first + 160 for first, second in pairwise(ruled))
        await pilot.press("G", "j", "k")
        await settle(pilot)
        assert any(line.lstrip().startswith("> ") for line in shown(app))


async def test_ruler_goes_with_the_caret(read: Library) -> None:
    app = app_of(read, Settings(ruler=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "j", "j", "j")
        await settle(pilot)
        session = screen_of(app).session
        layout = screen_of(app).view.layout_now
        assert session.selection is not None
        line = screen_of(app).view._line.offset
        assert layout.row_of(line) == layout.row_of(session.selection.head)


async def test_focus_mode_dims_all_but_one_paragraph(read: Library) -> None:
    app = app_of(read, Settings(focus_mode=True))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("right_curly_bracket", "right_curly_bracket")
        await settle(pilot)
        view = screen_of(app).view
        bright = {
            view.layout_now.rows[row - len(view._heading_lines)].block
            for row in range(view.size.height)
            for text, style, _ in view.render_line(row)
            if text.strip() and style and style.color and style.color.name == DARK.text
        }
        assert bright == {screen_of(app).session.focus}


@pytest.mark.parametrize("key", ["B", "Y", "L", "I", "r", "F", "S"])
async def test_key_that_is_hit_by_mistake_says_how_to_take_it_back(read: Library, key: str) -> None:
    app = app_of(read)
    before = app.settings
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(key)
        assert app.settings != before
        assert any(f"{key} again takes it back" in note.message for note in app._notifications)
        await pilot.press(key)
        assert app.settings == before


async def test_width_that_the_window_has_no_room_for_says_so(read: Library) -> None:
    app = app_of(read)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("plus")
        width = screen_of(app).view.layout_now.width
        assert width < app.settings.width
        (note,) = app._notifications
        assert note.message == f"{app.settings.width} columns; this window has room for {width}"


async def test_list_of_settings_changes_each_before_ones_eyes(read: Library) -> None:
    app = app_of(read)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("O")
        for choice in CHOICES:
            before = app.settings
            assert choice.shown(before) in text_of(app)
            await pilot.press("enter")
            assert app.settings != before
            assert choice.shown(app.settings) in text_of(app)
            await pilot.press("h")
            if choice.caption != "Theme":
                assert app.settings == before
            await pilot.press("j")
        assert not list(app._notifications)  # the list shows it
        await pilot.press("escape")
        assert type(app.screen).__name__ == "ArticleScreen"
