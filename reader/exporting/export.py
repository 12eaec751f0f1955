"""The doors out: one table of formats, and one function that goes through the one asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from reader.errors import ExportError
from reader.exporting.anki import anki_tsv
from reader.exporting.annotations import annotation_collection, hypothesis_json
from reader.exporting.bookmarks import bookmark_file
from reader.exporting.changes import Changes
from reader.exporting.epub import write_epub
from reader.exporting.folder import NoteFolder, Written, write_pages
from reader.exporting.html import article_html
from reader.exporting.item import Item, items_of
from reader.exporting.notes import note_text
from reader.exporting.quotes import quotes_markdown
from reader.exporting.readwise import readwise_csv
from reader.exporting.templates import NoteTemplate
from reader.library.kept import Entry, Highlight
from reader.library.library import Library
from reader.settings.folders import at_home

Unit = Literal["articles", "highlights"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that leaves the library."""

    what: str
    """One line for the help."""
    unit: Unit
    """What `--since-last` counts."""
    ending: str
    text: Callable[[Iterable[Item]], str] | None = None
    """Makes the whole file, for the formats that are one text file."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an export may be told besides its format."""

    since_last: bool = False
    """Leave out what did not change since the last export to the same place."""
    template: Path | None = None
    """A Liquid template for the program's part of Markdown notes."""
    title: str = "Saved articles"
    """Of the book, for `epub`."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an export did."""

    written: tuple[Written, ...]
    """One for each file of a folder format; empty for the others."""
    articles: int
    highlights: int
    target: Path | None


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _spreadsheet(items: Iterable[Item]) -> str:
    return readwise_csv(items, for_spreadsheets=True)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "markdown": Format("notes with front matter, as Obsidian takes them (a folder)", "articles", ".md"),
        "html": Format(
            "pages that need no network, with highlights and notes (a folder)", "articles", ".html"
        ),
        "epub": Format("one EPUB 3 book with highlights and notes", "articles", ".epub"),
        "bookmarks": Format(
            "Netscape bookmark file", "articles", ".html", lambda items: bookmark_file(i.entry for i in items)
        ),
        "quotes": Format("highlights as Markdown, to read or to send", "highlights", ".md", quotes_markdown),
        "readwise": Format("highlights as Readwise CSV", "highlights", ".csv", readwise_csv),
        "spreadsheet": Format(
            "the same CSV, safe to open in a spreadsheet", "highlights", ".csv", _spreadsheet
        ),
        "annotations": Format(
            "highlights as W3C Web Annotations (JSON-LD)",
            "highlights",
            ".jsonld",
            lambda items: _json_text(annotation_collection(items)),
        ),
        "hypothesis": Format(
            "highlights as Hypothesis JSON",
            "highlights",
            ".json",
            lambda items: _json_text(hypothesis_json(items)),
        ),
        "anki": Format("highlights as Anki cards (TSV)", "highlights", ".tsv", anki_tsv),
    }
)


def export(
    library: Library,
    entries: Iterable[Entry],
    form: str,
    target: Path | None,
    options: Options = Options(),
    *,
    show: Callable[[str], None] = lambda _: None,
) -> Result:
    """Write articles or their highlights in a format of others.

    Args:
        library: where they are kept.
        entries: which of them.
        form: a key of `FORMATS`.
        target: a folder for `markdown` and `html`, a file for the others; None to `show` the text.
        options: see there.
        show: takes the text when there is no target.

    Raises:
        ExportError: the target cannot be written, or the format needs one.
        SettingsError: the template is wrong.
        LibraryDamaged: the text of an article is gone.
    """
    target = at_home(target) if target else None
    place = f"{form} {target.resolve() if target else '-'}"
    changes = Changes(library.exported.digests(place) if options.since_last else {})
    chosen = changes.articles if FORMATS[form].unit == "articles" else changes.highlights
    counter = _Counter(chosen(items_of(library, entries)))
    try:
        written = tuple(_write(form, counter, target, options, show))
    except OSError as error:
        raise unwritten(error.filename or target, error) from error
    if not library.read_only:
        library.exported.remember(place, changes.now)
    return Result(written, counter.articles, counter.highlights, target)


def export_highlights(
    library: Library, highlights: Iterable[Highlight], form: str, target: Path | None
) -> str:
    """Write chosen highlights in one of the formats that are one text file.

    Args:
        library: where their articles are kept.
        highlights: which of them; in the file they stand by article and place.
        form: a key of `FORMATS`.
        target: the file; None to write none.

    Returns:
        The text of the file.

    Raises:
        ExportError: the target cannot be written, or the format is no text file.
        LibraryDamaged: the text of an article is gone.
    """
    text = FORMATS[form].text
    if text is None:
        raise ExportError(f"{form} is not one text file")
    wanted = {one.id: one.entry for one in highlights}
    entries = map(library.entries.get, dict.fromkeys(wanted.values()))
    made = text(
        replace(item, highlights=tuple(one for one in item.highlights if one.id in wanted))
        for item in items_of(library, entries)
    )
    if target is not None:
        _replace_file(target, lambda path: path.write_text(made, encoding="utf-8", newline=""))
    return made


def unwritten(target: object, error: OSError) -> ExportError:
    """What is said of a place that cannot be written to."""
    return ExportError(f"{target}: cannot be written ({error.strerror or error}); choose another place")


def _write(
    form: str, items: Iterator[Item], target: Path | None, options: Options, show: Callable[[str], None]
) -> Iterator[Written]:
    text = FORMATS[form].text
    if form == "markdown":
        body = NoteTemplate(options.template).render if options.template else None
        if target is None:
            for item in items:
                show(note_text(item, body(item) if body else None))
            return
        notes = NoteFolder(target)
        for item in items:
            yield notes.write(item, body)
    elif form == "html":
        if target is None:
            show("".join(map(article_html, items)))
        else:
            yield from write_pages(target, items, article_html, ".html")
    elif text is not None:
        made = text(items)
        if target is None:
            show(made)
        else:
            _replace_file(target, lambda path: path.write_text(made, encoding="utf-8", newline=""))
    else:
        _write_book(items, target, options)


def _write_book(items: Iterator[Item], target: Path | None, options: Options) -> None:
    if target is None:
        raise ExportError("a book is no text: say where it goes with `--to FILE.epub`")
    first = next(items, None)
    if first is None:
        raise ExportError(f"{target}: not written, for there is no article to put into the book")
    now, every = datetime.now(UTC), chain([first], items)
    _replace_file(target, lambda path: write_epub(path, every, title=options.title, now=now))


def _replace_file(target: Path, write: Callable[[Path], object]) -> None:
    """Write beside, then rename: whoever reads the old export never finds half of the new one."""
    if target.is_dir():
        raise ExportError(f"{target} is a folder: this format is one file, name it")
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        write(beside)
        beside.replace(target)
    except OSError as error:
        raise unwritten(target, error) from error
    finally:
        with suppress(OSError):  # where there is no folder, there is no file in it
            beside.unlink(missing_ok=True)


class _Counter:
    """Counts what goes by."""

    def __init__(self, items: Iterator[Item]) -> None:
        self._items = items
        self.articles = 0
        self.highlights = 0

    def __iter__(self) -> Iterator[Item]:
        return self

    def __next__(self) -> Item:
        item = next(self._items)
        self.articles += 1
        self.highlights += len(item.highlights)
        return item
