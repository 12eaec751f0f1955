"""Bytes of a page to text, although the declared charset is often wrong."""

from __future__ import annotations

import codecs
import re

from reader.formats.detect import unmarked_utf16
from reader.formats.guessing import guess_encoding

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages call by these names is written with the larger Windows set (WHATWG Encoding Standard).
_READ_AS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
}
# Japanese mail and old pages change the set of characters by escapes; to UTF-8 these are plain ASCII.
_SHIFTED = re.compile(rb"\x1b(?:\$[@B]|\(J)")


def decode(data: bytes, stated: str | None = None) -> tuple[str, str]:
    """Decode the bytes of a page.

    Order of trust: byte order mark, the places of NULs, the escapes of ISO-2022-JP, strict UTF-8, the charset
    stated outside (`stated`), the charset declared within, a guess by letters. Never raises.

    Returns:
        The text and the name of the encoding.
    """
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return data.decode(marked, "replace"), marked
    unmarked = unmarked_utf16(data)
    if unmarked is not None:
        return data.decode(unmarked, "replace"), "utf-16"
    if b"\x1b" in data and _SHIFTED.search(data):  # one byte is found in a tenth of the time
        return data.decode("iso2022_jp_2", "replace"), "iso-2022-jp"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A UTF-8 page cut in the middle of a character, or with one bad byte in a comment, is still UTF-8.
        if _mostly_utf8(data, error):
            return data.decode("utf-8", "replace"), "utf-8"
    declared = _DECLARED.search(data[:4096])
    for name in (stated, declared[1].decode("ascii", "ignore") if declared else None):
        decoded = _try(data, name)
        if decoded is not None:
            return decoded, (name or "").lower()
    name = guess_encoding(data)
    return data.decode(name, "replace"), name


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    if error.reason == "unexpected end of data":
        return not data[: error.start].isascii()  # one lone sign at the end says nothing of UTF-8
    good = data.decode("utf-8", "ignore")
    many_byte = sum(ord(sign) > 127 for sign in good)
    bad = len(data) - len(good.encode("utf-8"))
    return many_byte > 20 and bad * 20 < many_byte


def _try(data: bytes, name: str | None) -> str | None:
    if not name:
        return None
    try:
        codec = codecs.lookup(_READ_AS.get(name.lower(), name)).name
        if codec.startswith(("utf-8", "utf-16", "utf-32", "utf-7")):
            return None  # strict UTF-8 failed, and without a mark the others are mislabelled
        text = str(data, codec, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if text.count("\N{REPLACEMENT CHARACTER}") <= len(text) // 200 else None
