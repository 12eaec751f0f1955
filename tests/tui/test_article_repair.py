from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from reader.importing.bringing import import_paths
from reader.library.kept import Entry
from reader.library.library import Library
from reader.settings.sites import load_sites
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.dialogs import ListScreen

PAGE = """<html><head><title>The mill</title></head><body><nav><a href="/">Home of the mill</a></nav>
<h1>The mill</h1>
<article><p>The mill had stood for two hundred years when its owner, who was tired of wind, sold it.</p>
<p>The new owner painted it, opened a window to the west, and moved in with her sister.</p></article>"""


@pytest.fixture
def mills(tmp_path: Path) -> Iterator[tuple[Library, Entry]]:
    file = tmp_path / "mill.html"
    file.write_text(PAGE)
    with Library.open(tmp_path / "library", tmp_path / "cache") as library:
        (result,) = import_paths(library, [str(file)], url="https://mills.example/one")
        assert result.entry is not None
        yield library, result.entry


def app_of(library: Library, entry: Entry, tmp_path: Path) -> NightstandApp:
    return NightstandApp(library, opened=entry.id, sites_file=tmp_path / "sites.toml")


async def settle(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_cleaning_for_the_site_is_kept_and_taken_back_the_same_way(
    mills: tuple[Library, Entry], tmp_path: Path
) -> None:
    library, entry = mills
    app = app_of(library, entry, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("W", *"jjjj", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ArticleScreen)
        assert "Home of the mill" in app.screen.session.document.text
        (rule,) = load_sites(tmp_path / "sites.toml").rules
        assert (rule.host, rule.cleaning) == ("mills.example", "text")
        await pilot.press("W", *"jjj", "enter")
        await settle(pilot)
        assert "Home of the mill" not in app.screen.session.document.text
        assert load_sites(tmp_path / "sites.toml").rules[0].cleaning == "readable"


async def test_a_wrong_file_of_rules_is_said_and_stays_as_it_is(
    mills: tuple[Library, Entry], tmp_path: Path
) -> None:
    library, entry = mills
    (tmp_path / "sites.toml").write_text("no = [")
    app = app_of(library, entry, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("W", *"jjjj", "enter")
        await settle(pilot)
        assert any("sites.toml" in note.message for note in app._notifications)
        assert (tmp_path / "sites.toml").read_text() == "no = ["
        assert isinstance(app.screen, ArticleScreen)
        assert "Home of the mill" not in app.screen.session.document.text


async def test_the_text_is_edited_where_one_was_and_undo_goes_back(
    mills: tuple[Library, Entry], tmp_path: Path
) -> None:
    library, entry = mills
    before = library.entries.document(entry.id).text
    app = app_of(library, entry, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("W", "G", *"j" * 9, "enter")
        await pilot.pause()
        area = app.screen.query_one(TextArea)
        assert area.text == library.entries.markdown(entry.id)
        assert area.selection.start == (0, 0)
        await pilot.press(*"Sold: ", "escape")
        await settle(pilot)
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.session.document.text == f"Sold: {before}"
        for key, text in (("u", before), ("ctrl+r", f"Sold: {before}"), ("u", before)):
            await pilot.press(key)
            await settle(pilot)
            assert library.entries.document(entry.id).text == text
            assert app.screen.session.document.text == text


async def test_an_article_without_an_address_has_no_site_to_keep_anything_for(
    mills: tuple[Library, Entry], tmp_path: Path
) -> None:
    library, entry = mills
    library.entries.edit(entry.id, url=None)
    app = app_of(library, entry, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("W")
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)
        captions = [text for item in app.screen._shown for text, _ in item.lines]
        assert not any("site" in caption or "next pages" in caption for caption in captions)
        await pilot.press(*"jjj", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ListScreen)  # the page as it was
