"""Who wrote the article: the names that the head states, or that the page prints by its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_line
from reader.cleaning.jsonld import people
from reader.cleaning.metadata_printed import NEAR_LINES
from reader.cleaning.metadata_sources import Sources
from reader.cleaning.names import clean_byline, fuller_name, is_fuller_name, is_weak_name, read_post

_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author",
    "byl", "twitter:creator:name", "article:author_name", "authors", "og:author", "dc.contributor", "cxenseparse:author",
)  # fmt: skip
_COMMENT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments|commentlist|kommentare|commentaires|comentarios|respond|reply|replies)(?:$|[\s_-])",
    re.IGNORECASE,
)
_COMMENT_DEPTH = 8
_BESIDE = re.compile(r"(?:^|[\s_-])side-?(?:bar)?(?:$|[\s_-])", re.IGNORECASE)
_MOST_AUTHOR_ELEMENTS = 12
_BY_LINE = re.compile(
    r"^(?:(?i:(?:blog ?|gast)?(?:beitrag|artikel|text)\s)?(?i:by|von|par|por|di|door|af|av)\s+"
    r"|(?i:autor(?:in|en)?|authors?|auteurs?|text|reporter)(?:\s*:\s*|\s+))[A-ZÀ-ÞА-Я]",
)
_ACCOUNT = re.compile(r"(.{2,50}?) \(@[\w.@-]{2,80}\)")
"""The title of a post in a network of many hosts: who says it, and what the account is called."""
_GLUED = re.compile(r"[^\W\d_]\d{1,4}\b|\d[^\W\d_]{3}|[a-zà-ÿа-я][A-ZÀ-ÞА-Я]")
_WRITTEN_BY = re.compile(
    r"written|author|verfasst|geschrieben|autor|écrit|auteur|escrito|scritto|geschreven", re.IGNORECASE
)
"""What the labels of a link's preview call the author; other labels tell the minutes of reading."""


def byline_of(found: Sources, site: str, host: str) -> str:
    """The authors that the head states, unless they are only the site or a login: then those on the page."""
    stated = next((byline for byline in _stated(found, site, host) if byline), "")
    if stated and not is_weak_name(stated, site) and " " in stated:
        return stated
    printed = _printed(found, site)
    if not stated or (printed and is_weak_name(stated, site) and not is_weak_name(printed, site)):
        return printed or stated
    # A login or a first name is said in full on the page: `iovenden` and `Ina Ovenden`.
    if is_fuller_name(printed, stated):
        return printed
    return fuller_name(stated, found.printed.lines) or stated


def _stated(found: Sources, site: str, host: str) -> Iterator[str]:
    """What the head states, the site and offices last."""
    weak = []
    for names in _each_stated(found, site, host):
        byline = clean_byline(names, site) if names else ""
        if is_weak_name(byline, site):
            weak.append(byline)
        else:
            yield byline
    yield from weak


def _each_stated(found: Sources, site: str, host: str) -> Iterator[list[str]]:
    for node in found.nodes:
        yield people(node.get("author")) or people(node.get("creator"))
    for name in _AUTHORS:
        yield [value for value in found.meta.get(name, ()) if not value.startswith("http")]
    for number in "12":
        if _WRITTEN_BY.search(found.first(f"twitter:label{number}")):
            yield found.meta.get(f"twitter:data{number}", [])
    post = read_post(found.title, site, host)
    if post:
        yield [post.name]
    account = _ACCOUNT.fullmatch(found.first("og:title") or found.title)
    if account:
        yield [account[1]]
    # Content systems describe the author beside the article without saying that it is theirs.
    if len(set(found.persons)) == 1:
        yield found.persons[:1]


def _printed(found: Sources, site: str) -> str:
    strong: list[str] = []
    named: list[str] = []
    # Boards name in a column beside the page who keeps them, before the writer of the post.
    for element in sorted(found.printed.authors[:_MOST_AUTHOR_ELEMENTS], key=_is_beside):
        is_strong = "author" in (element.get("itemprop", "") + element.get("rel", ""))
        text = _name_within(element)
        if 2 < len(text) < 80 and not _is_of_comments(element):
            (strong if is_strong else named).append(text)
    linked = (text_line(link) for link in found.printed.author_links[:4] if not _is_of_comments(link))
    lines = [line for line in found.printed.lines[:NEAR_LINES] if _BY_LINE.match(line)]
    candidates = ([text] for text in (*named, *lines[:1], *found.printed.labelled[:1]))
    weak = ""
    for names in chain((strong[:3], found.printed.posters[:1]), candidates, ([text] for text in linked)):
        byline = clean_byline(names, site)
        if byline and not is_weak_name(byline, site):
            return byline
        weak = weak or byline
    return weak


def _name_within(element: HtmlElement) -> str:
    """The name that an element for the author holds: what it shows, or what it only says to machines."""
    parts = [child for child in element if child.tag.__class__ is str]
    classes = {child.get("class", "") for child in parts}
    if len(parts) > 1 and len(classes) == 1 and "" not in classes and not (element.text or "").strip():
        # Names in a row, parted by the style sheet alone.
        return ", ".join(filter(None, map(text_line, parts)))
    text = text_line(element)
    if text:
        links = [link for link in element.iter("a") if link is not element and text_line(link)]
        # A portrait, a date and the like stand in the same box, with nothing between them.
        return text_line(links[0]) if len(links) == 1 and _GLUED.search(text) else text
    names = element.xpath('descendant-or-self::meta[@itemprop="name" or @itemprop="author"]/@content')
    return str(names[0]).strip() if names else ""


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element stands in a column beside the article."""
    return any(_BESIDE.search(parent.get("class", "")) for parent in islice(element.iterancestors(), 12))


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
