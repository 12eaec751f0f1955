"""The blanks of a page's source: however many there are between two words, a browser shows one."""

from __future__ import annotations

import re

from reader.terminal import composed

_BLANKS = re.compile(r"[ \t\r\n\f\v\u200b]+")


def collapse_blanks(text: str) -> str:
    """A run of text as a browser shows it: blanks in a row are one, letters and their marks are composed."""
    text = composed(text)
    # Most texts hold one blank between words; asking so takes a tenth of the time of the pattern, and parting
    # words a quarter (2026-11). Beyond ASCII, Python parts words at signs that a browser does not collapse.
    if text.isprintable() and "  " not in text:
        return text
    if not text.isascii():
        return _BLANKS.sub(" ", text)
    words = " ".join(text.split())
    return f"{text[:1].isspace() * ' '}{words}{text[-1:].isspace() * ' '}" if words else " "
