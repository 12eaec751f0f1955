"""Lists of things to do: what is ticked off is said by a box that text cannot show, and so by a sign.

Boxes are parts of forms, or drawn by the style sheet, and would be taken out with these.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import ByName, drop

_DRAWN_BOX = "checkbox-o"
_ITEM = re.compile(r"(?:^|[\s_-])(?:task-?list-?item|to-?do(?:-list)?(?:-?item)?)", re.IGNORECASE)
_DRAWN = re.compile(r"(?:^|\s)checkbox-(on|off)(?:\s|$)")
_DONE, _OPEN = "\N{BALLOT BOX WITH CHECK} ", "\N{BALLOT BOX} "


def write_tasks(named: ByName) -> None:
    """Set a ticked or an empty box as text before every item of such lists, in place.

    The habit of GitHub and other writers of Markdown (a disabled field in the item), and of editors that draw
    their own boxes.
    """
    for box in named.of("input"):
        if box.get("type") == "checkbox" and _is_in_item(box):
            _replace(box, is_done=box.get("checked") is not None)
    for part in named.of("div", "span"):
        names = part.get("class")
        if names and _DRAWN_BOX in names and (drawn := _DRAWN.search(names)):
            _replace(part, is_done=drawn[1] == "on")


def _is_in_item(box: HtmlElement) -> bool:
    item = next(box.iterancestors("li"), None)
    if item is None:
        return False
    around = item.getparent()
    names = f"{item.get('class', '')} {around.get('class', '') if around is not None else ''}"
    return _ITEM.search(names) is not None


def _replace(box: HtmlElement, *, is_done: bool) -> None:
    sign = _DONE if is_done else _OPEN
    box.tail = sign + (box.tail or "").lstrip()
    drop(box)
