from pathlib import Path

import pytest

from reader.library.library import Library
from reader.settings.settings import Settings
from reader.tui import app as app_module
from reader.tui.app import NightstandApp


async def test_a_grown_journal_is_brought_together_while_one_reads(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "_LOOK_AFTER_FILES_SECONDS", 0.01)
    library.close()
    with Library.open(tmp_path / "library", tmp_path / "cache") as reopened:
        await _read_on(reopened)
    lines = (tmp_path / "library" / "journal.jsonl").read_bytes().splitlines()
    assert len(lines) == 1
    with Library.open(tmp_path / "library", tmp_path / "cache") as again:
        assert all(entry.starred for entry in again.entries.all())


async def _read_on(library: Library) -> None:
    app = NightstandApp(library, Settings())
    async with app.run_test() as pilot:
        library._state.storage._compact_above_bytes = 100
        for _ in range(500):
            await pilot.pause(0.01)
            if not library.wants_compaction:
                break
        await app.workers.wait_for_complete()
        library.entries.star([entry.id for entry in library.entries.all()])
        assert "brought together" in " ".join(one.message for one in app._notifications)
