"""The files of an article, named after their content: going back to an old text is a change of a row."""

from __future__ import annotations

import dataclasses
import gzip
from hashlib import sha256

import orjson

from reader.document.document import Document
from reader.document.serial import StaleDocument, dump_document, load_document, plain_text_hash
from reader.errors import LibraryDamaged
from reader.library.blobs import Blobs
from reader.library.kept import Draft, Picture, RelatedStory
from reader.library.lines import Row
from reader.library.rows import story_of, story_row


class Texts:
    """Writes and reads the files that an article's row names.

    The row's fields `markdown`, `stories`, `pictures` and `original` hold the beginning of a SHA-256, or
    None when there is no such file; older rows lack `pictures`. Nothing is overwritten: an older text
    stays until its article is purged.
    """

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    def write(self, id: str, draft: Draft, document: Document, past: Row | None = None) -> Row:
        """Keep the files of an article.

        Args:
            id: the article.
            draft: what is kept.
            document: its text.
            past: the article's row so far; the pictures that it names stay.

        Returns:
            The fields of its row that name them.

        Raises:
            WriteFailed: the disk refused; files without a row do no harm.
        """
        stories = orjson.dumps([story_row(story) for story in draft.stories]) if draft.stories else b""
        markdown = draft.markdown.encode("utf-8", "replace")
        fields = {
            "markdown": digest(markdown),
            "stories": digest(stories) if stories else None,
            "pictures": self._write_pictures(id, draft, past),
            "original": digest(draft.original) if draft.original else None,
        }
        self._write(id, markdown_name(fields), markdown)
        if stories:
            self._write(id, stories_name(fields), stories)
        if draft.original:
            self._write(id, original_name(fields), gzip.compress(draft.original, 6, mtime=0))
        self._blobs.write_version(plain_text_hash(document.text), document.text)
        self._blobs.write_cached(id, _document_name(fields), dump_document(document))
        return fields

    def kept_document(self, id: str, row: Row) -> Document | None:
        """The document as it was kept; None when it is missing or of another version."""
        data = self._blobs.read_cached(id, _document_name(row))
        if data is None:
            return None
        try:
            return load_document(data)
        except StaleDocument:
            return None

    def read_document(self, id: str, row: Row) -> Document:
        """The document, made from its Markdown.

        Raises:
            LibraryDamaged: its file is gone.
        """
        from reader.document.parse import parse_markdown

        return parse_markdown(self.markdown(id, row))

    def keep_document(self, id: str, row: Row, document: Document) -> None:
        """Keep a document that was made again."""
        self._blobs.write_cached(id, _document_name(row), dump_document(document))

    def markdown(self, id: str, row: Row) -> str:
        """The article as Markdown.

        Raises:
            LibraryDamaged: its file is gone.
        """
        name = markdown_name(row)
        data = self._blobs.read(id, name)
        if data is None:
            raise LibraryDamaged(self._blobs.path(id, name), "is missing; run `nightstand check`")
        return data.decode("utf-8", "replace")

    def original(self, id: str, row: Row) -> bytes:
        """The page as it was saved; empty when none was kept.

        Raises:
            LibraryDamaged: its file is damaged.
        """
        if row["original"] is None:
            return b""
        data = self._blobs.read(id, original_name(row))
        try:
            return gzip.decompress(data) if data else b""
        except (OSError, EOFError, ValueError) as error:
            path = self._blobs.path(id, original_name(row))
            raise LibraryDamaged(path, "is damaged; import the page again") from error

    def stories(self, id: str, row: Row) -> tuple[RelatedStory, ...]:
        """The related stories that the page carries."""
        data = self._blobs.read(id, stories_name(row)) if row["stories"] else None
        return tuple(story_of(story) for story in orjson.loads(data)) if data else ()

    def pictures(self, id: str, row: Row) -> tuple[Picture, ...]:
        """The pictures that are kept with the article."""
        data = self._blobs.read(id, _pictures_name(row)) if row.get("pictures") else None
        return tuple(Picture(**one) for one in orjson.loads(data)) if data else ()

    def picture_bytes(self, id: str, picture: Picture) -> bytes | None:
        """A picture's file; None when it is gone or is not what it was."""
        data = self._blobs.read(id, picture.name)
        return data if data is not None and sha256(data).hexdigest() == picture.sha256 else None

    def _write_pictures(self, id: str, draft: Draft, past: Row | None) -> str | None:
        for picture, data in draft.pictures:
            self._write(id, picture.name, data)
        known = self.pictures(id, past) if past is not None else ()
        every = {one.address: one for one in (*known, *(picture for picture, _ in draft.pictures))}
        if not every:
            return None
        listed = orjson.dumps([dataclasses.asdict(one) for one in every.values()])
        fields = {"pictures": digest(listed)}
        self._write(id, _pictures_name(fields), listed)
        return fields["pictures"]

    def is_text_sound(self, id: str, row: Row) -> bool:
        """Whether the Markdown is there and what it was."""
        data = self._blobs.read(id, markdown_name(row))
        return data is not None and digest(data) == row["markdown"]

    def is_original_sound(self, id: str, row: Row) -> bool:
        """Whether the page is there as it was saved, byte for byte; also when none was kept."""
        try:
            return row["original"] is None or digest(self.original(id, row)) == row["original"]
        except LibraryDamaged:
            return False

    def _write(self, id: str, name: str, data: bytes) -> None:
        if self._blobs.read(id, name) != data:  # missing, or damaged since
            self._blobs.write(id, name, data)


def digest(data: bytes) -> str:
    """The beginning of the SHA-256 that names a file: 64 bits, within one article."""
    return sha256(data).hexdigest()[:16]


def markdown_name(row: Row) -> str:
    """Name of the file with the article's Markdown."""
    return f"text-{row['markdown']}.md"


def stories_name(row: Row) -> str:
    """Name of the file with the related stories."""
    return f"stories-{row['stories']}.json"


def original_name(row: Row) -> str:
    """Name of the file with the page as it was saved."""
    return f"original-{row['original']}.gz"


def _pictures_name(row: Row) -> str:
    return f"pictures-{row['pictures']}.json"


def _document_name(row: Row) -> str:
    return f"document-{row['markdown']}.json"
