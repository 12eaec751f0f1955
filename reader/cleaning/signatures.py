"""Authors whom no markup names: who signs a text at its end, or stands beside the date over it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_content, text_line
from reader.formats.dates import parse_date

_EMPHASIS = frozenset(["b", "strong", "i", "em", "font", "span"])
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ.]"
    r"(?: (?:van|von|de|der|den|di|da|del|la|le|zu|ter))*(?: [A-ZÀ-Þ][\w'’-]*[a-zà-ÿ.]){1,2}"
)
_PARTED = re.compile(r"\s*[|•·–]\s*|\s+-\s+")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s*(?:uhr|[ap]m|h))?", re.IGNORECASE)
_LONG = 120
"""Characters of the paragraph that a signature stands under."""
_LONGEST = 40
_MOST_PARTS = 4


def signed_name(root: HtmlElement) -> str:
    """The name that stands alone, in bold or italics, as the last paragraph under long ones; else nothing."""
    for paragraph in root.iter("p"):
        if len(paragraph) and not (paragraph.text or "").strip() and _is_last(paragraph):
            name = _emphasised(paragraph)
            if name and _stands_under_text(paragraph):
                return name
    return ""


def name_beside_date(lines: Iterable[str]) -> str:
    """The name in a line of date and author, as `04.02.2022 | 13:10 Uhr | Uta Helm`; else nothing."""
    for line in lines:
        parts = _PARTED.split(line) if any(map(str.isdigit, line)) else []
        # What takes longest, looking for a date, comes last.
        if not 1 < len(parts) <= _MOST_PARTS or not any(map(_NAME.fullmatch, parts)):
            continue
        others = [part for part in parts if not (_CLOCK.fullmatch(part) or parse_date(part))]
        if len(others) == 1 and _NAME.fullmatch(others[0]) and any(map(parse_date, parts)):
            return others[0]
    return ""


def _is_last(paragraph: HtmlElement) -> bool:
    return all(
        not text_content(part).strip() for part in paragraph.itersiblings() if isinstance(part.tag, str)
    )


def _emphasised(paragraph: HtmlElement) -> str:
    inner = paragraph
    is_set_off = False
    while len(inner) == 1 and inner[0].tag in _EMPHASIS:
        if (inner.text or "").strip() or (inner[0].tail or "").strip():
            return ""
        inner = inner[0]
        is_set_off = is_set_off or inner.tag in ("b", "strong", "i", "em")
    text = text_line(inner)
    return text if is_set_off and len(text) <= _LONGEST and _NAME.fullmatch(text) else ""


def _stands_under_text(paragraph: HtmlElement) -> bool:
    before = paragraph.getprevious()
    while before is not None and not text_content(before).strip():
        before = before.getprevious()
    return before is not None and before.tag == "p" and len(text_content(before)) > _LONG
