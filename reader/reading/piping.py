"""Text of an article through a command of the user's: a translator, a local language model, `wc`."""

from __future__ import annotations

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
        done = subprocess.run(
            command,
            shell=True,
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Piped("", f"stopped after {seconds:.0f} s: {command}")
    except OSError as error:
        return Piped("", f"{command}: {error.strerror or error}")
    output = safe(done.stdout.decode("utf-8", "replace")[:_CHARACTERS])
    if done.returncode == 0:
        return Piped(output)
    said = safe(done.stderr.decode("utf-8", "replace")).strip().splitlines()
    return Piped(output, f"exit status {done.returncode}: {said[-1] if said else command}")
