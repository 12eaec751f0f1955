"""What stands within the container of an article and is not the article, taken out by named passes."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from reader.cleaning.scoring import Measure

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WORDS = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…:;\"”’»)\]。！？]\s*$")
_LABELS = re.compile(
    r"^\W*(?:share(?: this)?(?: (?:article|story|post|on .{2,20}))?|tweet|print|e-?mail|save|subscribe.{0,40}|sign up.{0,40}|"
    r"advertisement|anzeige|werbung|publicidad|publicité|pubblicità|реклама|広告|"
    r"read more|continue reading.{0,60}|more|weiterlesen|mehr|lire la suite|leer más|leggi (?:tutto|anche)|читать далее|"
    r"teilen|drucken|kommentare?|partager|imprimer|compartir|condividi|поделиться|"
    r"comments?(?: \(\d+\))?|\d+ comments?|leave a (?:comment|reply)|reply|log in.{0,40}|follow us.{0,40}|"
    r"tags?:?|filed under.{0,80}|categories:?|posted in.{0,80}|related(?: (?:articles|stories|posts))?:?|"
    r"photo|image|getty images|back to top|nach oben|skip to .{0,40}|loading\.*|close|copy link|listen|"
    r"story continues below.{0,30}|article continues below.{0,30}|scroll to continue.{0,30}|"
    r"(?:foto|fotos|bild|bilder|symbolbild|quelle|photo|image|credit|credits|crédito|créditos|fuente|źródło|fot\.)\s*[:：©(].{0,80}|"
    r"\(?(?:foto|photo|bild|imagen|crédito)\s*:.{0,60}\)|reklama|drukuj|udostępnij|czytaj (?:też|także|więcej).{0,80}|"
    r"(?:lea|lee|leia|lire|leggi|lesen sie|see|read|watch|più)\s+(?:también|también:|mais|também|aussi|anche|auch|also)\b.{0,100}|lea:.{0,100}|"
    r"schon gelesen\??|mehr von .{1,30}|neueste (?:artikel|beiträge)|weitere (?:artikel|themen|infos).{0,30}|das könnte .{0,40}interessieren|"
    r"ähnliche (?:artikel|beiträge)|bisher keine kommentare|noch keine kommentare|kontakt:?|ansprechpartner(?:in)?:?|"
    r"all rights reserved.*|©.*|copyright \W*\d{4}.*)\W*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by|von|par|por|di|door|af|av|текст|written by|posted by|published by|text|foto|fotos|photo(?:s|graph)? by)\b[\s:].{2,70}$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^(?:(?:published|posted|updated|last updated|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado)\W*)*"
    r"(?:\w{2,10}[,.]?\s+)?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.?\s+\w{3,10}\.?,?\s+\d{4}|"
    r"\w{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}).{0,40}$",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"^(?:about the author|über den autor|à propos de l.auteur|sobre el autor|notes? on contributors?)", re.I
)
_LEAD_BLOCKS = 8
_LABEL_CHARACTERS = 120


def trim(body: HtmlElement, measures: dict[HtmlElement, Measure], title: str) -> None:
    """Take out, in place: the title again, lines about the article, link lists, labels, what is empty."""
    _drop_title(body, title)
    _drop_lines_about(body)
    _drop_link_blocks(body, measures)
    _drop_labels(body)
    _drop_empty(body)
    _drop_end_headings(body)


def _drop_title(body: HtmlElement, title: str) -> None:
    wanted = _WORDS.findall(title.lower())
    for heading in list(body.iter("h1", "h2", "p", "div"))[: _LEAD_BLOCKS * 3]:
        if heading is body or (heading.tag in ("p", "div") and len(heading)):
            continue
        words = _WORDS.findall(_text(heading).lower())
        if words and wanted and (words == wanted or (heading.tag == "h1" and _mostly_same(words, wanted))):
            _drop(heading)
            if heading.tag == "h1":
                return


def _mostly_same(words: list[str], wanted: list[str]) -> bool:
    shared = len(set(words) & set(wanted))
    return shared >= 0.7 * max(len(set(words)), len(set(wanted)))


def _drop_lines_about(body: HtmlElement) -> None:
    """Bylines and dates before the first paragraph are about the article, not in it."""
    for element in list(_leaves(body))[:_LEAD_BLOCKS]:
        text = _text(element)
        if len(text) > 120:
            return
        if _BYLINE.match(text) or _DATE.match(text):
            _drop(element)


def _leaves(body: HtmlElement) -> list[HtmlElement]:
    """Blocks that hold no other block, and some text."""
    blocks = ("p", "div", "span", "time", "li", *_HEADINGS)
    found = []
    for element in body.iter(*blocks):
        if element is not body and next(element.iterchildren(*blocks), None) is None and _text(element):
            found.append(element)
    return found


def _drop_link_blocks(body: HtmlElement, measures: dict[HtmlElement, Measure]) -> None:
    """Lists and boxes that are mostly links and hold no sentence lead away from the article."""
    for element in list(body.iter("ul", "ol", "div", "section", "table", "header", "form", "p")):
        own = measures.get(element)
        if own is None or element is body or element.getparent() is None:
            continue
        if next(element.iter("pre", "math", "blockquote"), None) is not None:
            continue
        if _leads_away(element, own):
            _drop(element)


def _leads_away(element: HtmlElement, own: Measure) -> bool:
    has_picture = next(element.iter("img", "picture", "figure", "video", "iframe"), None) is not None
    if not own.characters:
        return not has_picture and element.tag == "form"
    density = own.link_density
    if element.tag == "p":
        return density > 0.95 and own.characters < 60 and _LABELS.match(_text(element)) is not None
    if element.tag in ("ul", "ol"):
        return density > 0.75 and own.signs < 3 * max(1, len(element)) and len(element) > 1
    if element.tag == "table":
        return density > 0.8
    return (
        density > 0.6
        and own.characters < 800
        and not (has_picture and own.characters < 200 and own.paragraphs)
    )


def _drop_labels(body: HtmlElement) -> None:
    """Single lines that ask the reader to do something with the page."""
    for element in _leaves(body):
        text = _text(element)
        if len(text) <= _LABEL_CHARACTERS and _LABELS.match(text) and next(element.iter("img"), None) is None:
            _drop(element)


def _drop_empty(body: HtmlElement) -> None:
    keep = (
        "img",
        "picture",
        "video",
        "audio",
        "iframe",
        "math",
        "hr",
        "br",
        "td",
        "th",
        "tr",
        "amp-img",
        "source",
        "noscript",
    )
    for element in reversed(list(body.iter())):
        if element is body or not isinstance(element.tag, str) or element.tag in keep or len(element):
            continue
        if not (element.text or "").strip() and element.getparent() is not None:
            _drop(element)


def _drop_end_headings(body: HtmlElement) -> None:
    """A heading at the very end stands over something that was taken out."""
    for heading in reversed(list(body.iter(*_HEADINGS))):
        if _has_text_after(heading, body):
            return
        _drop(heading)


def _has_text_after(element: HtmlElement, body: HtmlElement) -> bool:
    part = element
    while part is not body:
        if (part.tail or "").strip():
            return True
        for following in part.itersiblings():
            if _text(following) or next(following.iter("img"), None) is not None:
                return True
        parent = part.getparent()
        if parent is None:
            return False
        part = parent
    return False


def _text(element: HtmlElement) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
