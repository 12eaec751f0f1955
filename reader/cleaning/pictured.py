"""Pages whose article is a picture: comics, cartoons, a photograph with a line under it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from copy import deepcopy
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.assembling import assemble, is_tiny, no_pictures_in
from reader.cleaning.blocks import Blocks, Box
from reader.cleaning.tree import PageTree

_LITTLE = 200
"""Characters of text beside the picture, at most."""
_COMIC = re.compile(r"(?:^|[\s_-])(?:comic|webcomic|cartoon|strip|manga)(?:$|[\s_-])")
_TAGS = frozenset(["img", "picture", "amp-img"])
_SAID_WORDS = 4


def says_little(found: Blocks, chosen: Sequence[bool]) -> bool:
    """Whether what was taken is so short that a picture may be what the page is about."""
    said = (block.characters for block, is_chosen in zip(found.blocks, chosen, strict=True) if is_chosen)
    return sum(said) <= _LITTLE


def picture_page(tree: PageTree, found: Blocks, chosen: Sequence[bool]) -> HtmlElement | None:
    """The article of a page that shows one picture and says little; None for other pages.

    The picture stands in a box named for comics, or is the one that the head of the page shows to others.
    What stands before a comic is about the site; what it says to a pointing hand is its second text.
    """
    shown = _shown_to_others(tree)
    for element, own, at in found.media:
        if element.tag not in _TAGS or is_tiny(element) or _is_elsewhere(own):
            continue
        if _is_in_comic(own):
            return _with_text(element, found, [*([False] * at), *chosen[at:]])
        if shown and _file_of(element.get("src", "")) == shown:
            return _with_text(element, found, chosen)
    return None


def _with_text(element: HtmlElement, found: Blocks, chosen: Sequence[bool]) -> HtmlElement:
    wrapper: HtmlElement = etree.Element("div")
    picture = deepcopy(element)
    picture.tail = None
    wrapper.append(picture)
    said = element.get("title", "").strip()
    if said != element.get("alt", "").strip() and len(said.split()) >= _SAID_WORDS:
        etree.SubElement(wrapper, "p").text = said
    if any(chosen):
        text = assemble(found, chosen)
        for same in list(text.iter(element.tag)):
            if same.get("src") == element.get("src"):
                same.drop_tree()
        wrapper.append(text)
    return wrapper


def only_picture(found: Blocks) -> HtmlElement:
    """The picture of a page without text: the largest that says its size, else the first.

    Returns:
        An element that holds the picture; an empty one when the page has none.
    """
    wrapper: HtmlElement = etree.Element("div")
    pictures = [
        element
        for element, own, _ in found.media
        if element.tag in _TAGS and not is_tiny(element) and not _is_elsewhere(own)
    ]
    if pictures:
        wrapper.append(max(pictures, key=_stated_size))
        wrapper[0].tail = None
    return wrapper


def _shown_to_others(tree: PageTree) -> str:
    """The file of the picture that the head of the page names for previews."""
    names = (meta for meta in tree.root.iter("meta") if meta.get("property") == "og:image")
    return next((_file_of(meta.get("content", "")) for meta in names), "")


def _file_of(address: str) -> str:
    try:
        return urlsplit(address[:2000]).path.rpartition("/")[2]
    except ValueError:
        return ""


def _is_in_comic(box: Box | None) -> bool:
    while box is not None and box.above is not None:
        if _COMIC.search(box.names):
            return True
        box = box.above
    return False


def _is_elsewhere(box: Box | None) -> bool:
    """Whether a box, or one above it but the page's own, is named after what stands around articles."""
    while box is not None and box.above is not None:
        if no_pictures_in(box) or box.is_hidden or box.tag in ("footer", "header", "aside"):
            return True
        box = box.above
    return False


def _stated_size(picture: HtmlElement) -> int:
    sizes = [picture.get(name) or "" for name in ("width", "height")]
    return math.prod(int(size) if size.isdecimal() and len(size) < 6 else 1 for size in sizes)
