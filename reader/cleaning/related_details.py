"""The small print of a story's card: who published it, and when."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.related_links import squeeze, text_of
from reader.cleaning.text.times import AGE

_AGE_WORDS = (
    " ago", "vor ", "il y a", "hace ", "há ", "atrás", "fa ", " fa ", "назад", "тому", "sitten", "前", "전",
    "önce", "geleden", " sedan", " siden", "temu", "před", "pred ", "منذ", "قبل", "לפני", "पहले", "पूर्वी",
    "আগে", "پیش", "ที่แล้ว", "ก่อน", "trước", "lalu", "πριν", "acum ", "prije ", "пре ", "преди ",
    " perce", " órája", " napja", " hete", " hónapja", " éve",
)  # fmt: skip
"""Every age has one of these, or is one of `_DAY_WORDS`."""
_DAY_WORDS = frozenset((
    "just now", "yesterday", "hier", "gestern", "heute", "ayer", "hoy", "ontem", "hoje", "ieri", "oggi",
    "вчера", "сегодня", "вчора", "igår", "i går", "idag", "gisteren", "vandaag", "dün", "bugün", "wczoraj",
    "dzisiaj", "včera", "أمس", "اليوم", "कल", "आज", "昨日", "今日", "昨天", "今天", "어제", "오늘",
))  # fmt: skip
"""In a sentence they tell when something happened, and a bare `3 min` tells how long reading takes."""
_ASCII_AGE_WORDS = tuple(filter(str.isascii, _AGE_WORDS))
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$")
_SOURCE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:source|publisher|provider|outlet|site-?name|feed-?name|attribution)(?:$|[\s_-])"
)
_SOURCE_STEMS = ("source", "publisher", "provider", "outlet", "name", "attribution")
_MAX_SOURCE = 50
_TEXTS = etree.XPath(".//text()", smart_strings=False)


def published_of(box: HtmlElement) -> str | None:
    """ISO 8601 time of a card, when its markup states one."""
    for element in box.iter("time"):
        stamp = (element.get("datetime") or "").strip()
        if _ISO.match(stamp):
            return stamp.replace(" ", "T", 1)
    return None


def age_of(box: HtmlElement) -> str | None:
    """Age of a story as the card prints it, in the page's own words."""
    pieces = list(filter(None, map(squeeze, cast("list[str]", _TEXTS(box)))))
    if not _DAY_WORDS.isdisjoint(map(str.lower, pieces)):
        return next(piece for piece in pieces if piece.lower() in _DAY_WORDS)
    # Pieces of a card stand without a blank between them: The Quay Times3 hours ago.
    line = " ".join(pieces)
    folded = f"{line.lower()} "
    # Most cards print none, and the pattern has an alternative for each language.
    words = _ASCII_AGE_WORDS if line.isascii() else _AGE_WORDS
    found = AGE.search(line) if any(map(folded.__contains__, words)) else None
    return found[0] if found else None


def split_source_and_age(line: str) -> tuple[str | None, str | None]:
    """Part a line such as `The Quay Times · 3 hours ago`; the age is None when the line names none."""
    found = AGE.search(line)
    if found is None:
        return None, None
    source = (line[: found.start()] + line[found.end() :]).strip(" \t·•|,–—-()")
    return source or None, found[0]


@lru_cache(maxsize=1024)
def _is_called_source(names: str) -> bool:
    folded = names.lower()
    return any(map(folded.__contains__, _SOURCE_STEMS)) and _SOURCE_CLASS.search(folded) is not None


def source_of(box: HtmlElement) -> str | None:
    """Name of the publisher, when the card names one."""
    for element in box.iter("span", "div", "cite", "a", "p", "small"):
        if element.tag == "cite" or _is_called_source(element.get("class") or ""):
            text = text_of(element)
            if 0 < len(text) <= _MAX_SOURCE:
                return text
    return None
