"""Names of files that every system and Obsidian take."""

from __future__ import annotations

import re
from collections.abc import Container

# Forbidden by Windows, or with a meaning in Obsidian's links.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST = 120
# Most file systems take 255 bytes; the suffix for a double and the ending need their share.
_MOST_BYTES = 240


def file_stem(title: str) -> str:
    """A file name, without ending, made of a title: at most 120 characters and 240 bytes."""
    stem = " ".join(_FORBIDDEN.sub(" ", title).split())[:_LONGEST]
    while len(stem.encode("utf-8")) > _MOST_BYTES:
        stem = stem[:-1]
    stem = stem.strip(" .")
    if _RESERVED.match(stem):
        stem = f"{stem}_"
    return stem or "untitled"


def free_name(stem: str, ending: str, taken: Container[str]) -> str:
    """The name, or the name with -2, -3 ... where it is taken; compared without case, as some systems do.

    Args:
        stem: see `file_stem`.
        ending: with its dot.
        taken: names in use, casefolded.
    """
    name, number = f"{stem}{ending}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name
