"""What is done with one highlight, in the text and in the list of all: note, tags, colour, place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader.errors import LibraryError, ReaderError
from reader.library.kept import COLOURS, Highlight

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.screens.tags import TagEdit
from reader.tui.widgets.fitting import shortened

_QUOTE_CHARACTERS = 64


class MarkEditing(Screen[None]):
    """Edits of a highlight; `marks_changed` is called after each."""

    _library: Library

    def marks_changed(self) -> None:
        """Show the highlights as they are now."""
        raise NotImplementedError

    def edit_note(self, highlight: Highlight) -> None:
        """Open the editor on the note of a highlight."""

        def keep(text: str) -> None:
            self._library.highlights.edit(highlight.id, note=text)

        self._edit(f"mark-{highlight.id}", f"“{_short(highlight)}”", highlight.note, keep)

    def edit_article_note(self, entry_id: str) -> None:
        """Open the editor on the note of an article."""
        note = self._library.entries.get(entry_id).note

        def keep(text: str) -> None:
            self._library.entries.set_note(entry_id, text)

        self._edit(f"article-{entry_id}", "Note of the whole article", note, keep)

    def _edit(self, key: str, title: str, note: str, keep: Callable[[str], None]) -> None:
        draft = self._library.drafts.read(key)
        if draft is not None and draft.strip() != note:
            hint = "This was not kept when the program ended: Esc keeps it, ctrl+z goes back"
            self._open_editor(key, title, note, keep, draft, hint)
        else:
            self._open_editor(key, title, note, keep)

    def _open_editor(
        self,
        key: str,
        title: str,
        note: str,
        keep: Callable[[str], None],
        draft: str | None = None,
        hint: str = "",
    ) -> None:
        from reader.tui.screens.note import NoteScreen  # the editor is large

        def close(text: str | None) -> None:
            if text is None:
                return  # given up: the draft, if the disk took it, waits
            try:
                if text != note:
                    keep(text)
            except LibraryError as error:
                again = f"Not kept: {error.reason}. Esc tries again, ctrl+g leaves it"
                self._open_editor(key, title, note, keep, text, again)
                return
            self._library.drafts.drop(key)
            self._write_drafts()
            self.marks_changed()

        screen = NoteScreen(title, note, partial(self._keep_draft, key), hint)
        self.app.push_screen(screen, close)
        if draft is not None:
            screen.call_after_refresh(screen.take, draft)

    def _keep_draft(self, key: str, text: str) -> None:
        if not self._library.read_only:
            self._library.drafts.put(key, text)
            self._write_drafts()

    def _write_drafts(self) -> None:
        # A worker of the program, not of this screen, with which it would end.
        self.app.run_worker(self._flush_drafts, thread=True, group="drafts")

    def _flush_drafts(self) -> None:
        """In a thread: each letter of a slow disk would else be a wait."""
        try:
            self._library.drafts.flush()
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="warning")

    def edit_mark_tags(self, highlight: Highlight) -> None:
        """Open the line of tags of a highlight."""
        from reader.tui.screens.tags import TagScreen

        def keep(edit: TagEdit | None) -> None:
            if edit is None or not (edit.add or edit.remove):
                return
            left = [tag for tag in highlight.tags if tag not in edit.remove]
            self._library.highlights.edit(highlight.id, tags=dict.fromkeys((*left, *edit.add)))
            self.marks_changed()

        caption = f"Tags of “{_short(highlight)}”"
        self.app.push_screen(TagScreen(caption, [highlight.tags], self._library.highlights.tags()), keep)

    def recolour(self, highlight: Highlight) -> None:
        """Give a highlight the next colour."""
        colour = COLOURS[(COLOURS.index(highlight.colour) + 1) % len(COLOURS)]
        self._library.highlights.edit(highlight.id, colour=colour)
        self.marks_changed()

    def accept_place(self, highlight: Highlight) -> None:
        """Accept where a highlight was found after its text changed."""
        if highlight.state != "changed":
            lost = "its passage was not found; open it in the list of all highlights to give it a place"
            self.notify(lost if highlight.state == "lost" else "this highlight stands where it was made")
            return
        self._library.highlights.accept(highlight.id)
        self.marks_changed()
        self.notify("accepted; u takes that back")


def _short(highlight: Highlight) -> str:
    return shortened(highlight.anchor.exact, _QUOTE_CHARACTERS)
