"""Bold and italic that editors of the web write as styles, and elements that a style makes plain."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_BOLD = re.compile(r"(?:^|[\s;])font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"(?:^|[\s;])font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"(?:^|[\s;])font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_NOT_ITALIC = re.compile(r"(?:^|[\s;])font-style\s*:\s*normal", re.IGNORECASE)
_PLAIN = {"b": _NOT_BOLD, "strong": _NOT_BOLD, "i": _NOT_ITALIC, "em": _NOT_ITALIC}
_TAKE_NO_STYLE = ("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "pre", "code", "figcaption")


def standardise_emphasis(element: HtmlElement) -> None:
    """Make `b` and `i` of spans that say so by their style, and spans of those that deny it, in place.

    What is copied out of Google Docs comes in one `b` of normal weight; editors of blogs write spans.
    """
    for part in list(element.iter("span", *_PLAIN)):
        style = part.get("style")
        if not style or not (part.text or len(part)):
            continue
        if part.tag != "span":
            if _PLAIN[part.tag].search(style):
                part.tag = "span"
        elif _BOLD.search(style) and next(part.iterancestors(*_TAKE_NO_STYLE), None) is None:
            part.tag = "b"
        elif _ITALIC.search(style):
            part.tag = "i"
