"""Disks that fail: a fault at any system call, and every state that a power cut may leave.

`FailingDisk` lets a chosen call kill the process or be refused. `RecordingDisk` notes what was written
and synced, and rebuilds what could be found after the power went, under a model stricter than ext4:
bytes that were not synced may be there, missing, half there or zeros; names whose folder was not synced
may be there or not, also out of order. It is a model: no real power was cut.
"""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from unittest.mock import patch

Fault = Literal["KILL", "ENOSPC", "EIO"]
FAULTS: tuple[Fault, ...] = ("KILL", "ENOSPC", "EIO")
_CALLS = ("write", "fsync", "fdatasync", "replace", "link", "ftruncate", "unlink", "mkdir")


class Killed(BaseException):
    """The process is gone: nothing of it runs any more, nor does it tidy up."""


@contextmanager
def _patched(calls: dict[str, Callable[..., Any]]) -> Iterator[None]:
    with ExitStack() as stack:
        for name, call in calls.items():
            stack.enter_context(patch.object(os, name, call))
        yield


class FailingDisk:
    """Lets the n-th call that changes the disk fail; after KILL every later one fails too."""

    def __init__(self, at: int, fault: Fault) -> None:
        self.calls = 0
        self._at = at
        self._fault = fault

    @property
    def failed(self) -> bool:
        """Whether the fault came."""
        return self.calls > self._at

    @contextmanager
    def installed(self) -> Iterator[None]:
        with _patched({name: self._wrap(getattr(os, name)) for name in _CALLS}):
            yield

    def _wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            if self._fault == "KILL" and self.failed:
                raise Killed
            if self.calls == self._at + 1:
                if call.__name__ == "write":  # a part of it still reaches the file
                    call(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                code = getattr(errno, self._fault)
                raise OSError(code, os.strerror(code))
            return call(*arguments, **named)

        return failing


@contextmanager
def full_disk() -> Iterator[None]:
    """Refuse every call that would take room, from now on."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with _patched(dict.fromkeys(("fsync", "fdatasync", "replace", "link", "mkdir"), refuse)):
        yield


@dataclass(slots=True)
class _File:
    data: bytearray = field(default_factory=bytearray)
    synced: bytes = b""


@dataclass(slots=True)
class _Name:
    """One change of a folder: `path` gets `file`, or loses its file when None."""

    path: str
    file: _File | None
    synced: bool = False


DataFate = Literal["kept", "lost", "half", "zeros"]


class RecordingDisk:
    """Notes what a program does below a folder; `states` are what a power cut now may leave."""

    def __init__(self, folder: Path, *, blind_to: frozenset[str] = frozenset()) -> None:
        self._folder = folder
        self._blind_to = blind_to
        self._files: dict[str, _File] = {}
        self._base: dict[str, _File] = {}
        self._names: list[_Name] = []
        self._handles: dict[int, tuple[str, _File | None]] = {}
        for path in folder.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                self._files[str(path)] = _File(bytearray(data), data)
        self._base = dict(self._files)
        self.at_each_call: Callable[[], None] = lambda: None

    @contextmanager
    def installed(self) -> Iterator[None]:
        real = {name: getattr(os, name) for name in ("open", "close", *_CALLS)}
        fakes = {name: self._wrap(name, call) for name, call in real.items()}
        with _patched(fakes):
            yield

    def states(self) -> Iterator[dict[str, bytes]]:
        """The files, by path below the folder, of every state that a power cut may leave now."""
        for names, fate in itertools.product(self._name_choices(), ("kept", "lost", "half", "zeros")):
            files = dict(self._base)
            for name in names:
                if name.file is None:
                    files.pop(name.path, None)
                else:
                    files[name.path] = name.file
            yield {
                os.path.relpath(path, self._folder): _survived(file, fate)  # type: ignore[arg-type]
                for path, file in files.items()
            }

    def _name_choices(self) -> Iterator[list[_Name]]:
        durable = [name for name in self._names if name.synced]
        loose = [name for name in self._names if not name.synced]
        for count in range(len(loose) + 1):
            yield [name for name in self._names if name.synced or name in loose[:count]]
        if len(loose) > 1:
            yield [*durable, loose[-1]]

    def _wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        note = getattr(self, f"_note_{name}", None)

        def recording(*arguments: Any, **named: Any) -> Any:
            self.at_each_call()
            made = call(*arguments, **named)
            if note is not None:
                note(made, *arguments)
            return made

        return recording

    def _note_open(self, handle: int, path: Any, flags: int, *_: Any) -> None:
        where = os.fspath(path)
        if not str(where).startswith(str(self._folder)):
            return
        if flags & os.O_DIRECTORY:
            self._handles[handle] = (str(where), None)
            return
        file = self._files.get(str(where))
        if file is None:
            file = _File()
            self._set(str(where), file)
        if flags & os.O_TRUNC:
            file.data.clear()
        self._handles[handle] = (str(where), file)

    def _note_close(self, _made: None, handle: int) -> None:
        self._handles.pop(handle, None)

    def _note_write(self, size: int, handle: int, data: Any) -> None:
        file = self._handles.get(handle, ("", None))[1]
        if file is not None:  # the library only ever writes at the end
            file.data += bytes(data)[:size]

    def _note_ftruncate(self, _: None, handle: int, size: int) -> None:
        file = self._handles.get(handle, ("", None))[1]
        if file is not None:
            del file.data[size:]

    def _note_fdatasync(self, _: None, handle: int) -> None:
        self._sync(handle, "journal")

    def _note_fsync(self, _: None, handle: int) -> None:
        where, file = self._handles.get(handle, ("", None))
        if file is not None:
            self._sync(handle, "file")
        elif where and "folder" not in self._blind_to:
            for name in self._names:
                name.synced = name.synced or str(Path(name.path).parent) == where

    def _sync(self, handle: int, kind: str) -> None:
        file = self._handles.get(handle, ("", None))[1]
        if file is not None and kind not in self._blind_to:
            file.synced = bytes(file.data)

    def _note_replace(self, _: None, source: Any, target: Any) -> None:
        file = self._files.pop(str(source), None)
        if file is not None:
            # One change of the folder: where the new name is, the old one is gone.
            self._names = [name for name in self._names if name.path != str(source) or name.synced]
            self._set(str(target), file)

    def _note_link(self, _: None, source: Any, target: Any) -> None:
        self._set(str(target), self._files[str(source)])

    def _note_unlink(self, _: None, path: Any) -> None:
        if self._files.pop(str(path), None) is not None:
            self._names.append(_Name(str(path), None))

    def _set(self, path: str, file: _File) -> None:
        self._files[path] = file
        self._names.append(_Name(path, file))


def _survived(file: _File, fate: DataFate) -> bytes:
    loose = len(file.data) - len(file.synced)
    if fate == "kept" or loose == 0:
        return bytes(file.data)
    if fate == "lost" or loose < 0:
        return file.synced
    if fate == "half":
        return bytes(file.data[: len(file.synced) + loose // 2])
    return file.synced + bytes(loose)
