"""What the saved page of an article still holds: stories with their text, and the page as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.document.serial import plain_text_hash
from reader.library.kept import Draft, Entry, RelatedStory

if TYPE_CHECKING:
    from reader.library.library import Library


def keep_story(library: Library, entry_id: str, story: RelatedStory) -> Entry:
    """Make an article of its own of a related story whose whole text the page carries.

    Raises:
        ValueError: the story has no text.
    """
    if not story.text:
        raise ValueError("only the link of this story was saved")
    from reader.document.parse import parse_markdown

    markdown = _plain_markdown(story.text)
    document = parse_markdown(markdown)
    known = library.entries.find_same(story.url, plain_text_hash(document.text))
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


def _plain_markdown(text: str) -> str:
    # A story's paragraphs are plain text: what Markdown would read as markup is escaped.
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)


def original_text(library: Library, entry_id: str) -> str:
    """The whole page of an article as text, with everything that cleaning took out."""
    from reader.cleaning.pipeline import clean
    from reader.errors import PageError
    from reader.formats.page import Page
    from reader.formats.reading import pages_of_file
    from reader.formats.saved_file import file_of_bytes

    data = library.entries.original(entry_id)
    if data:
        try:
            path = library.entries.get(entry_id).source_path
            for found in pages_of_file(file_of_bytes(path, data)):
                if isinstance(found, Page):
                    return clean(found, "text").text
        except PageError:
            pass  # an original that cannot be read any more; the kept text can
    return library.entries.document(entry_id).text
