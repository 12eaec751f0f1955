"""Processes that prepare chunks of work, and outlive one of them."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from types import TracebackType
from typing import Generic, Self, TypeVar

from reader.importing.collecting import collect_seldom

_LOG = logging.getLogger(__name__)
_PATIENCE_SECONDS = 30.0  # for a process to start

W = TypeVar("W")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Task(Generic[W, R]):
    """A chunk on its way."""

    chunk: list[W]
    future: Future[list[R]] | None
    """None: it is done when it is asked for."""


class Crew(Generic[W, R]):
    """As many processes as there are cores, started anew when the system ended one of them.

    A page that takes all of the memory costs its process, and the others in its chunk are done one by one;
    where no process can be started, the work is done in this one.
    """

    def __init__(self, size: int, work: Callable[[list[W]], list[R]], lost: Callable[[W], R]) -> None:
        """Make ready; processes start with the first task.

        Args:
            size: how many processes.
            work: what each does with a chunk.
            lost: what to say of a piece of work that ended its process.
        """
        self._size = size
        self._work = work
        self._lost = lost
        self._pool: ProcessPoolExecutor | None = _pool(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, chunk: list[W]) -> Task[W, R]:
        """Give a chunk to the next free process."""
        try:
            return Task(chunk, self._pool.submit(self._work, chunk) if self._pool else None)
        except BrokenProcessPool:
            self._renew()
            return Task(chunk, self._pool.submit(self._work, chunk) if self._pool else None)

    def result(self, task: Task[W, R]) -> Iterator[R]:
        """What became of a chunk."""
        if task.future is None:
            yield from self._work(task.chunk)
            return
        try:
            yield from task.future.result()
        except BrokenProcessPool:
            self._renew()
            for one in task.chunk:
                yield from self._alone(one)

    def _renew(self) -> None:
        """New processes for those that broke; none when they cannot be started at all."""
        if self._pool is None:
            return
        try:
            self._pool.submit(int).result(_PATIENCE_SECONDS)
        except (BrokenProcessPool, TimeoutError):
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = _pool(self._size) if _can_start() else None

    def _alone(self, one: W) -> Iterator[R]:
        if self._pool is None:
            yield from self._work([one])
            return
        with _pool(1) as pool:
            try:
                yield from pool.submit(self._work, [one]).result()
            except BrokenProcessPool:
                _LOG.warning("a process was ended over %.200r", one)
                yield self._lost(one)


def _pool(size: int) -> ProcessPoolExecutor:
    _start_tracker()
    return ProcessPoolExecutor(size, mp_context=get_context("spawn"), initializer=_work_quietly)


def _start_tracker() -> None:
    """Start what multiprocessing starts by itself otherwise, with the descriptor of standard error.

    A program that has taken the screen has put something in the place of `sys.stderr` that has none (-1), and
    multiprocessing passes that on, which ends in a ValueError (Python 3.11 to 3.14, Textual 8).
    """
    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


def _work_quietly() -> None:
    """Leave keys and screen to the first process.

    A key that ends the program goes to all of its processes; the first one ends the others. What a parser
    prints would stand amid a screen.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    collect_seldom()


def _can_start() -> bool:
    try:
        with _pool(1) as pool:
            pool.submit(int).result(_PATIENCE_SECONDS)
    except (BrokenProcessPool, TimeoutError, OSError):
        _LOG.warning("no process can be started: one does all the work")
        return False
    return True
