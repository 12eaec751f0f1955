"""Footnotes that no link ties to their marks: a raised number in the text, and a note of that number.

Style sheets and scripts bring the two together on the screen: notes in a list below, in the margin beside
their paragraph, or unfolded by a tick box. Here each mark gets the link that `footnotes` looks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import BLOCKS, ancestors, drop, text_content

_NUMBER = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?\s*")
_NOTE_NAME = re.compile(r"(?:fn|ft|(?:foot|end|side)?-?notes?|fnote)[-_:.]?(\d{1,3})", re.IGNORECASE)
_NOTES = re.compile(r"(?:^|[\s_-])(?:foot|end|side)-?notes?(?:$|[\s_-])", re.IGNORECASE)
# The manner of Tufte's style sheet, of Org mode and of LaTeXML: the note stands within the sentence.
_BESIDE = re.compile(
    r"(?:^|\s)(?:side-?note|margin-?note|ltx_note_outer)(?:-content|-text)?(?:$|\s)", re.IGNORECASE
)
# What is raised without being a mark: metres squared, the square of a letter.
_POWER = re.compile(r"(?:\d|(?:^|[\W\d_])(?:[kcmdn]?m|ft|mi|mc|[^\W\d_]))$")
_BEFORE = 12
"""Characters before a raised number that tell whether it is a power."""
_TAG = re.compile(r"(?:^|\s)ltx_tag_note(?:$|\s)")


def marked_number(mark: HtmlElement) -> str:
    """The number of a raised mark that leads nowhere; empty for anything else."""
    found = _NUMBER.fullmatch(text_content(mark))
    if found is None or any(link.get("href", "").startswith("#") for link in mark.iter("a")):
        return ""
    return found[1]


def numbered_name(name: str) -> str:
    """The number of a note, by its `id`; empty when the name is none of a note."""
    found = _NOTE_NAME.fullmatch(name)
    return found[1] if found else ""


def link_loose_notes(element: HtmlElement) -> None:
    """Tie raised numbers and the notes of the same numbers together by links, in place."""
    _part_notes_beside(element)
    raised = [(number, mark) for mark in element.iter("sup") if (number := marked_number(mark))]
    marks = [(number, mark) for number, mark in raised if not _opens_block(mark) and not _is_power(mark)]
    if not marks:
        return
    notes = _named(element, [mark for _, mark in marks]) or _listed(element)
    notes = notes or _written(element, [mark for _, mark in marks])
    for number, mark in marks:
        if (note := notes.get(number)) is not None:
            if not note.get("id"):
                note.set("id", f"loose-note-{number}")
            _link(mark, number, note.get("id", ""))


def _link(mark: HtmlElement, number: str, name: str) -> None:
    for child in list(mark):
        mark.remove(child)
    mark.text = None
    etree.SubElement(mark, "a", href=f"#{name}").text = number


def _is_power(mark: HtmlElement) -> bool:
    return _POWER.search(_text_before(mark)[-_BEFORE:]) is not None


def _text_before(part: HtmlElement) -> str:
    """What stands right before an element within its parent, if that is text or inline."""
    before, around = part.getprevious(), part.getparent()
    if before is not None:
        return text_content(before) + (before.tail or "")
    return (around.text or "") if around is not None else ""


def _opens_block(mark: HtmlElement) -> bool:
    """Whether nothing stands before a mark in its paragraph: it is the number of a note."""
    part = mark
    while part.getparent() is not None:
        if _text_before(part).strip():
            return False
        part = part.getparent()
        if part.tag in BLOCKS:
            return True
    return True


# -- where notes are found


def _named(element: HtmlElement, marks: Sequence[HtmlElement]) -> Mapping[str, HtmlElement]:
    """Notes whose `id` has their number; what holds a mark is the place that the note leads back to."""
    around = {above for mark in marks for above in (mark, *ancestors(mark, 3))}
    found: dict[str, HtmlElement] = {}
    for part in element.iter("li", "p", "div", "aside", "dd"):
        if part not in around and (number := numbered_name(part.get("id", ""))):
            found.setdefault(number, part)
    return found


def _listed(element: HtmlElement) -> Mapping[str, HtmlElement]:
    """Items of numbered lists that are called notes, or that stand beside the text."""
    found: dict[str, HtmlElement] = {}
    for notes in element.iter("ol"):
        if any(above.tag == "aside" or _is_called_notes(above) for above in (notes, *ancestors(notes, 2))):
            start = notes.get("start", "1")
            for number, item in enumerate(notes.iterchildren("li"), int(start) if start.isdecimal() else 1):
                found.setdefault(str(number), item)
    return found


def _is_called_notes(holder: HtmlElement) -> bool:
    return _NOTES.search(f"{holder.get('class', '')} {holder.get('id', '')}") is not None


def _written(element: HtmlElement, marks: Sequence[HtmlElement]) -> Mapping[str, HtmlElement]:
    """Paragraphs below the text that begin with a number, raised or in bold, one after another from 1."""
    paragraphs = list(element.iter("p"))
    marked = {above for mark in marks for above in ancestors(mark, 3)}
    last = max((at for at, part in enumerate(paragraphs) if part in marked), default=-1)
    found: dict[str, HtmlElement] = {}
    for part in paragraphs[last + 1 :]:
        label = _label_of(part)
        if label is not None and marked_number(label) == str(len(found) + 1):
            found[str(len(found) + 1)] = part
    rule = found["1"].getprevious() if found else None
    if rule is not None and rule.tag == "hr":
        drop(rule)
        found = {number: _with_what_follows(number, part) for number, part in found.items()}
    return found


def _label_of(paragraph: HtmlElement) -> HtmlElement | None:
    for part in paragraph.iter("sup", "b", "strong"):
        if _opens_block(part) and marked_number(part):
            return part
    return None


def _with_what_follows(number: str, paragraph: HtmlElement) -> HtmlElement:
    """A note and the lists and paragraphs up to the next one: all that stands below a rule is notes."""
    note = paragraph.makeelement("div", id=f"loose-note-{number}")
    follower = paragraph.getnext()
    paragraph.addprevious(note)
    note.append(paragraph)
    while follower is not None and not (follower.tag == "p" and _label_of(follower) is not None):
        part, follower = follower, follower.getnext()
        note.append(part)
    return note


# -- notes within sentences


def _part_notes_beside(element: HtmlElement) -> None:
    """Take notes out of the sentences they stand in, to the end, and leave their marks."""
    beside = [
        part for part in element.iter("span", "small", "aside") if _BESIDE.search(part.get("class", ""))
    ]
    said = {_letters(note) for note in beside}
    for part in list(element.iter("li", "p", "div")) if beside else ():
        # For narrow screens and for print, such pages say their notes again at the end.
        if _letters(part) in said and not any(above in beside for above in part.iterancestors()):
            drop(part)
    for count, note in enumerate(beside, 1):
        if note.getparent() is None or not text_content(note).strip():
            continue
        number = _number_beside(note) or str(count)
        mark = note.makeelement("sup")
        mark.tail, note.tail = note.tail, None
        note.getparent().replace(note, mark)
        note.tag = "div"
        note.set("id", f"side-note-{number}")
        element.append(note)
        _link(mark, number, f"side-note-{number}")


def _letters(note: HtmlElement) -> str:
    """The letters of a note without its number."""
    return "".join(filter(str.isalnum, text_content(note))).lstrip("0123456789")


def _number_beside(note: HtmlElement) -> str:
    """The number of a note within a sentence, taken out of it and out of the text before it."""
    number = ""
    for part in list(note.iter("sup", "span")):
        if (part.tag == "sup" or _TAG.search(part.get("class", ""))) and _opens_note(part, note):
            number = marked_number(part) or number
            if marked_number(part):
                drop(part)
    before = note.getprevious()
    while before is not None and before.tag in ("label", "sup", "input") and not (before.tail or "").strip():
        number = number or marked_number(before)
        part, before = before, before.getprevious()
        drop(part)
    return number


def _opens_note(part: HtmlElement, note: HtmlElement) -> bool:
    while part is not note:
        if _text_before(part).strip():
            return False
        part = part.getparent()
    return not (note.text or "").strip()
