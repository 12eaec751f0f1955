from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.errors import QueryError
from reader.samples import sample_paths
from tests.cli.conftest import Run


@pytest.fixture
def with_samples(run: Run) -> Run:
    assert run("import", *sample_paths()).exit_code == 0
    return run


def test_search_gives_the_best_first_with_the_passage(with_samples: Run) -> None:
    done = with_samples("search", "goat", "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert records[0]["title"] == "The Keeper's Goat"
    assert "goat" in records[0]["passage"].lower()
    text = json.loads(with_samples("show", records[0]["id"], "--format", "json").stdout)["text"]
    assert text[records[0]["offset"] :].lower().startswith("goat")


def test_a_word_with_a_minus_is_no_option(with_samples: Run) -> None:
    def found(*query: str) -> set[str]:
        done = with_samples("search", *query, "--format", "jsonl")
        return {json.loads(line)["id"] for line in done.stdout.splitlines()}

    assert found("goat", "-lamp") == found("goat -lamp") != found("goat")
    assert found("goat", "-harbour") == found("goat -harbour")
    assert "Usage" in with_samples("search", "-h").stdout
    assert with_samples("search", "goat", "--formt", "json").exit_code == 2


def test_list_takes_a_query_as_search_does(with_samples: Run) -> None:
    def listed(*words: str) -> list[str]:
        done = with_samples("list", *words, "--format", "jsonl")
        return [json.loads(line)["id"] for line in done.stdout.splitlines()]

    assert listed("lang:de") == listed("--query", "lang:de")
    assert listed("goat", "-lamp") == listed("--query", "goat -lamp")
    assert listed("goat", "--query", "-lamp") == listed("goat", "-lamp")
    assert 0 < len(listed("goat", "-lamp")) < len(listed("goat")) < len(listed())
    assert "Usage" in with_samples("list", "-h").stdout
    assert with_samples("list", "goat", "--formt", "json").exit_code == 2


def test_list_and_export_take_the_same_queries(with_samples: Run, tmp_path: Path) -> None:
    query = "lang:de"
    listed = [
        json.loads(line)
        for line in with_samples("list", "--query", query, "--format", "jsonl").stdout.splitlines()
    ]
    assert [record["language"] for record in listed] == ["de"]
    with_samples("export", "--query", query, "--to", str(tmp_path / "notes"))
    (note,) = (tmp_path / "notes").glob("*.md")
    assert listed[0]["id"] in note.read_text("utf-8")


def test_list_is_sorted_as_asked(with_samples: Run) -> None:
    lines = with_samples("list", "--sort", "minutes", "--format", "jsonl").stdout.splitlines()
    words = [json.loads(line)["words"] for line in lines]
    assert words == sorted(words)


def test_a_wrong_query_is_one_line_and_wrong_use(with_samples: Run) -> None:
    done = with_samples("search", "colour:red")
    assert isinstance(done.exception, QueryError)
    assert done.exception.exit_code == 2
    assert "colour:" in str(done.exception)


def test_rebuild_makes_the_index_from_nothing(with_samples: Run, tmp_path: Path) -> None:
    with_samples("search", "goat")
    for file in (tmp_path / "cache").rglob("*.sqlite"):
        file.write_bytes(b"")
    assert with_samples("rebuild").stdout == "7 articles indexed\n"
    assert with_samples("search", "goat").stdout.count("\n") >= 1


def test_a_library_that_was_not_there_is_said_once(run: Run, tmp_path: Path) -> None:
    first, second = run("list"), run("list")
    assert f"there was no library at {tmp_path / 'library'}" in first.output
    assert "there was no library" not in second.output
