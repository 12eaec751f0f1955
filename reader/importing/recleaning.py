"""Articles cleaned again from the page that was saved: by a better cleaner, or in another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from reader.document.serial import plain_text_hash
from reader.errors import PageError
from reader.formats.page import Asset, Page
from reader.formats.reading import pages_of_file
from reader.formats.saved_file import file_of_bytes
from reader.importing.preparing import clean_page, draft_of
from reader.library.kept import Draft
from reader.settings.sites import NO_SITES, Sites
from reader.terminal import safe

if TYPE_CHECKING:
    from reader.cleaning.pipeline import Cleaning
    from reader.library.kept import Entry
    from reader.library.library import Library


@dataclass(frozen=True, slots=True)
class Recleaned:
    """What became of one article."""

    entry: Entry
    outcome: Literal["updated", "same", "skipped"]
    marks: Counter[str]
    """Its highlights by state: exact, changed, lost."""
    problem: str = ""
    """Why it was skipped; empty otherwise."""


def reclean(
    library: Library, entry_id: str, how: Cleaning | None = None, sites: Sites = NO_SITES
) -> Recleaned:
    """Clean the saved page of an article again; the old text stays and undo goes back to it.

    Highlights are carried to the new text. Title, byline and dates stay: they may be the user's by now.

    Raises:
        NotFound: no article has this id.
        WriteFailed, LibraryReadOnly, LibraryLocked: nothing was changed.
    """
    from reader.document.parse import parse_markdown

    entry = library.entries.get(entry_id)
    try:
        page = original_page(library, entry)
        article = clean_page(page, how, sites)
    except PageError as error:
        return Recleaned(entry, "skipped", _marks(library, entry_id), error.reason)
    if not article.text.strip():
        return Recleaned(entry, "skipped", _marks(library, entry_id), "nothing would be left of it")
    document = parse_markdown(article.markdown)
    if plain_text_hash(document.text) == entry.text_hash and not entry.rewritten:
        return Recleaned(entry, "same", _marks(library, entry_id))
    kept = library.entries.replace_text(
        entry_id, _with_names_of(entry, draft_of(article, page, document)), document
    )
    return Recleaned(kept, "updated", _marks(library, entry_id))


def rewrite(library: Library, entry_id: str, markdown: str) -> Recleaned:
    """Give an article a text that the user wrote; the old one stays and undo goes back to it.

    A new copy of the page leaves such a text alone; only cleaning this very article again replaces it.

    Raises:
        NotFound: no article has this id.
        WriteFailed, LibraryReadOnly, LibraryLocked: nothing was changed.
    """
    from reader.document.parse import parse_markdown

    entry = library.entries.get(entry_id)
    text = safe(markdown).strip()
    if not text:
        return Recleaned(entry, "skipped", _marks(library, entry_id), "nothing would be left of it")
    if text == library.entries.markdown(entry_id).strip():
        return Recleaned(entry, "same", _marks(library, entry_id))
    kept = library.entries.replace_text(entry_id, _draft_of_entry(library, entry, text), parse_markdown(text))
    return Recleaned(kept, "updated", _marks(library, entry_id))


def _draft_of_entry(library: Library, entry: Entry, markdown: str) -> Draft:
    return Draft(
        title=entry.title,
        markdown=markdown,
        byline=entry.byline,
        site=entry.site,
        url=entry.url,
        published=entry.published,
        modified=entry.modified,
        age=entry.age,
        language=entry.language,
        description=entry.description,
        topics=entry.topics,
        stories=library.entries.stories(entry.id),
        saved=entry.saved,
        source_path=entry.source_path,
        source_sha256=entry.source_sha256,
        original=library.entries.original(entry.id),
        rewritten=True,
    )


def original_page(library: Library, entry: Entry) -> Page:
    """The page that an article was made of.

    Raises:
        PageError: it was not kept, or cannot be read any more.
    """
    data = library.entries.original(entry.id)
    if not data:
        raise PageError(entry.source_path, "the page that it came from was not kept")
    for found in pages_of_file(file_of_bytes(entry.source_path, data)):
        if isinstance(found, Page):
            return replace(
                found, url=entry.url or found.url, assets={**found.assets, **_kept_pictures(library, entry)}
            )
    raise PageError(entry.source_path, "there is no page in what was kept")


def _kept_pictures(library: Library, entry: Entry) -> Mapping[str, Asset]:
    """Pictures that lay beside the page when it came in."""
    kept = ((one, library.entries.picture_bytes(entry.id, one)) for one in library.entries.pictures(entry.id))
    return {one.address: Asset(one.media_type, data) for one, data in kept if data}


def _with_names_of(entry: Entry, draft: Draft) -> Draft:
    return replace(
        draft,
        title=entry.title or draft.title,
        byline=entry.byline or draft.byline,
        site=entry.site or draft.site,
        url=entry.url or draft.url,
        published=entry.published or draft.published,
        saved=entry.saved,
        source_path=entry.source_path,
        source_sha256=entry.source_sha256,
        tags=(),
    )


def _marks(library: Library, entry_id: str) -> Counter[str]:
    return Counter(highlight.state for highlight in library.highlights.of(entry_id))
