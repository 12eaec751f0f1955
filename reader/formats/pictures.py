"""What a picture is, by its first bytes: kind and size, without decoding it; and pictures in addresses.

Sources: PNG (W3C, 2003), 11.2.2; GIF89a, 18; JPEG (ITU T.81), B.2.2; WebP container (RFC 9649).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

MAX_PICTURES = 200
"""Of one page."""
MAX_PICTURE_BYTES = 10 * 1024 * 1024
MAX_PAGE_BYTES = 50 * 1024 * 1024
"""All pictures of one page."""
MAX_SIDE = 30_000
"""In pixels; a picture that says more is a trap or broken."""

_DATA_URL = re.compile(r"data:image/[\w.+-]{1,40}((?:;[\w=.-]{1,60})*),", re.IGNORECASE)
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^<>]*>|<!--[^<>]*-->|<!DOCTYPE svg[^<>]*>)*<svg[\s>]", re.IGNORECASE
)
# Frame headers of JPEG but those that mean tables (C4, C8, CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class PictureKind:
    """What a picture is."""

    media_type: str
    width: int
    """In pixels; 0 for a drawing without a size of its own (SVG)."""
    height: int


def picture_kind(data: bytes) -> PictureKind | None:
    """What the bytes are, whatever their name says; None when they are no picture of a known kind."""
    for media_type, size in (
        ("image/png", _png_size),
        ("image/jpeg", _jpeg_size),
        ("image/gif", _gif_size),
        ("image/webp", _webp_size),
    ):
        found = size(data)
        if found is not None:
            fits = 0 < found[0] <= MAX_SIDE and 0 < found[1] <= MAX_SIDE
            return PictureKind(media_type, *found) if fits else None
    return PictureKind("image/svg+xml", 0, 0) if _SVG.match(data[:4096]) else None


def data_url_bytes(address: str) -> bytes | None:
    """The bytes of a picture that stands in its address; None when it is another address, or broken."""
    head = _DATA_URL.match(address[:400])
    if head is None or len(address) > 2 * MAX_PICTURE_BYTES:
        return None
    body = address[head.end() :]
    if not head[1].lower().endswith(";base64"):
        return unquote_to_bytes(body)
    packed = re.sub(r"\s+", "", unquote(body))
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        return None


def name_beside(address: str) -> str | None:
    """The file that a page's relative address names; None for an address of the web or the whole disk."""
    name = unquote(re.split(r"[?#]", address.strip(), maxsplit=1)[0]).replace("\\", "/")
    is_relative = name and not name.startswith("/") and not re.match(r"[A-Za-z][\w+.-]*:", name)
    return name if is_relative and "\0" not in name else None


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _gif_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith((b"GIF87a", b"GIF89a")):
        return None
    return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    for marker, place in _jpeg_segments(data):
        if marker in _FRAMES:
            height, width = data[place + 3 : place + 5], data[place + 5 : place + 7]
            return int.from_bytes(width, "big"), int.from_bytes(height, "big")
    return 0, 0


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Markers, and where the length behind each stands; up to the pixels."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        place += 1 if marker == 0xFF else 2
        if marker == 0xFF or marker in _BARE_MARKERS:
            continue
        yield marker, place
        if marker == 0xDA:
            return
        place += max(2, int.from_bytes(data[place : place + 2], "big"))


def _webp_size(data: bytes) -> tuple[int, int] | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    chunk, body = data[12:16], data[20:30]
    if chunk == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    return 0, 0
