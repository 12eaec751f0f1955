"""An article that was typed or pasted in, kept as a file of it would be."""

from __future__ import annotations

import io
from dataclasses import replace

from reader.errors import PageError
from reader.formats.page import Page
from reader.formats.reading import pages_of_file
from reader.formats.saved_file import SavedFile
from reader.importing.keeping import keep
from reader.importing.preparing import prepare_page
from reader.importing.results import ImportResult
from reader.library.library import Library
from reader.settings.sites import NO_SITES, Sites
from reader.terminal import safe_line

_NAME = "-"  # as what comes from standard input: there is no file to look for again


def import_pasted(
    library: Library, text: str, *, title: str = "", url: str = "", sites: Sites = NO_SITES
) -> ImportResult:
    """Clean a text and keep it as an article; the same text again is the same article.

    Args:
        library: where it is kept.
        text: plain text, Markdown, or the source of a page.
        title: in place of the one that is found in it; empty for that one, or for its first words.
        url: its address; empty when it has none.
        sites: what the user says of how the pages of a site are cleaned.

    Raises:
        WriteFailed, LibraryReadOnly, LibraryLocked: nothing was kept.
    """
    data = text.encode("utf-8", "replace")
    file = SavedFile(_NAME, lambda: io.BytesIO(data), len(data))
    try:
        found = next(pages_of_file(file))
    except PageError as error:
        return ImportResult(_NAME, "skipped", problem=error.reason)
    if not isinstance(found, Page):
        return ImportResult(_NAME, "skipped", problem=found.reason)
    prepared = prepare_page(replace(found, url=url) if url else found, sites)
    if prepared.draft is not None and safe_line(title):
        prepared = replace(prepared, draft=replace(prepared.draft, title=safe_line(title)))
    return keep(library, prepared)
