"""Notes that are being written: kept beside the library until they are done, so that a crash loses none."""

from __future__ import annotations

import re
import threading
from pathlib import Path

from reader.errors import WriteFailed, refusal
from reader.library.durable import make_folder, replace_durably
from reader.terminal import safe

_KEY = re.compile(r"[0-9a-z-]{1,40}")


class Drafts:
    """One file for each note that was begun and not closed.

    Whoever types must not wait for the disk: `put` and `drop` say what is wanted, and `flush`, called in a
    worker, makes it so. What was wanted last counts, however late the disk is; no draft outlives its note.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "drafts"
        self._wanted: dict[str, str | None] = {}
        """What is not on the disk yet, by key; None where the file is to go."""
        self._lock = threading.Lock()
        self._writing = threading.Lock()

    def read(self, key: str) -> str | None:
        """What was typed, or None when nothing waits.

        Args:
            key: `mark-ID` or `article-ID`.
        """
        with self._lock:
            if key in self._wanted:
                return self._wanted[key]
        try:
            return safe(self._path(key).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    def left_behind(self) -> tuple[str, ...]:
        """Keys of what was typed and not kept when a program ended; those of notes that are open now, too."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.md") if _KEY.fullmatch(path.stem)))

    def put(self, key: str, text: str) -> None:
        """What is typed so far; on the disk after the next `flush`."""
        self._want(key, safe(text))

    def drop(self, key: str) -> None:
        """The note is kept elsewhere now; its draft goes with the next `flush`."""
        self._want(key, None)

    def flush(self) -> None:
        """Bring the files to what is wanted. Safe to call from several threads, in any order.

        Raises:
            WriteFailed: the disk refused; what was kept before stays, and the next `flush` tries again.
        """
        with self._writing:
            while (wanted := self._next()) is not None:
                key, text = wanted
                self._bring(self._path(key), text)
                with self._lock:
                    if self._wanted[key] is text:  # otherwise more was typed meanwhile
                        del self._wanted[key]

    def _next(self) -> tuple[str, str | None] | None:
        with self._lock:
            return next(iter(self._wanted.items()), None)

    def _want(self, key: str, text: str | None) -> None:
        self._path(key)  # a key that is none is told now, not in the worker
        with self._lock:
            self._wanted[key] = text

    @staticmethod
    def _bring(path: Path, text: str | None) -> None:
        try:
            if text is None:
                path.unlink(missing_ok=True)
            else:
                make_folder(path.parent)
                replace_durably(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise WriteFailed(path, refusal(error)) from error

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key of a draft: {key!r}")
        return self._folder / f"{key}.md"
