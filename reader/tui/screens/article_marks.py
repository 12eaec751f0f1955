"""Actions on paragraphs and highlights outside visual mode."""

from __future__ import annotations

from collections.abc import Callable

from reader.document import motions
from reader.document.document import Range
from reader.library.kept import Highlight
from reader.reading.targets import link_at
from reader.tui.screens.article_keys import KeyActions
from reader.tui.screens.mark_editing import MarkEditing


class MarkActions(KeyActions, MarkEditing):
    """Paragraph mark, highlights, notes, copying."""

    def action_paragraph_next(self) -> None:
        """Put the mark at the next paragraph."""
        self._step_paragraph(self.session.focus_next, "no further paragraph")

    def action_paragraph_previous(self) -> None:
        """Put the mark at the previous paragraph."""
        self._step_paragraph(self.session.focus_previous, "no paragraph before this one")

    def _step_paragraph(self, step: Callable[[Range], bool], at_the_end: str) -> None:
        self._let_go_of_unseen()
        window = self.view.window
        moved = [step(window) for _ in range(self._take_count())]
        if not any(moved):
            self.notify(at_the_end)
        self._focus_moved()

    def _let_go_of_unseen(self) -> None:
        self.session.let_go_of_unseen(self.view.window)

    def go_to_item(self, number: int) -> None:
        """Put the mark at a paragraph, counted from 1; at the last when there are fewer."""
        self.session.focus_number(number)
        focus = self.session.focus
        if focus is None:
            self.notify("this article has no paragraphs")
        else:
            self.show_range(self.session.document.blocks[focus].range)

    def action_sentence_next(self) -> None:
        """Put the mark at the next sentence."""
        self._step_sentence(forward=True)

    def action_sentence_previous(self) -> None:
        """Put the mark at the previous sentence."""
        self._step_sentence(forward=False)

    def _step_sentence(self, *, forward: bool) -> None:
        self._let_go_of_unseen()
        steps = [
            self.session.focus_sentence(self.view.top_offset, forward=forward)
            for _ in range(self._take_count())
        ]
        if not any(steps):
            self.notify("no further sentence in this direction")
        self._focus_moved()

    def _focus_moved(self) -> None:
        focus = self.session.focus
        if focus is not None:
            self.view.reveal(self.session.sentence or self.session.document.blocks[focus].range)
        self.draw()

    def clicked(self, offset: int, count: int, *, exact: bool) -> None:
        """One click follows a link or puts the paragraph mark, two select the word, three the paragraph."""
        self.view.focus()
        link = link_at(self.session.document, offset) if exact else None
        if count >= 3:
            self.session.select("paragraph", offset)
        elif count == 2:
            self.session.select_range(motions.word_at(self.session.document.text, offset))
        elif self.session.selection is not None:
            self.session.clear()
        elif link is not None:
            self.follow(link)
        else:
            self.session.focus_at(offset)
        self.draw()

    # -- highlights

    def action_highlight(self) -> None:
        """Highlight the marked sentence or paragraph; without a mark, put it first."""
        self._let_go_of_unseen()
        if self.session.focus is None:
            self.action_paragraph_next()
        known = {one.id for one in self.session.highlights if one.id != self.session.placed_anew}
        made = self.session.highlight(fallback=self.view.top_offset)
        self.said(made)
        if made is not None and made.id in known:
            self.notify("marked already: M gives another colour, x takes it away")

    def said(self, made: Highlight | None) -> None:
        """Draw a new highlight, or say that there was nothing to mark."""
        if made is None:
            self.notify("there is no text to mark here")
            return
        self.draw()
        self.fill_marks()

    def action_note(self) -> None:
        """Edit the note of the highlight here; make one first if there is none."""
        found = self._mark_here()
        if found is None:
            self.action_highlight()
            found = self._mark_here()
        if found is not None:
            self.edit_note(found)

    def marks_changed(self) -> None:
        """Draw the highlights as they are now."""
        self.session.refresh()
        self.draw()
        self.fill_marks()

    def action_edit_mark(self) -> None:
        """Choose in the sidebar, else edit the note here."""
        if self.sidebar.has_keys:
            self.sidebar.list.choose()
            return
        if self.follow_current_link():
            return
        found = self._mark_here()
        if found is None:
            self.notify("no highlight here; m marks the paragraph")
        else:
            self.edit_note(found)

    def _mark_here(self) -> Highlight | None:
        self._let_go_of_unseen()
        return self.session.highlight_here(self.view.top_offset)

    def _with_mark(self, act: Callable[[Highlight], object]) -> None:
        found = self._mark_here()
        if found is None:
            self.notify("no highlight here")
        else:
            act(found)

    def action_recolour(self) -> None:
        """Next colour for the highlight here."""
        self._with_mark(self.recolour)

    def action_tag_mark(self) -> None:
        """Edit the tags of the highlight here."""
        self._with_mark(self.edit_mark_tags)

    def action_accept_mark(self) -> None:
        """Accept where the highlight here was found after its text changed."""
        self._with_mark(self.accept_place)

    def action_remove_mark(self) -> None:
        """Remove the highlight here."""
        self._with_mark(self._remove)

    def _remove(self, highlight: Highlight) -> None:
        self._library.highlights.remove(highlight.id)
        self.marks_changed()
        self.notify("removed; u brings it back")

    def action_mark_longer(self) -> None:
        """The highlight here ends a word later."""
        self._move_end(forward=True)

    def action_mark_shorter(self) -> None:
        """The highlight here ends a word earlier."""
        self._move_end(forward=False)

    def _move_end(self, *, forward: bool) -> None:
        def move(found: Highlight) -> None:
            place = motions.end_moved(self.session.document.text, found.range, forward=forward)
            self._library.highlights.edit(found.id, place=place)
            self.marks_changed()

        self._with_mark(move)

    def action_mark_next(self) -> None:
        """Next highlight."""
        self._to_mark(forward=True)

    def action_mark_previous(self) -> None:
        """Previous highlight."""
        self._to_mark(forward=False)

    def _to_mark(self, *, forward: bool) -> None:
        self._let_go_of_unseen()
        focus = self.session.focus
        blocks = self.session.document.blocks
        offset = blocks[focus].range.start if focus is not None else self.view.top_offset - forward
        place = None
        for _ in range(self._take_count()):
            found = self.session.next_highlight(offset, forward=forward)
            if found is None:
                break
            place = found.range
            self.session.stand_at(place)
        if place is None:
            self.notify("no further highlight")
        else:
            self.show_range(place)

    # -- notes of the article, copying

    def action_article_note(self) -> None:
        """Edit the note of the whole article."""
        self.edit_article_note(self.session.entry.id)

    def action_copy(self) -> None:
        """Copy the selection, else the paragraph."""
        self._let_go_of_unseen()
        place = self.session.pointed(self.view.top_offset)
        if place is None:
            self.notify("there is no text to copy here")
            return
        self.app.copy_to_clipboard(self.session.document.text[place.start : place.end])
        self.session.clear()
        self.draw()
        self.notify(f"{len(place)} characters copied")
