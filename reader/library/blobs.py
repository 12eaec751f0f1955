"""Files beside the state: originals byte for byte, texts, and the kept form of documents."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reader.errors import WriteFailed, refusal
from reader.library.durable import make_folder, replace_durably

_ON_THE_WAY_SECONDS = 3600  # files are written before their row; an import of many may be slow


class Blobs:
    """Files of the library by entry or by hash. What a row points to is durable before the row is."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._cache = cache

    def write(self, entry_id: str, name: str, data: bytes) -> None:
        """Keep a file of an entry.

        Raises:
            WriteFailed: the disk refused; a former file of this name is untouched.
        """
        self._write(self.path(entry_id, name), data)

    def read(self, entry_id: str, name: str) -> bytes | None:
        """A file of an entry, or None when there is none."""
        return _read(self.path(entry_id, name))

    def path(self, entry_id: str, name: str) -> Path:
        """Where a file of an entry lies."""
        return self._folder / "articles" / entry_id[:2] / entry_id / name

    def has(self, entry_id: str) -> bool:
        """Whether anything of an entry is kept; nothing is when it was removed for good."""
        return self.path(entry_id, "").exists()

    def write_version(self, text_hash: str, text: str) -> None:
        """Keep a plain text that a highlight was made on."""
        if self.read_version(text_hash) != text:
            self._write(
                self._version_path(text_hash), gzip.compress(text.encode("utf-8", "surrogatepass"), mtime=0)
            )

    def read_version(self, text_hash: str) -> str | None:
        """A kept plain text by its hash; None when it is not there or damaged."""
        data = _read(self._version_path(text_hash))
        try:
            return gzip.decompress(data).decode("utf-8", "surrogatepass") if data is not None else None
        except (OSError, EOFError, UnicodeDecodeError):
            return None

    def version_size_bytes(self, text_hash: str) -> int:
        """How much of the disk a kept plain text uses."""
        path = self._version_path(text_hash)
        return path.stat().st_size if path.exists() else 0

    def remove_version(self, text_hash: str) -> None:
        """Remove a plain text for good."""
        self._version_path(text_hash).unlink(missing_ok=True)

    def write_cached(self, entry_id: str, name: str, data: bytes) -> None:
        """Keep what can be made again; a full disk or a read-only folder is no error here."""
        path = self._cache_path(entry_id, name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
            beside.write_bytes(data)
            beside.replace(path)
        except OSError:
            return

    def read_cached(self, entry_id: str, name: str) -> bytes | None:
        """What was kept in the cache, or None."""
        return _read(self._cache_path(entry_id, name))

    def entry_ids(self) -> frozenset[str]:
        """Ids of every article that has files."""
        return frozenset(path.name for path in (self._folder / "articles").glob("*/*") if path.is_dir())

    def unfinished(self, seconds: float = _ON_THE_WAY_SECONDS) -> Iterator[Path]:
        """Files that a write left behind when it was killed, beside those that it was to replace.

        Args:
            seconds: those older than that; a younger one may be on its way.
        """
        for kind in ("articles", "texts"):
            for folder, _, names in os.walk(self._folder / kind):
                for name in names:
                    if name.endswith(".tmp"):
                        path = Path(folder, name)
                        with suppress(OSError):  # it may have got its name meanwhile
                            if time.time() - path.stat().st_mtime >= seconds:
                                yield path

    def size_bytes(self, entry_id: str) -> int:
        """How much of the disk the files of an entry use."""
        folder = self.path(entry_id, "x").parent
        return sum(file.stat().st_size for file in folder.glob("*")) if folder.is_dir() else 0

    def put_aside(self, entry_id: str) -> Path:
        """Move the files of an entry to the folder `lost`, where nothing looks for them; returns where.

        Raises:
            WriteFailed: the disk refused.
        """
        folder = self.path(entry_id, "x").parent
        aside = self._folder / "lost" / entry_id
        try:
            make_folder(aside)
            for file in folder.glob("*"):
                file.replace(aside / file.name)
            folder.rmdir()
        except OSError as error:
            raise WriteFailed(self._folder, f"{entry_id} was not put aside: {refusal(error)}") from error
        return aside

    def is_recent(self, entry_id: str, seconds: float = _ON_THE_WAY_SECONDS) -> bool:
        """Whether files of an entry were written within the last hour: its row may be on the way."""
        folder = self.path(entry_id, "x").parent
        return time.time() - folder.stat().st_mtime < seconds if folder.is_dir() else False

    def remove(self, entry_id: str) -> None:
        """Remove all files of an entry, for good."""
        for folder in (self.path(entry_id, "x").parent, self._cache_path(entry_id, "x").parent):
            for file in folder.glob("*") if folder.is_dir() else ():
                file.unlink(missing_ok=True)
            if folder.is_dir():
                folder.rmdir()

    def _version_path(self, text_hash: str) -> Path:
        return self._folder / "texts" / text_hash[:2] / f"{text_hash}.txt.gz"

    def _cache_path(self, entry_id: str, name: str) -> Path:
        return self._cache / "documents" / entry_id[:2] / entry_id / name

    def _write(self, path: Path, data: bytes) -> None:
        try:
            if not path.parent.is_dir():
                make_folder(path.parent)
            replace_durably(path, data)
        except OSError as error:
            raise WriteFailed(self._folder, f"{path.name} was not written: {refusal(error)}") from error


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
