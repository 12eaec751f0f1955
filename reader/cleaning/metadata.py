"""Who wrote what, when and where: from what the page says of itself.

Order of trust: JSON-LD of an article, then Open Graph and `article:` properties, then other meta names
(Dublin Core, Parsely, Sailthru, citation), then microdata and `rel=author`, then what stands on the page
(main heading, byline, `time` elements, a date in the address), then the data of scripts. For the title the
main heading decides how much of the head's title is the headline, since heads carry the site's name. A date
that the head states second goes first where the page prints it by the headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from reader.cleaning.jsonld import people, text_of
from reader.cleaning.languages import guess_language
from reader.cleaning.metadata_authors import byline_of
from reader.cleaning.metadata_dates import modified, printed_age, published
from reader.cleaning.metadata_sources import Sources, collect_sources
from reader.cleaning.metadata_titles import title_of
from reader.cleaning.names import clean_byline, is_weak_name
from reader.cleaning.signatures import name_beside_date, signed_name
from reader.cleaning.tree import PageTree
from reader.formats.page import Page
from reader.terminal import safe_line

_SITE_CHARACTERS = 60
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
    found = collect_sources(tree)
    url = _url(found, tree.url)
    host = urlsplit(url).hostname or "" if url else ""
    site = _site(found, host)
    language = _language(found, tree.root)
    day = published(found, url, language) or page.published
    node = found.nodes[0] if found.nodes else {}
    body = text_of(node, "articleBody", "text")
    return Metadata(
        title=safe_line(title_of(found, site, host) or page.title or ""),
        byline=safe_line(_byline(found, tree.root, site, host) or page.byline or ""),
        site=safe_line(site),
        published=day,
        modified=modified(found),
        age=printed_age(found) if day is None else None,
        language=language,
        description=safe_line(found.first(*_DESCRIPTIONS) or text_of(node, "description")),
        topics=_topics(found),
        url=url,
        body_text=re.sub(r"<[^>]{1,200}>", "\n", body) if body else None,
        is_free=_is_free(node),
    )


def _byline(found: Sources, root: HtmlElement, site: str, host: str) -> str:
    """Who wrote the article; where nothing says so, who signs it."""
    byline = byline_of(found, site, host)
    if byline and not is_weak_name(byline, site):
        return byline
    return clean_byline([name_beside_date(found.printed.near_lines()) or signed_name(root)], site) or byline


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
