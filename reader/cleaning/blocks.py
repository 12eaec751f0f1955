"""A page as a row of blocks: the runs of text that a decision is made about, and the boxes they stand in.

A block is the text that stands directly in one block-level element, inline markup included; what a nested
element holds is a block of its own. One walk over the tree gathers all that the later stages ask.

Source: Kohlschütter, Fankhauser and Nejdl, Boilerplate Detection using Shallow Text Features (2010).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from lxml.html import HtmlElement

from reader.cleaning.block_words import name_bits
from reader.cleaning.elements.callouts import is_callout
from reader.cleaning.elements.dom import text_content

_ASCII_SIGNS = ",.;:!?"
_SENTENCE_SIGNS = re.compile(f"[{_ASCII_SIGNS}…،؛؟。、，．！？；：।]")
_WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HIDDEN_STYLE = re.compile(r"(?:^|[\s;])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NAMING = frozenset(["class", "id", "itemprop", "data-component"])
_HIDING = frozenset(["style", "hidden", "aria-hidden"])
_FORMULA = re.compile(r"katex|mathjax|mjx|mwe-math|math", re.IGNORECASE)
_UNHEARD = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?)(?:$|[\s_-])", re.IGNORECASE
)
_CONTROL_ROLES = frozenset(
    """navigation banner contentinfo dialog alertdialog search menu menubar toolbar tablist
    complementary alert tooltip""".split()  # noqa: SIM905  # a table of words
)

BLOCK_TAGS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main noscript ol p pre section summary
    table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905  # a table of words
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
MEDIA_TAGS = frozenset(
    """img picture video audio iframe math amp-img amp-video amp-iframe amp-youtube amp-vimeo
    lite-youtube lite-vimeo object embed""".split()  # noqa: SIM905  # a table of words
)
NEVER_SHOWN = frozenset(
    """script style template link meta base canvas svg noframes nav button input select textarea dialog
    datalist option menu applet amp-analytics amp-ad amp-sidebar amp-social-share amp-auto-ads amp-pixel
    amp-consent""".split()  # noqa: SIM905  # a table of words
)
"""Elements that never hold text of an article."""

_PHRASE_TAGS = frozenset(
    "b bdi cite code em font i label mark s small span strong sub sup time u".split()  # noqa: SIM905
)
_Role = Literal["never", "break", "media", "block", "link", "inline"]
_ROLES: dict[str, _Role] = {
    **dict.fromkeys(_PHRASE_TAGS, "inline"),
    "br": "break",
    "a": "link",
    **dict.fromkeys(BLOCK_TAGS, "block"),
    **dict.fromkeys(MEDIA_TAGS, "media"),
    **dict.fromkeys(NEVER_SHOWN, "never"),
}

_PROSE_OF_MENU = 500
"""Characters of paragraphs; menus with teasers in them have some two hundred."""

# Pages of people nest some thirty levels; what hostile ones nest below this is read as one run of text.
_MAX_DEPTH = 200


@dataclass(slots=True, eq=False)
class Box:
    """An element that holds blocks."""

    element: HtmlElement
    above: Box | None
    tag: str
    names: str
    """Class, id and the like, in lower case: patterns that need not fold letters are twice as fast."""
    bits: int
    """What the names say, in the bits of `block_words`."""
    first: int
    """Number of its first block."""
    last: int = 0
    """Number of the block behind its last one."""
    characters: int = 0
    linked: int = 0
    is_hidden: bool = False
    is_control: bool = False


@dataclass(slots=True, eq=False)
class Block:
    """A run of text without a block inside."""

    box: Box
    """The box whose own text it is."""
    is_whole: bool = False
    """Whether its box holds nothing but this block."""
    texts: list[str] = field(default_factory=list)
    places: list[tuple[HtmlElement, bool]] = field(default_factory=list)
    """Where the texts stand: an element, and whether it is the text behind it."""
    linked: int = 0
    """Characters within links."""
    links: int = 0
    text: str = ""
    characters: int = 0
    """Length in letters of an alphabet: a sign of Chinese, Japanese, Korean or Thai says more than one."""
    signs: int = 0
    """Marks that end or part sentences."""


@dataclass(slots=True, eq=False)
class Blocks:
    """All blocks and boxes of a page, in its order; boxes stand before those they hold."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    media: list[tuple[HtmlElement, Box, int]] = field(default_factory=list)
    """Pictures and the like, each with its box and the number of the block behind it."""
    never: list[HtmlElement] = field(default_factory=list)
    """What is never shown."""
    posts: Sequence[Sequence[Box]] | None = None
    """Rows of posts, kept by `threads` when it has looked for them."""


def read_blocks(body: HtmlElement) -> Blocks:
    """Part what stands in an element into blocks; the tree stays as it is."""
    walk = _Walk()
    walk.box(body, None, 0)
    return walk.found


