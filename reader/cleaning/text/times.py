"""Dates and ages as they are printed in the lines around a headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

JOINED = re.compile(
    r"(?:joined|registered|member since|registriert|dabei seit|mitglied seit|inscrit|inscription|registrado|"
    r"iscritto|geregistreerd|lid sinds|регистрация|зарегистрирован|注册|登録日|가입일)\b",
    re.IGNORECASE,
)
"""What boards set before the day on which a writer of theirs joined them."""

MAX_LINE = 200
"""Longest line, in code points, that is looked at: a longer one is a paragraph."""

_UNITS = (
    r"(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|[mhdw]\b)",
    r"(?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|h|min|j)\b",
    r"(?:Sekunden?|Min(?:uten?|\.)?|Std\.?|Stunden?|Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?)",
    r"(?:segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|m[eê]s|años?|anos?|h|min|d)\b",
    r"(?:secondi?|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi])\b",
    r"(?:секунд\w*|мин(?:ут\w*)?\.?|час\w*|дн\w+|день|недел\w+|месяц\w*|год\w*|лет)",
)
_COUNT = r"(?:\d{1,3}|an?|one|ein(?:e[rmn]?)?|une?|una?|um|uma)"
# What stands before a count may be glued to the name of the source: `La Vegahace 2 h`.
_BEFORE = r"(?:\b{0} (?:etwa |environ )?{1}|(?<=[^\W\d_]){0} \d{{1,3}})"
_NORDIC = r"(?:sekund\w*|minut\w*|tim(?:me|mar|e|er)|dag(?:ar|e|er)?|veck(?:a|or)|uge[r]?|uker?|månad\w*|måned\w*|år)"
_AGES = (
    rf"(?<!\d){_COUNT} ?{_UNITS[0]} ago\b|\b(?:just now|yesterday)\b",
    rf"{_BEFORE.format('il y a', _COUNT)} ?{_UNITS[1]}",
    rf"{_BEFORE.format('vor', _COUNT)} {_UNITS[2]}",
    rf"{_BEFORE.format('hace', _COUNT)} ?{_UNITS[3]}|{_BEFORE.format('há', _COUNT)} ?{_UNITS[3]}",
    rf"(?<!\d){_COUNT} ?{_UNITS[3]} atrás|{_BEFORE.format('fa', _COUNT)} (?:hor(?:a|es)|di(?:a|es)|minuts?)\b",
    rf"(?<!\d){_COUNT} {_UNITS[4]} fa\b",
    rf"(?<!\d)(?:\d{{1,3}} )?{_UNITS[5]} назад|(?<!\d)\d{{1,3}} (?:хв\w*|годин\w*|дн\w+|тиж\w+|місяц\w+) тому",
    r"(?<!\d)\d{1,3} (?:minut\w*|godzin\w*|dni|dzień|tygod\w+) temu|(?:před|pred) \d{1,3} (?:minut\w*|hodin\w*|dn\w+|d[ňn]ami|týdn\w+)",
    r"(?<!\d)\d{1,3} ?(?:秒|分|時間|日|週間|か月|ヶ月|年)前|(?<!\d)\d{1,3} ?(?:초|분|시간|일|주|개월|년) ?전",
    r"(?<!\d)\d{1,3} ?(?:秒|分钟|分鐘|小时|小時|天|日|周|週|个月|個月|年)前",
    r"(?<!\d)\d{1,3} (?:dakika|saat|gün|hafta|ay|yıl) önce",
    r"(?<!\d)\d{1,3} (?:seconden|minu(?:ut|ten)|uur|uren|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar) geleden",
    rf"(?:för |for )?(?<!\d)\d{{1,3}} {_NORDIC} (?:sedan|siden)",
    r"(?<!\d)\d{1,3} (?:minuuttia|tuntia|päivää|viikkoa|kuukautta|vuotta) sitten",
    r"(?:منذ|قبل) \d{1,3} \w+|منذ (?:يوم|ساعة|دقيقة|أسبوع|شهر|سنة)\w*|לפני \d{1,3} \w+|לפני (?:שעה|יום|דקה|שבוע)\w*",
    r"\d{1,3} (?:दिन|घंटे|मिनट|सप्ताह|महीने|साल|दिवस|तास) (?:पहले|पूर्वी)|\d{1,3} (?:ঘণ্টা|ঘন্টা|মিনিট|দিন|সপ্তাহ|মাস) আগে",
    r"\d{1,3} (?:دقیقه|ساعت|روز|هفته|ماه|سال) (?:پیش|قبل)|\d{1,3} ?(?:นาที|ชั่วโมง|วัน|สัปดาห์|เดือน)(?:ที่แล้ว|ก่อน)",
    r"\d{1,3} (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước|\d{1,3} (?:detik|menit|jam|hari|minggu|bulan|tahun) (?:yang )?lalu",
    r"(?:πριν (?:από )?)\d{1,3} \w+|acum \d{1,3} (?:ore|zile|minute|săptămâni)|(?:prije|пре|преди) \d{1,3} \w+",
    r"(?<!\d)\d{1,3} (?:perce|órája|napja|hete|hónapja|éve)\b",
    # Alone on a line, or behind a sign that parts it from the source.
    r"(?:(?<=^)|(?<=[·|•–—-] )|(?<=^time))(?:hier|gestern|heute|ayer|hoy|ontem|hoje|ieri|oggi|вчера|сегодня|вчора|igår|i går|idag|"
    r"gisteren|vandaag|dün|bugün|wczoraj|dzisiaj|včera|أمس|اليوم|कल|आज|昨日|今日|昨天|今天|어제|오늘)$",
    # Glued to the name of the source, with the capital that begins a line.
    r"(?<=[a-zà-ÿа-я])(?-i:Yesterday|Hier|Gestern|Heute|Ayer|Hoy|Ontem|Hoje|Ieri|Oggi|Вчера|Сегодня|Igår|Gisteren|Dün|Wczoraj)$",
    r"(?:(?<=^)|(?<=[·|•–—-] )|(?<=[·|•])|(?<=^time))\d{1,3} ?(?:min|mins|hrs?|[hdwm]|j|std\.?)$",
)
AGE = re.compile("|".join(_AGES), re.IGNORECASE)
"""How long ago something was, in the words of some thirty languages."""
_CLOCK = r"(?:[,\s]*(?:um|à|at|a las|às|alle|в|o|kl\.?|,|·|-|–)?\s*\d{1,2}[:h.時시]\s?\d{2}(?:[:分분]\d{0,2})?(?:\s?(?:Uhr|Uhr\b|[ap]\.?m\.?|h\b))?)?"
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日(?:\s*(?:[(（].[)）])?\s*\d{1,2}(?:時\d{1,2}分|[:：]\d{2}))?"
    r"|(?:19|20)\d\d ?년 ?\d{1,2} ?월 ?\d{1,2} ?일"
    r"|(?:19|20)\d\d ?[-./] ?\d{1,2} ?[-./] ?\d{1,2}\b\.?"
    r"|\d{1,2} ?[-./] ?\d{1,2} ?[-./] ?(?:19|20)\d\d\b"
    r"|\d{1,2}(?:st|nd|rd|th|er|º|\.)?(?: de| of)? [^\W\d_]{3,12}\.?,?(?: de)? (?:19|20)\d\d\b(?: (?:г\.|года?))?"
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
    if match := AGE.search(line):
        return PrintedTime("age", match.start(), match.end(), match[0].strip())
    return None
