"""A document as XHTML, with the highlights marked where they stand.

Made from the document and not from its Markdown: highlights are offsets into its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from types import MappingProxyType

from reader.document.document import Block, Document, Range, Span, SpanKind, images_within
from reader.exporting.item import link_address
from reader.library.kept import Highlight

_ELEMENTS: Mapping[SpanKind, str] = MappingProxyType(
    {
        "emphasis": "em",
        "strong": "strong",
        "code": "code",
        "strike": "del",
        "superscript": "sup",
        "subscript": "sub",
        "marked": "ins",  # the page's own marks must not look like the reader's
        "math": "code",
    }
)
# XML 1.0 has no place for these, not even as references.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document_xhtml(
    document: Document,
    highlights: Sequence[Highlight] = (),
    pictures: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Render a document as XHTML blocks.

    A highlight becomes `<mark class="COLOUR" id="hl-ID">`; where it crosses other elements or blocks, or
    overlaps another highlight, it is several `mark`s, and only the first has the id. One with a note
    ends in a reference to `#note-ID`, which the caller provides. Pictures stand before the text of
    their block, which has their alt text; others are given by that alone.

    Args:
        document: the text.
        highlights: those to mark; their ranges count in the document's text.
        pictures: what stands in `src`, by the address that the document has for a picture.
    """
    return _Renderer(document, highlights, pictures).render()


def xml_text(text: str) -> str:
    """Text for XML: escaped, without the characters that XML 1.0 forbids."""
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


@dataclass(frozen=True, slots=True)
class _Wrap:
    """Tags around a range."""

    range: Range
    open: str
    close: str


