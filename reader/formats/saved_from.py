"""Address and date that browsers, SingleFile and people write at the head of a saved page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_HEAD_CHARACTERS = 20_000
# Chrome, Edge and old Internet Explorer: the number is the length of the address.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\((\d{1,5})\)(\S+)\s*-->", re.IGNORECASE)
_SINGLEFILE = re.compile(
    r"<!--\s*(?:Page saved with SingleFile|Archive processed by SingleFile)(.*?)-->",
    re.IGNORECASE | re.DOTALL,
)
_SINGLEFILE_URL = re.compile(r"^\s*url:\s*(\S+)", re.MULTILINE)
_SINGLEFILE_DATE = re.compile(r"^\s*saved date:\s*(.+?)\s*$", re.MULTILINE)
_HEAD_LINES = 10
_STATED = re.compile(
    r"(?:source|url|link|address|from|original|permalink|quelle|fuente|fonte)\s*:\s*<?(https?://[^\s<>]+)>?",
    re.IGNORECASE,
)
_ALONE = re.compile(r"<?(https?://[^\s<>]+)>?", re.IGNORECASE)
# The text form of a JavaScript date: `Wed Mar 06 2024 10:11:12 GMT+0100 (Central European Standard Time)`.
_JAVASCRIPT_DATE = re.compile(r"\w{3} (\w{3} \d{1,2} \d{4} \d{2}:\d{2}:\d{2}) GMT([+-]\d{4})?")


def saved_from(content: str) -> tuple[str | None, datetime | None]:
    """Read the saving program's comment.

    Returns:
        The address (http and https only) and the moment of saving (aware UTC), each None when not stated.
    """
    head = content[:_HEAD_CHARACTERS]
    single = _SINGLEFILE.search(head)
    if single:
        found = _SINGLEFILE_URL.search(single[1])
        return _web(found[1] if found else None), _moment(single[1])
    comment = _SAVED_FROM.search(head)
    return (_web(comment[2][: int(comment[1])] if comment else None)), None


def address_in_text(content: str) -> str | None:
    """The address at the head of a text: behind a name, or alone on the first line or below the title."""
    lines = [line.strip() for line in content[:_HEAD_CHARACTERS].splitlines() if line.strip()]
    for number, line in enumerate(lines[:_HEAD_LINES]):
        found = _STATED.fullmatch(line) or (_ALONE.fullmatch(line) if number < 2 else None)
        if found:
            return found[1]
    return None


def _web(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _moment(comment: str) -> datetime | None:
    line = _SINGLEFILE_DATE.search(comment)
    found = _JAVASCRIPT_DATE.search(line[1]) if line else None
    if not found:
        return None
    try:
        return datetime.strptime(f"{found[1]} {found[2] or '+0000'}", "%b %d %Y %H:%M:%S %z").astimezone(UTC)
    except ValueError:
        return None
