"""`nightstand import` as one uses it: what is said, and what is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.importing.results import ImportResult
from reader.samples import sample_paths
from tests.cli.conftest import Run


def listed(run: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines()]


def test_a_page_whose_article_is_in_the_trash_is_said(run: Run) -> None:
    run("import", sample_paths()[0])
    (entry,) = listed(run)
    run("mark", str(entry["id"]), "--trash")
    said = run("import", sample_paths()[0]).stdout
    assert f"`nightstand mark {entry['id']} --restore`" in said


def test_a_stopped_import_says_that_it_can_go_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> Iterator[ImportResult]:
        yield ImportResult("a.html", "new", title="A")
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.cli.bring.import_paths", stopped)
    done = run("import", "a.html")
    assert done.exit_code != 0
    assert "the same command goes on from there" in done.stderr


def test_help_names_the_limits(run: Run) -> None:
    said = " ".join(run("import", "--help").stdout.split())
    assert "a page of 100 MB" in said
    assert "20 GB" in said


def test_an_address_that_is_none_is_wrong_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>x")
    assert run("import", "--url", "http://[x", str(tmp_path / "a.html")).exit_code == 2
