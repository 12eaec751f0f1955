"""Articles that may be the same, in pairs: look at each, make them one, or tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.library.kept import Entry
from reader.library.library import Library
from reader.tui.guarding import Guarded
from reader.tui.widgets.row_list import Item, Role, RowList
from reader.tui.wishes import OpenArticle

if TYPE_CHECKING:
    from reader.library.doubles import Pair

_HINT = "Enter o look   m make one   s keep the other   d not the same   u undo"
_TOLD_EVERY = 50  # texts


class DoublesScreen(Guarded, ModalScreen[None]):
    """The most alike pair first. Nothing is made one without a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "back"),
        Binding("j,down", "move(1)", "down"),
        Binding("k,up", "move(-1)", "up"),
        Binding("enter,1", "open(0)", "look at the first"),
        Binding("o,2", "open(1)", "look at the second"),
        Binding("m", "merge", "make one"),
        Binding("s", "swap", "keep the other"),
        Binding("d", "tell_apart", "not the same"),
        Binding("u", "app.undo", "undo"),
        Binding("ctrl+r", "app.redo", "redo"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._pairs: tuple[Pair, ...] = ()
        self._swapped: set[frozenset[str]] = set()
        """Pairs of which the user would keep the other one."""

    def compose(self) -> ComposeResult:
        """How many there are, the pairs, the keys."""
        with Vertical(classes="dialog tall wide"):
            yield Static("Maybe the same", id="which", classes="title", markup=False)
            yield RowList()
            yield Static(_HINT, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Look for pairs."""
        self.query_one(RowList).focus()
        self.show_again()

    @work(exclusive=True, thread=True, group="doubles")
    def show_again(self) -> None:
        """Look for pairs again; in a thread, since at first every text is compared."""
        worker = get_current_worker()

        def tell(done: int, of: int) -> bool:
            if done % _TOLD_EVERY == 0 and not worker.is_cancelled:
                # Not waited for: who waits here for the screen must not keep it waiting for the library.
                self.call_later(self._say, f"Maybe the same: comparing {done:,} of {of:,} texts …")
            return not worker.is_cancelled

        try:
            if not self._library.doubles.refresh(tell):
                return  # the screen was left; what was compared is not compared again
            found = self._library.doubles.pairs()
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error", markup=False)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _say(self, text: str) -> None:
        self.query_one("#which", Static).update(text)

    def _show(self, pairs: tuple[Pair, ...]) -> None:
        self._pairs = pairs
        self._say(f"Maybe the same: {len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'}")
        rows = self.query_one(RowList)
        if pairs:
            rows.show([self._item(pair) for pair in pairs], cursor=min(max(rows.cursor, 0), len(pairs) - 1))
        else:
            rows.show((Item((("No two articles have nearly the same text.", "plain"),)),))

    def _item(self, pair: Pair) -> Item:
        keep, other = self._ordered(pair)
        alike = f"{round(100 * pair.likeness)} % alike"
        lines: tuple[tuple[str, Role], ...] = (
            *((alike, "heading"), (f"keep   {keep.title}", "strong"), (f"       {_about(keep)}", "dim")),
            *((f"other  {other.title}", "plain"), (f"       {_about(other)}", "dim"), ("", "plain")),
        )
        return Item(lines, pair)

    def _ordered(self, pair: Pair) -> tuple[Entry, Entry]:
        is_swapped = frozenset((pair.first.id, pair.second.id)) in self._swapped
        return (pair.second, pair.first) if is_swapped else (pair.first, pair.second)

    def _current(self) -> Pair | None:
        """The pair under the cursor."""
        rows = self.query_one(RowList)
        return self._pairs[rows.cursor] if 0 <= rows.cursor < len(self._pairs) else None

    # -- keys

    def action_move(self, pairs: int) -> None:
        """Another pair."""
        self.query_one(RowList).move(pairs)

    def action_open(self, which: int) -> None:
        """Look at one of the two; leaving it comes back here."""
        pair = self._current()
        if pair is not None:
            ids = tuple(entry.id for entry in self._ordered(pair))
            self.post_message(OpenArticle(ids[which], ids))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click only moves the cursor."""
        event.stop()

    def action_swap(self) -> None:
        """Keep the other one of this pair."""
        pair = self._current()
        if pair is not None:
            self._swapped ^= {frozenset((pair.first.id, pair.second.id))}
            self._show(self._pairs)

    def action_merge(self) -> None:
        """Make the pair one article."""
        pair = self._current()
        if pair is not None:
            keep, other = self._ordered(pair)
            self._library.doubles.merge(keep.id, other.id)
            self.notify(
                f"“{other.title}” is in the trash, what it had is kept; u takes it back", markup=False
            )
            self.show_again()

    def action_tell_apart(self) -> None:
        """Remember that these two are not the same."""
        pair = self._current()
        if pair is not None:
            self._library.doubles.tell_apart(pair.first.id, pair.second.id)
            self.notify("not listed any more; u takes it back")
            self.show_again()

    def action_leave(self) -> None:
        """Back to the library."""
        self.dismiss(None)


def _about(entry: Entry) -> str:
    """Site, days, size and marks of an article, in one line."""
    saved = entry.saved or entry.added
    marks = f"{entry.highlights} highlight{'s' if entry.highlights != 1 else ''}"
    parts = (
        entry.site,
        f"published {entry.published[:10]}" if entry.published else "",
        f"saved {saved:%Y-%m-%d}",
        f"{entry.words:,} words",
        marks if entry.highlights else "",
    )
    return "  ".join(part for part in parts if part)
