"""Text of an article through a command of the user's: a translator, a local language model, `wc`."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread, Timer
from typing import IO

from reader.terminal import safe

_SECONDS = 300
_BYTES = 1_000_000
_CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Piped:
    """What a command gave."""

    output: str
    """Safe for the terminal; the beginning of it when it is very long."""
    problem: str = ""
    """Why it failed, or was stopped; empty when it was not."""


class Pipe:
    """A command of the user's, run in the shell with a text as its standard input."""

    def __init__(self, command: str) -> None:
        """Prepare; `command` is as the user wrote it."""
        self.command = command
        self._lock = Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._is_late = False

    def run(self, text: str, *, seconds: float = _SECONDS, most: int = _BYTES) -> Piped:
        """Run it to its end, in a thread that may wait.

        Args:
            text: what the command reads.
            seconds: how long it may take.
            most: bytes of what it says that are taken; it is stopped when it says more.
        """
        try:
            # A file: a pipe would have to be filled while the other one is read.
            with tempfile.TemporaryFile() as source:
                source.write(text.encode("utf-8", "replace"))
                source.seek(0)
                # A group of its own: what the shell started must end with it.
                running = subprocess.Popen(
                    self.command,
                    shell=True,
                    stdin=source,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    start_new_session=True,
                )
        except OSError as error:
            return Piped("", f"{self.command}: {error.strerror or error}")
        with self._lock:
            self._running = running
        if self._is_stopped:
            self.stop()
        return self._wait(running, seconds, most)

    def _wait(self, running: subprocess.Popen[bytes], seconds: float, most: int) -> Piped:
        assert running.stdout is not None
        assert running.stderr is not None
        late = Timer(seconds, self._stop_late)
        late.daemon = True
        late.start()
        problems: deque[bytes] = deque(maxlen=2)  # the last may hold a single letter
        listener = Thread(target=_keep_last, args=(running.stderr, problems), daemon=True)
        listener.start()
        with running:
            # The end is when nobody holds the pipe any more: what the shell left running may still speak.
            said = running.stdout.read(most + 1)
            if len(said) > most:
                self.stop()
            listener.join()
            status = running.wait()
            with self._lock:
                self._running = None
        late.cancel()
        output = safe(said[:most].decode("utf-8", "replace").replace("\r\n", "\n"))
        if len(said) > most:
            return Piped(output, f"stopped: it says more than {most / 1_000_000:g} MB, this is the beginning")
        if self._is_late:
            return Piped(output, f"stopped after {seconds:.0f} s: {self.command}")
        return Piped(output, self._problem(status, problems))

    def _problem(self, status: int, problems: Iterable[bytes]) -> str:
        if status == 0:
            return ""
        # The shell says of what it ran that a signal ended it by a status above 128.
        number = -status if status < 0 else status - 128
        how = f"exit status {status}"
        with suppress(ValueError):
            how = f"ended by {signal.Signals(number).name}"
        lines = safe(b"".join(problems).decode("utf-8", "replace")).strip().splitlines()
        return f"{how}: {lines[-1] if lines else self.command}"

    def stop(self) -> None:
        """End the command, and all that it started, also where the shell itself has ended."""
        self._is_stopped = True
        with self._lock:
            if self._running is not None:
                with suppress(ProcessLookupError):
                    os.killpg(self._running.pid, signal.SIGKILL)

    def _stop_late(self) -> None:
        self._is_late = True
        self.stop()


def _keep_last(source: IO[bytes], chunks: deque[bytes]) -> None:
    """Read to the end, and keep the last: a command may complain without one."""
    while chunk := os.read(source.fileno(), _CHUNK_BYTES):
        chunks.append(chunk)
