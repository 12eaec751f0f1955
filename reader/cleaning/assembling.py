"""The tree of an article, out of the tree of its page: what was judged to belong, and its pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import accumulate, islice

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.block_words import bit_of
from reader.cleaning.blocks import BLOCK_TAGS, MEDIA_TAGS, Block, Blocks, Box
from reader.cleaning.elements.dom import ancestors
from reader.cleaning.pictures import is_picture_address
from reader.cleaning.tree import drop

_CONTAINERS = frozenset(["div", "article", "main", "section", "body", "td", "center", "form", "html"])
_CELLS = frozenset(["td", "th", "tr", "tbody", "thead", "caption", "hr"])
"""Elements that say something where they stand even when they are empty."""
_NO_PICTURES = sum(
    map(bit_of, ("related", "promo", "advert", "comments", "furniture", "menu", "about", "frame"))
)
_CAPTION = bit_of("caption")
_LEAD_BLOCKS = 4
_END_BLOCKS = 1
# Pictures of a few pixels count visits; somewhat larger ones are the signs of share buttons.
_FEW_CELLS = 12
_LITTLE_SHARE = 0.3
# The file of a portrait or a button, by what services and themes call it or by its size in the address.
_PORTRAIT = re.compile(
    r"[/._-](?:avatars?|gravatar|icons?/|profile[_-]?(?:pic(?:ture)?|image|photo)s?)(?:(?<=/)|[/._-])|[/_-]\d\dx\d\d[/._-]",
    re.IGNORECASE,
)
# Over an article, that of the site; within one it may be what the article is about.
_LOGO = re.compile(r"[/_-]logo(?:[-_@]\d[\dx]*)?\.\w+$", re.IGNORECASE)
_LONG_ADDRESS = 500
_ALL_LINKED = 0.8
_LINK_LEVELS = 4
_TINY = 40
_SMALL = 100
"""On both sides: the portrait of an author, the sign of a section."""


def assemble(found: Blocks, kept: Sequence[bool]) -> HtmlElement:
    """Cut the page down to the blocks that are kept, in place.

    Pictures and videos stay where they stand between kept blocks, and shortly before the first.

    Returns:
        The lowest element that holds all of it, taken out of the page; an empty one when nothing is kept.
    """
    counts = list(accumulate(map(int, kept), initial=0))
    if not counts[-1]:
        return etree.Element("div")
    container = _container(found, counts)
    inside = _inside(found, container)
    for block, is_kept in zip(found.blocks, kept, strict=True):
        if not is_kept and counts[block.box.last] > counts[block.box.first]:
            _silence(block)
    pictured = _choose_media(found, container, frozenset((container, *inside)), counts)
    _silence_beside(found, kept, counts, pictured)
    _drop_boxes(inside, counts, pictured)
    body = _taken_out(container.element)
    never = frozenset(found.never)  # most went with their boxes, or stand elsewhere
    for element in [part for part in body.iter() if part in never]:
        drop(element)
    return body


def _inside(found: Blocks, container: Box) -> Sequence[Box]:
    """The boxes within another one: they stand right behind it, up to the first that is not within it."""
    start = found.boxes.index(container) + 1
    around = {container}
    for box in islice(found.boxes, start, None):
        if box.above not in around:
            break
        around.add(box)
    return found.boxes[start : start + len(around) - 1]


def _silence_beside(
    found: Blocks, kept: Sequence[bool], counts: Sequence[int], pictured: Collection[Box]
) -> None:
    """Take out what was not chosen of boxes that stay for their picture alone: its card, its button.

    What may be its caption stays: in a figure, in the picture's own paragraph, amid text that is kept, in a
    table of which some is kept.
    """
    for at, block in enumerate(found.blocks):
        box = block.box
        if box not in pictured or counts[box.last] > counts[box.first]:
            continue
        is_linked = 2 * block.linked > block.characters
        is_amid = 0 < at < len(kept) - 1 and kept[at - 1] and kept[at + 1]
        is_text = (box.tag == "p" or is_amid) and not is_linked
        if _is_beside_caption(box) or not (is_text or _may_be_caption(box, counts)):
            _silence(block)


def _is_beside_caption(box: Box | None) -> bool:
    """Whether text stands in a figure beside its caption: a credit, or the words of a button."""
    while box is not None and box.tag != "figcaption":
        if box.tag == "figure":
            return next(box.element.iter("figcaption"), None) is not None
        box = box.above
    return False


def _may_be_caption(box: Box | None, counts: Sequence[int]) -> bool:
    while box is not None:
        if box.tag in ("figure", "figcaption") or box.bits & _CAPTION:
            return True
        if box.tag == "table":
            return counts[box.last] > counts[box.first]
        box = box.above
    return False


def _drop_boxes(boxes: Sequence[Box], counts: Sequence[int], pictured: Collection[Box]) -> None:
    gone: set[Box] = set()
    for box in boxes:
        if box.above in gone:
            gone.add(box)
        elif counts[box.last] > counts[box.first]:
            if box.tag == "noscript":
                box.element.tag = "div"  # some publishers give the text itself to readers without scripts
        elif box not in pictured and not (box.tag in _CELLS and _is_between(box, counts)):
            drop(box.element)
            gone.add(box)
        elif box.tag in ("td", "th") and (
            2 * box.linked > box.characters or (box not in pictured and _is_beside_much(box))
        ):
            _empty(box.element)
            gone.add(box)


def _is_beside_much(cell: Box) -> bool:
    """Whether a cell is a line over or beside the text that its small table places, as a post's date."""
    table = cell.above
    while table is not None and table.tag != "table":
        table = table.above
    return (
        table is not None
        and table.last - table.first <= _FEW_CELLS
        and cell.characters < _LITTLE_SHARE * table.characters
    )


