"""Markdown to a document: done once, when an article comes in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.document.dialect import FORMULA_TOKENS, markdown_parser
from reader.document.document import NO_ALT, Block, BlockKind, Document, Range, Span, SpanKind
from reader.document.raising import raised
from reader.terminal import safe

if TYPE_CHECKING:
    from markdown_it.token import Token

_SPAN_OF_TOKEN: dict[str, SpanKind] = {"em": "emphasis", "strong": "strong", "s": "strike", "link": "link"}
_SPAN_OF_TAG: dict[str, SpanKind] = {
    "sup": "superscript",
    "sub": "subscript",
    "mark": "marked",
    "u": "emphasis",
    "del": "strike",
    "s": "strike",
}
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_FOOTNOTE_TEXT = re.compile(r"\[\^([^\]\s]+)\]:\s*")
_BULLETS = "•◦▪"


def parse_markdown(markdown: str) -> Document:
    """Parse Markdown (see `dialect`) into a document.

    Never raises. Raw HTML is dropped except for the inline elements that carry meaning; its text stays.
    """
    builder = _Builder()
    builder.blocks_of(markdown_parser().parse(safe(markdown)))
    return builder.document(hashlib.sha256(markdown.encode("utf-8", "surrogatepass")).hexdigest())


@dataclass(slots=True)
class _List:
    number: int | None
    """Next number of an ordered list; None for bullets."""
    tight: bool = True


@dataclass(slots=True)
class _Builder:
    """Walks the tokens once, and keeps text, blocks and spans as they grow."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    quotes: int = 0
    marker: str | None = None
    """Marker of a list item whose first block has not come yet."""
    row: list[str] | None = None
    heading: int = 0
    table_start: int | None = None
    glue: str = ""
    """What stands between the last block and the next."""
    is_behind_image: bool = False
    """Whether the last that was written is the name of a picture."""

    def document(self, source_hash: str) -> Document:
        """What was built."""
        self.spans.sort(key=lambda span: (span.range.start, -span.range.end))
        return Document("".join(self.parts), tuple(self.blocks), tuple(self.spans), source_hash)

    def blocks_of(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            handler = getattr(self, f"_{token.type}", None)
            if handler is not None:
                handler(token)

    # -- containers

    def _blockquote_open(self, _: Token) -> None:
        self.quotes += 1

    def _blockquote_close(self, _: Token) -> None:
        self.quotes -= 1

    def _bullet_list_open(self, _: Token) -> None:
        self._flush_empty_item()
        self.lists.append(_List(None))

    def _ordered_list_open(self, token: Token) -> None:
        self._flush_empty_item()
        self.lists.append(_List(int(token.attrs.get("start", 1))))

    def _bullet_list_close(self, _: Token) -> None:
        self.lists.pop()
        self.glue = "\n\n"

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _: Token) -> None:
        current = self.lists[-1]
        if current.number is None:
            self.marker = _BULLETS[min(len(self.lists) - 1, len(_BULLETS) - 1)]
        else:
            self.marker = f"{current.number}."
            current.number += 1

    def _list_item_close(self, _: Token) -> None:
        self._flush_empty_item()

    def _flush_empty_item(self) -> None:
        if self.marker is not None:
            self._begin()
            self._end("item", self.length)

    # -- leaves

    def _heading_open(self, token: Token) -> None:
        self.heading = int(token.tag[1])

    def _inline(self, token: Token) -> None:
        children = token.children or []
        if self.row is not None:
            self._cell(children)
            return
        label = _FOOTNOTE_TEXT.match(token.content) if not self.lists else None
        if label:
            self._footnotes(token.content)
            return
        if _is_figure(children):
            self._figure(children)
            return
        start = self._begin()
        self._inlines(children)
        if self.heading:
            self._end("heading", start, level=self.heading)
            self.heading = 0
        elif self.marker is not None:
            self._end("item", start)
        else:
            self._end("caption" if self._is_caption(children) else "paragraph", start)

    def _is_caption(self, children: Sequence[Token]) -> bool:
        """A paragraph all in emphasis right below a picture: so captions are written in Markdown."""
        before = self.blocks[-1] if self.blocks else None
        return (
            before is not None
            and before.kind == "figure"
            and before.quotes == self.quotes
            and before.level == len(self.lists)
            and _is_emphasised(children)
        )

    def _figure(self, children: Sequence[Token]) -> None:
        start = self._begin()
        self._inlines(children)
        self._end("figure", start)

    def _footnotes(self, content: str) -> None:
        """Footnote texts that stand on following lines are one paragraph to CommonMark."""
        inline = markdown_parser()
        places = list(re.finditer(rf"(?m)^{_FOOTNOTE_TEXT.pattern}", content))
        for place, following in zip(places, [*places[1:], None], strict=True):
            text = content[place.end() : following.start() if following else None].strip()
            start = self._begin()
            for token in inline.parseInline(text):
                self._inlines(token.children or [])
            self._end("footnote", start, marker=place[1])

    def _fence(self, token: Token) -> None:
        start = self._begin()
        self._write(token.content.rstrip("\n").lstrip("\n"))
        language = (token.info or "").split()
        self._end("code", start, marker=language[0] if language else "")

    _code_block = _fence

    def _hr(self, _: Token) -> None:
        start = self._begin()
        self._write("* * *")
        self._end("rule", start)

    def _html_block(self, token: Token) -> None:
        text = _TAG.sub("", token.content).strip()
        if text:
            start = self._begin()
            self._write(text)
            self._end("paragraph", start)

    # -- tables

    def _table_open(self, _: Token) -> None:
        self.table_start = self._begin()

    def _tr_open(self, _: Token) -> None:
        if self.row is not None or self.length > (self.table_start or 0):
            self._write("\n")
        self.row = []

    def _cell(self, children: Sequence[Token]) -> None:
        assert self.row is not None
        if self.row:
            self._write("\t")
        self.row.append("")
        self._inlines(children, in_cell=True)

    def _table_close(self, _: Token) -> None:
        self.row = None
        if self.table_start is not None:
            self._end("table", self.table_start)
        self.table_start = None

    # -- inline

    def _inlines(self, children: Sequence[Token], *, in_cell: bool = False) -> None:
        open_spans: list[tuple[SpanKind, int, str]] = []
        for token in children:
            name = token.type
            if name == "html_inline":
                self._html_inline(token.content, open_spans, in_cell=in_cell)
            elif name.endswith("_open"):
                open_spans.append((_SPAN_OF_TOKEN[name[:-5]], self.length, str(token.attrs.get("href", ""))))
            elif name.endswith("_close"):
                self._close_span(open_spans, _SPAN_OF_TOKEN[name[:-6]])
            else:
                self._leaf(token, open_spans[-1][0] if open_spans else None, in_cell=in_cell)
        for kind, _, _ in reversed(open_spans[:]):
            self._close_span(open_spans, kind)

    def _leaf(self, token: Token, within: SpanKind | None, *, in_cell: bool) -> None:
        match token.type:
            case "text":
                text = token.content.replace("\t", " ") if in_cell else token.content
                self._text(raised(text, within) if within in ("superscript", "subscript") else text)
            case "softbreak":
                self._write(" ")
            case "hardbreak":
                self._write(" " if in_cell else "\n")
            case "code_inline":
                self._span("code", token.content.replace("\n", " ").replace("\t", " "))
            case "image":
                self._image(token)
            case name if name in FORMULA_TOKENS:
                text = f"{token.markup}{token.content}{token.markup}"
                self._write(" ".join(text.split()))

    def _close_span(self, open_spans: list[tuple[SpanKind, int, str]], kind: SpanKind) -> None:
        for place in range(len(open_spans) - 1, -1, -1):
            if open_spans[place][0] == kind:
                _, start, target = open_spans.pop(place)
                if self.length > start:
                    self.spans.append(Span(kind, Range(start, self.length), target))
                return

    def _html_inline(
        self, content: str, open_spans: list[tuple[SpanKind, int, str]], *, in_cell: bool
    ) -> None:
        tag = _TAG.match(content)
        name = tag[2].lower() if tag else ""
        if name == "br":
            self._write(" " if in_cell else "\n")
        kind = _SPAN_OF_TAG.get(name)
        if tag and kind:
            if tag[1]:
                self._close_span(open_spans, kind)
            else:
                open_spans.append((kind, self.length, ""))

    def _text(self, text: str) -> None:
        last = 0
        for found in _FOOTNOTE.finditer(text):
            self._write(text[last : found.start()])
            start = self.length
            self._write(f"[{found[1]}]")
            self.spans.append(Span("footnote", Range(start, self.length), found[1]))
            last = found.end()
        self._write(text[last:])

    def _span(self, kind: SpanKind, text: str, target: str = "") -> None:
        start = self.length
        self._write(text)
        if text:
            self.spans.append(Span(kind, Range(start, self.length), target))

    def _image(self, token: Token) -> None:
        alt = " ".join("".join(child.content for child in token.children or []).split())
        if self.parts and self.parts[-1][-1:].isalnum():
            self._write(" ")
        self._span("image", alt or NO_ALT, str(token.attrs.get("src", "")))
        self.is_behind_image = True

    # -- text

    def _write(self, text: str) -> None:
        if text:
            if self.is_behind_image and text[0].isalnum():  # the picture's name is no part of a word
                text = f" {text}"
            self.is_behind_image = False
            self.parts.append(text)
            self.length += len(text)

    def _begin(self) -> int:
        """Part the next block from the last; returns where it starts."""
        if self.blocks:
            follows_item = bool(self.lists) and self.marker is not None and self.blocks[-1].kind == "item"
            nested = len(self.lists) > 1
            self._write("\n" if follows_item and (nested or not self.glue) else "\n\n")
        self.glue = ""
        return self.length

    def _end(self, kind: BlockKind, start: int, *, level: int = 0, marker: str = "") -> None:
        depth = len(self.lists)
        if self.marker is not None:
            first = kind in ("item", "paragraph")
            kind = "item" if first else kind
            marker = self.marker if first else marker
            level = depth - 1
            self.marker = None
        elif depth and kind in ("paragraph", "code", "figure", "caption"):
            level = depth
        self.blocks.append(Block(kind, Range(start, self.length), level, marker, self.quotes))


def _is_figure(children: Sequence[Token]) -> bool:
    """A paragraph that holds pictures and nothing else but their links."""
    kinds = {child.type for child in children if not (child.type == "text" and not child.content.strip())}
    return "image" in kinds and kinds <= {"image", "link_open", "link_close", "softbreak"}


def _is_emphasised(children: Sequence[Token]) -> bool:
    """Whether one emphasis holds a whole paragraph."""
    depth = 0
    for child in children:
        depth += (child.type == "em_open") - (child.type == "em_close")
        if not depth and (child.type == "image" or child.content):
            return False
    return any(child.type == "em_open" for child in children)
