"""Articles that may be the same, on their screen: looked at, made one, told apart, and all of it undone."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.document.sketch import Sketch, sketch_of
from reader.library.kept import Draft
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.doubles import DoublesScreen
from tests.tui.screen_text import text_of

TEXT = "\n\n".join(
    f"Boat {number} came in with {number * 37 % 101} nets, {number * 53 % 89} lamps and no news of the storm."
    for number in range(40)
)


@pytest.fixture
def pair(library: Library) -> tuple[str, str]:
    """Ids of the longer and the shorter of two articles that are nearly the same."""
    ids = []
    for title, text in (("Boats, printed again", f"{TEXT}\n\nA line more."), ("Boats", TEXT)):
        draft = Draft(title, text, site="Harbour Post", published="2024-03-03")
        ids.append(library.entries.add(draft, parse_markdown(text)).id)
    return ids[0], ids[1]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def titles(library: Library) -> set[str]:
    return {entry.title for entry in library.entries.all() if entry.title.startswith("Boats")}


async def test_pair_is_shown_with_what_tells_it_apart(library: Library, pair: tuple[str, str]) -> None:
    library.highlights.add(pair[0], Range(0, 4))
    app = NightstandApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "M")
        shown = text_of(app)
    for said in ("1 pair", "% alike", "Boats, printed again", "Harbour Post", "2024-03-03", "1 highlight"):
        assert said in shown


@pytest.mark.usefixtures("pair")
async def test_made_one_and_two_again(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "M", "m")
        assert titles(library) == {"Boats, printed again"}
        assert "No two articles" in text_of(app)
        await press(pilot, "u")
        assert len(titles(library)) == 2
        assert "1 pair" in text_of(app)
        await press(pilot, "s", "m")
        assert titles(library) == {"Boats"}


@pytest.mark.usefixtures("pair")
async def test_told_apart_for_good_until_undone(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "M", "d")
        assert "No two articles" in text_of(app)
        assert library.doubles.pairs() == ()
        assert len(titles(library)) == 2
        await press(pilot, "u")
        assert "1 pair" in text_of(app)


async def test_either_is_looked_at_and_the_pairs_are_there_again(
    library: Library, pair: tuple[str, str]
) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "M")
        for key, id in (("enter", pair[0]), ("o", pair[1])):
            await press(pilot, key)
            screen: Any = app.screen
            assert isinstance(screen, ArticleScreen)
            assert screen.session.entry.id == id
            await press(pilot, "q")
            assert isinstance(app.screen, DoublesScreen)


async def test_keys_without_a_pair_do_no_harm(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "M", "m", "s", "d", "enter", "o", "j", "k")
        assert isinstance(app.screen, DoublesScreen)
        await press(pilot, "escape")
        assert not isinstance(app.screen, DoublesScreen)


@pytest.mark.usefixtures("pair")
async def test_comparing_ends_with_its_screen(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    left, done = Event(), Event()
    sketch, refresh = sketch_of, library.doubles.refresh
    sketched: list[str] = []

    def slowly(text: str) -> Sketch:
        left.wait()
        sketched.append(text)
        return sketch(text)

    def tell_when_done(*arguments: Any) -> bool:
        try:
            return refresh(*arguments)
        finally:
            done.set()

    monkeypatch.setattr("reader.library.doubles.sketch_of", slowly)
    monkeypatch.setattr("reader.library.doubles._BATCH", 1)
    monkeypatch.setattr(library.doubles, "refresh", tell_when_done)
    app = NightstandApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        try:
            await pilot.press("M")
            await pilot.pause()
            (worker,) = (one for one in app.workers if one.group == "doubles")
            await pilot.press("escape")
            while not worker.is_cancelled:
                await pilot.pause()
        finally:
            left.set()
        while not done.is_set():
            await pilot.pause()
    assert len(sketched) == 1
