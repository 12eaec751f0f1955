"""What the article is called."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from reader.cleaning.jsonld import text_of
from reader.cleaning.metadata_sources import Sources, text_within
from reader.cleaning.names import clean_title

_HEADLINE_WORDS = 4  # shorter main headings are sections and the names of sites
_TITLES = ("og:title", "dc.title", "citation_title")
_SECOND_TITLES = ("twitter:title", "parsely-title", "sailthru.title", "dcterms.title", "title")


def title_of(found: Sources, site: str, host: str) -> str:
    """The headline, without the site's name: of what the head states as much as the main heading says."""
    # Documentation has a link to the heading itself at its end.
    homes = [text_within(heading) for heading in found.headings if _is_link_home(heading, host)]
    site = site if (site and site != host) or not homes else homes[0]
    own = [heading for heading in found.headings if not _is_link_home(heading, host)]
    headings = [text_within(heading).rstrip("¶ ") for heading in own]
    headings = [text for text in headings if 2 < len(text) < 300]
    node = next((text_of(node, "headline", "name") for node in found.nodes if text_of(node, "headline")), "")
    head = found.first(*_TITLES) or found.title or found.first(*_SECOND_TITLES)
    if found.title.startswith(f'{head} "'):
        head = found.title  # the attribute ended at a quotation mark that nobody had escaped
    if found.title and not _words(head) & _words(found.title):
        head = found.title  # what is shared is the site's, the same for every page
    heading = _matching_heading(headings, head or node)
    # What is shared and searched for is often worded otherwise than what the page prints above its text.
    if not heading and len(headings) == 1 and len(headings[0].split()) >= _HEADLINE_WORDS:
        return clean_title(headings[0], site, headings[0], host)
    if node and not heading and len(node) > 8:
        heading = node if len(headings) != 1 else heading
    return clean_title(head, site, heading, host) or node or (headings[0] if headings else "")


def _is_link_home(heading: HtmlElement, host: str) -> bool:
    """Whether a main heading is the site's name, which links to its first page."""
    links = [child for child in heading if child.tag == "a"]
    if len(links) != 1 or text_within(links[0]) != text_within(heading):
        return False
    try:
        address = urlsplit(links[0].get("href", "#"))
    except ValueError:
        return False
    is_here = not address.hostname or address.hostname.removeprefix("www.") == host.removeprefix("www.")
    return (
        is_here
        and not address.fragment
        and address.path.strip("/") in ("", "index.html", "index.php")
        and bool(links[0].get("href"))
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _matching_heading(headings: list[str], head: str) -> str:
    """The main heading that says what the head says, rather than the site's name in large letters."""
    wanted = _words(head)
    best, likeness = "", 0.0
    for text in headings:
        words = _words(text)
        score = len(words & wanted) / max(1, len(words | wanted))
        if words <= wanted and words:
            score = max(score, 0.5 * len(words) / max(1, len(wanted)) + 0.3)
        if score > likeness:
            best, likeness = text, score
    return best if likeness > 0.45 else ""
