"""Pictures of an article on the screen: in its text, large, and not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from textual.widgets import Static

from reader.document.document import Document
from reader.importing.bringing import import_paths
from reader.library.library import Library
from reader.settings.settings import Settings, load_settings
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.picture import PictureScreen
from tests.painting import data_url, page_with, picture
from tests.tui.screen_text import text_of

RED, BLUE = (200, 30, 30), (20, 40, 220)


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")


@pytest.fixture
def boats(library: Library, tmp_path: Path) -> str:
    """An article with two pictures."""
    (tmp_path / "boats.html").write_text(
        page_with(data_url(picture(size=(640, 400))), data_url(picture("jpeg", (200, 800)), "jpeg"))
    )
    (result,) = import_paths(library, [str(tmp_path / "boats.html")])
    assert result.entry is not None
    return result.entry.id


async def settled(app: NightstandApp, pilot: object) -> ArticleScreen:
    await pilot.pause()  # type: ignore[attr-defined]
    await app.workers.wait_for_complete()
    await pilot.pause()  # type: ignore[attr-defined]
    screen = app.screen
    assert isinstance(screen, ArticleScreen)
    return screen


def picture_cells(screen: ArticleScreen) -> list[list[Segment]]:
    """The half cells in each row of the window that has any."""
    strips = (screen.view.render_line(y) for y in range(screen.view.window_rows))
    rows = ([segment for segment in strip if "▀" in segment.text] for strip in strips)
    return [row for row in rows if row]


def colours_of(cells: list[Segment]) -> set[tuple[int, int, int]]:
    found = (one.style.color.triplet for one in cells if one.style and one.style.color)
    return {tuple(one) for one in found if one}  # type: ignore[misc]


async def test_picture_stands_over_its_words(library: Library, boats: str) -> None:
    app = NightstandApp(library, opened=boats)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await settled(app, pilot)
        rows = picture_cells(screen)
        assert screen.view.window_rows // 4 < len(rows) <= screen.view.window_rows // 2
        assert RED in colours_of(rows[0])
        assert BLUE in colours_of(rows[len(rows) // 2])
        assert "Boats in the harbour" in text_of(app)


async def test_rows_do_not_move_when_a_picture_is_drawn(library: Library, boats: str) -> None:
    app = NightstandApp(library, opened=boats)
    async with app.run_test(size=(100, 40)) as pilot:
        opened = app.screen
        assert isinstance(opened, ArticleScreen)
        await pilot.pause()
        before = [row.start for row in opened.view.layout_now.rows]
        screen = await settled(app, pilot)
        assert [row.start for row in screen.view.layout_now.rows] == before


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 50)])
async def test_no_row_is_wider_than_the_column(library: Library, boats: str, size: tuple[int, int]) -> None:
    app = NightstandApp(library, opened=boats)
    async with app.run_test(size=size) as pilot:
        screen = await settled(app, pilot)
        room = screen.view.scrollable_content_region.width
        for row in picture_cells(screen):
            assert sum(segment.cell_length for segment in row) <= screen.view.layout_now.width
        assert {screen.view.render_line(y).cell_length for y in range(screen.view.window_rows)} == {room}


async def test_reading_place_and_marks_count_in_the_text_alone(library: Library, boats: str) -> None:
    app = NightstandApp(library, opened=boats)
    async with app.run_test(size=(100, 16)) as pilot:
        screen = await settled(app, pilot)
        layout, document = screen.view.layout_now, screen.session.document
        for offset in range(0, len(document.text), 7):
            row = layout.rows[layout.row_of(offset)]
            assert row.picture < 0
            assert row.start <= offset
        *_, figure = (block for block in document.blocks if block.kind == "figure")
        screen.view.scroll_to_offset(figure.range.start)
        await pilot.pause()
        top = layout.rows[int(screen.view.scroll_offset.y) - len(screen.view._heading_lines)]
        assert (top.start, top.picture) == (figure.range.start, 0)


async def test_key_draws_pictures_or_not_and_is_remembered(
    library: Library, boats: str, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    app = NightstandApp(library, opened=boats, config=config)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await settled(app, pilot)
        assert picture_cells(screen)
        await pilot.press("P")
        assert not picture_cells(await settled(app, pilot))
        assert "Boats in the harbour" in text_of(app)
        assert load_settings(config).pictures is False
        await pilot.press("P")
        assert picture_cells(await settled(app, pilot))


@pytest.mark.parametrize("few", ["NO_COLOR", "256"])
async def test_terminal_with_few_colours_has_the_words_alone(
    library: Library, boats: str, few: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if few == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "256")
    app = NightstandApp(library, opened=boats)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await settled(app, pilot)
        assert not picture_cells(screen)
        assert all(row.picture < 0 for row in screen.view.layout_now.rows)
        assert "Boats in the harbour" in text_of(app)


async def test_setting_says_whether_pictures_are_drawn(library: Library, boats: str) -> None:
    app = NightstandApp(library, Settings(pictures=False), opened=boats)
    async with app.run_test(size=(100, 40)) as pilot:
        assert not picture_cells(await settled(app, pilot))


async def test_damaged_picture_is_one_line_and_its_words(library: Library, tmp_path: Path) -> None:
    whole = picture("png", (640, 400))
    (tmp_path / "boats.html").write_text(page_with(data_url(whole[: len(whole) // 2])))
    (result,) = import_paths(library, [str(tmp_path / "boats.html")])
    assert result.entry is not None
    app = NightstandApp(library, opened=result.entry.id)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await settled(app, pilot)
        assert not picture_cells(screen)
        assert text_of(app).count("(not drawn: it is damaged)") == 1
        assert "Boats in the harbour" in text_of(app)


async def test_large_picture_steps_through_all_and_goes_back(library: Library, boats: str) -> None:
    app = NightstandApp(library, opened=boats)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("i")
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, PictureScreen)
        assert "picture 1 of 2" in text_of(app)
        assert "Boats in the harbour" in str(screen.query_one("#words", Static).content)
        assert "Drawn by Ines Marlow." in str(screen.query_one("#words", Static).content)
        drawn = screen.query("#picture > *")
        assert [type(one).__name__ for one in drawn] == ["HalfcellImage"]
        await pilot.press("n")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "picture 2 of 2" in text_of(app)
        assert len(screen.query("#picture > *")) == 1
        await pilot.press("n")
        assert screen.place == 1
        await pilot.press("p")
        assert screen.place == 0
        await pilot.press("escape")
        assert isinstance(app.screen, ArticleScreen)


async def test_click_on_a_picture_shows_it_large(library: Library, boats: str) -> None:
    app = NightstandApp(library, opened=boats)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await settled(app, pilot)
        y = next(y for y in range(38) if any("▀" in one.text for one in screen.view.render_line(y)))
        await pilot.click("#text", offset=(20, y))
        await pilot.pause()
        assert isinstance(app.screen, PictureScreen)


async def test_without_the_extra_there_are_words_and_a_hint(
    library: Library, boats: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.article_pictures.find_spec", lambda _: None)
    app = NightstandApp(library, opened=boats)
    async with app.run_test(size=(100, 40)) as pilot:
        assert not picture_cells(await settled(app, pilot))
        await pilot.press("i")
        assert isinstance(app.screen, ArticleScreen)
        assert [note.message for note in app._notifications] == [
            'pictures are drawn with `pip install "nightstand[images]"`'
        ]


def test_document_without_pictures_asks_for_no_room(library: Library, tower: str) -> None:
    from reader.reading.pictures import pictures_by_block

    assert library.entries.pictures(tower) == ()
    assert pictures_by_block(library.entries.document(tower), ()) == {}
    assert pictures_by_block(Document("", (), ()), ()) == {}


async def test_pictures_are_not_drawn_in_ascii(library: Library, boats: str) -> None:
    app = NightstandApp(library, Settings(ascii=True), boats)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await settled(app, pilot)
        assert not picture_cells(screen)
        await pilot.press("P", "P")
        assert any("24-bit colours and all signs" in note.message for note in app._notifications)


async def test_locale_without_the_signs_is_as_if_ascii_were_asked_for(
    library: Library, boats: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.app.knows_signs", lambda: False)
    app = NightstandApp(library, None, boats)
    async with app.run_test(size=(100, 40)) as pilot:
        assert not picture_cells(await settled(app, pilot))
        assert text_of(app).isascii()
