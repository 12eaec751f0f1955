"""What a text says of itself, through the dates and languages of the whole room."""

from __future__ import annotations

from reader.cleaning.languages import guess_language
from reader.formats.dates import parse_date


def iso_date(printed: str) -> str | None:
    """Turn a date as printed into ISO 8601; None when it cannot be read."""
    return parse_date(printed)


def language_of(text: str) -> str:
    """BCP 47 tag of a text; empty when it is too short to tell."""
    return guess_language(text)
