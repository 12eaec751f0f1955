"""One open article: where one is, what is selected, what is marked. Without a screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

from reader.document import motions
from reader.document.document import Block, Document, Range
from reader.errors import LibraryError, NotFound
from reader.library.kept import Colour, Highlight
from reader.reading.hits import Hits
from reader.reading.marks import Mark, highlight_marks

if TYPE_CHECKING:
    from reader.library.kept import Entry
    from reader.library.library import Library

SelectionKind = Literal["character", "sentence", "paragraph"]
_READABLE = ("paragraph", "item", "heading", "code", "table", "figure", "caption", "footnote", "term")
_END_SHARE = 0.995
WORDS_A_MINUTE = 230


@dataclass(slots=True)
class Selection:
    """What visual mode has selected: from the anchor to the head, both included."""

    kind: SelectionKind
    anchor: int
    head: int


@dataclass(slots=True)
class Session:
    """An open article. The screen asks it; it asks the library."""

    library: Library
    entry: Entry
    document: Document
    highlights: tuple[Highlight, ...]
    focus: int | None = None
    """Number of the block that the paragraph mark stands at."""
    sentence: Range | None = None
    """The sentence that the keys stand at; it lies in that block."""
    selection: Selection | None = None
    hits: Hits = field(init=False)
    colour: Colour = "yellow"
    link: Range | None = None
    """The link that the keys stand at."""
    _headings: tuple[Block, ...] | None = None
    placed_anew: str | None = None
    """Id of a lost highlight that the next mark gives its place back."""
    refused: str = ""
    """Why the disk did not take the place where one reads; nothing when it did."""

    def __post_init__(self) -> None:
        self.hits = Hits(self.document.text)

    @classmethod
    def open(cls, library: Library, entry_id: str) -> Session:
        """Open an article and say so to the library.

        Raises:
            NotFound: no article has this id.
        """
        document = library.entries.document(entry_id)
        entry, highlights = library.entries.get(entry_id), library.highlights.of(entry_id)
        session = cls(library, entry, document, highlights)
        session._keep_unasked(partial(library.entries.opened, entry_id))
        return session

    def refresh(self) -> None:
        """Read entry and highlights again, after a write by anyone."""
        self.entry = self.library.entries.get(self.entry.id)
        self.highlights = self.library.highlights.of(self.entry.id)

    # -- place

    def leave(self, top: int, bottom: int, *, archive_at_end: bool = True) -> None:
        """Keep the place: offsets of the first character in the window and of the one after its last.

        An article whose end was seen goes to the archive when the settings say so.
        """
        self._keep_unasked(partial(self._keep_place, top, bottom, archive_at_end))

    def _keep_place(self, top: int, bottom: int, archive_at_end: bool) -> None:
        self.library.entries.set_position(self.entry.id, top, bottom)
        seen_all = self.entry.length and bottom >= self.entry.length * _END_SHARE
        if archive_at_end and seen_all and self.entry.state == "reading":
            self.library.entries.set_state([self.entry.id], "archive")

    def _keep_unasked(self, write: Callable[[], object]) -> None:
        """Keep what reading leaves behind; where the disk refuses, one reads on all the same."""
        if self.library.read_only:
            return
        try:
            write()
        except LibraryError as error:
            self.refused = f"your place is not kept: {error.reason}"
        except NotFound:  # the article was taken out of the library while it was read
            self.refused = ""
        else:
            self.refused = ""
            self.entry = self.library.entries.get(self.entry.id)

    def minutes_left(self, offset: int) -> int:
        """Minutes to read from an offset to the end."""
        length = max(1, len(self.document.text))
        return round(self.entry.words * (1 - min(1.0, offset / length)) / WORDS_A_MINUTE)

    def section_at(self, offset: int) -> Block | None:
        """The heading of the section that holds an offset."""
        if self._headings is None:  # asked at each row that is scrolled, of a text of any length
            self._headings = self.document.outline
        number = bisect_right(self._headings, offset, key=lambda heading: heading.range.start)
        return self._headings[number - 1] if number else None

    # -- paragraph focus

    def focus_next(self, window: Range) -> bool:
        """Move the paragraph mark down; False at the end.

        Without a mark, to the first paragraph that begins in a window, or the one that fills it: to go to one
        that began above would scroll back.
        """
        if self.focus is not None:
            return self._focus_on(self._readable(self.focus + 1, 1))
        top = motions.block_at(self.document, window.start)
        place = self.document.blocks[top].range if self.document.blocks else window
        goes_on = place.start < window.start and place.end < window.end
        return self._focus_on(self._readable(top + goes_on, 1)) or self._focus_on(self._readable(top, -1))

    def focus_previous(self, window: Range) -> bool:
        """Move the paragraph mark up; False at the beginning.

        Without a mark, to the last paragraph that begins above a window; else to the first of all.
        """
        if self.focus is not None:
            return self._focus_on(self._readable(self.focus - 1, -1))
        top = motions.block_at(self.document, window.start)
        begins = bool(self.document.blocks) and self.document.blocks[top].range.start >= window.start
        return self._focus_on(self._readable(top - begins, -1)) or self._focus_on(self._readable(0, 1))

    def focus_at(self, offset: int) -> None:
        """Put the paragraph mark at the block that holds an offset."""
        self._focus_on(motions.block_at(self.document, offset))

    def focus_number(self, number: int) -> None:
        """Put the paragraph mark at a paragraph, counted from 1; at the last when there are fewer."""
        found = [place for place, block in enumerate(self.document.blocks) if block.kind in _READABLE]
        if found:
            self._focus_on(found[min(number, len(found)) - 1])

    def focus_sentence(self, offset: int, *, forward: bool) -> Range | None:
        """Move the sentence mark, and the paragraph mark with it; None, and nothing moves, at the ends.

        Args:
            offset: where the window begins, for when nothing is marked yet.
            forward: whether to the next sentence, or to the one before.
        """
        caret = self.caret
        if self.sentence is not None:
            offset = self.sentence.start
        elif caret is not None:
            offset = motions.sentence_at(self.document, caret).start - forward
        else:
            offset -= forward
        found = motions.step_sentence(self.document, offset, forward=forward, kinds=_READABLE)
        if found is not None:
            self.focus_at(found.start)
            self.sentence = found
        return found

    def _focus_on(self, number: int | None) -> bool:
        self.sentence = None
        if number is None:
            return False
        self.focus = number
        return True

    def _readable(self, number: int, step: int) -> int | None:
        while 0 <= number < len(self.document.blocks):
            if self.document.blocks[number].kind in _READABLE:
                return number
            number += step
        return None

    # -- selection

    def select(self, kind: SelectionKind, offset: int) -> None:
        """Begin visual mode at an offset, or change its kind."""
        if self.selection is None:
            self.selection = Selection(kind, offset, offset)
        else:
            self.selection.kind = kind

    def select_range(self, place: Range) -> None:
        """Select a range, as the mouse or a text object does."""
        self.selection = Selection("character", place.start, max(place.start, place.end - 1))

    def move_head(self, offset: int) -> None:
        """Move the end of the selection that follows the keys; it stays on a whole character of the text."""
        text = self.document.text
        if self.selection is not None and text:
            self.selection.head = motions.grapheme_at(text, max(0, min(offset, len(text) - 1))).start

    def swap_ends(self) -> None:
        """Let the keys move the other end."""
        if self.selection is not None:
            self.selection.anchor, self.selection.head = self.selection.head, self.selection.anchor

    @property
    def selected(self) -> Range | None:
        """The characters that the selection covers; whole sentences or paragraphs when it is of that kind."""
        if self.selection is None or not self.document.text:
            return None
        first, last = sorted((self.selection.anchor, self.selection.head))
        if self.selection.kind == "character":
            text = self.document.text
            return Range(motions.grapheme_at(text, first).start, motions.grapheme_at(text, last).end)
        if self.selection.kind == "sentence":
            ends = motions.sentence_at(self.document, first), motions.sentence_at(self.document, last)
        else:
            blocks = self.document.blocks
            ends = (
                blocks[motions.block_at(self.document, first)].range,
                blocks[motions.block_at(self.document, last)].range,
            )
        return Range(min(ends[0].start, ends[1].start), max(ends[0].end, ends[1].end))

    def clear(self) -> None:
        """Leave visual mode."""
        self.selection = None

    # -- highlights

    def highlight(
        self, colour: Colour | None = None, note: str = "", *, fallback: int = 0
    ) -> Highlight | None:
        """Mark the selection, else what the keys stand at, else the paragraph at an offset.

        Returns:
            What was made, or what marks the same characters already; None when there is nothing to mark.
        """
        place = self.pointed(fallback)
        place = self._without_blanks(place) if place else None
        if place is None:
            return None
        self.colour = colour or self.colour
        made = self._marked_alike(place, colour) or self._mark(place, note)
        self.selection = None
        self.refresh()
        return made

    def _marked_alike(self, place: Range, colour: Colour | None) -> Highlight | None:
        """The highlight of the very same characters: it takes the colour that was asked for.

        A second one over it could not be told from it.
        """
        if self.placed_anew is not None:
            return None
        same = next((one for one in self.highlights if one.state != "lost" and one.range == place), None)
        if same is None or colour in (None, same.colour):
            return same
        return self.library.highlights.edit(same.id, colour=colour)

    def _mark(self, place: Range, note: str) -> Highlight:
        highlights = self.library.highlights
        lost, self.placed_anew = self.placed_anew, None
        if lost is None:
            return highlights.add(self.entry.id, place, colour=self.colour, note=note)
        try:
            return highlights.edit(lost, place=place, note=note or None)
        except LibraryError:
            self.placed_anew = lost  # the disk refused: the next mark means it still
            raise

    def pointed(self, fallback: int) -> Range | None:
        """What a key means: selection, else marked sentence, else the paragraph marked or at an offset.

        None in an article without text.
        """
        return self.selected or self.sentence or self._paragraph(fallback)

    def _paragraph(self, offset: int) -> Range | None:
        if not self.document.blocks:
            return None
        number = self.focus if self.focus is not None else motions.block_at(self.document, offset)
        return self.document.blocks[number].range

    def _without_blanks(self, place: Range) -> Range | None:
        part = self.document.text[place.start : place.end]
        start = place.start + len(part) - len(part.lstrip())
        end = place.start + len(part.rstrip())
        return Range(start, end) if start < end else None

    def highlight_at(self, offset: int) -> Highlight | None:
        """The shortest highlight over an offset."""
        over = [one for one in self.highlights if one.state != "lost" and offset in one.range]
        return min(over, key=lambda one: len(one.range), default=None)

    def highlight_here(self, fallback: int) -> Highlight | None:
        """The highlight that a key means: at the caret, else in what is marked, else at an offset."""
        if self.selection is not None:
            return self.highlight_at(self.selection.head)
        place = self.sentence or self._paragraph(fallback)
        if place is None:
            return None
        over = [one for one in self.highlights if one.state != "lost" and one.range.overlaps(place)]
        return min(over, key=lambda one: one.range != place, default=None)

    def next_highlight(self, offset: int, *, forward: bool) -> Highlight | None:
        """The highlight after or before the one that the keys stand at, else after or before an offset."""
        placed = sorted((one for one in self.highlights if one.state != "lost"), key=lambda one: one.range)
        here = self.sentence
        if here is not None:  # several may stand in one paragraph, and begin alike
            before, behind = (here.start, here.end), (here.start, here.end)
        else:
            before, behind = (offset, -1), (offset, len(self.document.text))
        if forward:
            return next((one for one in placed if (one.range.start, one.range.end) > behind), None)
        return next((one for one in reversed(placed) if (one.range.start, one.range.end) < before), None)

    def stand_at(self, place: Range) -> None:
        """Let the keys mean a range, as they do a sentence: a highlight that one went to."""
        self.focus_at(place.start)
        self.sentence = place

    def let_go_of_unseen(self, window: Range) -> None:
        """Let go of what was scrolled out of a window: no key means a paragraph that is not seen."""
        if self.focus is None or self.selection is not None:
            return
        place = self.sentence or self.document.blocks[self.focus].range
        if not place.overlaps(window):
            self.focus = self.sentence = None

    def stand_at_hit(self) -> None:
        """Put the paragraph mark where the current hit is: what a key means is what was found."""
        if self.hits.current is not None:
            self.focus_at(self.hits.current.start)

    @property
    def caret(self) -> int | None:
        """Where a selection begins: at the marked sentence, else the hit or the paragraph; None without."""
        if self.sentence is not None:
            return self.sentence.start
        paragraph = self.document.blocks[self.focus].range if self.focus is not None else None
        hit = self.hits.current
        if hit is not None and (paragraph is None or hit.start in paragraph):
            return hit.start
        return paragraph.start if paragraph is not None else None

    # -- what is drawn

    def marks(self) -> tuple[Mark, ...]:
        """What is drawn over the text, in order of drawing; `hits` lie between highlights and the rest."""
        found = [Mark(self.sentence, "sentence")] if self.sentence and self.selection is None else []
        found += highlight_marks(self.highlights)
        if self.hits.current is not None:
            found.append(Mark(self.hits.current, "current_hit"))
        if self.link is not None:
            found.append(Mark(self.link, "current_hit"))
        selected = self.selected
        if selected is not None and self.selection is not None:
            found.append(Mark(selected, "selection"))
            found.append(Mark(motions.grapheme_at(self.document.text, self.selection.head), "caret"))
        return tuple(found)
