import json

from reader.samples import sample_paths
from tests.cli.conftest import Run


def test_purge_shows_sizes_asks_and_removes(run: Run) -> None:
    run("import", *sample_paths()[:2])
    first, second = (entry["id"] for entry in json.loads(run("list", "--format", "json").stdout))
    assert "the trash is empty" in run("purge").stdout
    assert run("purge", first, "--yes").exit_code == 2
    run("mark", first, second, "--trash")
    asked = run("purge", text="n\n")
    assert "KB" in asked.stdout
    assert len(json.loads(run("list", "--shelf", "trash", "--format", "json").stdout)) == 2
    assert run("purge", first, "--yes").stdout.endswith("KB\n")
    (left,) = json.loads(run("list", "--shelf", "trash", "--format", "json").stdout)
    assert left["id"] == second
    assert run("check").exit_code == 0
