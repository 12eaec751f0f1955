"""The many shapes that the web gives to one thing, made one: pictures, code, footnotes, math, embeds."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.callouts import standardise_callouts
from reader.cleaning.elements.code import standardise_code
from reader.cleaning.elements.dom import HEADINGS, ancestors, drop
from reader.cleaning.footnotes import gather_footnotes
from reader.terminal import safe_line

# Where scripts that load pictures late keep the address, most trusted first.
_LAZY_ATTRIBUTES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-srcset",
    "data-lazy-srcset",
    "data-hi-res-src",
)
_PLACEHOLDER = re.compile(
    r"^data:image/(?:gif|svg|png;base64,.{0,120}$)|(?:blank|placeholder|spacer|pixel|1x1)\.", re.I
)
_ANCHOR_SIGNS = frozenset({"#", "¶", "§", "🔗", "", "link", "permalink", "[link]", "anchor"})
_VIDEO_HOSTS = re.compile(r"(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com)", re.I)


def standardise(element: HtmlElement, base: str) -> None:
    """Bring the kept tree of an article into one shape, in place.

    Args:
        element: the article's body.
        base: what relative addresses are resolved against; empty when unknown.
    """
    _mathematics(element)
    _pictures(element)
    standardise_code(element)
    standardise_callouts(element)
    _headings(element)
    gather_footnotes(element)
    _embeds(element)
    _layout_tables(element)
    _addresses(element, base)


# -- pictures


def _pictures(element: HtmlElement) -> None:
    for hidden in list(element.iter("noscript")):
        _noscript_picture(hidden)
    for image in list(element.iter("img", "amp-img")):
        image.tag = "img"
        source = _picture_source(image)
        if source:
            image.set("src", source)
        elif not image.get("src") or _is_placeholder(image.get("src", "")):
            drop(image)


def _noscript_picture(hidden: HtmlElement) -> None:
    """A picture for readers without scripts stands in for the placeholder before it."""
    inner = hidden.text or "".join(etree.tostring(child, encoding="unicode") for child in hidden)
    found = re.search(r"<img[^>]*?\ssrc=[\"']([^\"']+)", inner)
    before = hidden.getprevious()
    if found and before is not None and before.tag == "img" and not _picture_source(before):
        before.set("src", found[1])
    drop(hidden)


def _picture_source(image: HtmlElement) -> str:
    for name in _LAZY_ATTRIBUTES:
        value = image.get(name)
        if value:
            return _largest(value) if "srcset" in name else str(value).strip()
    source = str(image.get("src", "")).strip()
    if source and not _is_placeholder(source):
        return source
    if image.get("srcset"):
        return _largest(image.get("srcset", ""))
    # libxml2 does not know that `source` is empty: the picture may stand within it.
    picture = next((ancestor for ancestor in ancestors(image, 6) if ancestor.tag == "picture"), None)
    if picture is not None:
        for candidate in picture.iter("source"):
            value = candidate.get("srcset") or candidate.get("data-srcset")
            if value:
                return _largest(value)
    return ""


def _is_placeholder(source: str) -> bool:
    # Only the beginning: a picture may stand in its address, fifty megabytes of it.
    return _PLACEHOLDER.search(source[:300]) is not None


def _largest(srcset: str) -> str:
    """The largest of several sizes; commas may also stand within an address."""
    best, size = "", -1.0
    for address, width in re.findall(r"(\S+?)(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,\s+|,?$)", srcset.strip()):
        if float(width or 0) > size:
            best, size = address, float(width or 0)
    return best


# -- headings, math, embeds, tables, addresses


def _headings(element: HtmlElement) -> None:
    for heading in list(element.iter(*HEADINGS)):
        for link in list(heading.iter("a", "button")):
            sign = "".join(link.itertext()).strip().lower()
            target = link.get("href", "")
            if sign in _ANCHOR_SIGNS and next(link.iter("img"), None) is None:
                drop(link)
            elif target.startswith("#"):
                link.tag = "span"
        if not "".join(heading.itertext()).strip() and next(heading.iter("img"), None) is None:
            drop(heading)


def _mathematics(element: HtmlElement) -> None:
    for formula in list(element.iter("math")):
        source = next(
            (note for note in formula.iter("annotation") if "tex" in note.get("encoding", "")), None
        )
        text = (source.text or "").strip() if source is not None else formula.get("alttext", "").strip()
        if not text:
            continue
        block = formula.get("display") == "block"
        wrapper = _math_wrapper(formula)
        _become_text(
            wrapper, f"$${text}$$" if block or "display" in wrapper.get("class", "") else f"${text}$"
        )
    for script in list(element.iter("script")):
        if script.get("type", "").startswith("math/tex"):
            block = "mode=display" in script.get("type", "")
            _become_text(script, f"$${script.text}$$" if block else f"${script.text}$")


def _math_wrapper(formula: HtmlElement) -> HtmlElement:
    """KaTeX and MathJax draw the formula a second time beside the MathML: both go."""
    found = formula
    for ancestor in ancestors(formula, 5):
        if re.search(
            r"\b(?:katex|mjx-container|mwe-math-element|MathJax)\b",
            f"{ancestor.get('class', '')} {ancestor.tag}",
        ):
            found = ancestor
    return found


def _become_text(element: HtmlElement, text: str) -> None:
    tail = element.tail
    element.clear()
    element.tag = "span"
    element.text = text
    element.tail = tail
    element.set("data-math", "1")


def _embeds(element: HtmlElement) -> None:
    for frame in list(element.iter("iframe", "embed", "object", "video", "audio")):
        address = frame.get("src") or frame.get("data-src") or frame.get("data") or ""
        if not address:
            address = next((part.get("src", "") for part in frame.iter("source")), "")
        if frame.tag in ("iframe", "embed", "object") and not _VIDEO_HOSTS.search(address):
            drop(frame)
        elif address:
            name = safe_line(frame.get("title") or "") or ("Audio" if frame.tag == "audio" else "Video")
            tail = frame.tail
            frame.clear()
            frame.tag, frame.text, frame.tail = "a", name, tail
            frame.set("href", address)
        else:
            drop(frame)


def _layout_tables(element: HtmlElement) -> None:
    """A table that holds one column, or other blocks, only places things: it is taken apart."""
    for table in list(element.iter("table")):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
        widest = max((len(row) for row in rows), default=0)
        nested = next((inner for inner in table.iterdescendants("table")), None) is not None
        holds = sum(1 for _ in table.iterdescendants("p", "h1", "h2", "h3", "ul", "ol", "pre", "blockquote"))
        if widest < 2 or nested or holds > 2 * max(1, len(rows)):
            for part in [table, *table.iter("tbody", "thead", "tfoot", "tr", "td", "th")]:
                part.tag = "div"


def _addresses(element: HtmlElement, base: str) -> None:
    for link in list(element.iter("a")):
        href = link.get("href", "").strip()
        if href.lower().startswith(("javascript:", "data:", "vbscript:")) or (
            href.startswith("#") and len(href) < 2
        ):
            link.attrib.pop("href", None)
        elif href and not href.startswith("#"):
            link.set("href", _resolved(base, href))
    for image in element.iter("img"):
        image.set("src", _resolved(base, image.get("src", "").strip()))


def _resolved(base: str, address: str) -> str:
    if address.startswith(("data:", "mailto:", "tel:")) or not base:
        return safe_line(address)
    try:
        joined = urljoin(base, address)
        urlsplit(joined)
    except ValueError:
        return safe_line(address)
    return safe_line(joined)
