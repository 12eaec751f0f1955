import json

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
