"""Files that are on the disk, and not only on their way to it, when a function returns.

Every change of a file goes through `os`, one system call each, so that the tests can make any of them fail.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable: a file without its folder entry is lost in a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_synced(path: Path, data: bytes) -> None:
    """Write a file whole and wait for the disk; its name in the folder is not durable yet.

    Raises:
        OSError: the disk refused.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        _write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_durably(path: Path, data: bytes) -> None:
    """Put a new file in the place of an old one; a crash leaves the old or the new, never a part.

    Raises:
        OSError: the disk refused; the old file is untouched, or already replaced as a whole.
    """
    # The process is in the name: two of them may write the same text at the same time.
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        write_synced(beside, data)
        move_durably(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def move_durably(source: Path, target: Path) -> None:
    """Put a file that was synced in the place of another one of its folder.

    Raises:
        OSError: the disk refused; the old file is untouched, or already replaced as a whole.
    """
    os.replace(source, target)  # noqa: PTH105  # see the module's docstring
    sync_folder(target.parent)


def link_over(source: Path, target: Path) -> None:
    """Give a file a second name, in the place of what had it; nothing when there is no such file."""
    if not source.exists():
        return
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    beside.unlink(missing_ok=True)
    os.link(source, beside)  # see the module's docstring
    os.replace(beside, target)  # noqa: PTH105


def remove_quietly(path: Path) -> None:
    """Remove a file of which nothing depends, where there is one and the disk lets it go."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


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
        written = os.write(handle, data)
        if written < len(data):
            _write_all(handle, data[written:])
        os.fdatasync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise
    return size + len(data)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in reversed(missing):
        sync_folder(made.parent)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
