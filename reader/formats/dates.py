"""Dates as people print them, in some forty-five languages, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date

from reader.formats.jalali import parse_jalali
from reader.formats.months import fold, month_of

_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)"
    r"(?:[t ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\s*(z|[+-]\d\d:?\d\d|\b(?:utc|gmt))?)?"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:t\d{4,6}|(?!\d))")
_CJK = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[./ -]{1,2}(\d{1,2})[./ -]{1,2}(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d|\d\d)(?!\d)")
# Vowels of Thai are marks, which stay: names differ by them alone.
_NAME = r"((?:[^\W\d_]|[\u0e30-\u0e4e]){2,18})"
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|[oa]\b|\.)?[\s.-]*(?:de |di |of |d['’])?"
    rf"{_NAME}\.?,?[\s.-]*(?:de |del )?"
    r"((?:19|20|25)\d\d)(?!\d)"
)
_MONTH_DAY = re.compile(rf"{_NAME}\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?:de |of )?((?:19|20)\d\d)(?!\d)")
_YEAR_MONTH_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\.| m\.|ko|eko)?\s+([^\W\d_]{3,14})\s+(\d{1,2})(?:\.| d\.|\b)"
)
_YEAR_DAY_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)\. gada (\d{1,2})\.? ([^\W\d_]{3,14})")
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2}) thang (\d{1,2}),?\s+(?:nam )?((?:19|20)\d\d)")
_ORDERS = (
    (_DAY_MONTH, 3, 2, 1),
    (_MONTH_DAY, 3, 1, 2),
    (_YEAR_MONTH_DAY, 1, 2, 3),
    (_YEAR_DAY_MONTH, 1, 3, 2),
    (_VIETNAMESE, 3, 2, 1),
)
"""Patterns with the places of year, month and day in them."""
_BUDDHIST = 543
_TWO_WORDS = tuple(
    (fold(name), fold(name.replace(" ", "").replace(".", "")))
    for name in (
        "كانون الثاني", "كانون الأول", "تشرين الأول", "تشرين الثاني",
        "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
    )
)  # fmt: skip
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_ERA = re.compile(r"(令和|平成|昭和|民[國国])\s*(\d{1,3}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_ENGLISH_US = re.compile(r"^en(?:-us)?$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LONGEST = 400


def parse_date(text: str, language: str = "") -> str | None:
    """Read the first date in a short text.

    Args:
        text: at most some hundred characters are looked at.
        language: BCP 47 tag; decides whether 3/4/2024 is March or April, when the numbers leave it open.

    Returns:
        An ISO 8601 date, or date and time when the text is ISO 8601 itself; None when there is none.
    """
    text = fold(text[:_LONGEST].strip())
    if _DIGIT.search(text) is None:
        return None  # most lines that are asked: words in words' places cost more than all else here
    found = _ISO.search(text)
    if found:
        return _iso(found)
    for read in (_cjk, _named, parse_jalali, _numeric):
        day = read(text, language)
        if day:
            return day
    return None


def _iso(found: re.Match[str]) -> str | None:
    day = _day(int(found[1]), int(found[2]), int(found[3]))
    if day is None or found[4] is None or int(found[4]) > 23 or int(found[5]) > 59:
        return day
    zone = found[7] or ""
    zone = "+00:00" if zone in ("z", "utc", "gmt") else zone
    zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
    return f"{day}T{found[4]}:{found[5]}:{found[6] or '00'}{zone}"


def _cjk(text: str, _: str) -> str | None:
    found = _CJK.search(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _ERA.search(text)
    if not found:
        return None
    year = _ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
    return _day(year, int(found[3]), int(found[4]))


def _named(text: str, language: str) -> str | None:
    for old, new in _TWO_WORDS:
        text = text.replace(old, new)
    for pattern, year, month, day in _ORDERS:
        for found in pattern.finditer(text):
            number = int(found[month]) if found[month].isdigit() else month_of(found[month], language)
            made = _day(_western(int(found[year])), number, int(found[day])) if number else None
            if made:
                return made
    return None


def _western(year: int) -> int:
    """Thai dates count from the Buddha's."""
    return year - _BUDDHIST if year > _BUDDHIST + 1900 else year


def _numeric(text: str, language: str) -> str | None:
    found = _YEAR_FIRST.search(text) or _COMPACT.search(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _YEAR_LAST.search(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    year = int(found[4]) if len(found[4]) == 4 else 2000 + int(found[4])
    month_first = found[2] == "/" and bool(_ENGLISH_US.match(language))
    day, month = (second, first) if (month_first and first <= 12) or second > 12 else (first, second)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
