"""A file on its way in: on disk, in an archive, or from standard input."""

from __future__ import annotations

import io
import os
import stat
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from reader.errors import PageError, UnreadablePage
from reader.settings.folders import at_home
from reader.terminal import safe_line

MAX_BYTES = 100 * 1024 * 1024
"""Larger pages are refused: no article is, and a wrong file must not fill the memory. Archives are read
member by member and may be larger."""

NOT_A_FILE = "a pipe or a device, not a file; send it to standard input, and give `-`"
"""What is read more than once must be there more than once."""

_HEAD_BYTES = 65_536


def _nothing_beside(_: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file whose content is read when it is asked for."""

    path: str
    """As the user named it; `-` for standard input."""
    opener: Callable[[], BinaryIO] = field(repr=False)
    size: int
    """In bytes, as its container says."""
    member: str | None = None
    """Name inside an archive."""
    touched: datetime | None = None
    """When it was last changed, aware UTC."""
    beside: Callable[[str], bytes | None] = field(default=_nothing_beside, repr=False)
    """Gives a file of the same folder or archive by its relative name; None when there is none."""

    @property
    def name(self) -> str:
        """What to call it: the member, else the path."""
        return self.member or self.path

    @property
    def label(self) -> str:
        """What to call it to the user."""
        return f"{self.path}:{self.member}" if self.member else self.path

    def head(self) -> bytes:
        """The first 64 KB.

        Raises:
            UnreadablePage: it cannot be read.
        """
        return self._read(_HEAD_BYTES)

    def read(self) -> bytes:
        """All of it.

        Raises:
            UnreadablePage: it cannot be read, or is larger than `MAX_BYTES`.
        """
        data = self._read(MAX_BYTES + 1) if self.size <= MAX_BYTES else b""
        if self.size > MAX_BYTES or len(data) > MAX_BYTES:
            megabytes = max(self.size, len(data)) >> 20
            raise UnreadablePage(self.label, f"{megabytes} MB; pages over {MAX_BYTES >> 20} MB are not read")
        return data

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Its bytes as a stream, for what is read bit by bit.

        Raises:
            UnreadablePage: it cannot be opened or read; raised out of the block, too.
        """
        try:
            with self.opener() as stream:
                yield stream
        except PageError:
            raise
        except OSError as error:
            raise UnreadablePage(self.label, (error.strerror or str(error)).lower()) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise UnreadablePage(self.label, safe_line(f"cannot be unpacked: {error}")) from error

    def _read(self, count: int) -> bytes:
        with self.opened() as stream:
            try:
                return stream.read(count)
            except (OSError, PageError):
                raise
            except Exception as error:
                # Decompressors have many ways to refuse damaged or encrypted data.
                raise UnreadablePage(self.label, safe_line(f"cannot be unpacked: {error}")) from error


def file_on_disk(path: str) -> SavedFile:
    """A file by its path, or standard input for `-`.

    Raises:
        UnreadablePage: missing, a folder, a pipe, or not permitted.
    """
    if path == "-":
        if sys.stdin is None:  # closed by who called
            raise UnreadablePage(path, "standard input is closed")
        return file_of_bytes("-", sys.stdin.buffer.read(MAX_BYTES + 1))
    file = at_home(path)
    try:
        if file.is_dir():
            raise UnreadablePage(path, "a folder, not a page; `nightstand import` walks folders")
        status = file.stat()
    except FileNotFoundError as error:
        raise UnreadablePage(path, "no such file") from error
    except OSError as error:
        raise UnreadablePage(path, (error.strerror or str(error)).lower()) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadablePage(path, NOT_A_FILE)
    return SavedFile(
        path,
        lambda: file.open("rb"),
        status.st_size,
        touched=datetime.fromtimestamp(status.st_mtime, UTC),
        beside=lambda name: _beside(file.parent, name),
    )


def file_of_bytes(
    path: str,
    data: bytes,
    *,
    member: str | None = None,
    touched: datetime | None = None,
    beside: Callable[[str], bytes | None] = _nothing_beside,
) -> SavedFile:
    """A file whose bytes are at hand."""
    return SavedFile(path, lambda: io.BytesIO(data), len(data), member, touched, beside)


def _beside(folder: Path, name: str) -> bytes | None:
    """A file below a folder, never outside of it nor through a link: names come from pages."""
    try:
        if not os.path.lexists(folder / name):
            return None  # most pictures of a page; to resolve a name asks for every folder above it
        own = folder.resolve()
        found = own / name
        if not found.resolve().is_relative_to(own) or found.resolve() != Path(os.path.normpath(found)):
            return None
        if not found.is_file() or found.stat().st_size > MAX_BYTES:
            return None
        return found.read_bytes()
    except (OSError, ValueError):
        return None
