"""Zip files: walked member by member, never unpacked to the disk; names are labels, never paths.

Limits, so that a small file cannot become a large one: `MAX_MEMBERS` members, `MAX_BYTES` a page,
`MAX_TOTAL_BYTES` in all, and no large member that packs better than `MAX_RATIO`.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from reader.errors import UnreadablePage
from reader.formats.names import is_companion_folder, is_page_name, parts_of_exports
from reader.formats.page import Found
from reader.formats.saved_file import SavedFile

MAX_MEMBERS = 200_000
MAX_TOTAL_BYTES = 20 * 1024**3
MAX_RATIO = 300
_HARMLESS_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A zip that can be asked for its members."""

    file: SavedFile
    zip: zipfile.ZipFile

    def members(self) -> list[zipfile.ZipInfo]:
        """Its files, by name.

        Raises:
            UnreadablePage: there are too many, or they would unpack to too much.
        """
        # `is_dir` stumbles over a member without a name.
        found = [info for info in self.zip.infolist() if info.filename and not info.filename.endswith("/")]
        total = sum(info.file_size for info in found)
        if len(found) > MAX_MEMBERS:
            raise UnreadablePage(
                self.file.label, f"{len(found):,} files in one archive; {MAX_MEMBERS:,} are read"
            )
        if total > MAX_TOTAL_BYTES:
            raise UnreadablePage(
                self.file.label,
                f"would unpack to {total >> 30} GB; archives over {MAX_TOTAL_BYTES >> 30} GB are not read",
            )
        return sorted(found, key=lambda info: info.filename)

    def member(self, info: zipfile.ZipInfo) -> SavedFile:
        """A member as a file of its own.

        Raises:
            UnreadablePage: it is encrypted, a trap, or its name leads out of the archive.
        """
        name = f"{self.file.member}/{info.filename}" if self.file.member else info.filename
        label = f"{self.file.path}:{name}"
        if info.flag_bits & 1:
            raise UnreadablePage(label, "encrypted; unpack it with its password and import the folder")
        if info.filename.startswith("/") or ".." in PurePosixPath(info.filename).parts:
            raise UnreadablePage(label, "its name leads out of the archive; it was not read")
        packed = max(1, info.compress_size)
        if info.file_size > _HARMLESS_BYTES and info.file_size / packed > MAX_RATIO:
            raise UnreadablePage(
                label, f"would unpack to {info.file_size / packed:.0f} times its size; it was not read"
            )
        return SavedFile(
            self.file.path,
            lambda: self._stream(info),
            info.file_size,
            name,
            _touched(info),
            lambda beside: self.beside(info.filename, beside),
        )

    def _stream(self, info: zipfile.ZipInfo) -> BinaryIO:
        try:
            return cast("BinaryIO", self.zip.open(info))
        except (ValueError, IndexError, RuntimeError, struct.error) as error:
            # A directory that lies: places outside of the file, methods that are none, passwords.
            raise zipfile.BadZipFile(str(error)) from error

    def read(self, name: str) -> bytes | None:
        """A member's bytes by its exact name; None when it is not there, or not readable."""
        try:
            info = self.zip.getinfo(name)
            return self.member(info).read()
        except (KeyError, UnreadablePage):
            return None

    def beside(self, member: str, name: str) -> bytes | None:
        """A member by its name relative to another one."""
        return self.read(posixpath.normpath(posixpath.join(posixpath.dirname(member), name)))


def opened_zip(file: SavedFile, stream: IO[bytes]) -> Opened:
    """Open a zip.

    Raises:
        UnreadablePage: it is damaged or cut off.
    """
    try:
        return Opened(file, zipfile.ZipFile(stream))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise UnreadablePage(file.label, "a damaged or cut off zip file; download it again") from error


def is_zip(head: bytes) -> bool:
    """Whether a file begins as a zip does."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def pages_of_zip(opened: Opened, read: Callable[[SavedFile], Iterator[Found]]) -> Iterator[Found]:
    """The pages in a zip.

    Args:
        opened: the zip.
        read: reads one member.
    """
    members = opened.members()
    names = {info.filename for info in members}
    parts = parts_of_exports(names)
    for info in members:
        if _may_be_page(info, names) and not info.filename.startswith(parts):
            try:
                yield from read(opened.member(info))
            except UnreadablePage as error:
                yield error


def count_members(path: str) -> int:
    """How many members of a zip may be pages; 1 when it cannot be told."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        return 1
    names = {info.filename for info in members}
    return max(1, sum(_may_be_page(info, names) for info in members))


def _may_be_page(info: zipfile.ZipInfo, names: set[str]) -> bool:
    is_folder = not info.filename or info.filename.endswith("/")
    return not is_folder and is_page_name(info.filename) and not _is_companion(info.filename, names)


def _is_companion(name: str, names: set[str]) -> bool:
    parts = PurePosixPath(name).parts
    if any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts):
        return True
    folders = ["/".join(parts[:count]) for count in range(1, len(parts))]
    return any(is_companion_folder(folder, names.__contains__) for folder in folders)


def _touched(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time, tzinfo=UTC) if info.date_time[0] > 1980 else None
    except ValueError:
        return None
