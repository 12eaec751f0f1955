"""Lists of addresses, as OneTab and people write them: one a line, with a title behind a bar or a blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.formats.entry import Row, page_of_row
from reader.formats.page import Page
from reader.formats.saved_file import SavedFile

_LINE = re.compile(r"(?i)(?:[-*•]\s+|\d+[.)]\s+)?<?(https?://[^\s<>|]+)>?(?:\s*(?:\||\s[-–—]?)\s*(\S.*))?$")
_MARKDOWN = re.compile(r"(?i)(?:[-*•]\s+|\d+[.)]\s+)?\[([^\]]+)\]\((https?://[^\s)]+)\)$")
_LEAST_SHARE = 0.9
_HEAD = 4000


def pages_of_list(file: SavedFile, content: str) -> Iterator[Page] | None:
    """The addresses of a list; None when the text is more than a list of them."""
    # Most files are pages: their beginning tells, without a look at every line.
    if not any(map(_row, content[:_HEAD].lstrip("\ufeff").splitlines())):
        return None
    lines = [
        line for line in content.lstrip("\ufeff").splitlines() if line.strip() and not line.startswith("#")
    ]
    rows = [row for line in lines if (row := _row(line)) is not None]
    if not rows or len(rows) < _LEAST_SHARE * len(lines):
        return None
    return (page for row in rows if (page := page_of_row(file, row)) is not None)


def _row(line: str) -> Row | None:
    line = line.strip()  # many blanks at an end are tried in as many ways
    found = _LINE.match(line)
    if found:
        return Row(url=found[1], title=found[2] or "")
    found = _MARKDOWN.match(line)
    return Row(url=found[2], title=found[1]) if found else None
