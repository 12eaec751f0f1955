"""The kept tree of an article as plain paragraphs."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.blanks import collapse_blanks
from reader.cleaning.elements.dom import BLOCKS, SILENT

_BLANKS_TO_ONE = re.compile(" {2,}")
_AROUND_BREAK = re.compile(r" *([\t\n]) *")
_MANY_LINES = re.compile(r"\n{3,}")
_TIGHT = frozenset({"li", "tr", "dt", "dd"})
"""Blocks that follow each other on the next line, without an empty one between."""
_EVENTS = ("start", "end", "comment", "pi")


def to_text(element: HtmlElement) -> str:
    """Plain paragraphs parted by an empty line, without Markdown marks.

    Inline elements never insert a blank and blocks always end a line. Items of a list and rows of a table
    stand on lines of their own, cells are parted by a tab, code is kept to the letter. Pictures are not
    text; their captions are. Expects what `standardise` leaves, and takes any other tree.
    """
    walk = _Walk()
    # Events instead of recursion: a hostile page may nest deeper than Python's stack.
    walker = etree.iterwalk(element, events=_EVENTS)
    for event, found in walker:
        tag = found.tag
        if event == "start":
            if tag in SILENT:
                walker.skip_subtree()
            else:
                walk.start(found, tag)
                if text := found.text:
                    walk.write(text)
        else:
            if tag in BLOCKS and tag not in SILENT:
                walk.end(tag)
            if found is not element and (tail := found.tail):
                walk.write(tail)
    return walk.text()


class _Walk:
    """Collects paragraphs while the tree goes by; `_line` is the one that is being written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._line: list[str] = []
        self._cells = 0
        self._code = 0

    def text(self) -> str:
        self._break("\n\n")
        text = "".join(self._parts)
        return (_MANY_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip("\n")

    def write(self, text: str) -> None:
        self._line.append(text if self._code else collapse_blanks(text))

    def start(self, element: HtmlElement, tag: str) -> None:
        if tag in BLOCKS:
            self._start_block(element, tag)
        elif tag == "br":
            self._line.append(" " if self._cells else "\n")
        elif tag == "sup" and element.get("data-footnote"):
            self._line.append(f"[{element.get('data-footnote')}]")

    def _start_block(self, element: HtmlElement, tag: str) -> None:
        if tag in ("td", "th"):
            self._line.append("\t" if element.getprevious() is not None else " ")
            self._cells += 1
            return
        self._break("\n" if tag in _TIGHT else "\n\n")
        if tag == "pre" and not self._cells:
            self._code += 1
        if note := element.get("data-note"):
            self._line.append(f"[{note}] ")

    def end(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cells -= 1
        elif tag == "pre" and self._code:
            self._end_code()
        else:
            self._break("\n" if tag in _TIGHT else "\n\n")

    def _end_code(self) -> None:
        self._code -= 1
        code = "".join(self._line).strip("\n")
        self._line.clear()
        if code.strip():
            self._parts.append(f"{code}\n\n")

    def _break(self, gap: str) -> None:
        """End the line; within a cell, where a line would end the row, a blank must do."""
        if self._cells:
            self._line.append(" ")
            return
        if self._code:
            return
        written = ""
        if self._line:
            written = "".join(self._line)
            if "  " in written:
                written = _BLANKS_TO_ONE.sub(" ", written)
            if "\n" in written or "\t" in written:
                written = _AROUND_BREAK.sub(r"\1", written)
            written = written.strip(" \n").rstrip("\t")
            self._line.clear()
        if written.strip():
            self._parts += (written, gap)
        elif gap == "\n\n" and self._parts and self._parts[-1] == "\n":
            self._parts[-1] = gap
