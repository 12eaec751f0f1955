"""Whatever stands in a page, a name of a file or a note, no command prints what could steer a terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.cli.output import print_data, print_json, say, warn
from reader.terminal import safe
from tests.cli.conftest import Run

_HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\u2066\x00\x7f\u2028\U000e0041"
_NAMES = _HOSTILE.replace("\x00", "")
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


def _unsafe_in(printed: str) -> list[str]:
    return _UNSAFE.findall(printed.replace("\r\n", "\n"))


@given(text=st.text(alphabet=st.one_of(st.sampled_from(_HOSTILE + '\r\n"\\'), st.characters())))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_nothing_that_is_printed_steers_a_terminal(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    say(text)
    warn(text)
    print_data(text)
    print_json([text])
    out, err = capfd.readouterr()
    assert not _unsafe_in(out)
    assert not _unsafe_in(err)
    assert err.count("\n") == 1


@given(text=st.text(alphabet=st.characters(exclude_categories=())))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_a_script_gets_every_sign_back(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    print_json({"path": text})
    assert json.loads(capfd.readouterr().out) == {"path": text}


@pytest.fixture
def hostile_id(run: Run, tmp_path: Path) -> str:
    """The id of an article of which every field that a user or a page can write is hostile."""
    folder = tmp_path / "pages"
    folder.mkdir()
    saved = folder / f"page {_NAMES}\n.html"
    sentence = f"The keeper {_HOSTILE} stayed on the island through thirty-one winters, and kept a goat. "
    saved.write_text(
        f"<html><head><title>Keeper {_HOSTILE}</title><meta name=author content='Ann {_HOSTILE}'>"
        f"<meta property='og:site_name' content='Post {_HOSTILE}'></head><body><article>"
        f"<h1>Keeper {_HOSTILE}</h1>{f'<p>{sentence * 4}</p>' * 4}</article>"
        f"<h2>Related {_HOSTILE}</h2><ul><li><a href='/x'>A story {_HOSTILE} of the goat</a></ul></body>"
    )
    done = run("import", "--tag", f"sea{_NAMES}", str(folder))
    assert not _unsafe_in(done.output)
    assert len(done.stdout.splitlines()) == 1
    (entry,) = json.loads(run("list", "--format", "json").stdout)
    id_ = str(entry["id"])
    run("note", id_, f"my note {_NAMES}")
    document = json.loads(run("show", id_, "--format", "json").stdout)["text"]
    start = str(document.index("stayed on"))
    mark = ("highlight", "add", id_, "--quote", "stayed on the island", "--start", start)
    assert run(*mark, "--note", f"why {_NAMES}", "--tag", f"t{_NAMES}").exit_code == 0
    run("shelf", "save", f"mine{_NAMES}", "goat")
    return id_


_COMMANDS = """
    list; list --format json; list --format jsonl; search keeper; search keeper --format jsonl
    show ID; show ID --format text; show ID --format html; show ID --format json; read ID --plain
    related ID; related ID --format json; note ID; highlight list; highlight list --format json
    terms ID; summary ID; review --keep; review --keep --format json; stats; shelf list; duplicates
    mark ID --star; reclean ID; export --format quotes; export --format readwise; export --format spreadsheet
    export --format anki; export --format annotations; export --format hypothesis; export --format bookmarks
    export; export --format html; check; purge; restore; paths; keys; site list
"""


def test_no_command_prints_what_steers_a_terminal(run: Run, hostile_id: str) -> None:
    run("mark", hostile_id, "--trash")
    assert not _unsafe_in(run("purge", text="n\n").output)
    run("mark", hostile_id, "--restore")
    for command in re.split(r"[;\n]", _COMMANDS):
        words = command.replace("ID", hostile_id).split()
        if words:
            done = run(*words)
            assert done.exception is None or isinstance(done.exception, SystemExit), command
            assert not _unsafe_in(done.output), command


def test_no_export_stops_at_hostile_text(run: Run, hostile_id: str, tmp_path: Path) -> None:
    for form in ("markdown", "html", "epub", "quotes", "annotations", "anki", "bookmarks"):
        assert run("export", hostile_id, "--format", form, "--to", str(tmp_path / form)).exit_code == 0, form


@pytest.mark.parametrize(
    "words",
    [
        ("read", f"/none/{_NAMES}.html"),
        ("clean", f"/none/{_NAMES}.html"),
        ("import", f"/none/{_NAMES}\n.html"),
        ("show", _NAMES),
        ("list", f"is:{_NAMES}"),
        ("list", "--shelf", _NAMES),
        ("import", "x", "--url", _NAMES),
        ("restore", _NAMES),
        ("site", "set", _NAMES, "--body", _NAMES),
        ("highlight", "edit", _NAMES, "--note", "x"),
        (_NAMES,),
        ("list", f"--{_NAMES}"),
    ],
    ids=lambda words: " ".join(words[:2]).replace(_NAMES, "X").replace("\n", ""),
)
def test_no_error_steers_a_terminal(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = _program(tmp_path, *words)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert not _unsafe_in(done.stdout + done.stderr)


@pytest.mark.parametrize("command", ["import", "clean", "read"])
def test_a_home_that_nobody_has_is_one_line(tmp_path: Path, command: str) -> None:
    done = _program(tmp_path, command, "~nobody-of-this-name/page.html")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems take only names in UTF-8")
def test_a_name_that_is_no_text_comes_in_and_is_printed(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    Path(os.fsdecode(bytes(folder) + b"/caf\xe9.txt")).write_text("The boat is late again. " * 40)
    lines = _program(tmp_path, "import", str(folder), PYTHONIOENCODING="utf-8:strict")
    assert lines.stderr.count("\n") == 1  # that the library is a new one
    assert "caf\N{REPLACEMENT CHARACTER}.txt" in lines.stdout
    script = _program(tmp_path, "import", "--format", "jsonl", str(folder), PYTHONIOENCODING="utf-8:strict")
    assert os.fsencode(json.loads(script.stdout)["path"]) == bytes(folder) + b"/caf\xe9.txt"


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    ends, begins = os.pipe()
    os.close(ends)
    done = _program(tmp_path, "keys", stdout=begins)
    os.close(begins)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_below_the_output_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = _program(tmp_path, "keys", stdout=full.fileno())
    assert done.returncode == 1
    assert (
        done.stderr
        == "nightstand: standard output was not written: the disk is full; make room and try again\n"
    )


def _program(
    tmp_path: Path, *words: str, stdout: int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[str]:
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "STATE", "CACHE", "DATA")}
    return subprocess.run(
        [sys.executable, "-m", "reader", "--library", str(tmp_path / "library"), *words],
        env={**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", **homes, **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_what_is_printed_is_otherwise_left_alone() -> None:
    assert safe("Ærø 港 👩‍🚀\tx\n") == "Ærø 港 👩‍🚀\tx\n"
