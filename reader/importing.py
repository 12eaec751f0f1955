"""Saved files on their way into the library: read, cleaned, made into documents, kept.

One result a file, as an iterator that the caller may stop at any moment: what was yielded is kept.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader.errors import NoArticle, PageError, UnreadablePage
from reader.formats.files import find_files, read_page
from reader.library.archive import is_archive
from reader.library.kept import Draft, RelatedStory

if TYPE_CHECKING:
    from reader.cleaning.article import Article, Story
    from reader.cleaning.pipeline import Cleaning
    from reader.formats.page import Page
    from reader.library.kept import Entry
    from reader.library.library import Library

_LOG = logging.getLogger(__name__)

Outcome = Literal["new", "updated", "same", "skipped"]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file."""

    path: str
    outcome: Outcome
    entry: Entry | None = None
    problem: str = ""
    """Why it was skipped, or what an archive held; empty otherwise."""


@dataclass(frozen=True, slots=True)
class CleanResult:
    """One file cleaned without storing."""

    path: str
    article: Article | None = None
    problem: str = ""


def clean_path(path: str, how: Cleaning = "readable", *, url: str | None = None) -> CleanResult:
    """Clean one file; a file that cannot be read is a result with a problem in it."""
    try:
        return CleanResult(path, _clean(read_page(path, url=url), how))
    except PageError as error:
        return CleanResult(path, problem=error.reason)


def _clean(page: Page, how: Cleaning = "readable") -> Article:
    from reader.cleaning.pipeline import clean

    try:
        return clean(page, how)
    except Exception as error:
        # A fault of ours on one page must not stop the other thousand: it is logged, and said.
        _LOG.exception("cleaning %s failed", page.source.path)
        raise NoArticle(page.source.path, f"cleaning failed ({type(error).__name__}); see the log") from error


def count_files(paths: Iterable[str]) -> int:
    """How many files `import_paths` will look at; for a progress bar."""
    return sum(1 for _ in _each_file(paths))


def import_paths(
    library: Library, paths: Iterable[str], *, url: str | None = None, tags: tuple[str, ...] = ()
) -> Iterator[ImportResult]:
    """Bring saved pages into the library.

    Args:
        library: where they are kept.
        paths: files, folders (walked), `-` for standard input.
        url: address of the page, for a single file that does not state its own.
        tags: given to every article that comes in.

    Yields:
        One result a file, in the order of the paths. A bad file is a result with a problem in it,
        so that one file never stops the others.
    """
    for path, problem in _each_file(paths):
        if problem:
            yield ImportResult(path, "skipped", problem=problem)
        elif is_archive(Path(path)):
            yield import_archive(library, path)
        else:
            yield import_file(library, path, url=url, tags=tags)


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


def import_file(
    library: Library, path: str, *, url: str | None = None, tags: tuple[str, ...] = ()
) -> ImportResult:
    """Bring one saved page into the library; see `import_paths`."""
    try:
        page = read_page(path, url=url)
    except PageError as error:
        return ImportResult(path, "skipped", problem=error.reason)
    known = library.entries.by_source(page.source.sha256)
    if known is not None:
        return ImportResult(path, "same", known)
    return import_page(library, page, tags=tags)


def import_page(library: Library, page: Page, *, tags: tuple[str, ...] = ()) -> ImportResult:
    """Clean a page and keep it, or bring the article that has its address up to date."""
    from reader.document.parse import parse_markdown

    path = page.source.path
    try:
        article = _clean(page)
    except PageError as error:
        return ImportResult(path, "skipped", problem=error.reason)
    if not article.text.strip():
        return ImportResult(
            path, "skipped", problem="no article found in it; try `nightstand clean --as text`"
        )
    document = parse_markdown(article.markdown)
    draft = draft_of(article, page, tags)
    text_hash = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    known = library.entries.find_same(article.url, text_hash)
    if known is None:
        return ImportResult(path, "new", library.entries.add(draft, document))
    if known.text_hash == text_hash:
        return ImportResult(path, "same", known)
    return ImportResult(path, "updated", library.entries.replace_text(known.id, draft, document))


def draft_of(article: Article, page: Page, tags: tuple[str, ...] = ()) -> Draft:
    """The draft of a cleaned article: its fields, its stories, and the untouched original."""
    return Draft(
        title=article.title,
        markdown=article.markdown,
        byline=article.byline,
        site=article.site,
        url=article.url,
        published=article.published,
        modified=article.modified,
        age=article.age,
        language=article.language,
        description=article.description,
        topics=article.topics,
        stories=tuple(kept_story(story) for story in article.stories),
        warnings=article.warnings,
        tags=tuple(dict.fromkeys((*page.carried.tags, *tags))),
        saved=page.saved,
        source_path=page.source.path,
        source_sha256=page.source.sha256,
        original=page.original,
        original_kind=page.kind,
    )


def kept_story(story: Story) -> RelatedStory:
    """A story of a page in the form that the library keeps."""
    return RelatedStory(
        story.title, story.url, story.source, story.published, story.age, story.module, story.kind, story.text
    )


def keep_story(library: Library, entry_id: str, story: RelatedStory) -> Entry:
    """Make an article of its own of a related story whose whole text the page carries.

    Raises:
        ValueError: the story has no text.
    """
    if not story.text:
        raise ValueError("only the link of this story was saved")
    from reader.document.parse import parse_markdown

    markdown = _story_markdown(story.text)
    document = parse_markdown(markdown)
    text_hash = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    known = library.entries.find_same(story.url, text_hash)
    if known is not None:
        return known
    host = library.entries.get(entry_id)
    return library.entries.add(
        Draft(
            title=story.title,
            markdown=markdown,
            site=story.source or "",
            url=story.url,
            published=story.published,
            age=story.age,
            language=host.language,
            source_path=host.source_path,
            original=story.text.encode("utf-8"),
            original_kind="text",
        ),
        document,
    )


def _story_markdown(text: str) -> str:
    import re

    # A story's paragraphs are plain text: what Markdown would read as markup is escaped.
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)


def _each_file(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        if path == "-":
            yield path, ""
            continue
        try:
            found = False
            for file in find_files(path):
                found = True
                yield str(file), ""
            if not found:
                yield path, "no pages in this folder (looked for .html, .htm, .txt, .md)"
        except UnreadablePage as error:
            yield path, error.reason


def original_text(library: Library, entry_id: str) -> str:
    """The whole page of an article as text, with everything that cleaning took out."""
    from reader.cleaning.pipeline import clean
    from reader.formats.files import page_from_bytes

    data = library.entries.original(entry_id)
    if not data:
        return library.entries.document(entry_id).text
    return clean(page_from_bytes(data, library.entries.get(entry_id).source_path), "text").text
