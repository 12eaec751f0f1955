"""The blanks of a page's source: however many there are between two words, a browser shows one."""

from __future__ import annotations

import re

from reader.terminal import composed

_BLANKS = re.compile(r"[ \t\r\n\f\v\u200b]+")


def collapse_blanks(text: str) -> str:
    """A run of text as a browser shows it: blanks in a row are one, letters and their marks are composed."""
    is_plain = text.isascii()
    if not is_plain:
        text = composed(text)
    # Most texts hold one blank between words; asking so takes a tenth of the time of the pattern, and parting
    # words a quarter (2026-11). Beyond ASCII, Python parts words at signs that a browser does not collapse:
    # where there is one, the text is not printable even without its line ends and tabs.
    if text.isprintable() and "  " not in text:
        return text
    if not is_plain and not text.replace("\n", " ").replace("\t", " ").isprintable():
        return _BLANKS.sub(" ", text)
    words = " ".join(text.split())
    if not words:
        return " "
    if text[0].isspace():
        return f" {words} " if text[-1].isspace() else f" {words}"
    return f"{words} " if text[-1].isspace() else words
