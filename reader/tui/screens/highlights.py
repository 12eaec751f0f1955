"""Every highlight and note of all articles: lost ones on top."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from reader.library.kept import Highlight
from reader.library.library import Library
from reader.settings.actions import ActionContext
from reader.settings.settings import Settings
from reader.tui.bindings import bindings_for
from reader.tui.widgets.key_line import KeyLine
from reader.tui.widgets.row_list import Item, Role, RowList


class HighlightsScreen(Screen[None]):
    """All highlights."""

    contexts: ClassVar[tuple[ActionContext, ...]] = ("highlights",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("highlights")

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__()
        self._library = library
        self._settings = settings

    def compose(self) -> ComposeResult:
        """A line, the list, the filter, the keys."""
        yield Static(id="count", classes="bar")
        yield RowList(id="highlights")
        yield Input(placeholder="filter quotes, notes, colours and titles", classes="find")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list."""
        self.show_again()
        self.query_one(RowList).focus()

    def on_screen_resume(self) -> None:
        """See what changed in the article."""
        if self.is_mounted:
            self.show_again()

    def show_again(self) -> None:
        """Read the highlights again."""
        found = self._library.highlights.all()
        words = self.query_one(Input).value.casefold().split()
        titles = self._library.entries.titles(one.entry for one in found)
        items = [
            _item(one, titles[one.entry])
            for one in found
            if one.entry in titles and _matches(one, titles, words)
        ]
        self.query_one("#count", Static).update(f"{len(items)} highlights")
        shown = items or [Item((("Nothing is marked yet: press m in an article.", "dim"),))]
        self.query_one(RowList).show(shown, cursor=max(0, self.query_one(RowList).cursor))

    def _current(self) -> Highlight | None:
        found = self.query_one(RowList).current
        return found if isinstance(found, Highlight) else None

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Jump into the text."""
        if isinstance(event.payload, Highlight):
            from reader.tui.screens.article import ArticleScreen

            start = event.payload.range.start
            self.app.push_screen(
                ArticleScreen(self._library, self._settings, event.payload.entry, offset=start)
            )

    def action_cursor_down(self) -> None:
        """Next highlight."""
        self.query_one(RowList).move(1)

    def action_cursor_up(self) -> None:
        """Previous highlight."""
        self.query_one(RowList).move(-1)

    def action_page_down(self) -> None:
        """Several further."""
        self.query_one(RowList).move(8)

    def action_page_up(self) -> None:
        """Several back."""
        self.query_one(RowList).move(-8)

    def action_cursor_top(self) -> None:
        """The first."""
        self.query_one(RowList).move_to_end(last=False)

    def action_cursor_bottom(self) -> None:
        """The last."""
        self.query_one(RowList).move_to_end(last=True)

    def action_open_entry(self) -> None:
        """Open the article at the highlight."""
        self.query_one(RowList).choose()

    def action_filter_highlights(self) -> None:
        """Filter as one types."""
        line = self.query_one(Input)
        line.add_class("shown")
        line.focus()

    def on_input_changed(self) -> None:
        """Narrow the list."""
        self.show_again()

    def on_input_submitted(self) -> None:
        """Back to the list."""
        self.query_one(RowList).focus()

    def action_remove_highlight(self) -> None:
        """Remove it; undo brings it back."""
        found = self._current()
        if found:
            self._library.highlights.remove(found.id)
            self.show_again()
            self.notify("removed; u brings it back")

    def action_copy_highlight(self) -> None:
        """Copy the quote."""
        found = self._current()
        if found:
            self.app.copy_to_clipboard(found.anchor.exact)
            self.notify("copied")

    def action_close(self) -> None:
        """Clear the filter, else go back."""
        line = self.query_one(Input)
        if line.has_class("shown"):
            line.value = ""
            line.remove_class("shown")
            self.query_one(RowList).focus()
        else:
            self.app.pop_screen()


def _item(one: Highlight, title: str) -> Item:
    state = {"lost": "lost · ", "changed": "text changed · "}.get(one.state, "")
    lines: list[tuple[str, Role]] = [(" ".join(one.anchor.exact.split())[:400], "plain")]
    if one.note:
        lines.append((one.note, "strong"))
    lines += [(f"{state}{one.colour} · {title}", "dim"), ("", "plain")]
    return Item(tuple(lines), one, "▍")


def _matches(one: Highlight, titles: dict[str, str], words: list[str]) -> bool:
    text = f"{one.anchor.exact} {one.note} {one.colour} {one.state} {titles[one.entry]}".casefold()
    return all(word in text for word in words)