@dataclass(slots=True)
class _Renderer:
    document: Document
    highlights: Sequence[Highlight]
    pictures: Mapping[str, str]
    parts: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    """Elements of the open lists, outermost first; each has an open item."""
    quotes: int = 0
    footnotes: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    """Highlights whose `mark` with the id was written, and footnotes whose reference was."""
    labels: frozenset[str] = field(init=False)
    """Of the footnotes that are there."""

    def __post_init__(self) -> None:
        notes = (block for block in self.document.blocks if block.kind == "footnote")
        self.labels = frozenset(_id_part(block.marker) for block in notes)

    def render(self) -> str:
        for block in self.document.blocks:
            if block.kind == "footnote":
                self.footnotes.append(self._footnote(block))
            else:
                self._place(block)
                self.parts.append(self._block(block))
        self._close_to(0, 0)
        if self.footnotes:
            self.parts.append('<section class="footnotes">\n' + "".join(self.footnotes) + "</section>\n")
        return "".join(self.parts)

    # -- containers

    def _place(self, block: Block) -> None:
        """Open and close quotes and lists until the block stands where it belongs."""
        depth = 0
        if block.kind == "item":
            depth = block.level + 1
        elif block.kind != "heading" and block.level:
            depth = min(block.level, len(self.lists))
        if block.quotes != self.quotes:
            self._close_to(0, min(block.quotes, self.quotes))
            self._open_quotes(block.quotes)
        if block.kind == "item":
            self._open_item(block, depth)
        else:
            self._close_to(depth, self.quotes)

    def _open_quotes(self, depth: int) -> None:
        self.parts.append("<blockquote>\n" * (depth - self.quotes))
        self.quotes = depth

    def _open_item(self, block: Block, depth: int) -> None:
        number = re.match(r"\d+", block.marker)
        element = "ol" if number else "ul"
        self._close_to(depth, self.quotes)
        if len(self.lists) == depth and self.lists[-1] != element:
            self._close_to(depth - 1, self.quotes)
        if len(self.lists) == depth:
            self.parts.append("</li>\n<li>")
            return
        start = f' start="{number[0]}"' if number and int(number[0]) != 1 else ""
        while len(self.lists) < depth:
            self.lists.append(element)
            self.parts.append(f"<{element}{start}>\n<li>")
            start = ""

    def _close_to(self, lists: int, quotes: int) -> None:
        while len(self.lists) > lists:
            self.parts.append(f"</li>\n</{self.lists.pop()}>\n")
        while self.quotes > quotes:
            self.parts.append("</blockquote>\n")
            self.quotes -= 1

    # -- blocks

    def _block(self, block: Block) -> str:
        match block.kind:
            case "rule":
                return "<hr/>\n"
            case "table":
                return self._table(block)
            case "code":
                language = re.sub(r"[^\w+#-]", "", block.marker)
                attribute = f' class="language-{language}"' if language else ""
                return f"<pre><code{attribute}>{self._inline(block.range, breaks=False)}</code></pre>\n"
            case "heading":
                level = min(6, block.level + 1)  # the title is the only h1
                return f"<h{level}>{self._inline(block.range)}</h{level}>\n"
            case "figure":
                caption = f"<figcaption>{self._inline(block.range)}</figcaption>"
                return f"<figure>{self._pictures(block)}{caption}</figure>\n"
            case "caption":
                return f'<p class="caption">{self._inline(block.range)}</p>\n'
            case "item":
                return self._pictures(block) + self._inline(block.range)
            case _:
                return f"<p>{self._pictures(block)}{self._inline(block.range)}</p>\n"

    def _pictures(self, block: Block) -> str:
        shown = (
            (self.pictures[span.target], self._text(span.range))
            for span in images_within(self.document, block)
            if span.target in self.pictures
        )
        return "".join(f'<img src="{xml_text(source)}" alt="{xml_text(alt)}"/>' for source, alt in shown)

    def _table(self, block: Block) -> str:
        rows = []
        start = block.range.start
        for number, line in enumerate(self._text(block.range).split("\n")):
            cells = []
            element = "th" if number == 0 else "td"
            for cell in line.split("\t"):
                place = Range(start, start + len(cell))
                cells.append(f"<{element}>{self._inline(place)}</{element}>")
                start = place.end + 1
            rows.append(f"<tr>{''.join(cells)}</tr>\n")
        body = f"<tbody>\n{''.join(rows[1:])}</tbody>\n" if rows[1:] else ""
        return f"<table>\n<thead>\n{rows[0]}</thead>\n{body}</table>\n"

    def _footnote(self, block: Block) -> str:
        label = _id_part(block.marker)
        back = f' <a href="#ref-{label}">↩</a>' if f"ref-{label}" in self.named else ""
        return (
            f'<aside id="fn-{label}" role="doc-footnote"><p>{xml_text(block.marker)}. '
            f"{self._inline(block.range)}{back}</p></aside>\n"
        )

    # -- inline

    def _inline(self, place: Range, *, breaks: bool = True) -> str:
        """The characters of a range with the tags of everything that touches it."""
        wraps = [*self._span_wraps(place), *self._mark_wraps(place)]
        cuts = sorted({place.start, place.end, *(edge for wrap in wraps for edge in _edges(wrap.range))})
        out: list[str] = []
        stack: list[_Wrap] = []
        for start, end in pairwise(cuts):
            wanted = [wrap for wrap in wraps if wrap.range.start <= start and end <= wrap.range.end]
            shared = _shared(stack, wanted)
            out += [wrap.close for wrap in reversed(stack[shared:])]
            out += [self._opened(wrap) for wrap in wanted[shared:]]
            stack = wanted
            text = xml_text(self._text(Range(start, end)))
            out.append(text.replace("\n", "<br/>\n") if breaks else text)
            references = self._references(place, end)
            # A link cannot stand in a link: one that goes on is closed, and opened again behind them.
            inside = next((at for at, wrap in enumerate(stack) if "<a " in wrap.open), len(stack))
            if references:
                out += [wrap.close for wrap in reversed(stack[inside:])]
                stack = stack[:inside]
            out += references
        out += [wrap.close for wrap in reversed(stack)]
        return "".join(out)

    def _span_wraps(self, place: Range) -> Iterable[_Wrap]:
        for span in self.document.spans:
            if span.range.start >= place.end:
                break
            tags = self._span_tags(span) if span.range.overlaps(place) else None
            if tags:
                yield _Wrap(_clipped(span.range, place), *tags)

    def _span_tags(self, span: Span) -> tuple[str, str] | None:
        if span.kind == "link":
            address = link_address(span.target)
            return (f'<a href="{xml_text(address)}">', "</a>") if address else None
        if span.kind == "footnote":
            label = _id_part(span.target)
            if label not in self.labels:
                return "<sup>", "</sup>"  # a reference to a note that the page left out
            return f'<sup><a id="ref-{label}" href="#fn-{label}">', "</a></sup>"
        if span.kind == "image":
            return '<span class="picture">', "</span>"
        if span.kind in ("superscript", "subscript"):
            text = self.document.text[span.range.start : span.range.end]
            if not text.isascii():
                return None  # it is written in raised characters
        element = _ELEMENTS[span.kind]
        return f"<{element}>", f"</{element}>"

    def _mark_wraps(self, place: Range) -> Iterable[_Wrap]:
        for one in self.highlights:
            if one.range.overlaps(place):
                yield _Wrap(
                    _clipped(one.range, place), f'<mark class="{one.colour}" id="hl-{one.id}">', "</mark>"
                )

    def _opened(self, wrap: _Wrap) -> str:
        """The opening tag; an id may stand only once in a file."""
        found = re.search(r' id="([^"]+)"', wrap.open)
        if found is None:
            return wrap.open
        if found[1] in self.named:
            return wrap.open.replace(found[0], "")
        self.named.add(found[1])
        return wrap.open

    def _references(self, place: Range, end: int) -> list[str]:
        """References to the notes of the highlights that end here."""
        return [
            f'<sup class="note"><a href="#note-{one.id}">✎</a></sup>'
            for one in self.highlights
            if one.note and one.range.end == end and one.range.overlaps(place)
        ]

    def _text(self, place: Range) -> str:
        return self.document.text[place.start : place.end]


def _edges(place: Range) -> tuple[int, int]:
    return place.start, place.end


def _clipped(inner: Range, outer: Range) -> Range:
    return Range(max(inner.start, outer.start), min(inner.end, outer.end))


def _shared(first: Sequence[_Wrap], second: Sequence[_Wrap]) -> int:
    count = 0
    while count < min(len(first), len(second)) and first[count] is second[count]:
        count += 1
    return count


def _id_part(label: str) -> str:
    """A footnote's label as a part of an XML id; different labels stay different."""
    return re.sub(r"[^\w-]", lambda found: f"_{ord(found[0]):x}_", label, flags=re.ASCII)
