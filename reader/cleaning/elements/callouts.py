"""Boxes that speak to the reader aside (note, tip, warning): quotes that say their kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import drop, text_content, text_line

CALLOUT_TAGS: Final = frozenset(["div", "aside", "section", "details", "blockquote", "figure"])
_STATED = "data-callout"
_WORDS = ("admonition", "callout", "alert", "custom-block", "-aside", "hint", "notice", "information-macro")
"""One of these stands in the names of every box that does not state its kind in an attribute."""
_HOLDER = re.compile(
    r"(?:^|\s)(?:[\w-]*admonition(?:block)?|[\w-]*callout(?:-card|-block)?|markdown-alert|alert|custom-block|[\w-]*-aside|hint|notice"
    r"|[\w-]*information-macro)"
    r"(?:\s|--?\w|$)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:^|[\s-])(note|info(?:rmation)?|tip|hint|important|warning|caution|danger|error|success|attention|seealso|question"
    r"|example|abstract|bug|todo|failure)(?=\s|$)",
    re.IGNORECASE,
)
_DETAILS = re.compile("note|info|tip|hint|important|warning|caution|danger", re.IGNORECASE)
_CARD = re.compile(r"(?:^|\s)(?:[\w-]*callout-(?:card|block)|notion-callout)(?:\s|$)", re.IGNORECASE)
_UNNAMED = "plain"
"""Of boxes that say no kind: a quote without a title."""
_SIGN = 6
_TITLE = re.compile(
    r"(?:admonition|callout|alert|aside|block|hint|notice|summary)[\w-]*-?(?:title|heading)", re.I
)


def standardise_callouts(element: HtmlElement) -> None:
    """Make every such box `<blockquote data-callout="kind">` with its title as the first paragraph, in place.

    The habit of Sphinx, MkDocs, Docusaurus, Hugo, Bootstrap, GitHub and Obsidian: one class says that it
    is a box, another one, or the end of the same, of which kind.
    """
    for box in list(element.iter(*CALLOUT_TAGS)):
        kind = _kind_of(box)
        if kind and not any(above.get("data-boxed") for above in box.iterancestors()):
            _standardise(box, kind)


def is_callout(box: HtmlElement) -> bool:
    """Whether an element is such a box by its names."""
    return box.tag in CALLOUT_TAGS and bool(_kind_of(box))


def may_name_callout(names: str) -> bool:
    """Whether the names of a page, in lower case, may call any box so; `details` are told by less."""
    return any(word in names for word in _WORDS)


def states_callout(box: HtmlElement) -> bool:
    """Whether an element says in an attribute that it is such a box, whatever its names."""
    return bool(str(box.get(_STATED, "")).strip())


def _kind_of(box: HtmlElement) -> str:
    if stated := box.get(_STATED):
        return str(stated).strip().lower()
    classes = box.get("class", "")
    if box.tag == "figure":  # of editors that export every block but text as a figure
        return _UNNAMED if "callout" in classes.split() else ""
    # What unfolds needs no second class to be a note.
    return classes.lower() if box.tag == "details" and _DETAILS.fullmatch(classes) else _kind_by(classes)


@lru_cache(maxsize=4096)
def _kind_by(classes: str) -> str:
    if not classes or not _HOLDER.search(classes) or _TITLE.search(classes):
        return ""
    found = _KIND.search(classes)
    if found:
        return "info" if found[1].lower() == "information" else found[1].lower()
    return _UNNAMED if _CARD.search(classes) else ""


def _standardise(box: HtmlElement, kind: str) -> None:
    if kind == _UNNAMED:
        _drop_sign(box)
        box.tag = "blockquote"
        box.set("data-boxed", "1")
        return
    if not re.fullmatch(r"[a-z][a-z-]{0,20}", kind) or not text_content(box).strip():
        box.attrib.pop("data-callout", None)
        return
    title = next((part for part in box.iterdescendants() if _is_title(part)), None)
    if title is None:
        first = next((part for part in box.iterdescendants() if _is_first_title(part)), None)
        title = first if first is not None and _opens(first, box) else None
    words = "See also" if kind == "seealso" else kind.capitalize()
    if title is not None:
        words = text_line(title) or words
        around = title.getparent()
        title.drop_tree()
        if around.tag in ("td", "th") and not text_content(around).strip():
            around.drop_tree()  # the cell of the sign, in boxes that are drawn as tables
    line = box.makeelement("p")
    line.text = words
    line.tail, box.text = box.text, None
    box.insert(0, line)
    box.tag = "blockquote"
    box.set("data-callout", kind)
    box.set("data-boxed", "1")


def _drop_sign(box: HtmlElement) -> None:
    """The emoji that stands in an element of its own at the head of a box."""
    for part in box.iterdescendants("div", "span"):
        text = text_content(part).strip()
        if 0 < len(text) < _SIGN and not any(map(str.isalnum, text)):
            drop(part)
            return


def _is_first_title(part: HtmlElement) -> bool:
    return part.tag in ("p", "div") and part.get("class") == "title"


def _opens(part: HtmlElement, box: HtmlElement) -> bool:
    """Whether nothing is said in a box before one of its parts."""
    return text_content(box).lstrip().startswith(text_content(part).strip())


def _is_title(part: HtmlElement) -> bool:
    return isinstance(part.tag, str) and (
        part.tag == "summary" or _TITLE.search(part.get("class", "")) is not None
    )
