import signal
import sys
from pathlib import Path

import pytest

from reader.errors import EditorFailed
from reader.reading.editor import edit_text, editor_command


def test_what_the_editor_writes_comes_back(tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib; p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text() + 'more\\x1b')"
    )
    assert edit_text("some", [sys.executable, str(script)]) == "some\nmore\N{REPLACEMENT CHARACTER}"


def test_text_that_the_editor_leaves_alone_stays_as_it_was() -> None:
    command = [sys.executable, "-c", "pass"]
    assert [edit_text(text, command) for text in ("some", "", "a\n\nb")] == ["some", "", "a\n\nb"]


@pytest.mark.parametrize(
    "command", [["nightstand-has-no-such-editor"], [sys.executable, "-c", "raise SystemExit(3)"]]
)
def test_editor_that_fails_says_so(command: list[str]) -> None:
    with pytest.raises(EditorFailed):
        edit_text("some", command)


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "nano"}, ["code", "--wait"]),
        ({"VISUAL": " ", "EDITOR": "'/my editor/e' -n"}, ["/my editor/e", "-n"]),
        ({"EDITOR": "vi -c 'set tw=72"}, ["vi", "-c", "'set", "tw=72"]),
        ({}, ["vi"]),
    ],
)
def test_an_editor_is_called_as_it_is_named(environment: dict[str, str], command: list[str]) -> None:
    assert editor_command(environment) == command


def test_ctrl_c_in_the_editor_is_the_editors() -> None:
    code = "import os, pathlib, signal, sys; os.kill(os.getppid(), signal.SIGINT); "
    code += "assert signal.getsignal(signal.SIGINT) is signal.default_int_handler; "
    code += "pathlib.Path(sys.argv[1]).write_text('written')"
    before = signal.getsignal(signal.SIGINT)
    assert edit_text("some", [sys.executable, "-c", code]) == "written"
    assert signal.getsignal(signal.SIGINT) is before
