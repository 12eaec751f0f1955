"""Dates of the Persian solar calendar, as sites in Iran and Afghanistan print them.

Source: Borkowski, The Persian calendar for 3000 years (1996); the cycle of 33 years holds from 1206 to 1498.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from reader.formats.months import fold

_IRAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_AFGHANISTAN = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت"
_LETTERS: Final = str.maketrans("يك", "یک")
"""Keyboards for Arabic have other signs for two letters of Persian."""
_MONTHS: Final = {
    fold(name): number for names in (_IRAN, _AFGHANISTAN) for number, name in enumerate(names.split(), 1)
} | {fold("امرداد"): 5}
# The moon's calendar, of Arab sites, has reached 1447: years of figures alone count as the sun's up to 1410.
_YEAR = r"(1(?:3[3-9]\d|4[0-4]\d))"
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_MONTHS)})(?:\s+{fold('ماه')})?\s*[،,]?\s*{_YEAR}(?!\d)"
)
_NUMBERED = re.compile(r"(?<!\d)(1(?:3[3-9]\d|40\d|410))\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{1,2})(?!\d)")
_MAYBE = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
_FIRST_DAY = date(2021, 3, 21)
"""The first day of the year 1400."""
_HALF_DAYS = 186
"""Of the first six months, of 31 days each."""


def parse_jalali(text: str, _: str = "") -> str | None:
    """The first such date in a text as `fold` leaves it, as an ISO 8601 date; None when there is none."""
    if _MAYBE.search(text) is None:
        return None
    text = text.translate(_LETTERS)
    if found := _NAMED.search(text):
        return _day(int(found[3]), _MONTHS[found[2]], int(found[1]))
    if found := _NUMBERED.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return None


def _day(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return None
    return (_FIRST_DAY + timedelta(_count(year, month, day) - _count(1400, 1, 1))).isoformat()


def _count(year: int, month: int, day: int) -> int:
    """Days since some day long past."""
    years = year + 1595
    leaps = years // 33 * 8 + (years % 33 + 3) // 4
    months = (month - 1) * 31 if month < 7 else _HALF_DAYS + (month - 7) * 30
    return 365 * years + leaps + months + day
