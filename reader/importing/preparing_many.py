"""Files to prepared pages, over all cores: small files are read where they are cleaned, large ones here.

A container of many pages (a zip, a mailbox, an export) is read by this process, a page at a time, and its
pages are cleaned by the others. Results come in the order of the files, and a bounded number of them
waits: memory does not grow with their number.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Generic, TypeVar

from reader.errors import PageError
from reader.formats.page import Page
from reader.formats.picture_files import with_pictures
from reader.formats.reading import may_hold_many, read_pages
from reader.importing.crew import Crew, Task
from reader.importing.preparing import Prepared, label_of, prepare_file, prepare_page
from reader.settings.folders import at_home
from reader.settings.sites import NO_SITES, Sites

_LOG = logging.getLogger(__name__)
_LEAST_FOR_PROCESSES = 24
"""Fewer pages are done before the processes have started."""
_CHUNK = 8
_CHUNK_CHARACTERS = 4_000_000
_WAITING = 4  # chunks ahead of the writer, for each process

T = TypeVar("T")
Work = str | Page
"""A file to be read and cleaned, or a page to be cleaned."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What needs no preparing, and comes out again in its place."""

    value: T


def prepared_pages(
    work: Iterable[Work | Done[T]], url: str | None = None, sites: Sites = NO_SITES
) -> Iterator[Prepared | T]:
    """Prepare files and pages, in order; with several processes when there are many.

    Args:
        work: what is to be done.
        url: address for the page of a file that does not state its own.
        sites: how the user wants the pages of some sites to be cleaned.
    """
    prepare = partial(_prepare_all, url=url, sites=sites)
    chunks = _chunks(work)
    first: list[list[Work] | Done[T]] = []
    count = 0
    for chunk in chunks:
        first.append(chunk)
        count += 0 if isinstance(chunk, Done) else len(chunk)
        if count >= _LEAST_FOR_PROCESSES:
            break
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if count >= _LEAST_FOR_PROCESSES and cores > 1:
        yield from _by_processes(cores, chain(first, chunks), prepare)
        return
    for chunk in chain(first, chunks):
        if isinstance(chunk, Done):
            yield chunk.value
        else:
            for one in chunk:
                yield from prepare([one])


def _by_processes(
    cores: int, chunks: Iterable[list[Work] | Done[T]], prepare: Callable[[list[Work]], list[Prepared]]
) -> Iterator[Prepared | T]:
    with Crew(cores, prepare, _lost) as crew:
        waiting: deque[Task[Work, Prepared] | Done[T]] = deque()

        def first_result() -> Iterator[Prepared | T]:
            task = waiting.popleft()
            return iter([task.value]) if isinstance(task, Done) else crew.result(task)

        for chunk in chunks:
            waiting.append(chunk if isinstance(chunk, Done) else crew.begin(chunk))
            while len(waiting) >= _WAITING * cores:
                yield from first_result()
        while waiting:
            yield from first_result()


def _lost(one: Work) -> Prepared:
    label = one if isinstance(one, str) else label_of(one)
    return Prepared(label, problem="cleaning it ended the program's helper, perhaps for want of memory")


def read_here(path: str, url: str | None = None) -> Iterator[Page | Prepared]:
    """The pages of a container, and what is wrong with it or with one of them in its place."""
    try:
        for found in read_pages(path, url=url):
            yield (
                with_pictures(found)
                if isinstance(found, Page)
                else Prepared(found.path, problem=found.reason)
            )
    except PageError as error:
        yield Prepared(error.path, problem=error.reason)
    except Exception as error:
        # A fault of ours on one file must not stop the other thousand: it is logged, and said.
        _LOG.exception("reading %s failed", path)
        yield Prepared(path, problem=f"reading failed ({type(error).__name__}); see the log")


def is_container(path: str) -> bool:
    """Whether a file may hold many pages."""
    if path == "-":
        return False
    try:
        with at_home(path).open("rb") as file:
            return may_hold_many(file.read(64))
    except OSError:
        return False  # reading it says why


def _chunks(work: Iterable[Work | Done[T]]) -> Iterator[list[Work] | Done[T]]:
    chunk: list[Work] = []
    size = 0
    for one in work:
        if not isinstance(one, Done):
            chunk.append(one)
            size += _weight(one) if isinstance(one, Page) else 0
        if chunk and (isinstance(one, Done) or len(chunk) == _CHUNK or size > _CHUNK_CHARACTERS):
            yield chunk
            chunk, size = [], 0
        if isinstance(one, Done):
            yield one
    if chunk:
        yield chunk


def _weight(page: Page) -> int:
    return len(page.content) + sum(len(asset.data) for asset in page.assets.values())


def _prepare_all(chunk: list[Work], url: str | None, sites: Sites) -> list[Prepared]:
    return [prepared for one in chunk for prepared in _prepared(one, url, sites)]


def _prepared(one: Work, url: str | None, sites: Sites) -> Iterator[Prepared]:
    if isinstance(one, str):
        yield from prepare_file(one, url, sites)
        return
    try:
        yield prepare_page(one, sites)
    except Exception as error:
        label = label_of(one)
        _LOG.exception("cleaning %s failed", label)
        yield Prepared(label, problem=f"cleaning failed ({type(error).__name__}); see the log")
