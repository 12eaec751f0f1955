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


def pipe(text: str, command: str, *, seconds: float = _SECONDS) -> Piped:
    """Run a command of the user's in the shell, with a text as its standard input.

    Args:
        text: what the command reads.
        command: as the user wrote it.
        seconds: how long it may take.
    """
    try:
        # A group of its own: what the shell started must end with it.
        running = subprocess.Popen(
            command,
            shell=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        return Piped("", f"{command}: {error.strerror or error}")
    with running:
        try:
            said, problems = running.communicate(text.encode("utf-8", "replace"), timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return Piped("", f"stopped after {seconds:.0f} s: {command}")
    output = safe(said.decode("utf-8", "replace")[:_CHARACTERS])
    if running.returncode == 0:
        return Piped(output)
    lines = safe(problems.decode("utf-8", "replace")).strip().splitlines()
    return Piped(output, f"exit status {running.returncode}: {lines[-1] if lines else command}")
