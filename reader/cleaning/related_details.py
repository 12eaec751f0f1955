"""The small print of a story's card: who published it, and when."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from reader.cleaning.related_links import squeeze, text_of

_AGE = re.compile(
    r"\b(?:\d+|an?|one)\s?(?:min(?:ute)?s?|h(?:ou)?rs?|hours?|days?|weeks?|months?|years?|[hdm])\s+ago\b"
    r"|\bvor\s+(?:\d+|einem|einer)\s+(?:Minuten?|Stunden?|Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?)"
    r"|\bil y a\s+(?:\d+|une?)\s+(?:min(?:utes?)?|h(?:eures?)?|jours?|semaines?|mois|ans?)\b"
    r"|\bhace\s+(?:\d+|una?)\s+(?:minutos?|horas?|días?|semanas?|meses|mes|años?)"
    r"|\bhá\s+(?:\d+|uma?)\s+(?:minutos?|horas?|dias?|semanas?|meses|mês|anos?)"
    r"|\b(?:\d+|un'?[ao]?)\s?(?:minuti|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi])\s+fa\b"
    r"|\b\d+\s?(?:минут\w*|час\w*|дн\w+|день|недел\w+|месяц\w*|лет|год\w*)\s+назад"
    r"|\b\d+\s?(?:minuuttia?|tuntia?|päivää?|viikkoa?)\s+sitten\b"
    r"|\d+\s?(?:分|時間|日|週間|か月|ヶ月|年)前|\d+\s?(?:분|시간|일|주|개월|년)\s?전|\d+\s?(?:分钟|小时|天|周|个月|年)前",
    re.I,
)
_AGE_WORDS = ("ago", "vor", "il y a", "hace", "há", "fa", "назад", "sitten", "前", "전")
"""Every age has one of these."""
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$")
_SOURCE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:source|publisher|provider|outlet|site-?name|feed-?name|attribution)(?:$|[\s_-])", re.I
)
_MAX_SOURCE = 50


def published_of(box: HtmlElement) -> str | None:
    """ISO 8601 time of a card, when its markup states one."""
    for element in box.iter("time"):
        stamp = (element.get("datetime") or "").strip()
        if _ISO.match(stamp):
            return stamp.replace(" ", "T", 1)
    return None


def age_of(box: HtmlElement) -> str | None:
    """Age of a story as the card prints it, in the page's own words."""
    # Pieces of a card stand without a blank between them: The Quay Times3 hours ago.
    line = squeeze(" ".join(box.itertext()))
    folded = line.lower()
    # Most cards print none, and the pattern has an alternative for each language.
    found = _AGE.search(line) if any(word in folded for word in _AGE_WORDS) else None
    return found[0] if found else None


def split_source_and_age(line: str) -> tuple[str | None, str | None]:
    """Part a line such as `The Quay Times · 3 hours ago`; the age is None when the line names none."""
    found = _AGE.search(line)
    if found is None:
        return None, None
    source = (line[: found.start()] + line[found.end() :]).strip(" \t·•|,–—-()")
    return source or None, found[0]


def source_of(box: HtmlElement) -> str | None:
    """Name of the publisher, when the card names one."""
    for element in box.iter("span", "div", "cite", "a", "p", "small"):
        if element.tag == "cite" or _SOURCE_CLASS.search(element.get("class") or ""):
            text = text_of(element)
            if 0 < len(text) <= _MAX_SOURCE:
                return text
    return None
