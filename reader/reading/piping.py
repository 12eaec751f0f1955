"""Text of an article through a command of the user's: a translator, a local language model, `wc`."""

from __future__ import annotations

import os
import signal
import subprocess
from dataclasses import dataclass

from reader.terminal import safe

_SECONDS = 300
_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Piped:
    """What a command gave."""

    output: str
    """Safe for the terminal; the beginning of it when it is very long."""
    problem: str = ""
    """Why it failed; empty when it did not."""


class Pipe:
    """A command of the user's, run in the shell with a text as its standard input."""

    def __init__(self, command: str) -> None:
        """Prepare; `command` is as the user wrote it."""
        self.command = command
        self._running: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def run(self, text: str, *, seconds: float = _SECONDS) -> Piped:
        """Run it to its end, in a thread that may wait.

        Args:
            text: what the command reads.
            seconds: how long it may take.
        """
        try:
            # A group of its own: what the shell started must end with it.
            running = subprocess.Popen(
                self.command,
                shell=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            return Piped("", f"{self.command}: {error.strerror or error}")
        with running:
            self._running = running
            if self._is_stopped:
                self.stop()
            try:
                said, problems = running.communicate(text.encode("utf-8", "replace"), timeout=seconds)
            except subprocess.TimeoutExpired:
                self.stop()
                return Piped("", f"stopped after {seconds:.0f} s: {self.command}")
        output = safe(said.decode("utf-8", "replace")[:_CHARACTERS])
        if running.returncode == 0:
            return Piped(output)
        lines = safe(problems.decode("utf-8", "replace")).strip().splitlines()
        return Piped(output, f"exit status {running.returncode}: {lines[-1] if lines else self.command}")

    def stop(self) -> None:
        """End the command, and all that it started."""
        self._is_stopped = True
        if self._running is not None and self._running.poll() is None:
            os.killpg(self._running.pid, signal.SIGKILL)
