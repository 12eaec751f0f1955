from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.formats import samples


def page(folder: Path, name: str, extra: str = "") -> str:
    path = folder / name
    head = f'<link rel="canonical" href="https://{name}.example/ferry">'
    path.write_text(samples.page(f"{samples.ARTICLE}{extra}", head=head))
    return str(path)


def test_near_equal_pages_are_told_listed_merged_and_parted(run: Run, tmp_path: Path) -> None:
    run("import", "--tag", "sea", page(tmp_path, "one"))
    done = run("import", "--tag", "isle", page(tmp_path, "two", "<p>It was printed again in spring.</p>"))
    assert done.stdout.startswith("new")
    assert "maybe the same as" in done.stdout
    (found,) = (json.loads(line) for line in run("duplicates", "--format", "jsonl").stdout.splitlines())
    assert found["alike"] > 0.7
    assert f"--merge {found['other']} {found['keep']}" in done.stdout
    assert run("duplicates", "--merge", found["keep"], found["other"]).exit_code == 0
    (kept,) = (json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines())
    assert (kept["id"], sorted(kept["tags"])) == (found["keep"], ["isle", "sea"])
    assert run("duplicates").stdout == ""
    assert run("duplicates", "--part", found["other"]).exit_code == 0
    tags = [json.loads(line)["tags"] for line in run("list", "--format", "jsonl").stdout.splitlines()]
    assert sorted(tags) == [["isle"], ["sea"]]


def test_pages_told_apart_are_not_listed_any_more(run: Run, tmp_path: Path) -> None:
    run("import", page(tmp_path, "one"), page(tmp_path, "two", "<p>It was printed again in spring.</p>"))
    (found,) = (json.loads(line) for line in run("duplicates", "--format", "jsonl").stdout.splitlines())
    assert run("duplicates", "--apart", found["keep"], found["other"]).exit_code == 0
    assert run("duplicates").stdout == ""
    assert len(run("list", "--format", "jsonl").stdout.splitlines()) == 2
    assert run("duplicates", "--apart", "a", "b", "--part", "a").exit_code == 2


def test_what_cannot_be_merged_is_said(run: Run, tmp_path: Path) -> None:
    run("import", page(tmp_path, "one"))
    (entry,) = (json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines())
    assert run("duplicates", "--merge", entry["id"], entry["id"]).exit_code == 2
    assert run("duplicates", "--part", entry["id"]).exit_code == 2
    assert run("duplicates", "--merge", entry["id"], "zzzz").exit_code == 1
