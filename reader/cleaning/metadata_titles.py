"""What the article is called."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_line
from reader.cleaning.jsonld import text_of
from reader.cleaning.metadata_sources import Sources
from reader.cleaning.names import clean_title, read_post

_ANCHORS = frozenset({"#", "§", "🔗", "link", "permalink"})
_HEADLINE_WORDS = 4  # shorter main headings are sections and the names of sites
_TITLES = ("og:title", "dc.title", "citation_title")
_SECOND_TITLES = ("twitter:title", "parsely-title", "sailthru.title", "dcterms.title", "title")


def title_of(found: Sources, site: str, host: str) -> str:
    """The headline, without the site's name: of what the head states as much as the main heading says."""
    homes = [heading for heading in found.headings if _is_link_home(heading, host)]
    if homes and site in ("", host):
        site = text_line(homes[0])
    texts = [_without_anchor(heading) for heading in found.headings if heading not in homes]
    headings = [text for text in texts if 2 < len(text) < 300]
    node = next((text_of(node, "headline", "name") for node in found.nodes if text_of(node, "headline")), "")
    head = _stated(found)
    post = read_post(head, site, host)
    if post:
        return post.text
    heading = _matching_heading(headings, head or node)
    # What is shared and searched for is often worded otherwise than what the page prints above its text.
    if not heading and len(headings) == 1 and len(headings[0].split()) >= _HEADLINE_WORDS:
        return clean_title(headings[0], site, headings[0], host)
    if node and not heading and len(node) > 8:
        heading = node if len(headings) != 1 else heading
    return clean_title(head, site, heading, host) or node or (headings[0] if headings else "")


def _stated(found: Sources) -> str:
    """What the head calls the page."""
    head = found.first(*_TITLES) or found.title or found.first(*_SECOND_TITLES)
    # The attribute ended at a quotation mark that nobody had escaped.
    is_cut = found.title.startswith(f'{head} "')
    # What shares nothing with the page's title is the site's own, the same for every page.
    is_of_site = (
        head not in found.title
        and not _words(head) & _words(found.title)
        and not any(text_line(heading) == head for heading in found.headings)
    )
    return found.title if found.title and (is_cut or is_of_site) else head


def _is_link_home(heading: HtmlElement, host: str) -> bool:
    """Whether a main heading is the site's name, which links to its first page."""
    links = [child for child in heading if child.tag == "a"]
    address = links[0].get("href", "") if len(links) == 1 else ""
    if not address or text_line(links[0]) != text_line(heading):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_here = not parts.hostname or parts.hostname.removeprefix("www.") == host.removeprefix("www.")
    return is_here and not parts.fragment and parts.path.strip("/") in ("", "index.html", "index.php")


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


def _without_anchor(heading: HtmlElement) -> str:
    """The text of a heading; documentation has a link to the heading itself at its end."""
    text = text_line(heading).rstrip("¶ ")
    for button in heading.iter("button"):
        text = text.removesuffix(text_line(button)).rstrip()
    signs = [text_line(link) for link in heading.iter("a") if (link.get("href") or "").startswith("#")]
    return text.removesuffix(signs[-1]).rstrip() if signs and signs[-1] in _ANCHORS else text
