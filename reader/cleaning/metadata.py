"""Who wrote what, when and where: from what the page says of itself.

Order of trust: JSON-LD of an article, then Open Graph and `article:` properties, then other meta names
(Dublin Core, Parsely, Sailthru, citation), then microdata and `rel=author`, then what stands on the page (main heading,
byline, `time` elements, a date in the address). For the title the main heading decides how much of the head's
title is the headline, since heads carry the site's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from reader.cleaning.jsonld import people, text_of
from reader.cleaning.languages import guess_language
from reader.cleaning.metadata_sources import Sources, collect_sources, text_within
from reader.cleaning.names import clean_byline, clean_title, is_fuller_name, is_weak_name
from reader.cleaning.text.times import find_time
from reader.cleaning.tree import PageTree
from reader.formats.dates import parse_date
from reader.formats.page import Page
from reader.terminal import safe_line

_COMMENT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments|commentlist|kommentare|commentaires|comentarios|respond|reply|replies)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADLINE_WORDS = 4  # shorter main headings are sections and the names of sites
_COMMENT_DEPTH = 8
_SITE_CHARACTERS = 60
_MOST_AUTHOR_ELEMENTS = 12
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?:/|-|_|\.|$)")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "dc.date.issued", "datepublished", "date",
    "dc.date", "dcterms.date", "pubdate", "publishdate", "publish_date", "publish-date", "article.published",
    "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "published_time", "last-modified-date",
    "citation_date", "bt:pubdate", "dcsext.articlefirstpublished", "vr:published_time", "shareaholic:article_published_time",
    "dcterms.created", "dc.date.created",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
    "datemodified",
    "revised",
)
_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "title",
)
_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author",
    "byl", "twitter:creator:name", "article:author_name", "authors", "og:author", "dc.contributor", "cxenseparse:author",
)  # fmt: skip
_SITES = (
    "og:site_name",
    "application-name",
    "twitter:app:name:iphone",
    "dc.publisher",
    "publisher",
    "copyright",
)
_DESCRIPTIONS = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "sailthru.description",
)


_BY_LINE = re.compile(r"^(?:by|von|par|por|di|door|af|av)\s+[A-ZÀ-ÞА-Я]", re.IGNORECASE)
_NEAR_LINES = 20
_WEST_HOURS, _EAST_HOURS = -8, 9
"""Of the clocks of nearly all who publish, from Los Angeles to Tokyo."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article; texts are one line and safe to show."""

    title: str = ""
    byline: str = ""
    site: str = ""
    published: str | None = None
    modified: str | None = None
    age: str | None = None
    language: str = ""
    description: str = ""
    topics: tuple[str, ...] = ()
    url: str | None = None
    body_text: str | None = field(default=None, repr=False)
    """The article's text where JSON-LD carries it, one paragraph a line."""
    is_free: bool | None = None
    """False when the page says that its text is behind a payment."""


def read_metadata(tree: PageTree, page: Page) -> Metadata:
    """Read what a page says of its article; changes nothing in the tree, never raises on what it finds."""
    found = collect_sources(tree.root)
    url = _url(found, tree.url)
    host = urlsplit(url).hostname or "" if url else ""
    site = _site(found, host)
    language = _language(found, tree.root)
    published = _published(found, url, language) or page.published
    node = found.nodes[0] if found.nodes else {}
    body = text_of(node, "articleBody", "text")
    return Metadata(
        title=safe_line(_title(found, site, host) or page.title or ""),
        byline=safe_line(_byline(found, site) or page.byline or ""),
        site=safe_line(site),
        published=published,
        modified=_modified(found),
        age=_age(found) if published is None else None,
        language=language,
        description=safe_line(found.first(*_DESCRIPTIONS) or text_of(node, "description")),
        topics=_topics(found),
        url=url,
        body_text=re.sub(r"<[^>]{1,200}>", "\n", body) if body else None,
        is_free=_is_free(node),
    )


