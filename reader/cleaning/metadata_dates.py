"""When the article was published and changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_line
from reader.cleaning.jsonld import text_of
from reader.cleaning.metadata_printed import NEAR_LINES
from reader.cleaning.metadata_sources import Sources
from reader.cleaning.text.times import find_time
from reader.formats.dates import parse_date
from reader.terminal import safe_line

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?:/|-|_|\.|$)")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "dc.date.issued", "datepublished", "pubdate", "publishdate", "publish_date", "publish-date", "article.published",
    "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "published_time", "last-modified-date",
    "citation_date", "bt:pubdate", "dcsext.articlefirstpublished", "vr:published_time", "shareaholic:article_published_time",
    "dcterms.created", "dc.date.created",
)  # fmt: skip
_OF_THE_PAGE = ("date", "dc.date", "dcterms.date")
"""Many content systems write here when the page was last made: what is printed by the headline goes before."""
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
    "datemodified",
    "revised",
)
_IN_SCRIPT = re.compile(
    r'"(?:date_?published|published_?(?:date|at|on|time)?|publish_?date|first_?published(?:_?at|_?date)?|pub_?date)"\s*:\s*'
    r'"((?:19|20)\d\d-\d\d-\d\d[^"]{0,25})"',
    re.IGNORECASE,
)
"""Pages that scripts draw carry the date in the data they are drawn from."""
_WEST_HOURS, _EAST_HOURS = -8, 9
"""Of the clocks of nearly all who publish, from Los Angeles to Tokyo."""
_ZERO = frozenset({"1970-01-01", "1969-12-31"})
"""The second is the first, west of Greenwich."""
_ISO_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_FIRST_YEAR = "1990"
"""Earlier days far from a headline are those that the text speaks of."""
_DATA_CHARACTERS = 200_000
_ELSEWHERE = frozenset({"a", "aside", "nav", "footer"})
_ELSEWHERE_DEPTH = 8
_MOST_TIMES = 6


def published(found: Sources, url: str | None, language: str) -> str | None:
    """The day or moment of publication in ISO 8601: as stated, by the address, or as printed by the headline."""
    stated = [day for one in _stated(found) if (day := _day_in(one, language))]
    address = _URL_DATE.search(url or "")
    in_address = _day_in("-".join(address.groups())) if address else None
    if not stated:
        loose = (day for text in _loosely_stated(found) if (day := _day_in(text, language)))
        days = chain(_printed(found, language), loose, _farther(found, language))
        return in_address or next(days, None)
    if len({day[:10] for day in stated}) > 1:
        shown = next(_printed(found, language), "")[:10]
        stated = [day for day in stated if day[:10] == shown] or stated
    if not stated[0].endswith("+00:00"):
        return stated[0]
    printed = (
        iter([in_address]) if in_address else chain(_printed(found, language), _farther(found, language))
    )
    return _day_of_place(stated[0], printed)


def modified(found: Sources) -> str | None:
    """The day or moment of the last change, as the head states it."""
    for node in found.nodes:
        day = _day_in(text_of(node, "dateModified"))
        if day:
            return day
    return _day_in(found.first(*_MODIFIED))


def printed_age(found: Sources) -> str | None:
    """The age that a page prints in place of a date, as `3 hours ago`."""
    for element in (*found.printed.times[:4], *found.printed.dated[:20]):
        text = text_line(element)
        age = find_time(text) if len(text) < 100 else None
        if age is not None and age.kind == "age":
            return safe_line(age.text)
    return None


def _day_in(text: str, language: str = "") -> str | None:
    """The date in a text; nothing for the zero of a clock, which programs print for a date that is missing."""
    day = parse_date(text, language)
    return None if day is not None and day[:10] in _ZERO else day


def _day_of_place(stated: str, printed: Iterator[str]) -> str:
    """The day that the page prints for a moment stated in UTC, when it may be that day where it comes from."""
    moment = datetime.fromisoformat(stated)
    first, last = ((moment + timedelta(hours=hours)).date() for hours in (_WEST_HOURS, _EAST_HOURS))
    if first == last:
        return stated
    near = ""
    for day in (day[:10] for day in printed):
        if day == stated[:10]:
            return stated
        if not near and first <= date.fromisoformat(day) <= last:
            near = day
    return near or stated


def _stated(found: Sources) -> Iterator[str]:
    for node in found.nodes:
        yield text_of(node, "datePublished", "dateCreated", "uploadDate")
    for name in _PUBLISHED:
        yield from found.meta.get(name, ())


def _loosely_stated(found: Sources) -> Iterator[str]:
    for name in _OF_THE_PAGE:
        yield from found.meta.get(name, ())


def _printed(found: Sources, language: str) -> Iterator[str]:
    texts = chain(_marked_up(found), found.printed.lines[:NEAR_LINES])
    yield from (day for text in texts if (day := _day_in(text, language)))


def _farther(found: Sources, language: str) -> Iterator[str]:
    """Days that stand farther away: pages without any markup print theirs on a line of its own."""
    texts = chain(
        found.printed.lines[NEAR_LINES:], reversed(found.printed.early), _of_others(found), _scripted(found)
    )
    yield from (day for text in texts if (day := _day_in(text, language)) and day >= _FIRST_YEAR)


def _marked_up(found: Sources) -> Iterator[str]:
    """What `time` elements say, and then the texts of elements that are named for a date."""
    yield from (
        _moment(element) for element in found.printed.times[:_MOST_TIMES] if not _is_of_another(element)
    )
    for element in found.printed.dated[:40]:
        # The microformat of the first blogs, and of boards that print an age.
        if _ISO_DAY.match(element.get("title", "")):
            yield element.get("title", "").partition(" ")[0]
        text = text_line(element)
        if 5 < len(text) < 120:
            yield text


def _of_others(found: Sources) -> Iterator[str]:
    """Dates in links, of which the first may still be this page's: posts link to themselves by their date."""
    yield from (_moment(element) for element in found.printed.times[:_MOST_TIMES] if _is_of_another(element))


def _moment(element: HtmlElement) -> str:
    return element.get("datetime") or element.get("content") or text_line(element)


def _is_of_another(element: HtmlElement) -> bool:
    """Whether a date stands in a link or beside the article: it is the date of the story that is linked there."""
    for place, parent in enumerate(element.iterancestors()):
        if parent.tag in ("article", "main", "body") or place > _ELSEWHERE_DEPTH:
            return False
        if parent.tag in _ELSEWHERE:
            return True
    return False


def _scripted(found: Sources) -> Iterator[str]:
    """The day in the data of scripts, where they tell of one alone: others may be those of other stories."""
    days = {
        match[1][:10]: match[1]
        for script in found.data
        for match in _IN_SCRIPT.finditer((script.text or "")[:_DATA_CHARACTERS])
    }
    if len(days) == 1:
        yield from days.values()
