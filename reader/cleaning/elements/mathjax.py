"""Formulas as MathJax 3 and 4 draw them, read back into MathML where the page keeps no other source.

Letters stand in class names (`mjx-c1D465`) or in attributes of drawn shapes (`data-c`), and the names of the
elements are those of MathML behind `mjx-`, or in `data-mml-node`. Boxes and struts stand between.

Source: MathJax 3, `ts/output/chtml/Wrappers` and `ts/output/svg/Wrappers`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_content

_NAMES: Final = frozenset(
    """math mi mn mo mtext ms mrow mstyle mpadded mphantom merror menclose mfrac msqrt mroot msup msub msubsup
    mover munder munderover mmultiscripts mtable mtr mlabeledtr mtd""".split()  # noqa: SIM905  # a table of words
)
_DRAWN: Final = frozenset(
    ["mjx-surd", "mjx-assistive-mml", "mjx-line", "mjx-spacer", "mjx-mspace", "defs", "rect"]
)
"""What holds no letters of the formula: signs of roots are said by their element."""
_LETTERED: Final = frozenset(["mjx-c", "mjx-stretchy-v", "mjx-stretchy-h"])
_LETTER = re.compile(r"(?:^|\s)mjx-c([0-9A-F]{2,6})(?:\s|$)")
_CODE = re.compile(r"[0-9A-F]{1,6}")
_MOST_LEVELS = 150
_LIMITS: Final = {"mover": ("mjx-base", "mjx-over"), "munder": ("mjx-base", "mjx-under")}
_LAST_SIGN = 0x10FFFF


def mathml_of(container: HtmlElement) -> HtmlElement:
    """A `math` element for what an `mjx-container` draws; empty when nothing in it is known."""
    formula = container.makeelement("math")
    _add_children(formula, container, 0)
    return formula


def _add_children(made: HtmlElement, drawn: HtmlElement, level: int) -> None:
    if level > _MOST_LEVELS:
        return
    for part in drawn:
        if isinstance(part.tag, str) and part.tag not in _DRAWN:
            _add(made, part, level)


def _add(made: HtmlElement, part: HtmlElement, level: int) -> None:
    name = _name_of(part)
    if sign := _sign_of(part):
        made.text = (made.text or "") + sign
    elif name in ("mrow", "math") or name is None:
        _add_children(etree.SubElement(made, "mrow") if name else made, part, level + 1)
    elif part.tag.startswith("mjx-") and name not in ("mi", "mn", "mo"):
        _add_boxed(etree.SubElement(made, name), part, level + 1)
    else:
        _add_children(etree.SubElement(made, name), part, level + 1)


def _name_of(part: HtmlElement) -> str | None:
    """The name that MathML has for a drawn element; None for a box that only places others."""
    name = (part.get("data-mml-node") or part.tag.removeprefix("mjx-")).lower()
    return "mrow" if name == "texatom" else name if name in _NAMES else None


def _sign_of(part: HtmlElement) -> str:
    if part.tag in ("mjx-utext", "text"):
        return text_content(part)
    if part.tag in _LETTERED:
        found = _LETTER.search(part.get("class", ""))
    else:
        found = _CODE.fullmatch(part.get("data-c", ""))
    if found is None:
        return ""
    code = int(found[found.re.groups], 16)
    sign = chr(code) if code <= _LAST_SIGN and not 0xD800 <= code < 0xE000 else ""
    # Letters of formulas have signs of their own for italics and bold; MathML has the plain ones.
    return unicodedata.normalize("NFKC", sign) if code >= 0x1D400 or code == 0x210E else sign


def _add_boxed(made: HtmlElement, part: HtmlElement, level: int) -> None:
    """Add the parts of an element of the style sheet's drawing, in the order of MathML."""
    name = made.tag
    if name == "mfrac":
        _add_rows(made, [_first(part, "mjx-num"), _first(part, "mjx-den")], level)
    elif name == "mroot":
        _add_rows(made, [_first(part, "mjx-box"), _first(part, "mjx-root")], level)
    elif name in ("mover", "munder", "munderover") and _first(part, "mjx-base") is not None:
        roles = _LIMITS.get(name, ("mjx-base", "mjx-under", "mjx-over"))
        _add_rows(made, [_first(part, role) for role in roles], level)
    elif name in ("msubsup", "munderover"):
        made.tag = "msubsup"
        base = next((child for child in part if child.tag != "mjx-script"), None)
        # What is raised is drawn first.
        scripts = [child for child in _scripts(part) if child.tag not in _DRAWN]
        _add_rows(made, [base, *reversed(scripts)], level)
    else:
        _add_children(made, part, level)


def _scripts(part: HtmlElement) -> Iterator[HtmlElement]:
    for holder in part.iterchildren("mjx-script"):
        yield from holder


def _first(part: HtmlElement, tag: str) -> HtmlElement | None:
    return next(part.iterdescendants(tag), None)


def _add_rows(made: HtmlElement, parts: list[HtmlElement | None], level: int) -> None:
    for part in parts:
        row = etree.SubElement(made, "mrow")
        if part is not None:
            _add(row, part, level)
