"""A folder where pages are dropped: what lies there whole comes in by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import UnreadablePage
from reader.formats.files import find_files


@dataclass(slots=True)
class Watch:
    """What was seen of a folder, look after look.

    A file counts as whole when its size and time stayed the same between two looks: browsers and sync
    programs write for a while.
    """

    folder: Path
    _seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    _done: dict[str, tuple[int, int]] = field(default_factory=dict)

    def look(self) -> Iterator[str]:
        """The files that are whole and have not been given before, or changed since.

        Raises:
            UnreadablePage: the folder is gone.
        """
        now: dict[str, tuple[int, int]] = {}
        for path in find_files(str(self.folder)):
            if isinstance(path, UnreadablePage):
                continue
            stamp = _stamp(path)
            if stamp is None or path.suffix in (".part", ".crdownload", ".tmp"):
                continue
            name = str(path)
            now[name] = stamp
            if self._seen.get(name) == stamp and self._done.get(name) != stamp:
                self._done[name] = stamp
                yield name
        self._seen = now


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None  # renamed or removed since it was listed
    return found.st_size, found.st_mtime_ns