def _url(found: Sources, stated: str | None) -> str | None:
    """The canonical address; one that points at the home page or to another host is a template's mistake."""
    for candidate in (found.canonical, found.first("og:url")):
        try:
            full = urljoin(stated or "", candidate)
            parts, own = urlsplit(full), urlsplit(stated or full)
        except ValueError:
            continue
        is_page = parts.path.strip("/") or parts.query or not own.path.strip("/")
        if parts.scheme in ("http", "https") and is_page:
            return safe_line(full)
    return stated


def _site(found: Sources, host: str) -> str:
    named = found.first(*_SITES[:2])
    publishers = (name for node in found.nodes for name in people(node.get("publisher"))[:1])
    site = named if named and len(named) < _SITE_CHARACTERS else next(publishers, host)
    # A site without a name states its address, also where a name is asked for.
    bare = re.sub(r"^https?://|/.*$", "", site) if site.startswith(("http://", "https://")) else site
    return re.sub(r"^(?:www\d?|m|amp)\.", "", bare) if "." in bare else bare


def _title(found: Sources, site: str, host: str) -> str:
    # Documentation has a link to the heading itself at its end.
    headings = [text_within(heading).rstrip("¶ ") for heading in found.headings]
    headings = [text for text in headings if 2 < len(text) < 300]
    node = next((text_of(node, "headline", "name") for node in found.nodes if text_of(node, "headline")), "")
    head = found.first(*_TITLES[:1]) or found.title or found.first(*_TITLES[1:])
    heading = _matching_heading(headings, head or node)
    # What is shared and searched for is often worded otherwise than what the page prints above its text.
    if not heading and len(headings) == 1 and len(headings[0].split()) >= _HEADLINE_WORDS:
        return clean_title(headings[0], site, headings[0], host)
    if node and not heading and len(node) > 8:
        heading = node if len(headings) != 1 else heading
    return clean_title(head, site, heading, host) or node or (headings[0] if headings else "")


def _matching_heading(headings: list[str], head: str) -> str:
    """The main heading that says what the head says, rather than the site's name in large letters."""
    wanted = set(re.findall(r"\w+", head.lower()))
    best, likeness = "", 0.0
    for text in headings:
        words = set(re.findall(r"\w+", text.lower()))
        score = len(words & wanted) / max(1, len(words | wanted))
        if words <= wanted and words:
            score = max(score, 0.5 * len(words) / max(1, len(wanted)) + 0.3)
        if score > likeness:
            best, likeness = text, score
    return best if likeness > 0.45 else ""


def _byline(found: Sources, site: str) -> str:
    """The authors that the head states, unless they are only the site or a login: then those on the page."""
    stated = next((byline for byline in _stated_authors(found, site) if byline), "")
    if stated and not is_weak_name(stated, site) and " " in stated:
        return stated
    printed = _printed_authors(found, site)
    if not stated or (printed and is_weak_name(stated, site) and not is_weak_name(printed, site)):
        return printed or stated
    # A login or a first name is said in full on the page: `iovenden` and `Ina Ovenden`.
    return printed if is_fuller_name(printed, stated) else stated


def _stated_authors(found: Sources, site: str) -> Iterator[str]:
    weak = []
    for node in found.nodes:
        weak.append(clean_byline(people(node.get("author")) or people(node.get("creator")), site))
    for name in _AUTHORS:
        weak.append(
            clean_byline([value for value in found.meta.get(name, ()) if not value.startswith("http")], site)
        )
    yield from (byline for byline in weak if not is_weak_name(byline, site))
    yield from weak


def _printed_authors(found: Sources, site: str) -> str:
    strong: list[str] = []
    named: list[str] = []
    for element in found.authors[:_MOST_AUTHOR_ELEMENTS]:
        is_strong = "author" in (element.get("itemprop", "") + element.get("rel", ""))
        text = text_within(element)
        if 2 < len(text) < 80 and not _is_of_comments(element):
            (strong if is_strong else named).append(text)
    lines = [line for line in found.lines[:_NEAR_LINES] if _BY_LINE.match(line)]
    candidates = [
        clean_byline(strong[:3], site),
        *(clean_byline([text], site) for text in (*named, *lines[:1])),
    ]
    good = (byline for byline in candidates if byline and not is_weak_name(byline, site))
    return next(good, next((byline for byline in candidates if byline), ""))


