"""Formulas that a page holds as MathML alone, on one line of text: `(-b ± √(b^2 - 4ac))/(2a)`.

Read as they stand, fractions, powers and roots are a run of letters that means something else.

Sources: MathML Core, W3C 2025, chapters 3 and 4; Sargent, UnicodeMath (Unicode Technical Note 28).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_content

_MOST_LEVELS = 60
"""Deeper than any formula that a person wrote."""

_UNSEEN: Final = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b")
_UNREAD: Final = frozenset(["annotation", "annotation-xml", "mphantom", "none", "mprescripts", "mspace"])
_LEAVES: Final = frozenset(["mi", "mn", "mo", "mtext", "ms"])
_ACCENTS: Final[Mapping[str, str]] = {
    "→": "\u20d7", "⃗": "\u20d7", "~": "\u0303", "˜": "\u0303", "^": "\u0302", "ˆ": "\u0302", "˙": "\u0307",
    "⋅": "\u0307", "¨": "\u0308", "¯": "\u0304", "‾": "\u0304", "ˇ": "\u030c",
}  # fmt: skip
"""Signs over a letter, and those that combine with the letter before them."""
_RULES: Final = frozenset("¯‾―_⏞⏟︷︸")
_ONE: Final = re.compile(r"\w+|[^\w\s]|\w[\u0300-\u036f\u20d7]?|\((?:[^()]|\([^()]*\))*\)")
_NO_BLANK_BEHIND: Final = re.compile(r"[(\[{√]$")
_NO_BLANK_BEFORE: Final = re.compile(r"[)\]},;.!'′]")


def line_of(formula: HtmlElement) -> str:
    """A `math` element as one line of text; what is no presentation MathML gives its letters."""
    return _row(_parts(formula), 0) or _letters(formula)


def _write(node: HtmlElement, level: int) -> str:
    tag = str(node.tag).lower().rpartition(":")[2]
    if tag in _UNREAD:
        return ""
    if tag in _LEAVES or level > _MOST_LEVELS:
        return _letters(node)
    parts = _parts(node)
    if tag == "mtable":
        return _table(parts, level)
    if tag in _SHAPES and len(parts) >= _SHAPES[tag][0]:
        return _SHAPES[tag][1]([_write(part, level + 1) for part in parts])
    if tag == "mfenced":
        return _fenced(node, [_write(part, level + 1) for part in parts])
    return _row(parts[:1] if tag in ("semantics", "maction") else parts, level + 1)


def _parts(node: HtmlElement) -> list[HtmlElement]:
    return [child for child in node if isinstance(child.tag, str)]


def _row(parts: Sequence[HtmlElement], level: int) -> str:
    return _joined([_write(part, level + 1) for part in parts])


def _joined(written: Sequence[str]) -> str:
    text = ""
    for part in filter(None, written):
        is_close = not text or _NO_BLANK_BEHIND.search(text) or _NO_BLANK_BEFORE.match(part)
        text += part if is_close else f" {part}"
    return text


def _letters(node: HtmlElement) -> str:
    return " ".join(text_content(node).translate(_UNSEEN).split())


def _held(part: str) -> str:
    """What several signs stand for, held together by brackets."""
    return part if _ONE.fullmatch(part) else f"({part})"


def _scripts(parts: Sequence[str]) -> str:
    base, below, above = parts[:3]
    marked = (f"{sign}{_held(part)}" for sign, part in (("", base), ("_", below), ("^", above)) if part)
    return "".join(marked)


def _over(parts: Sequence[str]) -> str:
    base, above = parts[:2]
    accent = _ACCENTS.get(above)
    if accent and len(base) == 1:
        return base + accent
    return base if above in _RULES else _scripts((base, "", above))


def _under(parts: Sequence[str]) -> str:
    return parts[0] if parts[1] in _RULES else _scripts((parts[0], parts[1], ""))


_SHAPES: Final[Mapping[str, tuple[int, Callable[[Sequence[str]], str]]]] = {
    "mfrac": (2, lambda parts: f"{_held(parts[0])}/{_held(parts[1])}"),
    "msqrt": (1, lambda parts: f"√{_held(_joined(parts))}"),
    "mroot": (2, lambda parts: f"{_held(parts[1])}√{_held(parts[0])}"),
    "msup": (2, lambda parts: _scripts((parts[0], "", parts[1]))),
    "msub": (2, lambda parts: _scripts((parts[0], parts[1], ""))),
    "msubsup": (3, _scripts),
    "munderover": (3, _scripts),
    "mmultiscripts": (3, _scripts),
    "mover": (2, _over),
    "munder": (2, _under),
}
"""How many parts an element needs, and how they are written."""


def _fenced(node: HtmlElement, parts: Sequence[str]) -> str:
    sign = node.get("separators", ",").strip()[:1]
    return f"{node.get('open', '(')}{f'{sign} '.join(parts)}{node.get('close', ')')}"


def _table(rows: Sequence[HtmlElement], level: int) -> str:
    lines = []
    for row in rows:
        cells = [_write(cell, level + 2) for cell in row if cell.tag == "mtd"]
        # The first cell of a labelled row is the number of the equation, which is printed behind it.
        lines.append(_joined([*cells[1:], *cells[:1]] if row.tag == "mlabeledtr" else cells))
    return "; ".join(filter(None, lines))
