"""Visual mode: the keys move one end of a selection."""

from __future__ import annotations

from reader.document import motions
from reader.document.document import Range
from reader.library.kept import Colour
from reader.reading.session import SelectionKind
from reader.settings.actions import ACTIONS
from reader.tui.screens.article_marks import MarkActions
from reader.tui.screens.searching import PassageSearch

VISUAL_ONLY = frozenset(action.name for action in ACTIONS if action.contexts == ("visual",))


class VisualActions(MarkActions, PassageSearch):
    """Motions and marks of visual mode."""

    def action_select_characters(self) -> None:
        """Select from the caret on; again leaves."""
        self._select("character")

    def action_select_sentences(self) -> None:
        """Select whole sentences; again leaves."""
        self._select("sentence")

    def action_select_paragraphs(self) -> None:
        """Select whole paragraphs; again leaves."""
        self._select("paragraph")

    def _select(self, kind: SelectionKind) -> None:
        session = self.session
        if self.sidebar.lies_over:
            self.sidebar.put(shown=False)
        self.view.focus()  # from the sidebar, too: what the footer says is what the keys do
        if session.selection is not None and session.selection.kind == kind:
            session.clear()
        else:
            self._let_go_of_unseen()
            session.select(kind, self._caret_start())
        self.draw()

    def _caret_start(self) -> int:
        caret = self.session.caret
        if caret is not None:
            return caret
        layout = self.view.layout_now
        row = layout.row_of(self.view.top_offset)
        while row < len(layout.rows) - 1 and not layout.rows[row].pieces:
            row += 1
        return layout.rows[row].offset

    def move_to(self, offset: int) -> None:
        """Move the head of the selection, and keep it in sight."""
        self.session.move_head(offset)
        head = self._head
        self.view.reveal(Range(head, head + 1))
        self.draw()

    @property
    def _head(self) -> int:
        return self.session.selection.head if self.session.selection else 0

    @property
    def _character(self) -> Range:
        return motions.grapheme_at(self.session.document.text, self._head)

    def action_visual_left(self) -> None:
        """A character to the left."""
        self.move_to(self._character.start - 1)

    def action_visual_right(self) -> None:
        """A character to the right."""
        self.move_to(self._character.end)

    def action_visual_down(self) -> None:
        """A row down."""
        self._move_rows(1)

    def action_visual_up(self) -> None:
        """A row up."""
        self._move_rows(-1)

    def _move_rows(self, step: int) -> None:
        layout = self.view.layout_now
        row, column = layout.row_of(self._head), layout.column_of(self._head)
        row += step
        while 0 < row < len(layout.rows) - 1 and not layout.rows[row].pieces:
            row += step
        self.move_to(layout.offset_at(row, column))

    def action_visual_word(self) -> None:
        """Next word."""
        self.move_to(motions.next_word(self.session.document.text, self._head))

    def action_visual_word_back(self) -> None:
        """Previous word."""
        self.move_to(motions.previous_word(self.session.document.text, self._head))

    def action_visual_word_end(self) -> None:
        """End of the word."""
        self.move_to(motions.word_end(self.session.document.text, self._head))

    def action_visual_row_start(self) -> None:
        """Start of the row."""
        layout = self.view.layout_now
        self.move_to(layout.rows[layout.row_of(self._head)].offset)

    def action_visual_row_end(self) -> None:
        """End of the row."""
        layout = self.view.layout_now
        pieces = layout.rows[layout.row_of(self._head)].pieces
        self.move_to(max(pieces[-1].start, pieces[-1].end - 1) if pieces else self._head)

    def action_visual_sentence(self) -> None:
        """Next sentence."""
        self.move_to(motions.next_sentence(self.session.document, self._head))

    def action_visual_sentence_back(self) -> None:
        """Previous sentence."""
        self.move_to(motions.previous_sentence(self.session.document, self._head))

    def action_visual_paragraph(self) -> None:
        """Next paragraph."""
        self._to_block(1)

    def action_visual_paragraph_back(self) -> None:
        """Previous paragraph."""
        self._to_block(-1)

    def _to_block(self, step: int) -> None:
        blocks = self.session.document.blocks
        number = motions.block_at(self.session.document, self._head) + step
        self.move_to(blocks[max(0, min(number, len(blocks) - 1))].range.start)

    def action_visual_top(self) -> None:
        """To the beginning."""
        self.move_to(0)

    def action_visual_end(self) -> None:
        """To the end."""
        self.move_to(len(self.session.document.text) - 1)

    def action_visual_swap(self) -> None:
        """The other end."""
        self.session.swap_ends()
        self.move_to(self._head)

    # -- marks

    def action_visual_highlight(self) -> None:
        """Highlight the selection in the last colour."""
        self.said(self.session.highlight())

    def action_visual_yellow(self) -> None:
        """Highlight in yellow."""
        self._colour("yellow")

    def action_visual_green(self) -> None:
        """Highlight in green."""
        self._colour("green")

    def action_visual_blue(self) -> None:
        """Highlight in blue."""
        self._colour("blue")

    def action_visual_pink(self) -> None:
        """Highlight in pink."""
        self._colour("pink")

    def action_visual_purple(self) -> None:
        """Highlight in purple."""
        self._colour("purple")

    def _colour(self, colour: Colour) -> None:
        self.said(self.session.highlight(colour))

    def action_visual_note(self) -> None:
        """Highlight with a note."""
        made = self.session.highlight()
        self.said(made)
        if made is not None:
            self.edit_note(made)

    def action_search_selection(self) -> None:
        """Search the library for the words of the selection."""
        selected, text = self.session.selected, self.session.document.text
        if selected is not None:
            place = motions.whole_words(text, selected)
            self.search_passage(text[place.start : place.end], f"“{self.session.entry.title}”")

    def action_visual_leave(self) -> None:
        """Leave visual mode."""
        self.session.clear()
        self.draw()
