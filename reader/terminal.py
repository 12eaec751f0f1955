"""Any string made safe to show, measured in cells, and folded for search.

Text from a page is hostile until `safe` has seen it: it is called when a page comes in and again
when a text is read back from disk.
"""

from __future__ import annotations

import re

_CONTROL = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0))}
_CONTROL[0x09] = "\t"
_CONTROL[0x0A] = "\n"
_CONTROL[0x0B] = _CONTROL[0x0C] = _CONTROL[0x0D] = _CONTROL[0x85] = "\n"
# Line and paragraph separators end a line in some terminals and in str.splitlines.
_CONTROL[0x2028] = _CONTROL[0x2029] = "\n"
# Bidi embeddings, overrides and isolates can make a line read as what it is not (CVE-2021-42574).
# Left-to-right and right-to-left marks only break ties and stay.
_CONTROL.update(dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\N{ZERO WIDTH SPACE}"))
_CONTROL.update(dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"))
_CONTROL.update(dict.fromkeys(range(0xE0000, 0xE0080), "\N{ZERO WIDTH SPACE}"))  # invisible tag characters

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_BLANKS = re.compile(r"\s+")


def safe(text: str) -> str:
    """Replace what could steer a terminal, one code point for one, so that offsets stay true.

    Control characters and lone surrogates become U+FFFD, carriage returns and other line ends
    become a newline, bidi overrides and tag characters a zero width space. Tab and newline stay.
    """
    return text.translate(_CONTROL) if _UNSAFE.search(text) else text


def safe_line(text: str) -> str:
    """Make one line of it: safe, blanks collapsed, no newline, trimmed."""
    return _BLANKS.sub(" ", safe(text)).strip()


def count_words(text: str) -> int:
    """Length in words; two CJK characters count as one word, since those scripts do not part words."""
    signs = len(_CJK.findall(text))
    if not signs:
        return len(_WORD.findall(text))
    return len(_WORD.findall(_CJK.sub(" ", text))) + (signs + 1) // 2
