"""The kept tree of an article as plain paragraphs."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

_BLOCK_NAMES = """
address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table
tbody td tfoot th thead tr ul
"""
BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
"""Elements that begin a paragraph of their own; inline ones never insert a blank."""

SILENT: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "svg",
        "button",
        "input",
        "select",
        "textarea",
    ]
)
"""Elements whose text is not read."""

_BLANKS = re.compile(r"[ \t\n\r\f\u200b]+")
_MANY_LINES = re.compile(r"\n{3,}")
_MAX_DEPTH = 400


def to_text(element: HtmlElement) -> str:
    """Plain paragraphs parted by an empty line, without Markdown marks.

    Items of a list and rows of a table stand on lines of their own, cells are parted by a tab, code is
    kept to the letter. Pictures are not text; their captions are.
    """
    walk = _Walk()
    walk.element(element, 0)
    return walk.text()


class _Walk:
    """Collects paragraphs; `line` is the paragraph that is being written."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._line: list[str] = []
        self._tight = False

    def text(self) -> str:
        self._break()
        return _MANY_LINES.sub("\n\n", "".join(self._paragraphs)).strip()

    def element(self, element: HtmlElement, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT or depth > _MAX_DEPTH:
            return
        if tag == "pre":
            self._code(element)
            return
        if tag == "br":
            self._line.append("\n")
            return
        if tag == "tr":
            self._table_row(element, depth)
            return
        block = tag in BLOCKS
        if block:
            self._break(tight=tag in ("li", "dt", "dd"))
        self._children(element, depth)
        if block:
            self._break(tight=tag in ("li", "dt", "dd"))

    def _children(self, element: HtmlElement, depth: int) -> None:
        if element.text:
            self._line.append(_BLANKS.sub(" ", element.text))
        for child in element:
            self.element(child, depth + 1)
            if child.tail:
                self._line.append(_BLANKS.sub(" ", child.tail))

    def _table_row(self, row: HtmlElement, depth: int) -> None:
        if next(row.iterdescendants("table"), None) is not None or len(row) < 2:
            self._break()
            self._children(row, depth)
            self._break()
            return
        self._break(tight=True)
        cells = []
        for cell in row:
            inner = _Walk()
            inner.element(cell, depth + 1)
            cells.append(_BLANKS.sub(" ", inner.text()))
        self._line.append("\t".join(cells).strip("\t"))
        self._break(tight=True)

    def _code(self, element: HtmlElement) -> None:
        self._break()
        code = "".join(element.itertext()).strip("\n")
        if code.strip():
            self._paragraphs.append(f"{code}\n\n")

    def _break(self, *, tight: bool = False) -> None:
        lines = "".join(self._line).split("\n")
        self._line.clear()
        written = "\n".join(line.strip(" ") for line in lines).strip()
        if written:
            self._paragraphs.append(written)
            self._paragraphs.append("\n" if tight else "\n\n")
        elif not tight and self._paragraphs and self._paragraphs[-1] == "\n":
            self._paragraphs[-1] = "\n\n"
