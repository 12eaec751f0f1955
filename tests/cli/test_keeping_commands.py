from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.document.document import Range
from reader.importing.bringing import import_paths
from reader.importing.recleaning import reclean
from reader.library.backup import backups_in
from reader.library.library import Library
from reader.samples import sample_paths
from tests.cli.conftest import Run


def entries(run: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines()]


def test_recleaning_carries_highlights_and_undo_goes_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        (result,) = import_paths(library, sample_paths()[:1])
        assert result.entry is not None
        id = result.entry.id
        text = library.entries.document(id).text
        start = text.index("The tower was built")
        library.highlights.add(id, Range(start, start + 19), note="mine")
        library.entries.edit(id, title="My own title")
        before = library.entries.get(id)
        done = reclean(library, id, "text")
        assert (done.outcome, dict(done.marks)) == ("updated", {"exact": 1})
        changed = library.entries.document(id).text
        assert len(changed) > len(text)
        (mark,) = library.highlights.of(id)
        assert changed[mark.range.start : mark.range.end] == "The tower was built"
        assert library.entries.get(id).title == "My own title"
        assert reclean(library, id, "text").outcome == "same"
        library.undo()
        assert library.entries.document(id).text == text
        assert library.entries.get(id) == before


def test_reclean_says_what_cannot_be_cleaned_again(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    file.write_text("url,title\nhttps://harbour.example/a,Only a link\n")
    run("import", str(file), sample_paths()[0])
    done = run("reclean", "--all")
    assert done.exit_code == 1
    assert "was not kept" in done.stdout
    assert "same" in done.stdout
    assert run("reclean").exit_code == 2


def test_restore_shows_what_would_change_and_goes_back(run: Run, tmp_path: Path) -> None:
    run("import", sample_paths()[0])  # makes the copy of the day
    (copy,) = backups_in(tmp_path / "library")
    older = copy.path.with_name(f"{(datetime.now(UTC) - timedelta(days=3)).date()}.json.gz")
    copy.path.rename(older)
    run("import", sample_paths()[1])
    day = older.name[:10]
    assert day in run("restore").stdout
    refused = run("restore", day, text="n\n")
    assert "1 article goes" in refused.stdout
    assert len(entries(run)) == 2
    assert run("restore", day, "--yes").exit_code == 0
    assert len(entries(run)) == 1
    assert run("restore", "1999-01-01").exit_code == 1


@pytest.mark.parametrize("names", [("db.json", "db.json.bak", "journal.jsonl", "journal.bak")])
def test_a_state_that_does_not_open_is_replaced_and_kept_aside(
    run: Run, tmp_path: Path, names: tuple[str, ...]
) -> None:
    run("import", sample_paths()[0])
    run("backup")
    day = backups_in(tmp_path / "library")[0].day.isoformat()
    for name in names:
        (tmp_path / "library" / name).write_bytes(b"\x00garbage{" * 50)
    done = run("restore", day, "--yes")
    assert done.exit_code == 0, done.output
    assert len(entries(run)) == 1
    assert list((tmp_path / "library").glob("db.json.damaged-*"))


def test_once_a_day_the_state_is_copied_and_the_old_trash_purged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path / "library") as library:
        list(import_paths(library, sample_paths()[:2]))
        old, new = (entry.id for entry in library.entries.all())
        library.entries.trash([old])
        monkeypatch.setattr("reader.library.entries.TRASH_DAYS", -1)
        library.tend()
        assert [entry.id for entry in library.entries.all()] == [new]
        assert library.entries.listing("trash") == []
        assert len(backups_in(tmp_path / "library")) == 1
        library.entries.trash([new])
        library.tend()  # the second time that day: nothing
        assert len(library.entries.listing("trash")) == 1
