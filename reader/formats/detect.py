"""What a file is, by its content; its name only breaks ties between kinds of text."""

from __future__ import annotations

import re
from pathlib import PurePath

# The marks of a page: a doctype, the outer elements, or a block element closed again. A text that
# speaks about `<b>` tags has none of these in its first characters.
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script|"
    r"article|section|main|div|table|h[1-6]|p|ul|ol|span|img|a|header|blockquote|pre|figure|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_LATE_HTML = re.compile(r"<(?:html|head|body)\b[^>]*>", re.IGNORECASE)
_FRONT_MATTER = re.compile(
    r"\A(?:---|\+\+\+)[ \t]*\r?\n.*?\n(?:---|\.\.\.|\+\+\+)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_HTML_NAMES = {".html", ".htm", ".xhtml", ".xht", ".shtml", ".asp", ".aspx", ".php"}
_MARKDOWN_NAMES = {".md", ".markdown", ".mkd"}
_BINARY_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"RIFF",
    b"\x00\x00\x01\x00",
    b"OggS",
    b"ID3",
    b"BM",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format 3",
)
SNIFFED_CHARACTERS = 4096
_LEAST_UTF16 = 20
_LATIN_SHARE = 0.7
_CONTROL = bytes(byte for byte in range(32) if byte < 9 or (byte > 13 and byte != 27))


def is_binary(data: bytes) -> bool:
    """Whether bytes are not text in any encoding: known magic, or many control bytes.

    UTF-16 and UTF-32 hold NUL bytes but begin with a byte order mark, or are UTF-16 by the places of their
    NULs; they count as text.
    """
    head = data[:SNIFFED_CHARACTERS]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")):
        return False
    if unmarked_utf16(head):
        return False
    if head.startswith(_BINARY_MAGIC) and not head.isascii():
        return True
    if head.startswith(b"%PDF-"):
        return True
    return _controls(head) > len(head) // 50 + (1 if len(head) > 100 else 0)


def unmarked_utf16(data: bytes) -> str | None:
    """The codec of a UTF-16 text without its byte order mark; None when it is none.

    Every other byte of Latin letters, and of the tags of any page, is NUL, and few others are controls.
    """
    first, second = data[:SNIFFED_CHARACTERS:2], data[1:SNIFFED_CHARACTERS:2]
    for codec, nuls, letters in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        is_latin = len(letters) >= _LEAST_UTF16 and nuls.count(0) >= _LATIN_SHARE * len(nuls)
        if is_latin and _controls(letters) <= len(letters) // 8:
            return codec
    return None


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROL))


def text_kind(content: str, name: str = "") -> str:
    """`html`, `markdown` or `text`."""
    head = content[:SNIFFED_CHARACTERS].lstrip("\ufeff \t\r\n")
    suffix = PurePath(name).suffix.lower()
    if _HTML.match(head) or _LATE_HTML.search(head):
        return "html"
    if suffix in _HTML_NAMES and "<" in head:
        return "html"
    if suffix in _MARKDOWN_NAMES or _FRONT_MATTER.match(content[:65536]):
        return "markdown"
    return "text"
