"""The system's clipboard, through its own tool: terminals that do not take OSC 52 are many."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Clipboard:
    """A tool that puts its standard input on the clipboard."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


def find_clipboard(
    environment: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> Clipboard | None:
    """The tool of this desktop; None when there is none, as over SSH without a display."""
    tools: list[Clipboard] = []
    if platform == "darwin":
        tools.append(Clipboard(("pbcopy",)))
    if environment.get("WAYLAND_DISPLAY"):
        tools.append(Clipboard(("wl-copy",)))
    if environment.get("DISPLAY"):
        tools.append(Clipboard(("xclip", "-selection", "clipboard")))
        tools.append(Clipboard(("xsel", "--clipboard", "--input")))
    if environment.get("WSL_DISTRO_NAME"):
        tools.append(Clipboard(("clip.exe",), "utf-16"))  # it takes UTF-8 for the code page of the console
    for tool in tools:
        found = which(tool.command[0])
        if found:
            return Clipboard((found, *tool.command[1:]), tool.encoding)
    return None


def copy(text: str, clipboard: Clipboard, *, seconds: float = _SECONDS) -> bool:
    """Put a text on the clipboard; whether the tool did so in its time."""
    try:
        # No pipes for what it says: xclip and wl-copy live on behind it, and would keep them open.
        done = subprocess.run(
            clipboard.command,
            input=text.encode(clipboard.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
