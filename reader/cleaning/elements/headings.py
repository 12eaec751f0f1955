"""Headings without the links that programs set beside them: to their own place, to the code they speak of."""

from __future__ import annotations

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import HEADINGS, drop, text_content

_PLACE_SIGNS = ("¶", "§")
_SOURCE_SIGNS = ("Source", "source", "src", "[src]", "[source]")
"""Documentation made out of code leads from every heading to the code."""
_ANCHOR_SIGNS = frozenset({"#", "¶", "§", "🔗", "", "link", "permalink", "[link]", "anchor"})


def standardise_headings(element: HtmlElement) -> None:
    """Take out links to places and to code, empty headings, and what folds a heading, in place."""
    for heading in list(element.iter(*HEADINGS)):
        _heading(heading)
    for link in list(element.iter("a")):  # terms, captions and signatures of documentation have them, too
        if _leads_to_place(link) or (link.text in _SOURCE_SIGNS and _stands_by_heading(link)):
            drop(link)
    for summary in element.iter("summary"):
        if next(summary.iter(*HEADINGS), None) is not None:
            summary.tag = "div"


def _heading(heading: HtmlElement) -> None:
    for link in list(heading.iter("a", "button")):
        sign = text_content(link).strip().lower()
        target = link.get("href", "")
        if sign in _ANCHOR_SIGNS and next(link.iter("img"), None) is None:
            drop(link)
        elif target.startswith("#"):
            link.tag = "span"
    if not text_content(heading).strip() and next(heading.iter("img"), None) is None:
        drop(heading)


def _leads_to_place(link: HtmlElement) -> bool:
    return link.text in _PLACE_SIGNS and len(link) == 0 and link.get("href", "").startswith("#")


def _stands_by_heading(link: HtmlElement) -> bool:
    """Whether a link stands alone over a heading, or among other links to its place."""
    follower = link.getnext()
    while follower is not None and follower.tag == "a" and not (follower.tail or "").strip():
        follower = follower.getnext()
    return follower is not None and follower.tag in HEADINGS and not (link.tail or "").strip()
