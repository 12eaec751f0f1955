"""Pictures: which of the addresses that the web gives one is meant, and whether the page carried it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import ancestors, drop
from reader.formats.page import Page
from reader.formats.pictures import data_url_bytes, picture_kind
from reader.terminal import safe_line

# Where scripts that load pictures late keep the address, most trusted first.
_LAZY_ATTRIBUTES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-srcset",
    "data-lazy-srcset",
    "data-hi-res-src",
)
_PLACEHOLDERS = ("blank.", "placeholder.", "spacer.", "pixel.", "1x1.", "cleardot.", "clear.", "transparent.")
_BLANK_DATA = re.compile(r"data:image/(?:gif[^,]{0,20},.{0,200}$|svg|png;base64,.{0,120}$)", re.I)
# Each script for late pictures invents an attribute; what is in it is told by its look.
_PICTURE_ADDRESS = re.compile(
    r"(?:https?:)?/?/?[^\s{}<>\"']+\.(?:jpe?g|png|webp|avif|gif)(?:\?[^\s<>\"']*)?", re.I
)
# Some keep sizes and crops beside the address, as JSON.
_IN_JSON = re.compile(r"\"((?:https?:)?//[^\"\s]+)\"")
_IMG_SOURCE = re.compile(r"<img[^>]*?\ssrc=[\"']([^\"']+)")
_ELSEWHERE = ("https://", "http://", "/")
_SIZES = re.compile(r"(\S+?)(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,\s+|,?$)")
_WIDTHS = re.compile(r"(?:\d+[wx], )*\d+[wx]")
# What no base changes, and what makes sense as it is.
_WHOLE = re.compile(r"https?://[a-z0-9.-]+(?:/[^\s?#;]*)?(?:\?[^\s#]+)?(?:#\S+)?", re.ASCII)
_SHORT_SET = 4000
"""Characters; what is kept to be asked again is no picture that stands in its address."""
# Smaller on both sides is an icon or a letter drawn: without its page it says nothing.
_LEAST_SIDE = 48


@dataclass(frozen=True, slots=True)
class PagePictures:
    """The pictures of one page, by the addresses that its article has for them."""

    page: Page | None
    """Knows what it carried; None when nothing is known."""
    base: str
    """What relative addresses are resolved against; empty when unknown."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Addresses in the article that differ from those in the page, to these."""

    def is_carried(self, source: str) -> bool:
        """Whether the page carried the picture at an address."""
        if self.page is None or not source:
            return False
        if not (self.page.assets or self.page.beside or source.startswith("data:")):
            return False
        if not self.page.assets and source.startswith(_ELSEWHERE):
            return False  # beside a page lies what its relative addresses name
        return any(self.page.picture(one) for one in (source, resolved(self.base, source)))

    def address_of(self, source: str) -> str:
        """The article's address of a picture; empty for one that is not worth a place in it.

        A picture within its address is named by its content: the address may have ten million letters.
        """
        if not source.startswith("data:"):
            address = resolved(self.base, source)
        else:
            data = data_url_bytes(source) or b""
            kind = picture_kind(data)
            if kind is None or max(kind.width, kind.height) < _LEAST_SIDE:
                return ""
            address = f"picture:{sha256(data).hexdigest()[:16]}"
        if address != source:
            self.renamed[address] = source
        return address


def resolved(base: str, address: str) -> str:
    """An address as seen from a base; as it is when there is no base, or no sense in it."""
    if not base or address.startswith(("data:", "mailto:", "tel:")) or _WHOLE.fullmatch(address):
        return safe_line(address)
    try:
        joined = urljoin(base, address)
        urlsplit(joined)
    except ValueError:
        return safe_line(address)
    return safe_line(joined)


def choose_sources(element: HtmlElement, is_carried: Callable[[str], bool]) -> None:
    """Give each picture the address that shows most: one that the page carried, else the largest."""
    for hidden in list(element.iter("noscript")):
        _noscript_picture(hidden)
    for image in list(element.iter("img", "amp-img")):
        image.tag = "img"
        # A browser that saves a page renames `src` only: the others still lead to the web.
        source = str(image.get("src", "")).strip()
        if _is_placeholder(source) or not is_carried(source):
            # A crawl captured the one size that its browser asked for.
            carried = (one for one in _candidates(image) if is_carried(one))
            source = next(carried, "") or _picture_source(image) or _told_by_look(image)
        if source:
            image.set("src", source)
        elif not image.get("src") or _is_placeholder(image.get("src", "")):
            drop(image)


