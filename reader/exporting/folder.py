"""A folder of notes: made once, then renewed in place, wherever the user moved or renamed a note."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.exporting.filenames import file_stem, free_name
from reader.exporting.item import Item
from reader.exporting.note_pictures import with_pictures_beside
from reader.exporting.notes import note_text, reader_id, renewed

# Front matter stands at the beginning of a note; this is enough of it.
_HEAD_CHARACTERS = 16_384


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one note."""

    item: Item
    path: Path
    outcome: Literal["new", "updated", "same"]


class NoteFolder:
    """Markdown notes in a folder and the folders below it, by the article that they belong to."""

    def __init__(self, folder: Path) -> None:
        """Look through the folder; it is made when it is missing.

        Raises:
            OSError: it cannot be made or read.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._known: dict[str, Path] = {}
        for path in sorted(folder.rglob("*.md")):
            id = reader_id(_head(path)) if path.is_file() else None
            if id:
                self._known.setdefault(id, path)
        self._taken = {path.name.casefold() for path in folder.iterdir()}

    def write(self, item: Item, body: Callable[[Item], str] | None = None) -> Written:
        """Write or renew the note of an article; nothing is written when nothing changed.

        Args:
            item: the article.
            body: makes the program's part of the note; None for the usual one.

        Raises:
            OSError: the file cannot be read or written; a former one is untouched.
        """
        known = self._known.get(item.entry.id)
        item = with_pictures_beside(item, self._folder, known.parent if known else self._folder)
        made = body(item) if body else None
        if known is not None:
            with known.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
                before = file.read()
            after = renewed(before, item, made)
            if after is not None:
                if after == before:
                    return Written(item, known, "same")
                _replace(known, after)
                return Written(item, known, "updated")
        path = self._folder / free_name(file_stem(item.entry.title), ".md", self._taken)
        _replace(path, note_text(item, made))
        self._taken.add(path.name.casefold())
        self._known[item.entry.id] = path
        return Written(item, path, "new")


def write_pages(
    folder: Path, items: Iterator[Item], render: Callable[[Item], str], ending: str
) -> Iterator[Written]:
    """Write one file an article into a folder, named after its title and its id; a second export renews it.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for item in items:
        text = render(item)
        path = folder / f"{file_stem(item.entry.title)}-{item.entry.id}{ending}"
        outcome: Literal["new", "updated"] = "updated" if path.exists() else "new"
        if outcome == "updated" and path.read_bytes() == text.encode("utf-8", "surrogateescape"):
            yield Written(item, path, "same")
            continue
        _replace(path, text)
        yield Written(item, path, outcome)


def _head(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return file.read(_HEAD_CHARACTERS)


def _replace(path: Path, text: str) -> None:
    """A crash leaves the old file or the new one; the user's own words are in the old one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(text.encode("utf-8", "surrogateescape"))
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
