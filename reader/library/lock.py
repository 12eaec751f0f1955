"""The lock between processes that share a library."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from reader.errors import LibraryLocked

PATIENCE_SECONDS = 15.0
"""A write takes about a millisecond, a compaction seconds: who holds the lock for longer is stuck."""


class FolderLock:
    """`flock` on one file. It goes with the process that holds it, also when that is killed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self._depth = 0

    def acquire(self) -> None:
        """Take the lock; the same process may take it again.

        Raises:
            LibraryLocked: another process held it for too long.
            OSError: the file cannot be made.
        """
        if self._handle is None:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if self._depth == 0 and not _is_taken(self._handle):
            self._wait()
        self._depth += 1

    def release(self) -> None:
        """Give it back; does nothing when it is not held."""
        if self._depth:
            self._depth -= 1
            if self._depth == 0 and self._handle is not None:
                fcntl.flock(self._handle, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give it back for good."""
        self._depth = 0
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _wait(self) -> None:
        assert self._handle is not None
        deadline, pause = time.monotonic() + PATIENCE_SECONDS, 0.001
        while not _is_taken(self._handle):
            if time.monotonic() > deadline:
                raise LibraryLocked(self._path.parent, "another program holds it; close it, or try again")
            time.sleep(pause)
            pause = min(0.05, pause * 2)


def _is_taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