def _is_of_comments(element: HtmlElement) -> bool:
    """Whether an element belongs to a comment or a form."""
    if element.tag == "label":
        return True
    for place, parent in enumerate(element.iterancestors()):
        if parent.tag in ("article", "main", "body") or place > _COMMENT_DEPTH:
            return False
        if parent.tag in ("form", "label") or _COMMENT_NAMES.search(
            f"{parent.get('class', '')} {parent.get('id', '')}"
        ):
            return True
    return False


def _published(found: Sources, url: str | None, language: str) -> str | None:
    stated = next((day for one in _dates(found) if (day := parse_date(one, language))), None)
    address = _URL_DATE.search(url or "")
    in_address = parse_date("-".join(address.groups())) if address else None
    # Pages without any markup print the date on a line of its own below the headline.
    texts = chain(_marked_up(found), found.lines, reversed(found.early))
    printed = (day for text in texts if (day := parse_date(text, language)))
    if stated is None:
        return in_address or next(printed, None)
    if not stated.endswith("+00:00"):
        return stated
    return _day_of_place(stated, iter([in_address]) if in_address else printed)


def _day_of_place(stated: str, printed: Iterator[str]) -> str:
    """The day that the page prints for a moment stated in UTC, when it may be that day where it comes from."""
    moment = datetime.fromisoformat(stated)
    first, last = ((moment + timedelta(hours=hours)).date() for hours in (_WEST_HOURS, _EAST_HOURS))
    if first == last:
        return stated
    days = [day[:10] for day in printed]
    if stated[:10] in days:
        return stated
    return next((day for day in days if first <= date.fromisoformat(day) <= last), stated)


def _dates(found: Sources) -> Iterator[str]:
    for node in found.nodes:
        yield text_of(node, "datePublished", "dateCreated", "uploadDate")
    for name in _PUBLISHED:
        yield from found.meta.get(name, ())
    yield from _marked_up(found)


def _marked_up(found: Sources) -> Iterator[str]:
    """What `time` elements say, and then the texts of elements that are named for a date."""
    for element in found.times[:6]:
        yield element.get("datetime") or element.get("content") or text_within(element)
    for element in found.dated[:40]:
        text = text_within(element)
        if 5 < len(text) < 120:
            yield text


def _modified(found: Sources) -> str | None:
    for node in found.nodes:
        day = parse_date(text_of(node, "dateModified"))
        if day:
            return day
    return parse_date(found.first(*_MODIFIED))


def _age(found: Sources) -> str | None:
    for element in (*found.times[:4], *found.dated[:20]):
        text = text_within(element)
        printed = find_time(text) if len(text) < 100 else None
        if printed is not None and printed.kind == "age":
            return safe_line(printed.text)
    return None


def _language(found: Sources, root: HtmlElement) -> str:
    stated = found.language or found.first("content-language", "og:locale", "language", "dc.language")
    if re.match(r"^[A-Za-z]{2,3}(?:[-_]\w+)*$", stated.strip()):
        return stated.strip().replace("_", "-")
    body = next(root.iter("body"), None)
    parts = (part.text or "" for part in body.iter("p")) if body is not None else iter(())
    return guess_language(" ".join(parts))


def _topics(found: Sources) -> tuple[str, ...]:
    listed = [
        *found.meta.get("article:tag", ()),
        *found.meta.get("parsely-tags", ()),
        found.first("news_keywords", "keywords"),
    ]
    topics = [safe_line(topic) for value in listed for topic in value.split(",")]
    return tuple(dict.fromkeys(topic for topic in topics if 1 < len(topic) < 50))[:20]


def _is_free(node: dict[str, Any]) -> bool | None:
    value = node.get("isAccessibleForFree")
    return None if value is None else str(value).strip().lower() not in ("false", "0", "no")
