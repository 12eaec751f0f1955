"""How much of running text is in a block: words, full stops."""

from __future__ import annotations

import re

from reader.terminal import count_words

_END = re.compile(r"[.!?…。！？؟।:;][\"'”’»«“』」）)\]\d]*$")
_STOP = re.compile(r"[.!…。！।؟][\"'”’»«“』」）)\]]*$|[?？][\"'”’»“』」）)\]]+$")
_HANGUL_OR_WIDE = re.compile("[\u0e00-\u0e7f\u1780-\u17ff]")
PROSE_WORDS = 9
"""A line of so many words that ends with a full stop is running text."""


def words(text: str) -> int:
    """Words of a block; scripts without spaces are counted by length."""
    return count_words(text) + len(_HANGUL_OR_WIDE.findall(text)) // 6


def has_full_stop(text: str) -> bool:
    """Whether a block ends as a sentence does."""
    return _STOP.search(text[-8:]) is not None


def has_end_mark(text: str) -> bool:
    """Whether a block ends with any mark, a colon or a question among them."""
    return _END.search(text[-8:]) is not None


def is_prose(text: str) -> bool:
    """Whether a block is running text."""
    size = words(text)
    return size >= 25 or (has_full_stop(text) and size >= (PROSE_WORDS if " " in text else 6))
