"""Reading aloud by a program of the user's: a process a sentence, which reads it from its standard input."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import suppress
from threading import Lock

from reader.document.document import Document, Range
from reader.terminal import safe

_KNOWN = ("espeak-ng -v {lang} --stdin", "espeak -v {lang} --stdin", "say -f -")
"""Programs that are asked when the settings name none, if they are there."""
_DEFAULT_LANGUAGE = "en"


def speech_command(setting: str, language: str) -> list[str] | None:
    """The program that speaks, with its arguments; None when there is none.

    Args:
        setting: as the user wrote it; `{lang}` stands for the article's language. No shell reads it.
        language: BCP 47 tag; English when empty.
    """
    known = (one for one in _KNOWN if shutil.which(one.partition(" ")[0]))
    wanted = setting.strip() or next(known, "")
    try:
        words = shlex.split(wanted)
    except ValueError:  # a quote that is not closed
        words = wanted.split()
    return [word.replace("{lang}", language.lower() or _DEFAULT_LANGUAGE) for word in words] or None


def spoken_text(document: Document, place: Range) -> str:
    """A part of a text as it is read aloud: in one line, without the marks of footnotes."""
    parts = []
    start = place.start
    for span in document.spans:
        if span.kind == "footnote" and start <= span.range.start and span.range.end <= place.end:
            parts.append(document.text[start : span.range.start])
            start = span.range.end
    parts.append(document.text[start : place.end])
    return " ".join("".join(parts).split())


class Speaker:
    """Speaks one sentence after the other, until it is stopped from another thread."""

    def __init__(self, command: list[str]) -> None:
        """Make ready; nothing is started.

        Args:
            command: program and arguments.
        """
        self._command = command
        self._lock = Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def say(self, sentence: str) -> str:
        """Speak, and wait until it is spoken or stopped; returns what went wrong, or nothing."""
        with self._lock:
            if self._is_stopped:
                return ""
            try:
                self._running = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    start_new_session=True,  # what it started must end with it
                )
            except OSError as error:
                return f"{self._command[0]}: {error.strerror or error}"
        _, problems = self._running.communicate(sentence.encode("utf-8", "replace"))
        if self._is_stopped or self._running.returncode == 0:
            return ""
        lines = safe(problems.decode("utf-8", "replace")).strip().splitlines()
        return f"{self._command[0]}: {lines[-1] if lines else f'exit status {self._running.returncode}'}"

    def stop(self) -> None:
        """Fall silent at once, for good."""
        with self._lock:
            self._is_stopped = True
            if self._running is not None and self._running.poll() is None:
                with suppress(ProcessLookupError):  # it may end between the question and the signal
                    os.killpg(self._running.pid, signal.SIGKILL)