def _noscript_picture(hidden: HtmlElement) -> None:
    """A picture for readers without scripts stands in for the placeholder before it, or for none at all."""
    inner = (hidden.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in hidden)
    found = _IMG_SOURCE.search(inner)
    before = hidden.getprevious()
    if found and before is not None and before.tag == "img":
        if not _picture_source(before):
            before.set("src", found[1])
    elif found and (small := _same_picture(hidden, found[1])) is not None:
        small.set("src", found[1])
    elif found and not _has_picture(hidden.getparent(), hidden):
        words = next((image.get("alt", "") for image in hidden.iter("img")), "")
        if words or any(above.tag == "figure" for above in ancestors(hidden, 3)):  # others count visits
            hidden.addprevious(hidden.makeelement("img", src=found[1], alt=words))
    drop(hidden)


def _same_picture(hidden: HtmlElement, source: str) -> HtmlElement | None:
    """The picture before a hidden one that shows the same file, small and blurred until scripts fetch it."""
    before = hidden.getprevious()
    shown = list(before.iter("img")) if before is not None else []
    name = source.partition("?")[0].rpartition("/")[2]
    is_same = len(shown) == 1 and name and name in _picture_source(shown[0])
    return shown[0] if is_same else None


def _has_picture(holder: HtmlElement | None, hidden: HtmlElement) -> bool:
    """Whether an element shows a picture besides the hidden one."""
    inside = frozenset(hidden.iter("img"))
    shown = (image for image in holder.iter("img") if image not in inside) if holder is not None else ()
    return any(map(_picture_source, shown))


def _picture_source(image: HtmlElement) -> str:
    for name in _LAZY_ATTRIBUTES:
        value = image.get(name)
        if value:
            return _largest(value) if "srcset" in name else _out_of_json(str(value).strip())
    source = _out_of_json(str(image.get("src", "")).strip())
    if source and not _is_placeholder(source):
        return source
    if image.get("srcset"):
        return _largest(image.get("srcset", ""))
    return next((_largest(value) for value in _sources_beside(image)), "")


def _out_of_json(value: str) -> str:
    if not value.startswith("{"):
        return value
    found = _IN_JSON.search(value)
    return found[1] if found else ""


def is_picture_address(address: str) -> bool:
    """Whether an address looks like that of a picture: what leads there is the same picture, larger."""
    return _PICTURE_ADDRESS.fullmatch(address.strip()) is not None


def _told_by_look(image: HtmlElement) -> str:
    """The address of a picture in any other attribute of data."""
    values = (value for name, value in image.items() if name.startswith("data-"))
    return next(filter(is_picture_address, values), "")


def _candidates(image: HtmlElement) -> Iterator[str]:
    """Every address that a picture has besides its `src`, the largest of a set first."""
    for name in (*_LAZY_ATTRIBUTES, "srcset"):
        value = str(image.get(name, "")).strip()
        yield from _by_size(value) if "srcset" in name else (value,)
    for value in _sources_beside(image):
        yield from _by_size(value)


def _sources_beside(image: HtmlElement) -> Iterator[str]:
    # libxml2 does not know that `source` is empty: the picture may stand within it.
    picture = next((ancestor for ancestor in ancestors(image, 6) if ancestor.tag == "picture"), None)
    for candidate in picture.iter("source") if picture is not None else ():
        value = candidate.get("srcset") or candidate.get("data-srcset")
        if value:
            yield value


def _is_placeholder(source: str) -> bool:
    # Only the beginning: a picture may stand in its address, fifty megabytes of it.
    head = source[:300].lower()
    return any(name in head for name in _PLACEHOLDERS) or _BLANK_DATA.match(source[:300]) is not None


def _largest(srcset: str) -> str:
    return next(iter(_by_size(srcset)), "")


def _by_size(srcset: str) -> tuple[str, ...]:
    """The addresses of several sizes, the largest first; commas may also stand within an address."""
    return (_sorted_sizes if len(srcset) <= _SHORT_SET else _sorted_sizes.__wrapped__)(srcset)


@lru_cache(maxsize=64)  # each is asked for twice: for what the page carried, and for the largest
def _sorted_sizes(srcset: str) -> tuple[str, ...]:
    words = srcset.split()
    addresses, widths = words[::2], words[1::2]
    is_plain = len(addresses) == len(widths) and _WIDTHS.fullmatch(" ".join(widths)) is not None
    if is_plain and not any(address.endswith(",") for address in addresses):
        # As nearly all are written: parted in a fifth of the time.
        found = [(address, width.rstrip("wx,")) for address, width in zip(addresses, widths, strict=True)]
    else:
        found = _SIZES.findall(srcset.strip())
    return tuple(address for address, width in sorted(found, key=lambda one: -float(one[1] or 0)))
