"""Lines of the journal: `CRC {"seq": n, "rows": {table: {row number: row or null}}}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import orjson

Row = dict[str, Any]
Rows = dict[str, Row]
Tables = dict[str, Rows]
Changes = Mapping[str, Mapping[str, Row | None]]

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """One complete line as it was found."""

    raw: bytes
    """With its newline."""
    sequence: int | None
    """None when the line is damaged."""
    changes: Changes


def make_line(sequence: int, changes: Changes) -> bytes:
    """A transaction as one checksummed line."""
    body = orjson.dumps({"seq": sequence, "rows": changes})
    return b"%08x %s\n" % (crc32(body), body)


def read_lines(data: bytes) -> Iterator[Line]:
    """The complete lines of a journal; a last one without a newline was never finished and is left out."""
    start = 0
    while (end := data.find(b"\n", start) + 1) > 0:
        yield _line(data[start:end])
        start = end


def _line(raw: bytes) -> Line:
    # Zeros before a line: a power cut may leave a hole where a write was on its way.
    found = raw.lstrip(b"\0").removeprefix(_BOM)
    try:
        if int(found[:8], 16) == crc32(found[9:-1]):
            record = orjson.loads(found[9:-1])
            return Line(raw, record["seq"], record["rows"])
    except (ValueError, KeyError, TypeError):
        pass
    return Line(raw, None, {})
