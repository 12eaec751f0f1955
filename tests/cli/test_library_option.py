"""Where the library is named, and what is said when it is left."""

from pathlib import Path
from unittest.mock import PropertyMock, patch

import pytest
from click.testing import CliRunner

from reader.cli.main import cli
from reader.library import mirroring
from reader.library.library import Library
from reader.samples import sample_paths
from tests.cli.conftest import Run


@pytest.mark.parametrize("command", [["list"], ["highlight", "list"], ["paths"]])
def test_the_library_may_be_named_behind_the_command(run: Run, tmp_path: Path, command: list[str]) -> None:
    run("import", sample_paths()[0])
    run("highlight", "add", run("list").stdout.split()[0], "--quote", "The tower was built on sand")
    named = CliRunner().invoke(cli, [*command, "--library", str(tmp_path / "library")])
    assert named.exit_code == 0
    assert named.stdout == run(*command).stdout != ""


def test_nothing_found_is_said_beside_the_results(run: Run) -> None:
    empty = run("list")
    assert (empty.stdout, empty.exit_code) == ("", 0)
    assert "no article is there" in empty.stderr
    run("import", sample_paths()[0])
    for command in ("list", "search"):
        done = run(command, "zeppelin")
        assert (done.stdout, done.exit_code) == ("", 0)
        assert "no article matches" in done.stderr
        assert "no article" not in run(command, "zeppelin", "--format", "json").stderr


def test_a_slow_end_is_said(run: Run) -> None:
    assert "next start" not in run("list").stderr
    with patch.object(Library, "closes_slowly", PropertyMock(return_value=True)):
        assert "everything is kept" in run("list").stderr


def test_making_a_large_library_ready_is_said_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", sample_paths()[0])
    monkeypatch.setattr(mirroring, "_LEAST_MIRRORED_BYTES", 0)
    assert "made ready for quick starts" in run("list").stderr
    assert run("list").stderr == ""
