"""Address and date that browsers and SingleFile write into the head of a saved page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_HEAD_CHARACTERS = 20_000
# Chrome, Edge and old Internet Explorer: the number is the length of the address.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\((\d+)\)(\S+)\s*-->", re.IGNORECASE)
_SINGLEFILE = re.compile(
    r"<!--\s*(?:Page saved with SingleFile|Archive processed by SingleFile)(.*?)-->",
    re.IGNORECASE | re.DOTALL,
)
_SINGLEFILE_URL = re.compile(r"^\s*url:\s*(\S+)", re.MULTILINE)
_SINGLEFILE_DATE = re.compile(r"^\s*saved date:\s*(.+?)\s*$", re.MULTILINE)
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
