import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from reader.cli.main import cli
from reader.samples import sample_paths
from tests.cli.conftest import Run


def test_clean_prints_one_object_a_line_and_errors_in_their_place(run: Run, tmp_path: Path) -> None:
    first = sample_paths()[0]
    done = run("clean", "--format", "jsonl", first, str(tmp_path / "none.html"), sample_paths()[3])
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [record["path"] for record in records] == [first, str(tmp_path / "none.html"), sample_paths()[3]]
    assert records[1]["error"] == "no such file"
    article = records[0]
    assert article["title"] == "The Lighthouse That Moved"
    assert article["byline"] == "Ines Marlow"
    assert article["site"] == "Harbour Post"
    assert article["published"] == "2024-03-03T07:30:00+01:00"
    assert article["text"].startswith("The tower was built on sand")
    assert {"privacy", "newsletter", "Share"}.isdisjoint(article["text"].split())
    kinds = {story["title"]: story["kind"] for story in article["related"]}
    assert kinds["Storm takes the old pier at Skarrow"] == "related"
    assert kinds["Who pays for the coast?"] == "inline"
    assert kinds["Goat found on chalk ridge is not lost, says owner"] == "most_read"


def test_text_save_gives_source_age_and_whole_related_stories(run: Run) -> None:
    record = json.loads(run("clean", "--format", "jsonl", sample_paths()[3]).stdout)
    assert (record["title"], record["site"], record["age"]) == (
        "Storm takes the old pier at Skarrow",
        "Daily Tide",
        "2 hours ago",
    )
    stories = {story["title"]: story for story in record["related"]}
    assert stories["Tea kiosk opens in a bus shelter"]["text"].startswith("The kiosk that was carried")
    assert "DOWNLOAD" not in record["text"]


@pytest.mark.parametrize(
    ("form", "first", "then"),
    [
        ("text", "The Lighthouse That Moved", "The tower was built on sand"),
        ("markdown", "# The Lighthouse That Moved", "The tower was built on sand"),
        ("html", "<!doctype html>", "<h1>The Lighthouse That Moved</h1>"),
    ],
)
@pytest.mark.parametrize("command", ["clean", "show"])
def test_an_article_is_printed_with_its_title_in_front(
    run: Run, command: str, form: str, first: str, then: str
) -> None:
    page = sample_paths()[0]
    if command == "show":
        run("import", page)
        (page,) = (entry["id"] for entry in json.loads(run("list", "--format", "json").stdout))
    printed = run(command, page, "--format", form).stdout
    assert printed.startswith(first)
    assert printed.index(first) < printed.index(then)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_page_without_a_title_is_printed_without_an_empty_one(run: Run, tmp_path: Path, form: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<p>{'The ferry left the quay at dawn, and nobody saw it go. ' * 8}</p>")
    assert run("clean", str(page), "--format", form).stdout.startswith("The ferry left")


def test_import_says_new_then_same_and_lists_it(run: Run) -> None:
    page = sample_paths()[0]
    assert run("import", "--tag", "coast", page).stdout.startswith("new")
    assert run("import", page).stdout.startswith("same")
    (entry,) = json.loads(run("list", "--format", "json").stdout)
    assert entry["title"] == "The Lighthouse That Moved"
    assert entry["tags"] == ["coast"]


def test_import_skips_bad_files_and_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    done = run("import", "--format", "jsonl", str(tmp_path / "empty.html"), sample_paths()[1])
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [record["status"] for record in records] == ["skipped", "new"]
    assert "empty" in records[0]["reason"]


def test_marks_notes_and_highlights_from_scripts(run: Run) -> None:
    run("import", sample_paths()[0])
    (entry,) = json.loads(run("list", "--format", "json").stdout)
    short = entry["id"][:5]
    run("mark", short, "--archive", "--star", "--tag", "sea")
    run("note", short, "read again")
    made = run(
        "highlight", "add", short, "--quote", "built on sand", "--note", "why?", "--colour", "blue"
    ).stdout.strip()
    shown = json.loads(run("show", short, "--format", "json").stdout)
    assert (shown["state"], shown["starred"], shown["tags"], shown["note"]) == (
        "archive",
        True,
        ["sea"],
        "read again",
    )
    (mark,) = shown["marks"]
    assert (mark["id"], mark["quote"], mark["note"], mark["colour"]) == (
        made,
        "built on sand",
        "why?",
        "blue",
    )
    assert shown["text"][mark["start"] : mark["end"]] == "built on sand"
    run("highlight", "edit", made, "--note", "because")
    assert json.loads(run("highlight", "list", "--format", "json").stdout)[0]["note"] == "because"
    run("highlight", "remove", made)
    assert json.loads(run("highlight", "list", "--format", "json").stdout) == []


def test_quote_that_stands_twice_asks_for_its_start(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "twice.md"
    page.write_text("# T\n\nThe sea, the sea. Nothing but the sea.\n")
    run("import", str(page))
    (entry,) = json.loads(run("list", "--format", "json").stdout)
    refused = run("highlight", "add", entry["id"], "--quote", "the sea")
    assert refused.exception is not None
    assert "--start" in str(refused.exception)
    text = json.loads(run("show", entry["id"], "--format", "json").stdout)["text"]
    assert (
        run(
            "highlight", "add", entry["id"], "--quote", "the sea", "--start", str(text.rindex("the sea"))
        ).exit_code
        == 0
    )


def test_check_finds_a_library_whole(run: Run) -> None:
    run("import", *sample_paths())
    assert run("check").exit_code == 0


def _commands() -> Iterator[tuple[str, ...]]:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        names = command.list_commands(context) if isinstance(command, click.Group) else [""]
        yield from ((name, other) if other else (name,) for other in names)


@pytest.mark.parametrize("words", list(_commands()), ids=" ".join)
def test_every_command_has_help_with_an_example_of_itself(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words, "--help")
    assert done.exit_code == 0
    assert f"  nightstand {' '.join(words)}" in done.stdout.partition("Example")[2]


def test_terms_are_printed_with_their_mentions(run: Run) -> None:
    run("import", sample_paths()[0])
    (entry,) = json.loads(run("list", "--format", "json").stdout)
    found = json.loads(run("terms", entry["id"], "--format", "json").stdout)
    text = run("show", entry["id"], "--format", "text").stdout
    assert any(one["kind"] == "name" and one["text"] in text for one in found)
    assert f"  {found[0]['text']}" in run("terms", entry["id"]).stdout
