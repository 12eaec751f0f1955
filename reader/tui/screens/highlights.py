"""Every highlight and note of all articles: lost ones on top."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from reader.library.highlight_query import highlight_test
from reader.library.kept import Highlight
from reader.library.library import Library
from reader.settings.actions import ActionContext
from reader.tui.bindings import bindings_for
from reader.tui.colours import palette_of
from reader.tui.guarding import Guarded
from reader.tui.screens.highlight_exporting import HighlightExporting
from reader.tui.screens.mark_editing import MarkEditing
from reader.tui.screens.searching import PassageSearch
from reader.tui.widgets.fitting import shortened
from reader.tui.widgets.key_line import KeyLine
from reader.tui.widgets.row_list import Item, Role, RowList
from reader.tui.widgets.status_line import StatusLine
from reader.tui.widgets.strokes import Strokes
from reader.tui.wishes import OpenArticle, OpenReview

_PLACEHOLDER = "words, colour:blue, tag:sea, title:tower, is:lost, is:noted, highlighted:7d"

_QUOTE_CHARACTERS = 400


class HighlightsScreen(Guarded, MarkEditing, PassageSearch, HighlightExporting):
    """All highlights."""

    contexts: ClassVar[tuple[ActionContext, ...]] = ("highlights",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("highlights")

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._shown: tuple[Highlight, ...] = ()
        self._picked: frozenset[str] = frozenset()
        self._seen_revision = -1

    def compose(self) -> ComposeResult:
        """A line, the list, the filter, the keys."""
        yield StatusLine(id="count", classes="bar")
        yield RowList(id="highlights")
        yield Input(placeholder=_PLACEHOLDER, classes="find")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list."""
        self._recolour()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        self.show_again()
        self.query_one(RowList).focus()
        self.set_interval(1.0, self._follow)  # the library screen looks for what other windows write

    def _recolour(self) -> None:
        self.query_one(RowList).show_colours(Strokes(palette_of(self.app)).bars)

    def on_screen_resume(self) -> None:
        """See what changed in the article."""
        self._follow()

    def _follow(self) -> None:
        if self.is_mounted and self.is_current and self._library.revision != self._seen_revision:
            self.show_again()

    def show_again(self) -> None:
        """Read the highlights again."""
        self._seen_revision = self._library.revision
        found = self._library.highlights.all()
        wanted = highlight_test(self.query_one(Input).value)
        titles = self._library.entries.titles(one.entry for one in found)
        self._shown = tuple(one for one in found if one.entry in titles and wanted(one, titles[one.entry]))
        self._picked &= {one.id for one in found}  # also those that the filter hides
        items = [_item(one, titles[one.entry], one.id in self._picked) for one in self._shown]
        count = f"{len(items)} highlight{'' if len(items) == 1 else 's'}"
        self.query_one(StatusLine).show(count, f"{len(self._picked)} picked" if self._picked else "")
        nothing = "No highlight has that." if found else "Nothing is marked yet: press m in an article."
        shown = items or [Item(((nothing, "dim"),))]
        self.query_one(RowList).show(shown, cursor=max(0, self.query_one(RowList).cursor))

    def marks_changed(self) -> None:
        """Read the highlights again."""
        self.show_again()

    def _current(self) -> Highlight | None:
        found = self.query_one(RowList).current
        return found if isinstance(found, Highlight) else None

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Jump into the text."""
        if isinstance(event.payload, Highlight):
            self.post_message(OpenArticle(event.payload.entry, highlight=event.payload))

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

    def go_to_percent(self, percent: int) -> None:
        """To so many percent of the list."""
        rows = self.query_one(RowList)
        rows.move_to(len(self._shown) * percent // 100)

    def go_to_item(self, number: int) -> None:
        """To a highlight, counted from 1."""
        rows = self.query_one(RowList)
        rows.move_to(number - 1)

    def action_next_group(self) -> None:
        """First highlight of the next article."""
        self._to_group(1)

    def action_previous_group(self) -> None:
        """First highlight of this article, or of the one before."""
        self._to_group(-1)

    def _to_group(self, step: int) -> None:
        rows = self.query_one(RowList)
        of = [(one.state == "lost", one.entry) for one in self._shown]  # lost ones stand apart, on top
        starts = [place for place in range(len(of)) if not place or of[place] != of[place - 1]]
        ahead = [place for place in starts if (place - rows.cursor) * step > 0]
        if ahead:
            rows.move_to(ahead[0] if step > 0 else ahead[-1])
        else:
            self.notify("no further article in this direction")

    def action_pick_highlight(self) -> None:
        """Pick the highlight for an export, or let it go."""
        self._with_current(lambda highlight: self._pick(self._picked ^ {highlight.id}))

    def action_pick_all_highlights(self) -> None:
        """Pick all that are shown, or none."""
        everyone = frozenset(one.id for one in self._shown)
        self._pick(self._picked - everyone if everyone <= self._picked else self._picked | everyone)

    def _pick(self, picked: frozenset[str]) -> None:
        self._picked = picked
        self.show_again()

    def action_export_highlights(self) -> None:
        """Export what is picked, else all that is shown."""
        picked = [one for one in self._library.highlights.all() if one.id in self._picked]
        self.ask_for_export(picked or self._shown)

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

    def _with_current(self, act: Callable[[Highlight], object]) -> None:
        found = self._current()
        if found is None:
            self.notify("no highlight here")
        else:
            act(found)

    def action_note_highlight(self) -> None:
        """Edit the note."""
        self._with_current(self.edit_note)

    def action_tag_highlight(self) -> None:
        """Edit the tags."""
        self._with_current(self.edit_mark_tags)

    def action_recolour_highlight(self) -> None:
        """Next colour."""
        self._with_current(self.recolour)

    def action_accept_highlight(self) -> None:
        """Accept where it was found."""
        self._with_current(self.accept_place)

    def action_remove_highlight(self) -> None:
        """Remove it; undo brings it back."""
        self._with_current(self._remove)

    def _remove(self, highlight: Highlight) -> None:
        self._library.highlights.remove(highlight.id)
        self.show_again()
        self.notify("removed; u brings it back")

    def action_copy_highlight(self) -> None:
        """Copy the quote."""
        self._with_current(self._copy)

    def _copy(self, highlight: Highlight) -> None:
        self.app.copy_to_clipboard(highlight.anchor.exact)
        self.notify(f"{len(highlight.anchor.exact)} characters copied")

    def action_search_quote(self) -> None:
        """Search the library for the quote."""
        self._with_current(lambda highlight: self.search_passage(highlight.anchor.exact, "the highlights"))

    def action_review(self) -> None:
        """Read some old highlights again."""
        self.post_message(OpenReview())

    def action_close(self) -> None:
        """Clear the filter, else go back."""
        line = self.query_one(Input)
        if line.has_class("shown"):
            line.value = ""
            line.remove_class("shown")
            self.query_one(RowList).focus()
        else:
            self.app.pop_screen()


def _item(one: Highlight, title: str, is_picked: bool) -> Item:
    state = {"lost": "lost · ", "changed": "text changed · "}.get(one.state, "")
    lines: list[tuple[str, Role]] = [(shortened(one.anchor.exact, _QUOTE_CHARACTERS), "plain")]
    if one.note:
        lines.append((one.note, "strong"))
    tags = "".join(f" #{tag}" for tag in one.tags)
    lines += [(f"{state}{one.colour}{tags} · {title}", "dim"), ("", "plain")]
    return Item(tuple(lines), one, "●" if is_picked else "▍", mark_colour=one.colour)
