"""Lists of things to do: what is ticked off is said by a box that text cannot show, and so by a sign.

Boxes are parts of forms, or drawn by the style sheet, and would be taken out with these.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import drop

_DRAWN_BOX = "checkbox-o"
_ITEM = re.compile(r"(?:^|[\s_-])(?:task-?list-?item|to-?do(?:-list)?(?:-?item)?)", re.IGNORECASE)
_DRAWN = re.compile(r"(?:^|\s)checkbox-(on|off)(?:\s|$)")
_DONE, _OPEN = "\N{BALLOT BOX WITH CHECK} ", "\N{BALLOT BOX} "


def write_tasks(root: HtmlElement) -> None:
    """Set a ticked or an empty box as text before every item of such lists, in place.

    The habit of GitHub and other writers of Markdown (a disabled field in the item), and of editors that draw
    their own boxes.
    """
    for box in [field for field in root.iter("input") if field.get("type") == "checkbox"]:
        if _is_in_item(box):
            _replace(box, is_done=box.get("checked") is not None)
    for box in [part for part in root.iter("div", "span") if _DRAWN_BOX in part.get("class", "")]:
        if drawn := _DRAWN.search(box.get("class", "")):
            _replace(box, is_done=drawn[1] == "on")


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
