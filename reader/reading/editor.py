"""A text in the user's own editor."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread

from reader.errors import EditorFailed
from reader.terminal import safe


def editor_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The user's editor with its arguments: `$VISUAL`, else `$EDITOR`, else `vi`."""
    named = (environment.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    wanted = next(filter(None, named), "vi")
    try:
        return shlex.split(wanted)
    except ValueError:  # a quote that is not closed
        return wanted.split()


def edit_text(text: str, command: list[str]) -> str:
    """Let the user edit a text in a program of theirs, which has the terminal meanwhile.

    Args:
        text: what to begin with.
        command: the program and its arguments; the file is put behind them.

    Raises:
        EditorFailed: it could not be run, or ended with another status than 0; the text is as it was.
    """
    with tempfile.TemporaryDirectory(prefix="nightstand-") as folder:
        path = Path(folder) / "note.md"
        # Programs that add a line begin it behind the last one, which has to end for that.
        path.write_text(f"{text}\n" if text else "", encoding="utf-8")
        try:
            with _left_to_the_editor(signal.SIGINT):
                done = subprocess.run([*command, str(path)], check=False)
            if done.returncode:
                raise EditorFailed(f"{command[0]}: exit status {done.returncode}; the note is as it was")
            return safe(path.read_text(encoding="utf-8", errors="replace")).removesuffix("\n")
        except OSError as error:
            raise EditorFailed(
                f"{command[0]}: {error.strerror or error}; set $EDITOR to one that runs"
            ) from error


@contextmanager
def _left_to_the_editor(number: signal.Signals) -> Iterator[None]:
    """Let a signal do nothing here: ctrl+C in an editor reaches all that run in the terminal.

    A handler, which ends with what is started: to ignore the signal would be inherited.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(number, before)
