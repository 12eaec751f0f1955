"""The key that reads aloud."""

import shlex
import sys
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.settings.settings import Settings
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from tests.tui.screen_text import text_of


def stand_in(heard: Path) -> str:
    """A program that notes what it was to speak."""
    code = f"import sys; open({str(heard)!r}, 'a').write(sys.stdin.read() + '\\n')"
    return shlex.join([sys.executable, "-c", code])


async def test_article_is_read_sentence_by_sentence_to_its_end(library: Library, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    other = next(entry for entry in library.entries.all() if entry.title == "Four bells")
    app = NightstandApp(library, Settings(speech=stand_in(heard)), other.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        assert screen.session.sentence is not None
    text = " ".join(library.entries.document(other.id).text.split())
    assert " ".join(heard.read_text().split()) == text


async def test_a_second_press_and_leaving_stop_the_voice(
    library: Library, tower: str, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    code = f"import time; open({str(begun)!r}, 'w').close(); time.sleep(600)"
    app = NightstandApp(library, Settings(speech=shlex.join([sys.executable, "-c", code])), tower)
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, ArticleScreen)
        app.screen._neighbours = tuple(entry.id for entry in library.entries.all())
        for stop in ("l", "escape", "J", "q"):
            await pilot.press("K", "l")
            while not begun.exists():
                await pilot.pause()
            assert "reading aloud · Esc stops it" in text_of(app)
            await pilot.press(stop)
            await app.workers.wait_for_complete()
            begun.unlink()
            assert "reading aloud" not in text_of(app)
        assert not isinstance(app.screen, ArticleScreen)


async def test_without_a_voice_one_is_told_what_to_do(
    library: Library, tower: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert "espeak-ng" in text_of(app)
