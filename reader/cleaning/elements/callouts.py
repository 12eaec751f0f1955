"""Boxes that speak to the reader aside (note, tip, warning): quotes that say their kind."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_HOLDER = re.compile(
    r"(?:^|\s)(?:[\w-]*admonition(?:block)?|[\w-]*callout(?:-card|-block)?|markdown-alert|alert|custom-block|[\w-]*-aside|hint|notice)"
    r"(?:\s|--?\w|$)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:^|[\s-])(note|info|tip|hint|important|warning|caution|danger|error|success|attention|seealso|question"
    r"|example|abstract|bug|todo|failure)(?=\s|$)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:admonition|callout|alert|aside|block|hint|notice|summary)[\w-]*-?(?:title|heading)", re.I
)


def standardise_callouts(element: HtmlElement) -> None:
    """Make every such box `<blockquote data-callout="kind">` with its title as the first paragraph, in place.

    The habit of Sphinx, MkDocs, Docusaurus, Hugo, Bootstrap, GitHub and Obsidian: one class says that it
    is a box, another one, or the end of the same, of which kind.
    """
    for box in list(element.iter("div", "aside", "section", "details", "blockquote")):
        kind = _kind_of(box)
        if kind and not any(above.get("data-boxed") for above in box.iterancestors()):
            _standardise(box, kind)


def _kind_of(box: HtmlElement) -> str:
    classes = box.get("class", "")
    if box.get("data-callout"):
        return str(box.get("data-callout")).strip().lower()
    if not classes or not _HOLDER.search(classes) or _TITLE.search(classes):
        return ""
    found = _KIND.search(classes)
    return found[1].lower() if found else ""


def _standardise(box: HtmlElement, kind: str) -> None:
    if not re.fullmatch(r"[a-z][a-z-]{0,20}", kind) or not "".join(box.itertext()).strip():
        box.attrib.pop("data-callout", None)
        return
    title = next((part for part in box.iterdescendants() if _is_title(part)), None)
    words = kind.capitalize()
    if title is not None:
        words = " ".join("".join(title.itertext()).split()) or words
        title.drop_tree()
    line = box.makeelement("p")
    line.text = words
    line.tail, box.text = box.text, None
    box.insert(0, line)
    box.tag = "blockquote"
    box.set("data-callout", kind)
    box.set("data-boxed", "1")


def _is_title(part: HtmlElement) -> bool:
    return isinstance(part.tag, str) and (
        part.tag == "summary" or _TITLE.search(part.get("class", "")) is not None
    )
