"""How every screen looks, at three sizes, dark and light: compared with the files in `looks/`.

After a change that is meant: `RENEW_LOOKS=1 python -m pytest tests/tui/test_screens_look.py`, then read the
difference like any other.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.settings.settings import Settings
from reader.settings.themes import DARK, SEPIA, Palette, contrast
from reader.tui.app import NightstandApp
from reader.tui.screens.article_panels import PanelActions
from tests.tui.screen_text import letters_of, styles_of, text_of

LOOKS = Path(__file__).parent / "looks"
SIZES = ((80, 24), (120, 40), (200, 50))
THEMES = ("nightstand-dark", "nightstand-light")
# Name: the keys that lead there, and whether the article is opened first.
SCREENS = {
    "library": ((), False),
    "library-filter": (("slash", *"tower"), False),
    "highlights": (("H",), False),
    "statistics": (("Z",), False),
    "article": ((), True),
    "article-at-a-mark": (("right_square_bracket",), True),
    "article-find": (("slash", *"tide"), True),
    "commands": (("colon", *"mark"), True),
    "reading-settings": (("O",), True),
    "visual": (("right_curly_bracket", "v", "w", "e"), True),
    "labels": (("comma",), True),
    "sidebar-marks": (("R", "tab", "tab"), True),
    "outline": (("o",), True),
    "links": (("U",), True),
    "note": (("right_curly_bracket", "a"), True),
    "zen": (("z",), True),
    "help": (("question_mark",), True),
}


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that does not pass, and no thread that adds to the screen when it likes."""
    monkeypatch.setattr("reader.library.reading_log.today", lambda: date(2024, 3, 9))
    monkeypatch.setattr(PanelActions, "_look_for_neighbours", lambda *_: None)


@pytest.fixture
def marked(library: Library, tower: str) -> str:
    """The article with two marks, one of them noted."""
    library.highlights.add(tower, Range(0, 27), colour="blue", note="Sand *again*.")
    library.highlights.add(tower, Range(28, 46))
    for entry in library.entries.all():
        moment = datetime(2024, 3, 4, 8, tzinfo=UTC)
        library.entries.edit(entry.id, published=entry.published or moment.date().isoformat())
    library.search.refresh()
    return tower


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_screen_looks_as_it_did(
    library: Library, marked: str, name: str, size: tuple[int, int]
) -> None:
    keys, in_article = SCREENS[name]
    await _look(library, name, keys, marked if in_article else None, size)


@pytest.mark.usefixtures("still", "marked")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pairs_that_may_be_the_same_look_as_they_did(library: Library, size: tuple[int, int]) -> None:
    text = " ".join(
        f"Boat {one} came with {one * 37 % 101} nets and {one * 53 % 89} lamps." for one in range(60)
    )
    for title, site, end in (
        ("Who winds the clock on the mole when the keeper sleeps", "Harbour Post", ""),
        ("Who winds the clock", "Isle Weekly", " It was printed again in spring."),
    ):
        saved = datetime(2024, 3, 4, 8, tzinfo=UTC)
        draft = Draft(title, text + end, site=site, published="2024-03-03", saved=saved)
        library.entries.add(draft, parse_markdown(text + end))
    await _look(library, "doubles", ("M",), None, size)


async def _look(
    library: Library, name: str, keys: tuple[str, ...], article: str | None, size: tuple[int, int]
) -> None:
    looks = []
    for theme in THEMES:
        app = NightstandApp(library, replace(Settings(), theme=theme), article)
        async with app.run_test(size=size) as pilot:
            await _go(pilot, keys)
            looks.append((text_of(app), styles_of(app)))
    (dark, dark_styles), (light, light_styles) = looks
    assert dark == light.replace(THEMES[1], THEMES[0].ljust(len(THEMES[1])))
    _compare(LOOKS / f"{name}-{size[0]}x{size[1]}.txt", dark, dark_styles, light_styles)


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("palette", [DARK, SEPIA], ids=lambda palette: palette.name)
@pytest.mark.parametrize("name", SCREENS)
async def test_every_letter_on_a_screen_can_be_read(
    library: Library, marked: str, name: str, palette: Palette
) -> None:
    keys, in_article = SCREENS[name]
    app = NightstandApp(library, replace(Settings(), theme=palette.name), marked if in_article else None)
    async with app.run_test(size=(120, 40)) as pilot:
        await _go(pilot, keys)
        low = {(sign, ground, text) for text, sign, ground in letters_of(app) if contrast(sign, ground) < 4.5}
    assert low == set()


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("name", SCREENS)
async def test_screen_in_ascii_has_no_other_sign(library: Library, marked: str, name: str) -> None:
    keys, in_article = SCREENS[name]
    app = NightstandApp(library, replace(Settings(), ascii=True), marked if in_article else None)
    async with app.run_test(size=(80, 24)) as pilot:
        await _go(pilot, keys)
        assert text_of(app).isascii()


async def test_first_run_looks_as_it_did(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty") as library:
        app = NightstandApp(library)
        async with app.run_test(size=(80, 24)) as pilot:
            await _go(pilot, ())
            _compare(LOOKS / "first-run-80x24.txt", text_of(app), styles_of(app), "")


async def _go(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    await pilot.pause()
    await pilot.press(*keys)
    for line in pilot.app.screen.query(Input):
        line.cursor_blink = False
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def _compare(file: Path, text: str, dark: str, light: str) -> None:
    look = f"{text}\n\n== dark\n{dark}\n\n== light\n{light}\n"
    if os.environ.get("RENEW_LOOKS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(look, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == look