def _empty(cell: HtmlElement) -> None:
    cell.text = None
    for child in list(cell):
        cell.remove(child)


def _is_between(box: Box, counts: Sequence[int]) -> bool:
    return 0 < counts[box.first] < counts[-1]


def _container(found: Blocks, counts: Sequence[int]) -> Box:
    """The lowest box that holds every kept block, and that can hold others: not a paragraph or a heading."""
    holders = (box for box in reversed(found.boxes) if counts[box.last] - counts[box.first] == counts[-1])
    return next((box for box in holders if box.tag in _CONTAINERS), found.boxes[0])


def _choose_media(found: Blocks, container: Box, inside: Collection[Box], counts: Sequence[int]) -> set[Box]:
    """Take out pictures that belong to what is left out; say which boxes hold one that stays."""
    pictured: set[Box] = set()
    first = counts.index(1) - 1
    last = counts.index(counts[-1]) - 1
    for element, own, at in found.media:
        if own not in inside:
            continue
        chain = _up_to_kept(own, container, counts)
        is_near = first - _LEAD_BLOCKS <= at <= last + _END_BLOCKS
        if (
            chain is None
            or is_tiny(element)
            or (chain[-1] is container and not is_near)
            or any(box.bits & _NO_PICTURES and box.tag != "figure" for box in chain[:-1])
            or _is_of_card(element, chain[:-1])
            or (at <= first and _LOGO.search((element.get("src") or "")[:_LONG_ADDRESS]))
        ):
            drop(element)
        else:
            pictured.update(chain)
    return pictured


def _is_of_card(picture: HtmlElement, chain: Sequence[Box]) -> bool:
    """Whether a picture is linked like the headline beside it, which is left out: the card of a story."""
    return any(
        box.characters and box.linked >= _ALL_LINKED * box.characters and box.tag != "figure" for box in chain
    ) and any(
        above.tag == "a" and not is_picture_address(above.get("href", ""))
        for above in ancestors(picture, _LINK_LEVELS)
    )


def _up_to_kept(own: Box, container: Box, counts: Sequence[int]) -> list[Box] | None:
    """The boxes from a picture's own to the lowest that holds a kept block; None when none does."""
    chain = []
    box: Box | None = own
    while box is not None:
        chain.append(box)
        if counts[box.last] > counts[box.first]:
            return chain
        if box is container:
            return None
        box = box.above
    return None


def no_pictures_in(box: Box) -> bool:
    """Whether a box is named after what stands around articles."""
    return bool(box.bits & _NO_PICTURES)


def is_tiny(element: HtmlElement) -> bool:
    """Whether a picture says that it is as small as those that count visits, or is a button or a portrait."""
    if element.tag == "math":
        return False
    if _PORTRAIT.search((element.get("src") or "")[:_LONG_ADDRESS]):
        return True
    sizes = (element.get("width") or "", element.get("height") or "")
    stated = [int(size) for size in sizes if size.isascii() and size.isdigit() and len(size) < 6]
    return any(size < _TINY for size in stated) or (len(stated) == 2 and max(stated) < _SMALL)


def _silence(block: Block) -> None:
    """Take a run of text out of its box and leave the blocks and pictures beside it."""
    # Texts behind elements first: taking an element out moves them to the element before.
    for element, behind in block.places:
        if behind:
            element.tail = None
    for element, behind in block.places:
        if behind:
            continue
        element.text = None
        if element.tag not in BLOCK_TAGS and next(element.iter(*MEDIA_TAGS, *BLOCK_TAGS), None) is None:
            drop(element)


def _taken_out(element: HtmlElement) -> HtmlElement:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)
    return element
