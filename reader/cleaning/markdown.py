"""The kept tree of an article as Markdown, by a markdownify converter of our own."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from lxml import etree
from lxml.html import HtmlElement
from markdownify import ATX, MarkdownConverter

_MANY_LINES = re.compile(r"\n{3,}")
_TRAILING = re.compile(r"[ \t]+\n(?!\n)")
_FENCE = re.compile(r"`{3,}")
# A paragraph that begins like a list, a heading or a quote is still a paragraph.
_LIKE_A_BLOCK = re.compile(r"^(\s*\d{0,9})([.)](?=\s)|[-+>](?=\s)|#(?=#*\s))")
_LIKE_MARKUP = re.compile(r"`|<(?=[A-Za-z/!?])|\[(?=\^)")
# Far deeper than any page that a person wrote; beyond it markdownify's recursion would end the program.
_MAX_DEPTH = 120


def to_markdown(element: HtmlElement) -> str:
    """The tree as CommonMark with tables and footnotes; see `standardise` for the shapes it expects."""
    _flatten(element)
    html = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    soup = BeautifulSoup(html, "lxml")
    converter = _Converter(heading_style=ATX, bullets="-", newline_style="backslash", escape_misc=False)
    written = str(converter.convert_soup(soup))
    return _MANY_LINES.sub("\n\n", written).strip()


def _flatten(element: HtmlElement) -> None:
    """Cut nesting that only broken or hostile pages have; the text stays."""
    stack = [(element, 0)]
    while stack:
        found, depth = stack.pop()
        if depth >= _MAX_DEPTH and len(found):
            text = "".join(found.itertext())
            for child in list(found):
                found.remove(child)
            found.text = text
            continue
        stack.extend((child, depth + 1) for child in found if isinstance(child.tag, str))


class _Converter(MarkdownConverter):
    """One method an element, named after it, as markdownify has it."""

    def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
        code = el.get_text().strip("\n")
        if not code.strip():
            return ""
        longest = max((len(run) for run in _FENCE.findall(code)), default=2)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}{el.get('data-language', '')}\n{code}\n{fence}\n\n"

    def convert_sup(self, el: Any, text: str, parent_tags: set[str]) -> str:
        label = el.get("data-footnote")
        if label:
            return f"[^{label}]"
        return f"<sup>{text}</sup>" if text.strip() else ""

    def convert_sub(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"<sub>{text}</sub>" if text.strip() else ""

    def convert_p(self, el: Any, text: str, parent_tags: set[str]) -> str:
        label = el.get("data-footnote-text")
        if label:
            return f"\n\n[^{label}]: {text.strip()}\n\n"
        return str(super().convert_p(el, _LIKE_A_BLOCK.sub(r"\1\\\2", text), parent_tags))  # type: ignore[misc]

    def escape(self, text: str, parent_tags: set[str]) -> str:
        escaped = str(super().escape(text, parent_tags))  # type: ignore[misc]  # not in its stub
        return _LIKE_MARKUP.sub(r"\\\g<0>", escaped) if "pre" not in parent_tags else escaped

    def convert_span(self, el: Any, text: str, parent_tags: set[str]) -> str:
        # A formula is TeX, where every sign counts: nothing in it is escaped.
        return el.get_text() if el.get("data-math") else text

    def convert_mark(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"<mark>{text}</mark>" if text.strip() else ""

    def convert_del(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"~~{text}~~" if text.strip() else ""

    convert_s = convert_del

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        source = el.get("src", "")
        if not source or source.startswith("data:"):
            return ""
        alt = " ".join(el.get("alt", "").split()).replace("[", r"\[").replace("]", r"\]")
        return f"![{alt}]({_destination(source)})"

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        href = el.get("href", "")
        shown = text.strip()
        if not shown or not href or href.startswith("#") or "_noformat" in parent_tags:
            return text
        lead = " " if text[:1].isspace() else ""
        tail = " " if text[-1:].isspace() else ""
        if "\n\n" in shown:
            return text  # a link around whole blocks has no Markdown: the text counts
        return f"{lead}[{shown}]({_destination(href)}){tail}"

    def convert_figcaption(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""

    def convert_figure(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""

    def convert_dt(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def convert_dd(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""

    def convert_summary(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def convert_q(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"“{text}”"


def _destination(address: str) -> str:
    """An address within a link: blanks and unpaired brackets would end it early."""
    if re.search(r"[\s<>]", address):
        return address.replace(" ", "%20").replace("\n", "").replace("<", "%3C").replace(">", "%3E")
    if address.count("(") != address.count(")"):
        return address.replace("(", "%28").replace(")", "%29")
    return address
