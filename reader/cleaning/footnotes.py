"""Footnotes of many shapes become one: a mark in the text, and the notes at the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import HEADINGS, drop, text_content

# A link with a short text to a place on the same page, mostly raised: the mark of a footnote.
_MARK = re.compile(r"^\[?\(?([\d*†‡a-z]{1,4})\)?\]?$", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*")
_NOTE_NAME = re.compile(
    r"(?:^|[-_:.\d\s])(?:fn|foot|note|cite_note|endnote|ftn|sdfootnote|reference)", re.IGNORECASE
)
_LABEL = re.compile(r"^\s*(?:\[?([\d*†‡a-z]{1,4})\]?[.:)]?|\^)\s+", re.IGNORECASE)
# Journals name the entries of their lists of sources so: `ref12`, `bib.bib12`, `ref-CR12`, `B12`.
_SOURCE_NAME = re.compile(r"(?:^|[-_:.])(?:ref|bib|cr|cit|b|r)-?\d{1,3}$", re.IGNORECASE)
_BETWEEN = frozenset(["", ",", ";", "–", "-"])
_AFTER_NUMBER = re.compile(r"^[.):]\s")
_BACK = re.compile(r"^\s*(?:↩︎?|↵|⤴|\^|back|return|[a-z]|\[?\d{1,3}\]?\.?)\s*$", re.IGNORECASE)


def marked_note(link: HtmlElement) -> str:
    """The `id` of the note that a link is the mark of; empty when it is no mark."""
    href = link.get("href", "")
    if not href.startswith("#") or not _MARK.match(text_content(link).strip()):
        return ""
    name: str = href[1:]
    return name if _is_named(name, link) or _is_raised(link) else ""


def _is_named(name: str, link: HtmlElement) -> bool:
    """Whether the place that a link leads to is called a note, or a source and the link is its number."""
    return _NOTE_NAME.search(name) is not None or (
        _SOURCE_NAME.search(name) is not None and _NUMBER.fullmatch(text_content(link)) is not None
    )


def _is_raised(link: HtmlElement) -> bool:
    parent = link.getparent()
    return (parent is not None and parent.tag == "sup") or next(link.iter("sup"), None) is not None


def gather_footnotes(element: HtmlElement) -> None:
    """Give every mark and note of the tree one shape, in place.

    Marks become `<sup data-footnote="1">`; notes become `<div data-note="1">` at the end, in the
    order of their marks. A link that leads to no note in the tree stays a link.
    """
    links = [
        (link, href, mark)
        for link in element.iter("a")
        if (href := link.get("href", "")).startswith("#")
        and (mark := _MARK.match(text_content(link).strip()))
    ]
    targets = _places(element) if links else {}
    notes: dict[str, tuple[str, HtmlElement]] = {}
    for link, href, mark in links:
        name = href.lstrip("#")
        note = targets.get(name)
        if note is None or not _is_note(name, note, link) or _leads_back(link, notes):
            continue
        if name not in notes:
            notes[name] = (_free(mark[1], {label for label, _ in notes.values()}), note)
        _become_mark(link, mark[1], notes[name][0])
    for label, note in notes.values():
        _move_note(element, label, note)
    if notes:
        _drop_brackets(element)
        _drop_bare_titles(element)


def _places(element: HtmlElement) -> dict[str, HtmlElement]:
    """The elements that links may lead to, by their names."""
    named = (
        (part.get("id") or part.get("name"), part) for part in element.iter() if isinstance(part.tag, str)
    )
    return {name: part for name, part in named if name is not None}


def _free(label: str, taken: Collection[str]) -> str:
    """A label that no other note has: books count their notes anew in each chapter."""
    found, count = label, 2
    while found in taken:
        found, count = f"{label}-{count}", count + 1
    return found


def _is_note(name: str, note: HtmlElement, link: HtmlElement) -> bool:
    raised = _is_raised(link)
    if any(ancestor is note for ancestor in link.iterancestors()):
        return False
    return _is_named(name, link) or (raised and note.tag in ("li", "p", "div", "dd", "span", "a"))


def _leads_back(link: HtmlElement, notes: Mapping[str, object]) -> bool:
    """Whether a link stands in a note that is known already, or is its number: it leads back to the text."""
    return any(part.get("id") in notes or part.get("name") in notes for part in (link, *link.iterancestors()))


def _become_mark(link: HtmlElement, shown: str, label: str) -> None:
    place = link
    parent = link.getparent()
    if parent is not None and parent.tag in ("sup", "span") and text_content(parent).strip(" []()") == shown:
        place = parent
    tail = place.tail
    place.clear()
    place.tag, place.tail = "sup", tail
    place.set("data-footnote", label)


def _drop_brackets(element: HtmlElement) -> None:
    """Take off the brackets around a mark, or around a row of marks: each gets its own."""
    for mark in element.iter("sup"):
        before, around = mark.getprevious(), mark.getparent()
        if not mark.get("data-footnote") or around is None:
            continue
        text = (around.text if before is None else before.tail) or ""
        last = mark
        while (last.tail or "").strip() in _BETWEEN and _is_mark(last.getnext()):
            last = last.getnext()
        if text.endswith("[") and (last.tail or "").startswith("]"):
            last.tail = last.tail[1:]
            if before is None:
                around.text = text[:-1]
            else:
                before.tail = text[:-1]


def _is_mark(part: HtmlElement | None) -> bool:
    return part is not None and part.tag == "sup" and bool(part.get("data-footnote"))


def _drop_bare_titles(element: HtmlElement) -> None:
    """Take out headings and rules whose notes have moved; a heading at the end stands over them still."""
    title: HtmlElement | None = None
    rule: HtmlElement | None = None
    for part in list(element.iter()):
        if part.get("data-note"):
            break
        if part.tag in HEADINGS:
            if title is not None and part.tag <= title.tag:
                drop(title)
            title, rule = part if not (part.tail or "").strip() else None, None
        elif part.tag == "hr":
            title, rule = None, part
        elif (f"{part.text or ''}{part.tail or ''}".strip() or part.tag == "img") and (
            title is None or not any(above is title for above in part.iterancestors())
        ):
            title = rule = None
    if rule is not None and not (rule.tail or "").strip():
        drop(rule)


def _drop_back_links(holder: HtmlElement) -> None:
    for link in list(holder.iter("a")):
        if link.get("href", "").startswith("#") and (_BACK.match(text_content(link)) or not len(link)):
            if not (holder.text or "").strip() and link is holder[0]:
                link.tail = _AFTER_NUMBER.sub("", link.tail or "")
            drop(link)


def _drop_label(note: HtmlElement, label: str) -> None:
    """The number that the page wrote before its note; Markdown writes one itself."""
    for part in note.iter():
        if isinstance(part.tag, str) and (part.text or "").strip():
            begins = _LABEL.match(part.text)
            if begins is not None and begins[1] in (label, None):
                part.text = part.text[begins.end() :]
            elif part is not note and part.text.strip("[]().: \n\t") == label:
                part.tail = (part.tail or "").lstrip("].:) ")
                drop(part)
            return


def _move_note(element: HtmlElement, label: str, note: HtmlElement) -> None:
    holder = note
    if note.tag in ("a", "span", "sup") and note.getparent() is not None and note.getparent() is not element:
        holder = note.getparent()
        while holder.tag in ("sup", "a", "span", "b", "strong") and holder.getparent() is not None:
            holder = holder.getparent()
    if holder is element:
        return
    _drop_back_links(holder)
    parent = holder.getparent()
    drop(holder)
    moved = etree.SubElement(element, "div")
    moved.set("data-note", label)
    moved.text, holder.text = holder.text, None
    for child in list(holder):
        moved.append(child)
    _drop_label(moved, label.partition("-")[0])
    if parent is None:
        return
    emptied = parent is not element and parent.getparent() is not None and not text_content(parent).strip()
    if emptied:
        parent.drop_tree()
