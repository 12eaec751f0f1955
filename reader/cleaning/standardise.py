"""The many shapes that the web gives to one thing, made one: pictures, code, footnotes, embeds."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from reader.cleaning.elements.callouts import standardise_callouts
from reader.cleaning.elements.code import standardise_code
from reader.cleaning.elements.dom import drop, text_content
from reader.cleaning.elements.doubles import drop_doubles
from reader.cleaning.elements.emphasis import standardise_emphasis
from reader.cleaning.elements.figures import standardise_captions
from reader.cleaning.elements.headings import standardise_headings
from reader.cleaning.elements.posts import post_address, post_name
from reader.cleaning.elements.prose import standardise_prose
from reader.cleaning.elements.quotes import standardise_quotes
from reader.cleaning.elements.rules import drop_needless_rules
from reader.cleaning.footnotes import gather_footnotes
from reader.cleaning.loose_notes import link_loose_notes
from reader.cleaning.pictures import PagePictures, choose_sources, resolved
from reader.terminal import safe_line

_PULLED = re.compile(r"(?:^|[\s_-])pull-?(?:ed-)?quote(?:$|[\s_])", re.I)
_BLOCKS_OF_CELLS = ("p", "h1", "h2", "h3", "ul", "ol", "pre", "blockquote")
_FEW_CELLS = 8
_LONG_CELL = 20
_MOST_OF_TABLE = 0.8
_NUMBER = re.compile(r"\[\w{1,6}\]|\(?\d{1,3}[.)]")
_ENDS = frozenset('.!?…”’")')
_PLAYERS = {
    f"{kind}-{host}": address
    for kind in ("amp", "lite")
    for host, address in (("youtube", "https://www.youtube.com/watch?v="), ("vimeo", "https://vimeo.com/"))
}
"""Elements of frameworks that know the number of a video alone."""
_VIDEO_NUMBER = re.compile(r"[\w-]{5,20}")
_VIDEO_HOSTS = re.compile(r"(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com)", re.I)


def standardise(element: HtmlElement, pictures: PagePictures) -> None:
    """Bring the kept tree of an article into one shape, in place.

    Args:
        element: the article's body.
        pictures: of its page; takes up the addresses that the article has for them.
    """
    if element.tag in ("td", "th"):
        element.tag = "div"  # a page laid out by a table: its one cell is no cell of the article
    choose_sources(element, pictures.is_carried)
    drop_doubles(element)
    standardise_emphasis(element)
    standardise_prose(element)
    standardise_code(element)
    standardise_callouts(element)
    standardise_quotes(element)
    _repeated_quotes(element)
    standardise_headings(element)
    _layout_tables(element)
    standardise_captions(element)
    for caption in element.iter("figcaption"):
        _part_credits(caption)
    for item in element.iter("li"):
        _part_number(item)
    for paragraph in element.iter("p"):
        _part_dateline(paragraph)
    link_loose_notes(element)
    for label in element.iter("label"):  # tabs stand side by side without a blank between them
        label.tail = f" {label.tail or ''}"
    gather_footnotes(element)
    drop_needless_rules(element)
    _embeds(element)
    _addresses(element, pictures)


def _repeated_quotes(element: HtmlElement) -> None:
    """Take out pull quotes that say again, in large letters, what the text says."""
    pulled = [
        (part, part)
        for part in element.iter("div", "aside", "p", "figure")
        if _PULLED.search(part.get("class", ""))
    ]
    pulled += [(part, quote) for part in element.iter("figure") for quote in part.iter("blockquote")]
    text = _letters(element) if pulled else ""
    for part, quote in pulled:
        if text.count(_letters(quote)) > 1 and next(part.iter("img"), None) is None:
            drop(part)


def _letters(element: HtmlElement) -> str:
    return "".join(filter(str.isalnum, text_content(element)))


def _part_number(item: HtmlElement) -> None:
    """Set a blank behind the number that a list of references has in an element of its own."""
    first = item[0] if len(item) > 1 and not (item.text or "").strip() else None
    if first is None or first.tag != "span" or first.tail:
        return
    if _NUMBER.fullmatch(text_content(first)):
        first.tail = " "


def _part_dateline(paragraph: HtmlElement) -> None:
    """Set a blank behind the place and agency that open a report in an element of their own."""
    first = paragraph[0] if len(paragraph) and not (paragraph.text or "").strip() else None
    if (
        first is None
        or first.tag not in ("cite", "b", "strong", "span")
        or not (first.tail or "")[:1].isupper()
    ):
        return
    if text_content(first)[-1:] == ")":
        first.tail = f" {first.tail}"


def _part_credits(caption: HtmlElement) -> None:
    """Set a blank between a caption and the credit behind it, which style sheets put on a line of its own."""
    for credit in caption.iter("span", "cite", "small", "em"):
        before, around = credit.getprevious(), credit.getparent()
        is_first = before is None
        text = (around.text or "") if is_first else text_content(before) + (before.tail or "")
        if text[-1:] in _ENDS and text_content(credit)[:1].isupper():
            if is_first:
                around.text = f"{text} "
            else:
                before.tail = f"{before.tail or ''} "


def _embeds(element: HtmlElement) -> None:
    for player in list(element.iter(*_PLAYERS)):
        number = player.get("data-videoid") or player.get("videoid") or ""
        if _VIDEO_NUMBER.fullmatch(number):
            player.set("src", _PLAYERS[player.tag] + number)
            player.tag = "video"
    for frame in list(element.iter("iframe", "embed", "object", "video", "audio")):
        address = frame.get("src") or frame.get("data-src") or frame.get("data") or ""
        if not address:
            address = next((part.get("src", "") for part in frame.iter("source")), "")
        post = post_address(address) if frame.tag == "iframe" else ""
        if frame.tag in ("iframe", "embed", "object") and not post and not _VIDEO_HOSTS.search(address):
            drop(frame)
        elif address:
            kind = post_name(post) if post else "Audio" if frame.tag == "audio" else "Video"
            name, address = safe_line(frame.get("title") or "") or kind, post or address
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
        holds = sum(not _is_whole_cell(part) for part in table.iterdescendants(*_BLOCKS_OF_CELLS))
        if widest < 2 or nested or holds > 2 * max(1, len(rows)) or _places_one_text(rows):
            for part in [table, *table.iter("tbody", "thead", "tfoot", "tr", "td", "th")]:
                part.tag = "div"


def _is_whole_cell(part: HtmlElement) -> bool:
    """Whether a paragraph is all that its cell holds, as Sphinx and editors write every cell."""
    cell = part.getparent()
    return part.tag == "p" and cell is not None and cell.tag in ("td", "th") and len(cell) == 1


def _places_one_text(rows: list[HtmlElement]) -> bool:
    """Whether one of a few cells holds nearly all: a post with a line over it."""
    cells = [cell for row in rows for cell in row]
    if not 0 < len(cells) <= _FEW_CELLS:
        return False
    lengths = [len(text_content(cell).strip()) for cell in cells]
    longest = max(lengths)
    return longest > _LONG_CELL and longest > _MOST_OF_TABLE * sum(lengths)


def _addresses(element: HtmlElement, pictures: PagePictures) -> None:
    for link in list(element.iter("a")):
        href = link.get("href", "").strip()
        if href.lower().startswith(("javascript:", "data:", "vbscript:")) or (
            href.startswith("#") and len(href) < 2
        ):
            link.attrib.pop("href", None)
        elif href and not href.startswith("#"):
            link.set("href", resolved(pictures.base, href))
    for image in element.iter("img"):
        image.set("src", pictures.address_of(image.get("src", "").strip()))
