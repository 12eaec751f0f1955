"""Which names in a folder or an archive may be pages; what they are, their content says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

_ENDINGS = frozenset(
    {
        *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx"),
        *(".txt", ".text", ".md", ".markdown", ".mkd", ""),
        *(".mht", ".mhtml", ".eml", ".mbox", ".webarchive", ".warc", ".wacz", ".epub", ".pdf"),
        *(".zip", ".gz", ".csv", ".tsv", ".json", ".jsonl"),
    }
)
# Pictures and scripts that belong to a saved page lie in a folder beside it, named so by browsers.
_COMPANION = re.compile(r"(?:_files|\.files|_archivos|-Dateien|_fichiers|_bestanden|-filer)$")
_OMNIVORE = re.compile(r"((?:.*/)?)metadata_\d+_to_\d+\.json")


def is_page_name(name: str) -> bool:
    """Whether a file of this name is worth a look."""
    last = PurePosixPath(name).name
    if last.startswith("."):
        return False
    # KOReader writes `metadata.epub.lua` beside each book.
    return PurePosixPath(last).suffix.lower() in _ENDINGS or bool(re.fullmatch(r"metadata\.\w+\.lua", last))


def is_companion_folder(folder: str, exists: Callable[[str], bool]) -> bool:
    """Whether a folder holds the parts of a page that stands beside it.

    Args:
        folder: its path.
        exists: tells whether a path is there.
    """
    found = _COMPANION.search(folder)
    return found is not None and any(exists(f"{folder[: found.start()]}{end}") for end in (".html", ".htm"))


def parts_of_exports(names: Iterable[str]) -> tuple[str, ...]:
    """Beginnings of the names of files that belong to others: Omnivore's texts and highlights.

    Args:
        names: of the files of an archive or a folder, with `/` between folders.
    """
    folders = {found[1] for name in names if (found := _OMNIVORE.fullmatch(name))}
    return tuple(f"{folder}{part}/" for folder in sorted(folders) for part in ("content", "highlights"))
