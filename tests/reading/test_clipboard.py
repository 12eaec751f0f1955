"""The desktop's clipboard tool: which one, and that a bad one does no harm."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.reading.clipboard import Clipboard, copy, find_clipboard


def having(*names: str) -> Callable[[str], str | None]:
    return lambda name: f"/bin/{name}" if name in names else None


@pytest.mark.parametrize(
    ("environment", "platform", "tools", "command"),
    [
        ({"WAYLAND_DISPLAY": "w"}, "linux", ("wl-copy", "xclip"), ("/bin/wl-copy",)),
        (
            {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"},
            "linux",
            ("xclip",),
            ("/bin/xclip", "-selection", "clipboard"),
        ),
        ({"DISPLAY": ":0"}, "linux", ("wl-copy", "xsel"), ("/bin/xsel", "--clipboard", "--input")),
        ({}, "darwin", ("pbcopy",), ("/bin/pbcopy",)),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ("clip.exe",), ("/bin/clip.exe",)),
    ],
)
def test_tool_of_the_desktop_is_found(
    environment: dict[str, str], platform: str, tools: tuple[str, ...], command: tuple[str, ...]
) -> None:
    found = find_clipboard(environment, having(*tools), platform)
    assert found is not None
    assert found.command == command


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":0"}])
def test_without_a_display_or_a_tool_there_is_none(environment: dict[str, str]) -> None:
    every = having("wl-copy", "xclip", "xsel", "pbcopy", "clip.exe") if not environment else having()
    assert find_clipboard(environment, every, "linux") is None


def test_text_reaches_the_tool_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "copied"
    code = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    for encoding in ("utf-8", "utf-16"):
        text = "$(touch x) `y` 灯台 é\n'"
        assert copy(text, Clipboard((sys.executable, "-c", code, str(target)), encoding))
        assert target.read_bytes().decode(encoding) == text


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "import time; time.sleep(60)"])
def test_tool_that_fails_or_hangs_is_left(code: str) -> None:
    assert not copy("text", Clipboard((sys.executable, "-c", code)), seconds=0.2)


def test_tool_that_is_gone_is_no_fault() -> None:
    assert not copy("text", Clipboard(("/nowhere/xclip",)))
