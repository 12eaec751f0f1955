"""Paths into the library: files, folders and archives, one result a page.

An iterator that the caller may stop at any moment: what was yielded is kept. Many files are cleaned by as
many processes as there are cores; only this one writes.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import PageError, UnreadablePage
from reader.formats.files import find_files
from reader.formats.reading import read_pages
from reader.formats.saved_file import MAX_BYTES
from reader.importing.keeping import foreseen, keep
from reader.importing.preparing import Prepared, clean_page, prepare_file, prepare_page, unreadable
from reader.importing.results import CleanResult, ImportResult
from reader.library.archive import is_archive
from reader.settings.sites import NO_SITES, Sites

if TYPE_CHECKING:
    from reader.cleaning.pipeline import Cleaning
    from reader.formats.page import Page
    from reader.library.library import Library

_LEAST_FOR_PROCESSES = 24
"""Fewer files are done before the processes have started."""
_CHUNK = 8
_WAITING = 4  # chunks ahead of the writer, for each process: memory does not grow with the number of files


def clean_path(
    path: str, how: Cleaning | None = None, *, url: str | None = None, sites: Sites = NO_SITES
) -> list[CleanResult]:
    """Clean the pages of one file without storing; what cannot be read is a result with a problem in it."""
    results: list[CleanResult] = []
    try:
        for found in read_pages(path, url=url):
            results.append(_cleaned(path, found, how, sites))
    except PageError as error:
        results.append(CleanResult(path, problem=error.reason))
    return results or [CleanResult(path, problem="no page in it")]


def _cleaned(path: str, found: Page | UnreadablePage, how: Cleaning | None, sites: Sites) -> CleanResult:
    if isinstance(found, UnreadablePage):
        return CleanResult(path, problem=found.reason)
    try:
        return CleanResult(path, clean_page(found, how, sites))
    except PageError as error:
        return CleanResult(path, problem=error.reason)


def count_files(paths: Iterable[str]) -> int:
    """How many files `import_paths` will look at; for a progress bar."""
    return sum(1 for _ in _each_file(paths))


def import_paths(
    library: Library,
    paths: Iterable[str],
    *,
    url: str | None = None,
    tags: tuple[str, ...] = (),
    dry_run: bool = False,
    sites: Sites = NO_SITES,
) -> Iterator[ImportResult]:
    """Bring saved pages into the library.

    Args:
        library: where they are kept.
        paths: files, folders (walked), `-` for standard input.
        url: address of the page, for a single file that does not state its own.
        tags: given to every article that comes in.
        dry_run: say what would come in, and write nothing.
        sites: how the user wants the pages of some sites to be cleaned.

    Yields:
        One result a page, in the order of the paths. A bad file is a result with a problem in it,
        so that one file never stops the others.
    """
    for prepared in _prepared(library, _each_file(paths), url, sites):
        if isinstance(prepared, ImportResult):
            yield prepared
        elif dry_run:
            yield foreseen(library, prepared)
        else:
            yield keep(library, _tagged(prepared, tags))


def import_file(
    library: Library,
    path: str,
    *,
    url: str | None = None,
    tags: tuple[str, ...] = (),
    sites: Sites = NO_SITES,
) -> ImportResult:
    """Bring in one file and give the result of its first page; see `import_paths`."""
    results = list(import_paths(library, [path], url=url, tags=tags, sites=sites))
    return next((one for one in results if one.entry), results[0])


def import_page(library: Library, page: Page, *, tags: tuple[str, ...] = ()) -> ImportResult:
    """Clean a page and keep it, or bring the article that has its address up to date."""
    return keep(library, _tagged(prepare_page(page), tags))


def _tagged(prepared: Prepared, tags: tuple[str, ...]) -> Prepared:
    if prepared.draft is None or not tags:
        return prepared
    draft = replace(prepared.draft, tags=tuple(dict.fromkeys((*prepared.draft.tags, *tags))))
    return replace(prepared, draft=draft)


def _prepared(
    library: Library, files: Iterator[Prepared | str], url: str | None, sites: Sites
) -> Iterator[Prepared | ImportResult]:
    """Prepared pages in the order of their files; whole libraries are taken in as they come by."""
    first = list(islice(files, _LEAST_FOR_PROCESSES))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(first) < _LEAST_FOR_PROCESSES or cores < 2:
        for file in (*first, *files):
            yield from _one(library, file, url, sites)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Prepared]] | ImportResult | Prepared | str] = deque()
        for chunk in _chunks(library, chain(first, files)):
            waiting.append(pool.submit(_prepare_all, chunk, url, sites) if isinstance(chunk, list) else chunk)
            if len(waiting) >= _WAITING * cores:
                yield from _done(library, waiting.popleft())
        while waiting:
            yield from _done(library, waiting.popleft())


def _chunks(
    library: Library, files: Iterable[Prepared | str]
) -> Iterator[list[str] | ImportResult | Prepared | str]:
    """Files in chunks for the processes; what needs the library, or nothing at all, is not sent to them."""
    chunk: list[str] = []
    for file in files:
        here = _needs_no_process(library, file)
        if here is None and isinstance(file, str):
            chunk.append(file)
        if chunk and (here is not None or len(chunk) == _CHUNK):
            yield chunk
            chunk = []
        if here is not None:
            yield here
    if chunk:
        yield chunk


def _needs_no_process(library: Library, file: Prepared | str) -> ImportResult | Prepared | str | None:
    if isinstance(file, Prepared) or is_archive(Path(file)):
        return file
    return _known_result(library, file)


def _prepare_all(paths: list[str], url: str | None, sites: Sites) -> list[Prepared]:
    return [prepared for path in paths for prepared in prepare_file(path, url, sites)]


def _done(
    library: Library, one: Future[list[Prepared]] | ImportResult | Prepared | str
) -> Iterator[Prepared | ImportResult]:
    if isinstance(one, Future):
        yield from one.result()
    elif isinstance(one, str):
        yield import_archive(library, one)
    else:
        yield one


def _one(
    library: Library, file: Prepared | str, url: str | None, sites: Sites
) -> Iterator[Prepared | ImportResult]:
    here = _needs_no_process(library, file)
    if here is not None:
        yield from _done(library, here)
    elif isinstance(file, str):
        yield from prepare_file(file, url, sites)


def _known_result(library: Library, file: str) -> ImportResult | None:
    """A file that came in before, byte for byte: it is not cleaned again, so that a second run is quick."""
    if file == "-":
        return None
    try:
        path = Path(file).expanduser()
        if path.stat().st_size > MAX_BYTES:
            return None
        known = library.entries.by_source(hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError:
        return None
    return (
        ImportResult(file, "same", known, title=known.title) if known and known.source_path == file else None
    )


def import_archive(library: Library, path: str) -> ImportResult:
    """Take in what `nightstand export --all` wrote: articles, highlights, originals and history."""
    try:
        taken = library.archive.read(Path(path))
    except UnreadablePage as error:
        return ImportResult(path, "skipped", problem=error.reason)
    parts = [
        f"{taken.new} new articles",
        f"{taken.merged} brought up to date",
        f"{taken.same} the same",
        f"{taken.highlights} highlights",
        *taken.problems,
    ]
    return ImportResult(path, "new" if taken.new or taken.merged else "same", problem="; ".join(parts))


def _each_file(paths: Iterable[str]) -> Iterator[Prepared | str]:
    for path in paths:
        if path == "-":
            yield path
            continue
        try:
            found = False
            for file in find_files(path):
                found = True
                yield str(file)
            if not found:
                yield unreadable(path, "no pages in this folder")
        except UnreadablePage as error:
            yield unreadable(path, error.reason)
