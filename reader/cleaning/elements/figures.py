"""Captions of pictures, by whatever name the page calls them, become `figcaption`.

Editors of the web wrote captions before HTML had an element for them, and most still do: a paragraph of
WordPress called `wp-caption-text`, a `div` called `caption`, a cell below the picture in Blogger's table.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import ancestors, text_line

_NAME = re.compile(
    r"(?:^|[\s_-])(?:caption|figcaption|bildunterschrift|bildtext|bildlegende|didascalia|cutline|pie-?de-?foto|piefoto"
    r"|imagecaption|photocaption|bijschrift|bildetekst|billedtekst|kuvateksti)(?:[_-]?(?:text|inner|content))?(?:$|[\s_])",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"credit|copyright|source|quelle|rechte|urheber|agency|agentur", re.IGNORECASE)
_LONGEST = 600
_LEVELS = 3
_MOST_AROUND = 40
"""Characters beside the caption that the box of a picture may hold: a credit, a button."""
_TAGS = ("p", "div", "span", "small", "dd", "em", "i", "h6", "h5", "h4")
_PICTURES = ("img", "amp-img", "video", "svg")
_HOLDS = ("p", "div", "ul", "ol", "table", "pre", "blockquote", "img", "h2", "h3", "figcaption")


def standardise_captions(element: HtmlElement) -> None:
    """Make what is called a caption, beside a picture in a box of their own, `figcaption`, in place."""
    for part in list(element.iter(*_TAGS)):
        names = part.get("class")
        if names and is_caption_name(names) and _is_caption(part, element):
            part.tag = "figcaption"
            _take_in_credit(part)


@lru_cache(maxsize=4096)
def is_caption_name(names: str) -> bool:
    """Whether class names say that an element is the caption of a picture."""
    return _NAME.search(names) is not None


def _is_caption(part: HtmlElement, whole: HtmlElement) -> bool:
    length = len(_shown(part))
    if not 0 < length <= _LONGEST or next(part.iterdescendants(*_HOLDS), None) is not None:
        return False
    for above in ancestors(part, _LEVELS):
        if above is whole or above.tag == "figcaption":
            return False
        if next(above.iter(*_PICTURES), None) is not None:
            return len(_shown(above)) <= length + _MOST_AROUND
    return False


def _take_in_credit(caption: HtmlElement) -> None:
    """Set who took a picture, in an element behind its caption, into the caption."""
    credit = caption.getnext()
    if credit is None or (caption.tail or "").strip() or not _CREDIT.search(credit.get("class", "")):
        return
    if len(_shown(credit)) <= _MOST_AROUND and next(credit.iter(*_PICTURES), None) is None:
        caption.tail, credit.tail = credit.tail, None
        credit.tag = "span"
        caption.append(credit)
        if len(caption) > 1:
            caption[-2].tail = f"{caption[-2].tail or ''} "
        else:
            caption.text = f"{caption.text or ''} "


def _shown(part: HtmlElement) -> str:
    return text_line(part)
