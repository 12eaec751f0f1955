"""Highlights that are chosen go out: in a format, to a file or to the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from reader.errors import ReaderError
from reader.settings.folders import at_home
from reader.tui.screens.dialogs import LineScreen, ListScreen
from reader.tui.widgets.row_list import Item

if TYPE_CHECKING:
    from reader.library.kept import Highlight
    from reader.library.library import Library

_FORMATS = (
    ("quotes", "Markdown", ".md"),
    ("readwise", "CSV, as Readwise takes it", ".csv"),
    ("annotations", "JSON, as W3C Web Annotations", ".jsonld"),
    ("hypothesis", "JSON, as Hypothesis has it", ".json"),
    ("anki", "Anki cards", ".tsv"),
)
_HINT = "Enter writes the file   nothing: to the clipboard   Esc leaves"


class HighlightExporting(Screen[None]):
    """Asks for a format and a place, and writes."""

    _library: Library

    def ask_for_export(self, chosen: Sequence[Highlight]) -> None:
        """Ask for the format of these highlights, then where they go."""
        if not chosen:
            self.notify("there is no highlight to export")
            return
        many = f"{len(chosen)} highlight{'' if len(chosen) == 1 else 's'}"
        items = tuple(Item(((what, "plain"),), form) for form, what, _ in _FORMATS)

        def ask_for_place(form: object) -> None:
            if form is None:
                return
            ending = next(ending for name, _, ending in _FORMATS if name == form)
            caption = f"File for {many}"
            self.app.push_screen(
                LineScreen(caption, f"highlights{ending}", _HINT),
                lambda line: self._take_place(chosen, str(form), line),
            )

        self.app.push_screen(ListScreen(f"Export {many} as", items), ask_for_place)

    def _take_place(self, chosen: Sequence[Highlight], form: str, line: str | None) -> None:
        if line is None:
            return
        target = at_home(line.strip()) if line.strip() else None
        if target is None or not target.exists():
            self._export(chosen, form, target)
            return

        def replace(answer: object) -> None:
            if answer == "replace":
                self._export(chosen, form, target)

        items = (
            Item((("Keep it, write nothing", "plain"),), "keep"),
            Item((("Write over it", "plain"),), "replace"),
        )
        self.app.push_screen(ListScreen(f"{target} is there already", items), replace)

    @work(thread=True, group="export")
    def _export(self, chosen: Sequence[Highlight], form: str, target: Path | None) -> None:
        from reader.exporting.export import export_highlights

        try:
            text = export_highlights(self._library, chosen, form, target)
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")
            return
        if target is None:
            self.app.call_from_thread(self.app.copy_to_clipboard, text)
        where = target if target is not None else "the clipboard"
        count = f"{len(chosen)} highlight{'' if len(chosen) == 1 else 's'}"
        self.app.call_from_thread(self.notify, f"{count} written to {where}")
