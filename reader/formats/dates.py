"""Dates as people print them, in some twenty-five languages, to ISO 8601."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

# Beginnings of month names, without diacritics; the longest that fits decides. Where two languages differ
# on a beginning (Czech and Croatian `listopad`), the more spoken one stands here.
_MONTHS = {
    1: (
        "jan january januar januari janvier enero gennaio gen janeiro tammikuu styczen stycznia "
        "sty ianuarie января январь янв січня ocak oca ιανουαριου ιαν led leden ledna tháng1"
    ),
    2: (
        "feb february februar februari fevrier fev febrero febbraio fevereiro helmikuu lutego "
        "luty lut februarie февраля февраль фев лютого subat sub φεβρουαριου φεβ unora unor"
    ),
    3: (
        "mar march marz maerz mrz maart mars marzo marco março maaliskuu marca marzec martie "
        "марта март мар березня mart μαρτιου μαρ brezna brezen"
    ),
    4: (
        "apr april avril avr abril abr aprile huhtikuu kwietnia kwiecien kwi aprilie апреля "
        "апрель апр квітня nisan nis απριλιου απρ dubna duben"
    ),
    5: ("may mai mei maj mayo maggio mag maio toukokuu maja мая май травня mayis μαιου μαι kvetna kveten"),
    6: (
        "jun june juni juin junio giugno giu junho kesakuu czerwca czerwiec cze iunie июня июнь "
        "июн червня haziran haz ιουνιου ιουν cervna cerven"
    ),
    7: (
        "jul july juli juillet juil julio luglio lug julho heinakuu lipca lipiec lip iulie июля "
        "июль июл липня temmuz tem ιουλιου ιουλ cervence cervenec"
    ),
    8: (
        "aug august augustus aout agosto ago elokuu sierpnia sierpien sie августа август авг "
        "серпня agustos agu αυγουστου αυγ srpna srpen augusti"
    ),
    9: (
        "sep sept september septembre septiembre settembre set setembro syyskuu wrzesnia wrzesien "
        "wrz septembrie сентября сентябрь сен вересня eylul eyl σεπτεμβριου σεπ zari"
    ),
    10: (
        "oct october oktober okt octobre octubre ottobre ott outubro out lokakuu pazdziernika "
        "pazdziernik paz octombrie октября октябрь окт жовтня ekim eki οκτωβριου οκτ rijna rijen"
    ),
    11: (
        "nov november novembre noviembre novembro marraskuu listopada listopad lis noiembrie "
        "ноября ноябрь ноя листопада kasim kas νοεμβριου νοε"
    ),
    12: (
        "dec december dezember dez decembre diciembre dic dicembre dezembro joulukuu grudnia "
        "grudzien gru decembrie декабря декабрь дек грудня aralik ara δεκεμβριου δεκ prosince "
        "prosinec des desember"
    ),
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}

_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d|\b(?:UTC|GMT))?)?"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T\d{4,6}|(?!\d))")
_CJK = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[./ -]{1,2}(\d{1,2})[./ -]{1,2}(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d|\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s.-]*(?:de |di |of |d['’])?"
    r"([^\W\d_]{3,14})\.?,?[\s.-]*(?:de |del )?"
    r"((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"([^\W\d_]{3,14})\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(?:de |of )?((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_ENGLISH_US = re.compile(r"^en(?:-us)?$", re.IGNORECASE)
_LONGEST = 400


def parse_date(text: str, language: str = "") -> str | None:
    """Read the first date in a short text.

    Args:
        text: at most some hundred characters are looked at.
        language: BCP 47 tag; decides whether 3/4/2024 is March or April, when the numbers leave it open.

    Returns:
        An ISO 8601 date, or date and time when the text is ISO 8601 itself; None when there is none.
    """
    text = text[:_LONGEST].strip()
    found = _ISO.search(text)
    if found:
        return _iso(found)
    for read in (_cjk, _named, _numeric):
        day = read(text, language)
        if day:
            return day
    return None


def _iso(found: re.Match[str]) -> str | None:
    day = _day(int(found[1]), int(found[2]), int(found[3]))
    if day is None or found[4] is None or int(found[4]) > 23 or int(found[5]) > 59:
        return day
    zone = found[7] or ""
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
    zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
    return f"{day}T{found[4]}:{found[5]}:{found[6] or '00'}{zone}"


def _cjk(text: str, _: str) -> str | None:
    found = _CJK.search(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _named(text: str, _: str) -> str | None:
    for pattern, day, month in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        for found in pattern.finditer(text):
            number = _month(found[month])
            made = _day(int(found[3]), number, int(found[day])) if number else None
            if made:
                return made
    return None


def _month(name: str) -> int | None:
    bare = "".join(
        part for part in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(part)
    )
    bare = bare.replace("ı", "i").replace("ł", "l").replace("й", "и")
    if bare in _MONTH_OF:
        return _MONTH_OF[bare]
    if name.lower() in _MONTH_OF:
        return _MONTH_OF[name.lower()]
    # Cases of Finnish, Polish or Turkish lengthen a name: `tammikuuta`, `mayısta`.
    stem = next((bare[:size] for size in range(len(bare) - 1, 4, -1) if bare[:size] in _MONTH_OF), None)
    return _MONTH_OF[stem] if stem else None


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
