"""Notes that are being written: kept beside the library until they are done, so that a crash loses none."""

from __future__ import annotations

import re
from pathlib import Path

from reader.errors import WriteFailed, refusal
from reader.library.durable import make_folder, replace_durably
from reader.terminal import safe

_KEY = re.compile(r"[0-9a-z-]{1,40}")


class Drafts:
    """One file for each note that was begun and not closed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "drafts"

    def read(self, key: str) -> str | None:
        """What was typed, or None when nothing waits.

        Args:
            key: `mark-ID` or `article-ID`.
        """
        try:
            return safe(self._path(key).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, key: str, text: str) -> None:
        """Keep what is typed so far.

        Raises:
            WriteFailed: the disk refused; what was kept before stays.
        """
        path = self._path(key)
        try:
            make_folder(path.parent)
            replace_durably(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise WriteFailed(path, refusal(error)) from error

    def drop(self, key: str) -> None:
        """The note is kept elsewhere now.

        Raises:
            WriteFailed: the disk refused; the draft stays.
        """
        path = self._path(key)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise WriteFailed(path, refusal(error)) from error

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key of a draft: {key!r}")
        return self._folder / f"{key}.md"