class _Walk:
    def __init__(self) -> None:
        self.found = Blocks()
        self._open: Block | None = None
        self._in_link = False

    def box(self, element: HtmlElement, above: Box | None, depth: int) -> None:
        if self._open is not None:
            self._close(self._open)
        found = self.found
        box = Box(element, above, element.tag, "", 0, len(found.blocks))
        found.boxes.append(box)
        pictures = len(found.media)
        self._content(element, box, depth)
        if self._open is not None:
            self._close(self._open)
        box.last = len(found.blocks)
        if box.last > box.first or len(found.media) > pictures:  # of what is empty nothing is asked
            _name(box)
        if box.last == box.first + 1 and found.blocks[box.first].box is box:
            found.blocks[box.first].is_whole = True
        if above is not None:
            above.characters += box.characters
            above.linked += box.linked

    def _content(self, element: HtmlElement, box: Box, depth: int) -> None:
        # Most texts between elements are the blanks of the source between two blocks: they cost no call.
        text = element.text
        if text and (self._open is not None or not text.isspace()):
            self._add(element, False, text, box)
        # lxml's iterator takes three times as long as a slice, and most elements have no children (2026-11).
        for child in element[:] if len(element) else ():
            tag = child.tag
            if tag.__class__ is str:
                self._child(child, tag, box, depth)
            tail = child.tail
            if tail and (self._open is not None or not tail.isspace()):
                self._add(child, True, tail, box)

    def _child(self, child: HtmlElement, tag: str, box: Box, depth: int) -> None:
        role = _ROLES.get(tag) or _role_of_unknown(tag)
        if role == "block" and depth <= _MAX_DEPTH:  # most are
            self.box(child, box, depth + 1)
        elif role == "never" and not (tag == "nav" and _swallows(child)):
            self.found.never.append(child)
        elif role == "break":
            if self._open is not None:
                self._open.texts.append("\n")
        elif role == "media":
            self._media(child, tag, box)
        elif depth > _MAX_DEPTH:
            self._add_deep(child, box)
        elif role == "never":  # a menu that holds the page
            self.box(child, box, depth + 1)
        elif _is_unseen_inline(child):
            self.found.never.append(child)
        elif role == "link":
            self._link(child, box, depth)
        else:
            self._content(child, box, depth + 1)

    def _media(self, child: HtmlElement, tag: str, box: Box) -> None:
        if tag == "math":
            formula = f" {child.get('alttext') or text_content(child)} "
            if not formula.isspace():
                self._add(child, True, formula, box)
        self.found.media.append((child, box, len(self.found.blocks)))

    def _link(self, element: HtmlElement, box: Box, depth: int) -> None:
        outer, self._in_link = self._in_link, element.get("href") is not None or self._in_link
        self._content(element, box, depth + 1)
        self._in_link = outer
        if self._open is not None:
            self._open.links += 1

    def _add(self, element: HtmlElement, behind: bool, text: str, box: Box) -> None:
        """Add a text to the open block; one that would open a block must not be blank."""
        block = self._open
        if block is None:
            if box.tag == "noscript" and text.lstrip()[0] == "<":
                return  # markup within noscript is text to the parser
            block = self._open = Block(box)
            self.found.blocks.append(block)
        block.texts.append(text)
        block.places.append((element, behind))
        if self._in_link:
            block.linked += len(text.strip())

    def _add_deep(self, element: HtmlElement, box: Box) -> None:
        for part in element.iter():
            if part.tag.__class__ is str and (text := part.text) and not self._is_gap(text):
                self._add(part, False, text, box)
            if part is not element and (tail := part.tail) and not self._is_gap(tail):
                self._add(part, True, tail, box)

    def _is_gap(self, text: str) -> bool:
        """Whether a text is blanks between two blocks."""
        return self._open is None and text.isspace()

    def _close(self, block: Block) -> None:
        self._open = None
        text = block.text = " ".join("".join(block.texts).split())
        count = len(text)
        if not text.isascii():
            count += 2 * len(_WIDE.findall(text))
        block.characters = count
        block.linked = min(block.linked, count)
        block.signs = _count_signs(text)
        block.box.characters += count
        block.box.linked += block.linked


def _count_signs(text: str) -> int:
    """How many marks that end or part sentences a text has."""
    if text.isascii():  # to count six characters takes a third of the time of the pattern (2026-11)
        return sum(map(text.count, _ASCII_SIGNS))
    return len(_SENTENCE_SIGNS.findall(text))


def _role_of_unknown(tag: str) -> _Role:
    """Elements of the page's own are blocks; those of a formula are not."""
    return "block" if "-" in tag and not tag.startswith("mjx-") else "inline"


def _swallows(menu: HtmlElement) -> bool:
    """Whether a menu holds paragraphs of prose: its end tag is missing, and the page went into it."""
    room = _PROSE_OF_MENU
    for paragraph in menu.iter("p"):
        room -= len(paragraph.text or "")
        if room < 0:
            return True
    return False


def _name(box: Box) -> None:
    """Read off the attributes of a box what it is called, and whether it is shown."""
    names = []
    for key, value in box.element.items():
        if key in _NAMING:
            names.append(value)
        elif key == "role":
            # Style sheets with boxes for warnings say `alert` of every one of them.
            box.is_control = value.lower() in _CONTROL_ROLES and not is_callout(box.element)
        elif key in _HIDING:
            box.is_hidden = box.is_hidden or _hides(key, value)
    if names:
        own = " ".join(names)
        box.names, box.bits = own.lower(), name_bits(own)
    if box.is_hidden:
        # What is behind a tab is shown when asked for: code for another system, mostly.
        box.is_hidden = not _FORMULA.search(box.names) and box.element.get("role") != "tabpanel"


def _hides(key: str, value: str) -> bool:
    if key == "style":
        return _HIDDEN_STYLE.search(value) is not None
    return key == "hidden" or value == "true"


@lru_cache(maxsize=4096)
def _is_unheard(classes: str) -> bool:
    """Whether an element is for those who hear the page alone; most elements share their classes."""
    return _UNHEARD.search(classes) is not None


def _is_unseen_inline(element: HtmlElement) -> bool:
    names, unseen = "", False
    for key, value in element.items():
        if key == "class":
            names = value
            unseen = unseen or _is_unheard(value)
        elif key in ("style", "hidden"):
            unseen = unseen or _hides(key, value)
    return unseen and not _FORMULA.search(names)
