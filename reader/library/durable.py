"""Files that are on the disk, and not only on their way to it, when a function returns."""

from __future__ import annotations

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable: a file without its folder entry is lost in a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_durably(path: Path, data: bytes) -> None:
    """Put a new file in the place of an old one; a crash leaves the old or the new, never a part.

    Raises:
        OSError: the disk refused; the old file is untouched.
    """
    beside = path.with_name(path.name + ".tmp")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def append_synced(handle: int, data: bytes, size: int) -> int:
    """Append to an open file and wait for the disk.

    Args:
        handle: opened for appending.
        data: what to append.
        size: bytes that the file holds; it is cut back to them when the disk refuses.

    Returns:
        The new size in bytes.

    Raises:
        OSError: the disk refused; the file is as before, as far as the disk still obeys.
    """
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fdatasync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise
    return size + len(data)
