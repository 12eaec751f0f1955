"""A row of a layout as styled segments: spans of the page, marks of the reader, labels of keys."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from reader.document.document import Document, Range, Span
from reader.document.rows import Piece, Row
from reader.document.wrapping import columns, visible
from reader.reading.marks import Mark, hits_within, marks_within
from reader.tui.widgets.hyperlinks import Hyperlinks
from reader.tui.widgets.strokes import Strokes


class RowPainter:
    """Draws rows of one document; what is marked in it is set from outside."""

    def __init__(self) -> None:
        self.marks: tuple[Mark, ...] = ()
        self.hits: Sequence[Range] = ()
        self.focus_block: int | None = None
        self.labels: Mapping[int, str] = {}
        """Drawn over the text, by offset."""
        self.block_labels: Mapping[int, str] = {}
        """Drawn beside the blocks that begin at an offset."""
        self._document = Document("", (), ())
        self._hyperlinks = Hyperlinks()
        self._spans: dict[int, tuple[Span, ...]] = {}

    def take(self, document: Document) -> None:
        """Go on with another document, which has no marks yet."""
        self._document = document
        self.marks, self.hits, self.focus_block = (), (), None
        self._spans = {}

    def gutter(self, row: Row, strokes: Strokes) -> Segment:
        """The two cells before a row: the label or the mark of its paragraph."""
        label = self.block_labels.get(row.offset, "") if row.block >= 0 and row.picture < 0 else ""
        if label:
            return Segment(f"{label:<2}", strokes.label)
        return Segment("▌ " if row.block >= 0 and row.block == self.focus_block else "  ", strokes.focus_mark)

    def text(self, row: Row, width: int, strokes: Strokes) -> list[Segment]:
        """A row of text, behind its gutter; code has its ground over the whole width, in columns."""
        block = self._document.blocks[row.block] if row.block >= 0 else None
        segments: list[Segment] = []
        edge = 0
        if row.prefix:
            segments.append(Segment(row.prefix, strokes.prefix))
            edge = sum(size for _, _, size in columns(row.prefix, 0, len(row.prefix)))
        ground = strokes.block(block)
        if block is not None and block.kind == "table" and row.start == block.range.start:
            ground += strokes.table_head
        end = -1
        for piece in row.pieces:
            if piece.column > edge:
                # A blank that was widened is drawn as the blank itself, marks and all.
                style = segments[-1].style if piece.start == end else strokes.base
                segments.append(Segment(" " * (piece.column - edge), style))
            drawn = self._piece(row, piece, ground, strokes)
            segments.extend(drawn)
            edge = piece.column + sum(segment.cell_length for segment in drawn)
            end = piece.end
        if row.suffix:
            segments.append(Segment(row.suffix, segments[-1].style))
        if block is not None and block.kind == "code" and edge < width:
            segments.append(Segment(" " * (width - edge), ground))
        return segments

    def _piece(self, row: Row, piece: Piece, ground: Style, strokes: Strokes) -> list[Segment]:
        text = self._document.text
        spans = [
            span
            for span in self._spans_of(row.block)
            if span.range.start < piece.end and piece.start < span.range.end
        ]
        marks = self._marks_within(piece)
        # The blank at which a row was broken is drawn bare: a mark ends with its last word.
        last = piece.end
        if piece is row.pieces[-1] or text[piece.end] in "\t\n":
            last = piece.start + len(text[piece.start : piece.end].rstrip())
        cuts = {piece.start, last, piece.end}
        for place in [span.range for span in spans] + [mark.range for mark in marks]:
            cuts |= {max(piece.start, place.start), min(piece.end, place.end)}
        labels = [start for start in self.labels if piece.start <= start < piece.end]
        for start in labels:
            cuts |= {start, min(piece.end, start + len(self.labels[start]))}
        segments = []
        for start, end in pairwise(sorted(cuts)):
            under = [span for span in spans if start in span.range]
            over = [mark for mark in marks if start in mark.range and (start < last or mark.role == "caret")]
            style = strokes.text(ground, under, over) + self._hyperlinks.style(under)
            shown = visible(text, piece.start, start, end)
            if start in labels:
                shown, style = set_cell_size(self.labels[start], cell_len(shown)), strokes.label
            segments.append(Segment(shown, style))
        return segments

    def _marks_within(self, piece: Piece) -> Sequence[Mark]:
        marks = marks_within(self.marks, piece.start, piece.end)
        hits = hits_within(self.hits, piece.start, piece.end) if self.hits else ()
        if not hits:
            return marks
        below = sum(mark.role in ("sentence", "highlight") for mark in marks)
        return (*marks[:below], *hits, *marks[below:])

    def _spans_of(self, number: int) -> tuple[Span, ...]:
        if number not in self._spans:
            place = self._document.blocks[number].range
            spans = self._document.spans
            first = bisect_left(spans, place.start, key=lambda span: span.range.start)
            last = bisect_left(spans, place.end, key=lambda span: span.range.start)
            self._spans[number] = spans[first:last]
        return self._spans[number]
