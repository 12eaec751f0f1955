"""The commands that open the screens, where there is a terminal and where there is none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reader.cli import screens
from reader.errors import NoTerminal
from reader.samples import sample_paths
from tests.cli.conftest import Run


class _Stream:
    def __init__(self, is_terminal: bool) -> None:
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The articles that were opened; nothing is drawn."""
    made: list[object] = []
    monkeypatch.setattr(screens, "_start", lambda _library, _folders, opened: made.append(opened))
    return made


@pytest.mark.parametrize("words", [(), ("read", sample_paths()[0]), ("demo",)])
def test_without_a_terminal_nothing_is_drawn(run: Run, opened: list[object], words: tuple[str, ...]) -> None:
    done = run(*words)
    assert isinstance(done.exception, NoTerminal)
    assert not opened


@pytest.mark.parametrize("stdin", [None, _Stream(is_terminal=True)])
def test_screens_are_drawn_on_standard_error_and_keys_need_an_input(
    monkeypatch: pytest.MonkeyPatch, stdin: _Stream | None
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(sys, "stderr", _Stream(is_terminal=stdin is None))
    with pytest.raises(NoTerminal):
        screens._keys_of_terminal()


@pytest.mark.usefixtures("opened")
def test_keys_come_from_the_terminal_where_the_page_came_through_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = tmp_path / "tty"
    terminal.write_text("keys")
    real = os.open
    monkeypatch.setattr(sys, "stderr", _Stream(is_terminal=True))
    monkeypatch.setattr(sys, "stdin", _Stream(is_terminal=False))
    monkeypatch.setattr(
        os,
        "open",
        lambda path, *rest, **named: real(terminal if path == "/dev/tty" else path, *rest, **named),
    )
    keys = screens._keys_of_terminal()
    assert keys is not None
    assert os.read(keys, 10) == b"keys"
    os.close(keys)
    monkeypatch.setattr(sys, "stdin", _Stream(is_terminal=True))
    assert screens._keys_of_terminal() is None


def test_a_page_from_standard_input_is_opened_with_keys_of_the_terminal(
    run: Run, opened: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[tuple[int, int]] = []
    monkeypatch.setattr(screens, "_keys_of_terminal", lambda: 7)
    monkeypatch.setattr(os, "dup2", lambda source, target: put.append((source, target)))
    done = run("read", "-", text=Path(sample_paths()[0]).read_text("utf-8"))
    assert done.exit_code == 0
    assert len(opened) == 1
    assert put == [(7, 0)]
