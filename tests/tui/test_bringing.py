"""An import from the library screen says how far it is, and can be stopped."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from reader.importing.bringing import import_paths
from reader.importing.results import ImportResult
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.widgets.status_line import StatusLine
from tests.library.disks import full_disk
from tests.tui.screen_text import text_of

PAGE = "<html><title>Page {n}</title><body><article><h1>Page {n}</h1>{text}</article></body></html>"
TEXT = "<p>The ferry of the harbour brings page number {n}, and the tide waits for nobody at all.</p>" * 4


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        text = TEXT.format(n=number)
        (folder / f"{number}.html").write_text(PAGE.format(n=number, text=text))
    return folder


async def test_import_says_how_far_it_is_and_stops_at_escape(
    library: Library, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went_on = Event()

    def slow(*arguments: object, **named: object) -> Iterator[ImportResult]:
        for result in import_paths(*arguments, **named):  # type: ignore[arg-type]
            yield result
            went_on.wait()

    monkeypatch.setattr("reader.importing.bringing.import_paths", slow)
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        try:
            await pilot.press("I", *str(pages), "enter")
            line = app.screen.query_one("#bringing", StatusLine)
            while not line.display:
                await pilot.pause()
            await pilot.press("escape")
        finally:
            went_on.set()  # also where a key failed: leaving waits for the import
        await app.workers.wait_for_complete(
            [worker for worker in app.workers if worker.group == "import" and not worker.is_cancelled]
        )
        while line.display:
            await pilot.pause()
        await pilot.pause()
        assert "stopped:" in text_of(app)
    brought = [entry for entry in library.entries.all() if entry.title.startswith("Page")]
    assert 1 <= len(brought) <= 3


async def test_import_that_ends_leaves_no_line_behind(library: Library, pages: Path) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("I", *str(pages), "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not app.screen.query_one("#bringing", StatusLine).display
        assert "3 new" in text_of(app)


async def test_import_that_the_disk_refuses_says_so_and_leaves_no_line_behind(
    library: Library, pages: Path
) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        with full_disk():
            await pilot.press("I", *str(pages), "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert not app.screen.query_one("#bringing", StatusLine).display
        assert "stopped: nothing came in" in text_of(app)
        assert "disk is full" in text_of(app)
