from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAGE = """<title>Low tide</title><h1>Low tide</h1><div class="tale"><p>The sea went out and stayed out for a
week, and people walked to the island with their dogs and their bread.</p><p class="poll">Did you walk? Vote
now, and tell us in a sentence or two why you did, or why you did not.</p></div>"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "tide.html"
    file.write_text(PAGE)
    return str(file)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return tmp_path / "config" / "nightstand" / "sites.toml"


def test_a_rule_is_set_tested_used_listed_and_removed(run: Run, page: str) -> None:
    url = ("--url", "https://www.harbour.example/tide")
    assert run("site", "set", "https://www.harbour.example/", "--strip", ".poll").exit_code == 0
    tried = run("site", "test", page, *url)
    assert tried.exit_code == 0
    assert "rule of harbour.example" in tried.stdout
    assert "strip .poll: 1 elements" in tried.stdout
    assert "Vote" not in run("clean", page, *url).stdout
    assert "Vote" in run("clean", page).stdout
    assert "Vote" in run("clean", page, *url, "--as", "raw").stdout
    (rule,) = json.loads(run("site", "list", "--format", "json").stdout)
    assert rule == {"host": "harbour.example", "as": "", "body": "", "strip": ".poll", "title": ""}
    run("site", "remove", "harbour.example")
    assert json.loads(run("site", "list", "--format", "json").stdout) == []


def test_old_articles_follow_a_new_rule_when_they_are_cleaned_again(run: Run, page: str) -> None:
    run("import", page, "--url", "https://harbour.example/tide")
    run("site", "set", "harbour.example", "--strip", ".poll")
    assert run("reclean", "--all").stdout.startswith("updated")
    assert run("reclean", "--all").stdout.startswith("same")


def test_every_command_that_cleans_says_what_is_wrong_with_the_rules(
    run: Run, page: str, rules: Path
) -> None:
    rules.parent.mkdir(parents=True)
    rules.write_text('["harbour.example"]\nstrip = "..poll"\n')
    for words in (("clean", page), ("import", page), ("reclean", "--all"), ("site", "test", page)):
        result = run(*words)
        assert f"nightstand: {rules}:2: strip is no CSS selector: ..poll" in result.stderr, words
    assert run("site", "list").exit_code == 1


def test_what_is_missing_is_said(run: Run, tmp_path: Path, page: str) -> None:
    assert run("site", "set", "harbour.example").exit_code == 2
    gone = run("site", "test", str(tmp_path / "gone.html"))
    assert gone.exit_code == 1
    assert "gone.html" in gone.stderr
    assert "no rule is for this page" in run("site", "test", page).stdout
    run("site", "set", "harbour.example", "--body", ".article")
    tried = run("site", "test", page, "--url", "https://harbour.example/tide")
    assert tried.exit_code == 1
    assert ".article finds nothing on this page" in tried.stdout


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (("harbour.example", "--body", ".a[["), "no CSS selector: .a[[", 2),
        (("harbour example", "--body", "p"), "no host", 1),
    ],
)
def test_a_wrong_rule_is_refused_before_it_is_in_the_file(
    run: Run, rules: Path, words: tuple[str, ...], said: str, status: int
) -> None:
    run("site", "set", "harbour.example", "--strip", ".poll")
    before = rules.read_text()
    done = run("site", "set", *words)
    assert done.exit_code == status
    assert said in (done.stderr or str(done.exception))
    assert rules.read_text() == before


def test_a_rule_that_is_not_there_cannot_be_removed_and_one_is_found_by_its_address(run: Run) -> None:
    run("site", "set", "harbour.example", "--strip", ".poll")
    assert run("site", "remove", "tide.example").exit_code == 1
    assert run("site", "remove", "https://www.harbour.example/tide").exit_code == 0
    assert json.loads(run("site", "list", "--format", "json").stdout) == []
