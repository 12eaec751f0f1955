"""Pictures that a page holds twice: small and blurred until the large one comes, or above and in the text.

Only what stands next to its like, with no word between, is the same picture: the same file in two sizes, or
the very same address.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import BLOCKS, ancestors, drop

_SIZE = re.compile(
    r"(?:[-_@.](?:\d{2,4}x\d{2,4}|\d{2,4}w|\dx|scaled|thumb(?:nail)?|small|medium|large))+(?=\.\w+$|$)", re.I
)
_NUMBER = re.compile(r"(?<![\w.])[whs]?[_=-]?(\d{2,4})(?![\w.])|(\d{2,4})x\d{2,4}")
# `large.jpg`, `image.jpg` and `4800.jpg` are the names of many.
_OWN_NAME = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[^.]{8,}|[^.]*[^\W\d][-_ ][^.]{3,}")
_LEVELS = 5
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$")


def drop_doubles(element: HtmlElement) -> None:
    """Keep one, the larger, of each picture that stands next to itself, in place."""
    before: HtmlElement | None = None
    for image in list(element.iter("img")):
        if before is not None and _is_same(before, image) and _is_next_to(before, image):
            if _is_better(image, before):
                drop(before)
                before = image
            else:
                drop(image)
        else:
            before = image


def _is_same(one: HtmlElement, other: HtmlElement) -> bool:
    first, second = one.get("src", ""), other.get("src", "")
    if first != second and not _are_same_file(first, second):
        return False
    are_together = _block_of(one) is _block_of(other)
    if first == second:
        # Side by side they are meant: the stars of a rating, the signs of a table.
        return bool(first) and not are_together and not _is_in(one, ("tr", "li"))
    return are_together or not (_is_in(one, ("p", "td", "li")) or _is_in(other, ("p", "td", "li")))


def _are_same_file(first: str, second: str) -> bool:
    name = _file_of(first)
    return bool(name) and name == _file_of(second) and _OWN_NAME.match(name) is not None


def _block_of(image: HtmlElement) -> HtmlElement | None:
    return next((above for above in image.iterancestors() if above.tag in BLOCKS), None)


def _is_in(image: HtmlElement, tags: Collection[str]) -> bool:
    return any(above.tag in tags for above in ancestors(image, _LEVELS))


def _file_of(address: str) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    name = unquote(path.rpartition("/")[2]).lower()
    return _SIZE.sub("", name) if _PICTURE_FILE.search(name) else ""


def _is_next_to(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether no word stands between two pictures, in the box that holds both."""
    around = list(ancestors(other, _LEVELS))
    common = next((above for above in ancestors(one, _LEVELS) if above in around), None)
    if common is None:
        return False
    is_between = False
    for part in common.iter():
        if part is one:
            is_between = True
        elif part is other:
            return not (part.getprevious() is not None and (part.getprevious().tail or "").strip())
        elif is_between and isinstance(part.tag, str) and (part.text or "").strip():
            return False
        if is_between and (part.tail or "").strip():
            return False
    return False


def _is_better(image: HtmlElement, before: HtmlElement) -> bool:
    own, others = _captioned(image), _captioned(before)
    if own != others:
        return own
    return _size_in(image.get("src", "")) > _size_in(before.get("src", ""))


def _captioned(image: HtmlElement) -> bool:
    figure = next((above for above in ancestors(image, _LEVELS) if above.tag == "figure"), None)
    return figure is not None and next(figure.iter("figcaption"), None) is not None


def _size_in(address: str) -> int:
    """The largest figure in an address that may be a width or a height."""
    return max((int(one or other) for one, other in _NUMBER.findall(address)), default=0)
