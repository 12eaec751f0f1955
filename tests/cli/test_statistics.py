import json
from datetime import UTC, datetime, timedelta

import pytest

from reader.samples import sample_paths
from tests.cli.conftest import Run


def test_stats_of_an_empty_and_of_a_read_library(run: Run) -> None:
    assert run("stats").exit_code == 0
    run("import", sample_paths()[0])
    found = json.loads(run("stats", "--weeks", "2", "--format", "json").stdout)
    assert len(found["weeks"]) == 2
    assert (found["articles"], found["minutes"], found["unread_articles"]) == (0, 0, 1)
    assert found["unread_minutes"] > 0
    assert run("stats").stdout.startswith("read      0 articles, 0 min")


def test_shelf_is_kept_listed_used_and_removed(run: Run) -> None:
    run("import", *sample_paths()[:3])
    assert run("shelf", "save", "towers", "lighthouse", "--sort", "title").exit_code == 0
    (shelf,) = json.loads(run("shelf", "list", "--format", "json").stdout)
    assert (shelf["name"], shelf["query"], shelf["sort"]) == ("towers", "lighthouse", "title")
    listed = json.loads(run("list", "--shelf", "Towers", "--format", "json").stdout)
    assert len(listed) == shelf["articles"] > 0
    assert "The Lighthouse That Moved" in [entry["title"] for entry in listed]
    assert run("shelf", "remove", "towers").exit_code == 0
    assert "no shelf is called" in str(run("list", "--shelf", "towers").exception)


def test_review_prints_what_is_due_and_brings_it_back_later(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", sample_paths()[0])
    (entry,) = json.loads(run("list", "--format", "json").stdout)
    text = json.loads(run("show", entry["id"], "--format", "json").stdout)["text"]
    added = run("highlight", "add", entry["id"], "--quote", text[:40], "--note", "which?", "--start", "0")
    assert added.exit_code == 0
    assert run("review").stdout == "nothing is due today\n"
    tomorrow = datetime.now(UTC).astimezone().date() + timedelta(days=1)
    monkeypatch.setattr("reader.library.reading_log.today", lambda: tomorrow)
    kept = run("review", "--keep").stdout
    assert "which?" in kept
    assert run("review").stdout == kept
    assert run("review").stdout == "nothing is due today\n"


def test_summary_prints_sentences_of_the_article(run: Run) -> None:
    run("import", sample_paths()[0])
    (entry,) = json.loads(run("list", "--format", "json").stdout)
    text = json.loads(run("show", entry["id"], "--format", "json").stdout)["text"]
    found = json.loads(run("summary", entry["id"], "--count", "2", "--format", "json").stdout)
    assert len(found) == 2
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)
    assert run("summary", entry["id"], "--count", "2").stdout.count("\n") == 2
