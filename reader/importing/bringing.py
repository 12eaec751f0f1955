"""Paths into the library: files, folders and archives, one result a page.

An iterator that the caller may stop at any moment: what was yielded is kept. Many files are cleaned by as
many processes as there are cores; only this one writes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import PageError, UnreadablePage
from reader.formats.files import find_files
from reader.formats.reading import read_pages
from reader.formats.saved_file import MAX_BYTES
from reader.formats.zips import count_members
from reader.importing.foreseeing import Foresight
from reader.importing.keeping import keep, keep_all, merge_facts
from reader.importing.preparing import (
    Prepared,
    clean_page,
    facts_draft,
    label_of,
    prepare_page,
    unreadable,
)
from reader.importing.preparing_many import Done, Work, is_container, prepared_pages, read_here
from reader.importing.results import CleanResult, ImportResult
from reader.library.archive import is_archive
from reader.settings.folders import at_home
from reader.settings.sites import NO_SITES, Sites
from reader.terminal import safe

if TYPE_CHECKING:
    from reader.cleaning.pipeline import Cleaning
    from reader.formats.page import Page
    from reader.library.library import Library

_BATCH = 64
"""Pages a write: a line of the journal costs a disk's patience, and a batch is what a crash can cost."""
_BATCH_SECONDS = 0.5


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


def count_pages(paths: Iterable[str]) -> int:
    """How many pages `import_paths` will meet, as far as that can be told without reading them."""
    return sum(
        count_members(one) if isinstance(one, str) and one.lower().endswith(".zip") else 1
        for one in _each_file(paths)
    )


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
    work = _work(library, _each_file(paths), url, dry_run=dry_run)
    foresight = Foresight(library)
    for batch in _batches(prepared_pages(work, url, sites)):
        if dry_run:
            yield from (foresight.of(one) if isinstance(one, Prepared) else one.result() for one in batch)
        else:
            yield from _kept(library, batch, tags)


@dataclass(frozen=True, slots=True)
class _Step:
    """What needs no cleaning, and is done in its turn."""

    result: Callable[[], ImportResult]


def _batches(pages: Iterable[Prepared | _Step]) -> Iterator[list[Prepared | _Step]]:
    """Pages in batches, each of which is one write; a slow one is not waited for."""
    batch: list[Prepared | _Step] = []
    began = monotonic()
    for page in pages:
        batch.append(page)
        if len(batch) == _BATCH or monotonic() - began > _BATCH_SECONDS:
            yield batch
            batch, began = [], monotonic()
    if batch:
        yield batch


def _kept(library: Library, batch: list[Prepared | _Step], tags: tuple[str, ...]) -> Iterator[ImportResult]:
    for are_pages, group in groupby(batch, lambda one: isinstance(one, Prepared)):
        if are_pages:
            pages = [_tagged(one, tags) for one in group if isinstance(one, Prepared)]
            yield from keep_all(library, pages)
        else:
            yield from (one.result() for one in group if isinstance(one, _Step))


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


def import_page(
    library: Library, page: Page, *, tags: tuple[str, ...] = (), sites: Sites = NO_SITES
) -> ImportResult:
    """Clean a page, as the user says of its site, and keep it, or bring its article up to date."""
    return keep(library, _tagged(prepare_page(page, sites), tags))


def _tagged(prepared: Prepared, tags: tuple[str, ...]) -> Prepared:
    if prepared.draft is None or not tags:
        return prepared
    draft = replace(prepared.draft, tags=tuple(dict.fromkeys((*prepared.draft.tags, *tags))))
    return replace(prepared, draft=draft)


def _work(
    library: Library, files: Iterable[Prepared | str], url: str | None, *, dry_run: bool
) -> Iterator[Work | Done[Prepared | _Step]]:
    """What is to be done, file by file: what came in before, or is a whole library, is not cleaned."""
    for file in files:
        if isinstance(file, Prepared):
            yield Done(file)
        elif file != "-" and is_archive(Path(file)):
            yield Done(_Step(partial(_archive_result, library, file, dry_run=dry_run)))
        elif (known := _known_result(library, file)) is not None:
            yield Done(_Step(partial(_itself, known)))
        elif is_container(file):
            yield from _pages_within(library, file, url, dry_run=dry_run)
        else:
            yield file


def _pages_within(
    library: Library, file: str, url: str | None, *, dry_run: bool
) -> Iterator[Work | Done[Prepared | _Step]]:
    for page in read_here(file, url):
        if isinstance(page, Prepared):
            yield Done(page)
            continue
        # A page that came in before, byte for byte, is not cleaned again, but may bring new tags and marks.
        known = None if page.link_only else library.entries.by_source(page.source.sha256)
        if known is None or known.link_only:
            yield page
        elif dry_run:
            yield Done(
                _Step(partial(_itself, ImportResult(label_of(page), "same", known, title=known.title)))
            )
        else:
            label, facts = label_of(page), facts_draft(page)
            yield Done(_Step(partial(merge_facts, library, known, label, facts, page.carried)))


def _itself(result: ImportResult) -> ImportResult:
    return result


def _known_result(library: Library, file: str) -> ImportResult | None:
    """A file that came in before, byte for byte: it is not cleaned again, so that a second run is quick."""
    if file == "-":
        return None
    try:
        path = at_home(file)
        if path.stat().st_size > MAX_BYTES:
            return None
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        known = library.entries.by_source(sha256)
    except OSError:
        return None
    if known is None or library.entries.sources(known.id).get(safe(file)) != sha256:
        return None
    return ImportResult(file, "same", known, title=known.title)


def _archive_result(library: Library, path: str, *, dry_run: bool) -> ImportResult:
    """Take in what `nightstand export --all` wrote: articles, highlights, originals and history."""
    if dry_run:
        return ImportResult(
            path, "new", problem="a whole library; what of it is new is known when it comes in"
        )
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
                yield str(file) if isinstance(file, Path) else unreadable(file.path, file.reason)
            if not found:
                yield unreadable(path, "no pages in this folder")
        except UnreadablePage as error:
            yield unreadable(path, error.reason)
