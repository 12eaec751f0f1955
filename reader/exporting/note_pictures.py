"""Pictures beside Markdown notes: in the folder `pictures`, named after their content."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

from reader.exporting.item import Item

FOLDER = "pictures"
_IMAGE = re.compile(r"(!\[(?:\\.|[^\[\]\\])*\]\()(?:<([^<>\n]*)>|([^\s()<>]*))")


def with_pictures_beside(item: Item, folder: Path, note_folder: Path) -> Item:
    """Put the pictures of an article beside its note; a picture that is there already is left alone.

    Args:
        item: the article.
        folder: of the export; the pictures lie in a folder below it.
        note_folder: where the note is, in `folder` or below it.

    Returns:
        The article, whose Markdown names the files; unchanged when it has no pictures.

    Raises:
        OSError: a file cannot be written.
    """
    names = {}
    for picture in item.pictures:
        path = folder / FOLDER / picture.name
        data = None if path.exists() else item.read(picture)
        if data is not None:
            path.parent.mkdir(exist_ok=True)
            beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            beside.write_bytes(data)
            beside.replace(path)
        if path.exists():
            names[unquote(picture.address)] = Path(os.path.relpath(path, note_folder)).as_posix()

    def renamed(found: re.Match[str]) -> str:
        name = names.get(unquote(found[2] or found[3] or ""))
        return f"{found[1]}{quote(name)}" if name else found[0]

    return replace(item, markdown=_IMAGE.sub(renamed, item.markdown)) if names else item
