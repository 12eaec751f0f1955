"""Dates and ages as they are printed in the lines around a headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MAX_LINE = 200
"""Longest line, in code points, that is looked at: a longer one is a paragraph."""

_UNITS = (
    r"(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|[mhdw]\b)",
    r"(?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|h|min|j)\b",
    r"(?:Sekunden?|Minuten?|Std\.?|Stunden?|Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?)",
    r"(?:segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|m[eê]s|años?|anos?|h|min)\b",
    r"(?:secondi?|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi])\b",
    r"(?:секунд\w*|мин(?:ут\w*)?\.?|час\w*|дн\w+|день|недел\w+|месяц\w*|год\w*|лет)",
)
_COUNT = r"(?:\d{1,3}|an?|one|ein(?:e[rmn]?)?|une?|una?|um|uma)"
_AGE = re.compile(
    rf"(?<!\d){_COUNT} ?{_UNITS[0]} ago\b|\b(?:just now|yesterday)\b"
    rf"|\bil y a (?:environ )?{_COUNT} ?{_UNITS[1]}"
    rf"|\bvor (?:etwa )?{_COUNT} {_UNITS[2]}"
    rf"|\bhace {_COUNT} ?{_UNITS[3]}|\bhá {_COUNT} ?{_UNITS[3]}|(?<!\d){_COUNT} ?{_UNITS[3]} atrás"
    rf"|(?<!\d){_COUNT} {_UNITS[4]} fa\b"
    rf"|(?<!\d)(?:\d{{1,3}} )?{_UNITS[5]} назад"
    r"|(?<!\d)\d{1,3} (?:minut\w*|godzin\w*|dni|dzień|tygod\w+) temu"
    r"|(?<!\d)\d{1,3} ?(?:秒|分|時間|日|週間|か月|ヶ月|年)前|(?<!\d)\d{1,3} ?(?:초|분|시간|일|주|개월|년) ?전"
    r"|(?<!\d)\d{1,3} ?(?:秒|分钟|分鐘|小时|小時|天|日|周|週|个月|個月|年)前"
    r"|(?<!\d)\d{1,3} (?:dakika|saat|gün|hafta|ay|yıl) önce|(?<!\d)\d{1,3} (?:uur|minuten|dagen|weken) geleden"  # noqa: E501
    r"|منذ \d{1,3} \w+|לפני \d{1,3} \w+",
    re.IGNORECASE,
)
_CLOCK = r"(?:[,\s]*(?:um|à|at|a las|às|alle|в|o|kl\.?|,|·|-|–)?\s*\d{1,2}[:h.時시]\s?\d{2}(?:[:分분]\d{0,2})?(?:\s?(?:Uhr|Uhr\b|[ap]\.?m\.?|h\b))?)?"  # noqa: E501
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日(?:\s*(?:[(（].[)）])?\s*\d{1,2}(?:時\d{1,2}分|[:：]\d{2}))?"
    r"|(?:19|20)\d\d ?년 ?\d{1,2} ?월 ?\d{1,2} ?일"
    r"|(?:19|20)\d\d ?[-./] ?\d{1,2} ?[-./] ?\d{1,2}\b\.?"
    r"|\d{1,2} ?[-./] ?\d{1,2} ?[-./] ?(?:19|20)\d\d\b"
    r"|\d{1,2}(?:st|nd|rd|th|er|º|\.)?(?: de| of)? [^\W\d_]{3,12}\.?,?(?: de)? (?:19|20)\d\d\b(?: (?:г\.|года?))?"  # noqa: E501
    r")" + _CLOCK + r"|\b[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b" + _CLOCK,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A time as it stands in a line."""

    kind: Literal["date", "age"]
    start: int
    end: int
    text: str


def find_time(line: str) -> PrintedTime | None:
    """Find the date or age that a short line states."""
    if len(line) > MAX_LINE:
        return None
    if match := _DATE.search(line):
        return PrintedTime("date", match.start(), match.end(), match[0].strip(" ,·-–"))
    if match := _AGE.search(line):
        return PrintedTime("age", match.start(), match.end(), match[0].strip())
    return None
