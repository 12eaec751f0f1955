"""The file of the journal: lines are appended and synced, and read from where one stopped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reader.library.durable import append_synced, sync_folder
from reader.library.lines import Changes, Line, read_lines

Seen = tuple[int, int]
"""Inode of a journal, and how many of its bytes are known."""


class JournalFile:
    """An append-only file, and how much of it this process knows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen: Seen = (0, 0)
        self._name = str(path)
        self._handle: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can be appended to."""
        return self._handle is not None

    def open(self) -> None:
        """Open the present file for appending, and make it where there is none; all of it is known then.

        Raises:
            OSError: it cannot be written to.
        """
        self.close()
        fresh = not self.path.exists()
        self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        if fresh:
            sync_folder(self.path.parent)
        found = os.fstat(self._handle)
        self.seen = (found.st_ino, found.st_size)

    def close(self) -> None:
        """Close it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def forget(self) -> None:
        """Say that what is on disk is not certain: it is read again before the next write."""
        self.seen = (0, 0)

    def is_stale(self) -> bool:
        """Whether another process wrote since; one `stat` call."""
        try:
            found = os.stat(self._name)  # noqa: PTH116  # before each write: a Path costs 4 µs more
        except OSError:
            return False
        return (found.st_ino, found.st_size) != self.seen

    def is_the_same(self) -> bool:
        """Whether it is still the file that is known; a compaction begins another one."""
        return self.path.stat().st_ino == self.seen[0]

    def append(self, line: bytes) -> int:
        """Append a line and wait for the disk; returns the size in bytes.

        Raises:
            OSError: the disk refused; the file is as before, as far as the disk still obeys.
        """
        assert self._handle is not None
        try:
            size = append_synced(self._handle, line, self.seen[1])
        except OSError:
            self.forget()
            raise
        self.seen = (self.seen[0], size)
        return size

    def read(self, start: int, end: int | None = None) -> Iterator[Line]:
        """The complete lines from a byte on, up to another; once all were taken, they are known."""
        try:
            with self.path.open("rb") as file:
                inode = os.fstat(file.fileno()).st_ino
                file.seek(start)
                data = file.read(-1 if end is None else end - start)
        except OSError:
            return
        good = start
        for line in read_lines(data):
            good += len(line.raw)
            yield line
        self.seen = (inode, good)

    def bytes_from(self, start: int) -> bytes:
        """What is known of it from a byte on.

        Raises:
            OSError: it cannot be read.
        """
        assert self._handle is not None
        return os.pread(self._handle, self.seen[1] - start, start)

    def cut_tail(self) -> bytes:
        """Cut what a crash left of an unacknowledged line behind what is known; returns it.

        Raises:
            OSError: the file cannot be written to.
        """
        if not self.is_stale():
            return b""
        handle = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
        try:
            good = self.seen[1]
            torn = os.pread(handle, os.fstat(handle).st_size - good, good)
            os.ftruncate(handle, good)
            os.fsync(handle)
        finally:
            os.close(handle)
        return torn

    def first_sequence(self) -> int | None:
        """Number of the first write in it; None when there is none."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return None
        return next((line.sequence for line in read_lines(data) if line.sequence is not None), None)

    def goes_on_from(self, seen: Seen) -> bool:
        """Whether it is a file as it was seen once, with whole lines behind that or nothing."""
        inode, size = seen
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, size - 1))
                return os.fstat(file.fileno()).st_ino == inode and (not size or file.read(1) == b"\n")
        except OSError:
            return False

    def changes_since(self, sequence: int, last: int) -> list[Changes] | None:
        """The writes after one, up to the last; None when the file does not have all of them."""
        found: list[tuple[int, Changes]] = []
        try:
            data = self.path.read_bytes()
        except OSError:
            return None
        for line in read_lines(data):
            if line.sequence is not None and sequence + len(found) < line.sequence <= last:
                found.append((line.sequence, line.changes))
        complete = [number for number, _ in found] == list(range(sequence + 1, last + 1))
        return [changes for _, changes in found] if complete else None
