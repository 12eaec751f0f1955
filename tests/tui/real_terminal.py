"""The program in a terminal of its own: a pseudo-terminal, which answers what it can draw."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.painting import data_url, page_with, picture

SECONDS = 60.0
"""For a step on a slow machine; nothing is measured."""


class Terminal:
    """The other side of a pseudo-terminal."""

    def __init__(self, draws: str) -> None:
        self.draws = draws
        self.side, self.of_program = pty.openpty()
        fcntl.ioctl(self.of_program, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 1000, 600))
        self.written = b""
        self._answered = 0

    def wait_for(self, pattern: bytes) -> None:
        """Read, and answer what is asked, until the program wrote something."""
        start = len(self.written)
        while not re.search(pattern, self.written[start:]):
            assert select.select([self.side], [], [], SECONDS)[0], f"{pattern!r} did not come"
            self.written += os.read(self.side, 65_536)
            self._answer()

    def _answer(self) -> None:
        asked = re.compile(rb"\x1b\[c|\x1b_Gi=(\d+)[^\x1b]*a=q[^\x1b]*\x1b\\|\x1b\[16t")
        for found in asked.finditer(self.written, self._answered):
            self._answered = found.end()
            if found[0] == b"\x1b[c":
                self.type(b"\x1b[?62;4c" if self.draws == "sixel" else b"\x1b[?62c")
            elif found[0] == b"\x1b[16t":
                self.type(b"\x1b[6;20;10t")
            elif self.draws == "kitty":
                self.type(b"\x1b_Gi=" + found[1] + b";OK\x1b\\")

    def type(self, keys: bytes) -> None:
        """What the keyboard, or the terminal itself, gives to the program."""
        os.write(self.side, keys)


@contextmanager
def reading(draws: str, folder: Path, **settings: str) -> Iterator[Terminal]:
    """The program with a page that has a picture."""
    page = folder / "boats.html"
    page.write_text(page_with(data_url(picture(size=(640, 400)))))
    terminal = Terminal(draws)
    environment = (
        os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": str(folder)} | settings
    )
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        environment[name] = str(folder / name)
    program = subprocess.Popen(
        [sys.executable, "-m", "reader", "--library", str(folder / "library"), "read", str(page)],
        stdin=terminal.of_program,
        stdout=terminal.of_program,
        stderr=terminal.of_program,
        env=environment,
        start_new_session=True,
    )
    try:
        terminal.wait_for(rb"The boats")
        yield terminal
    finally:
        program.kill()
        program.wait()
        os.close(terminal.side)
        os.close(terminal.of_program)
