from pathlib import Path

import pytest

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.settings.settings import Settings
from reader.tui.app import NightstandApp
from reader.tui.screens import article_panels
from tests.tui.screen_text import text_of


async def test_neighbours_stand_beside_an_article_at_once_when_the_program_has_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_panels, "_NEIGHBOURS_AFTER_START_SECONDS", 1e6)
    with Library.open(tmp_path / "library", tmp_path / "cache") as library:
        for number, title in enumerate(("Lighthouse on rails", "A lighthouse moves", "Bread", "Goats")):
            text = f"{title}, {'lighthouse keeper ' * (number < 2)} number{'x' * number}."
            library.entries.add(Draft(title, text), parse_markdown(text))
        library.search.refresh()
        app = NightstandApp(library, Settings())
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("G", "enter")
            for _ in range(200):
                await pilot.pause(0.01)
                if "In your library" in text_of(app):
                    break
            assert "In your library" in text_of(app)
            assert "A lighthouse moves" in text_of(app)
