"""The kept tree of an article as Markdown, by a markdownify converter of our own."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lxml.html import HtmlElement
from markdownify import ATX, MarkdownConverter

from reader.cleaning.blanks import collapse_blanks
from reader.cleaning.elements.depth import flatten
from reader.cleaning.elements.dom import BLOCKS, SILENT, drop_comments, text_content, text_line
from reader.cleaning.elements.grid import grid_of
from reader.cleaning.elements.mathematics import FORMULA
from reader.cleaning.escaping import destination, escape_line_starts, escape_text
from reader.cleaning.inline import Emphasis, join_inline

_FENCE = re.compile(r"`{3,}")
_TICKS = re.compile(r"`+")
_BREAKS = re.compile(r"[ ]*\\\n[ ]*")
_PARAGRAPHS = re.compile(r"(?:[ \xa0]*\\\n[ \xa0]*){2,}")
_OUTER_BREAKS = re.compile(r"^(?:[ \xa0]*\\\n)+|(?:\\\n[ \xa0]*)+$")
_MARKUP = re.compile(r"</[a-z]|<br|<\w+ [\w-]+=", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_SPACES = re.compile(" {2,}")
# A block that is no paragraph, at the start of a line: what is only written like one is escaped there.
_OTHER_BLOCK = re.compile(r"(?m)^(?:#|>|[-*+] |\d+[.)] |---|```|\||!\[|[ \t])")
_CLOSING_SIGNS = re.compile(r"(^|\s)(#+)$")


def to_markdown(element: HtmlElement) -> str:
    """The tree as CommonMark with tables and footnotes; see `standardise` for the shapes it expects.

    Rendered again, the Markdown has the same structure and the same words. Changes the tree where it is
    nested deeper than any person writes.
    """
    drop_comments(element)
    flatten(element)
    return _strip(_converter().process_tag(element, set()))


class _Converter(MarkdownConverter):
    """One method an element, named after it, as markdownify has it.

    It walks the lxml tree itself: writing it out, for a second parse by Beautiful Soup, cost more than
    the conversion (2.0 of 3.4 ms a page, 2026-11), and a parser moves what it finds badly nested.
    A converted block begins and ends with an empty line; whatever does not is a part of a line.
    """

    def process_tag(self, node: HtmlElement, parent_tags: set[str]) -> str:
        """Convert an element and everything in it."""
        tag = node.tag
        if tag in SILENT:
            return ""
        if tag == "table" and parent_tags.isdisjoint(_CELLS) and (table := self._table(node, parent_tags)):
            return table
        inner = parent_tags if tag in parent_tags else parent_tags | {tag}
        blocks: list[str] = []
        line: list[str] = []
        if node.text:
            line.append(self._text(node.text, inner))
        for child in node[:] if len(node) else ():
            if isinstance(child.tag, str):
                converted = self.process_tag(child, inner)
                if converted.startswith("\n\n"):
                    blocks += (_line(line), converted)
                    line = []
                else:
                    line.append(converted)
            if child.tail:
                line.append(self._text(child.tail, inner))
        text = join_inline(line)
        if blocks:
            text = _join_blocks([*blocks, _line([text])], in_item=tag == "li")
        convert = self.get_conv_fn_cached(tag)  # type: ignore[attr-defined]  # not in its stub
        if convert is None:
            return _block(text) if tag in BLOCKS else text
        return convert(node, text, parent_tags)  # type: ignore[no-any-return]

    def _text(self, text: str, parent_tags: set[str]) -> str:
        if "pre" in parent_tags:
            return text
        text = collapse_blanks(text)
        return text if "code" in parent_tags else escape_text(text, in_link="a" in parent_tags)

    # -- blocks

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: set[str]) -> str:
        title = _one_line(text)
        if parent_tags & {"td", "th", "pre"}:
            return _block(title)
        if title.endswith("#"):  # a closing row of signs would be taken for a part of the heading's markup
            title = _CLOSING_SIGNS.sub(r"\1\\\2", title)
        return f"\n\n{'#' * n} {title}\n\n" if title else ""

    def convert_blockquote(self, el: Any, text: str, parent_tags: set[str]) -> str:
        inner = _strip(_block(text))
        if not inner or parent_tags & {"td", "th"}:
            return _block(inner)
        if el.get("data-callout"):
            # The form of GitHub and Obsidian: kind and title on the first line, the text right under it.
            title, _, rest = inner.partition("\n\n")
            inner = f"[!{el.get('data-callout')}] {title}\n{rest}".rstrip()
        return "\n\n" + "\n".join(f"> {line}" if line else ">" for line in inner.split("\n")) + "\n\n"

    def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
        code = text_content(el).strip("\n")
        if not code.strip():
            return ""
        if parent_tags & {"td", "th"}:
            return (
                "\n\n" + "\n\n".join(_code_span(line) for line in code.split("\n") if line.strip()) + "\n\n"
            )
        fence = "`" * max(3, 1 + max((len(run) for run in _FENCE.findall(code)), default=2))
        return f"\n\n{fence}{el.get('data-language', '')}\n{code}\n{fence}\n\n"

    def convert_hr(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return _block(text) if parent_tags & {"td", "th", "li"} else f"\n\n---\n\n{text.strip()}"

    def convert_list(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return _block(text)

    convert_ul = convert_ol = convert_list

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        inner = _strip(_block(text))
        if not inner or parent_tags & {"td", "th"}:
            return _block(inner)
        parent = el.getparent()
        mark = f"{_number(el)}. " if parent is not None and parent.tag == "ol" else "- "
        indent = " " * len(mark)
        lines = "\n".join(f"{indent}{line}" if line else "" for line in inner.split("\n"))
        return f"\n\n\0{mark}{lines[len(mark) :]}\n\n"

    def convert_dt(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return self.convert_summary(el, text, parent_tags)

    def convert_summary(self, el: Any, text: str, parent_tags: set[str]) -> str:
        title = _one_line(text)
        if not title or title.startswith(("**", "#", "!", "[!")) or "\n" in title:
            return _block(title)
        return _block(join_inline([Emphasis("**", title)]))

    def convert_div(self, el: Any, text: str, parent_tags: set[str]) -> str:
        label = el.get("data-note")
        if not label:
            return _block(text)
        # Further paragraphs of a note are indented, or they would stand outside it.
        note = _strip(_block(text)).replace("\n", "\n    ").replace("    \n", "\n")
        return f"\n\n[^{label}]: {note}\n\n" if note else ""

    convert_p = convert_dd = convert_figure = convert_caption = convert_div

    def convert_figcaption(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """In emphasis, as people write captions: it is what tells them from the text below a picture."""
        inner = _strip(_block(text))
        if not inner or parent_tags & {"td", "th", "pre", "code"} or _OTHER_BLOCK.search(inner):
            return _block(text)
        return _block("\n\n".join(join_inline([Emphasis("*", part)]) for part in inner.split("\n\n")))

    # -- tables

    def _table(self, table: HtmlElement, parent_tags: set[str]) -> str:
        """A table by its cells, each converted once; empty when it has none: what it holds stays text."""
        inner = parent_tags | {"table"}
        rows = grid_of(table, lambda cell: self._cell(cell, inner | {"tr"}))
        if not rows:
            return ""
        captions = [self.process_tag(part, inner) for part in table if part.tag in ("caption", "colgroup")]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "| " + " | ".join(["---"] * len(rows[0])) + " |")
        return _join_blocks([*captions, "\n".join(lines)])

    def _cell(self, cell: HtmlElement, parent_tags: set[str]) -> str:
        parts = _strip(_block(self.process_tag(cell, parent_tags))).split("\n\n")
        lines = [line for part in parts for line in _BREAKS.split(part) if line.strip()]
        return "<br>".join(line.replace("\n", " ").strip() for line in lines).replace("|", "\\|")

    def convert_table(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """One in a cell, or without any."""
        return _block(text)

    convert_td = convert_th = convert_tr = convert_table

    # -- parts of a line

    def convert_b(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return self._emphasis("**", text, parent_tags & {"b", "strong", "code", "pre", *_BOLD})

    convert_strong = convert_b

    def convert_em(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return self._emphasis("*", text, parent_tags & {"i", "em", "figcaption", "code", "pre"})

    convert_i = convert_em

    def convert_del(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return self._emphasis("~~", text, parent_tags & {"del", "s", "strike", "code", "pre"})

    convert_s = convert_strike = convert_del

    def _emphasis(self, mark: str, text: str, within: set[str]) -> str:
        return text if within or text.startswith("\n\n") else Emphasis(mark, text)

    def convert_code(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if text.startswith("\n\n") or parent_tags & {"pre", "code", "kbd", "samp", "tt"}:
            return text
        code = text_line(el)
        lead, tail = " " * text[:1].isspace(), " " * text[-1:].isspace()
        return f"{lead}{_code_span(code)}{tail}" if code else text

    convert_kbd = convert_samp = convert_tt = convert_code

    def convert_sup(self, el: Any, text: str, parent_tags: set[str]) -> str:
        label = el.get("data-footnote")
        return f"[^{label}]" if label else _tagged("sup", text, parent_tags)

    def convert_sub(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return _tagged("sub", text, parent_tags)

    def convert_mark(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return _tagged("mark", text, parent_tags)

    def convert_span(self, el: Any, text: str, parent_tags: set[str]) -> str:
        # A formula is TeX, where every sign counts: nothing in it is escaped.
        return text_line(el) if el.get(FORMULA) == "tex" else text

    def convert_q(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"“{text.strip()}”" if text.strip() else text

    def convert_br(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return "\n" if "pre" in parent_tags else "\\\n"

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        source = el.get("src", "")
        if not source or source.startswith("data:") or parent_tags & {"pre", "code"}:
            return ""
        alt = escape_text(" ".join(_bare(el.get("alt", "")).split()), in_link=True)
        return f"![{alt}]({destination(source)})"

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        href = el.get("href", "")
        shown = _without_breaks(text).strip()
        # Links that lead to a place on the same page lead nowhere here.
        if not shown or not href or href.startswith("#") or parent_tags & {"a", "pre", "code"}:
            return text
        if text.startswith("\n\n"):
            return text  # a link around whole blocks has no Markdown: the text counts
        lead, tail = " " * text[:1].isspace(), " " * text[-1:].isspace()
        return f"{lead}[{shown}]({destination(href)}){tail}"


_BOLD = ("dt", "summary")
_CELLS = frozenset(["td", "th"])


@cache
def _converter() -> _Converter:
    """The one converter: it knows nothing of a page, and looks up the methods of each element once."""
    return _Converter(heading_style=ATX, bullets="-")


def _tagged(tag: str, text: str, parent_tags: set[str]) -> str:
    if not text.strip() or text.startswith("\n\n") or parent_tags & {tag, "pre", "code"}:
        return text
    return f"<{tag}>{text}</{tag}>"


def _code_span(code: str) -> str:
    ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(code)), default=0))
    pad = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{ticks}{pad}{code}{pad}{ticks}"


def _line(parts: list[str]) -> str:
    """A run of inline parts as one or more paragraphs: two line breaks in a row part them."""
    text = join_inline(parts)
    if text.startswith("\n\n"):
        return text
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if "\\\n" not in text:
        return escape_line_starts(text.strip())
    paragraphs = (_OUTER_BREAKS.sub("", part).strip() for part in _PARAGRAPHS.split(text))
    return "\n\n".join(escape_line_starts(_BREAKS.sub("\\\\\n", part)) for part in paragraphs if part)


def _one_line(text: str) -> str:
    """What may not be broken: a heading, a term."""
    return " ".join(_without_breaks(text if text.startswith("\n\n") else _line([text])).split())


def _without_breaks(text: str) -> str:
    return _BREAKS.sub(" ", text) if "\\\n" in text else text


def _block(text: str) -> str:
    """A block, with an empty line before and after it; nothing when it is empty."""
    if text.startswith("\n\n"):
        return text
    text = _line([text])
    return f"\n\n{text}\n\n" if text else ""


def _strip(block: str) -> str:
    return block.replace("\0", "").strip("\n").rstrip(" ")


def _join_blocks(parts: list[str], *, in_item: bool = False) -> str:
    """Blocks in a row, one empty line between; items of a list on lines of their own."""
    joined: list[str] = []
    before = ""
    for part in parts:
        block = part.strip("\n")
        if not block or block.isspace():
            continue
        if joined:
            joined.append(_gap(before, block, in_item=in_item))
        joined.append(block)
        before = block
    return f"\n\n{''.join(joined)}\n\n" if joined else ""


def _gap(before: str, block: str, *, in_item: bool) -> str:
    """Items, and a list within an item, follow directly, unless one of them holds several blocks."""
    follows = block.startswith("\0") if in_item else before.startswith("\0") and block.startswith("\0")
    return "\n" if follows and not ("\n\n" in before or "\n\n" in block) else "\n\n"


def _bare(alt: str) -> str:
    """Alternative words without the markup of a caption, which some programs copy into the attribute."""
    return _TAG.sub(" ", alt) if _MARKUP.search(alt) else alt


def _number(item: HtmlElement) -> int:
    """An ordered item's number: what the page says, else one more than the item before."""
    own = _int(item.get("value"))
    if own is not None:
        return own
    start = _int(item.getparent().get("start"))
    return (1 if start is None else start) + sum(1 for _ in item.itersiblings("li", preceding=True))


def _int(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 9 else None
