"""The article: read, move, find, mark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Key

from reader.errors import NotFound
from reader.library.kept import Highlight
from reader.library.library import Library
from reader.reading.finding import MAX_HITS
from reader.reading.selecting import selection_size
from reader.reading.session import Session
from reader.settings.actions import ActionContext
from reader.settings.settings import Settings
from reader.settings.themes import DARK, own_palette
from reader.tui.bindings import bindings_for
from reader.tui.colours import palette_of
from reader.tui.guarding import Guarded
from reader.tui.screens.article_moves import MoveActions
from reader.tui.screens.article_panels import PanelActions
from reader.tui.screens.article_pictures import PictureActions
from reader.tui.screens.article_repair import RepairActions
from reader.tui.screens.article_speech import SpeechActions
from reader.tui.screens.article_tools import ToolActions
from reader.tui.screens.article_visual import VISUAL_ONLY, VisualActions
from reader.tui.screens.headings import heading_of
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.fitting import fit
from reader.tui.widgets.ground import Body, Ground
from reader.tui.widgets.key_line import KeyLine
from reader.tui.widgets.sidebar import Sidebar
from reader.tui.widgets.status_line import StatusLine
from reader.tui.widgets.strokes import Strokes

_SIDEBAR_WORDS = {
    "scroll_down_rows": "next",
    "edit_mark": "go there",
    "link_next": "next tab",
    "find": "narrow",
    "let_go": "to the text",
    "toggle_sidebar": "hide",
}

_NOTICE_EDGES = 5
"""Columns that a notice has beside what it says."""
_LEAST_NAME = 6


class ArticleScreen(
    Guarded,
    Ground,
    VisualActions,
    PanelActions,
    RepairActions,
    ToolActions,
    SpeechActions,
    PictureActions,
    MoveActions,
):
    """An open article."""

    contexts: ClassVar[tuple[ActionContext, ...]] = ("article", "visual")
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("article", "visual")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  # as Textual has it

    def __init__(
        self,
        library: Library,
        settings: Settings,
        entry_id: str,
        neighbours: tuple[str, ...] = (),
        highlight: Highlight | None = None,
    ) -> None:
        """Prepare the screen.

        Args:
            library: where the article is.
            settings: the user's.
            entry_id: the article.
            neighbours: ids of the list that one came from, for `J` and `K`.
            highlight: what one came for: shown, and meant by the keys; a lost one has its place from the next
                mark. None to begin where reading stopped.
        """
        super().__init__()
        self._library = library
        self._settings = settings
        self._neighbours = neighbours
        self._wanted = highlight
        self.session = Session.open(library, entry_id)
        self._view = ArticleView(own_palette(settings.theme) or DARK, settings.width, id="text")
        self._sidebar = Sidebar()
        self._status = StatusLine(id="status", classes="bar")
        self._was_visual = False
        self._left_at_revision: int | None = None

    def compose(self) -> ComposeResult:
        """Where one is, the text with the sidebar, the keys."""
        # Known before the first layout, or the text would be laid out and drawn twice.
        self.take_settings()
        self.put_sidebar()
        yield self._status
        with Body(id="body"):
            yield self._view
            yield self._sidebar
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the text where reading stopped."""
        self._recolour()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        if self._wanted is None:
            self._go_on()
        else:
            self._come_for(self._wanted)
        self.view.focus()

    def _come_for(self, highlight: Highlight) -> None:
        if highlight.state == "lost":
            self.session.placed_anew = highlight.id
        else:
            self.session.stand_at(highlight.range)
        self._show_article(highlight.range.start)

    @property
    def key_words(self) -> Mapping[str, str]:
        """What the keys do in the sidebar, for the footer; nothing while they are in the text."""
        return _SIDEBAR_WORDS if self.sidebar.has_keys else {}

    @property
    def contexts_now(self) -> tuple[ActionContext, ...]:
        """The keys that count now come first in the help."""
        return self.contexts[::-1] if self.session.selection is not None else self.contexts

    @property
    def view(self) -> ArticleView:
        """The text."""
        return self._view

    @property
    def sidebar(self) -> Sidebar:
        """What stands beside it."""
        return self._sidebar

    def _recolour(self) -> None:
        palette = palette_of(self.app)
        self.view.set_palette(palette)
        self.sidebar.list.show_colours(Strokes(palette).bars)

    def _show_article(self, offset: int) -> None:
        self._say_refused()
        heading = heading_of(self.session.entry)
        self.view.show(self.session.document, heading, offset, self.typography, self.pictures_in_text())
        self.fill_sidebar()
        self.draw()

    def _go_on(self) -> None:
        """Show the text where reading stopped, and say so."""
        offset = self.session.entry.offset
        self._show_article(offset)
        if offset:
            self.notify("going on where you stopped; g goes to the beginning")

    def show_again(self) -> None:
        """Read the marks, and a text that changed, again after an undo or another program's write."""
        text = self.session.entry.text_hash
        try:
            self.session.refresh()
        except NotFound:  # its import was taken back, or another program purged it
            self.notify("the article is gone from the library; ctrl+r brings back what was undone")
            self.call_later(self.app.pop_screen)
            return
        if self.session.entry.text_hash != text:
            self._open(self.session.entry.id, self.session.entry.offset)
            return
        self.draw()
        self.fill_marks()

    def draw(self) -> None:
        """Draw marks and the line on top."""
        self._count = ""  # one that the key did not use is not left for another
        self.view.show_marks(self.session.marks(), self.session.focus, self.session.hits.places)
        self._draw_status()
        visual = self.session.selection is not None
        if visual != self._was_visual:  # the keys of the one mode are not those of the other
            self._was_visual = visual
            self.refresh_bindings()

    def say_waiting(self, hint: str) -> None:
        """Say what the next key is for, in place of the status."""
        if hint:
            self._status.show(hint)
        else:
            self._draw_status()

    def _draw_status(self) -> None:
        session, view = self.session, self.view
        length = max(1, len(session.document.text))
        percent = round(100 * view.bottom_offset / length)
        minutes = session.minutes_left(view.bottom_offset)
        right = [f"{percent} %", f"{minutes} min left" if minutes else "at the end"]
        if session.highlights:
            count = len(session.highlights)
            right.append(f"{count} mark{'s' if count > 1 else ''}")
        if session.hits.places:
            more = "+" if len(session.hits.places) == MAX_HITS else ""
            right.insert(
                0, f"{session.hits.name} {session.hits.number + 1} of {len(session.hits.places)}{more}"
            )
        if session.selected is not None:
            right.insert(0, f"selected: {selection_size(session)}")
        if session.placed_anew:
            right.insert(0, "mark where the lost highlight belongs: m")
        if self.running:
            right.insert(0, self.running)
        if self.is_speaking:
            right.insert(0, "reading aloud · Esc stops it")
        if self._count:
            right.insert(0, self._count)
        section = session.section_at(view.top_offset)
        title = session.entry.title
        if section is not None and view.scroll_offset.y > 2:
            title += f" › {session.document.text[section.range.start : section.range.end]}"
        self._status.show(title, "   ".join(right))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of visual mode live only in it, and the others only outside; none while a key is awaited."""
        if self.is_waiting:
            return False
        visual = self.session.selection is not None
        if action in VISUAL_ONLY:
            return visual
        both = action.startswith(("select_", "find", "copy")) or action in (
            "help",
            "command_palette",
            "undo",
            "redo",
        )
        return both or not visual or action not in _ARTICLE_ONLY

    def keeps_key_of(self, action: str) -> bool:
        """Whether a key is this screen's although an action of the program has it too."""
        return self.is_waiting or (action == "next_theme" and self.session.selection is not None)

    # -- events

    def on_resize(self) -> None:
        """The sidebar stands beside the text where there is room."""
        self.put_sidebar()

    def on_article_view_scrolled(self) -> None:
        """Say where one is."""
        self._draw_status()

    def on_article_view_clicked(self, event: ArticleView.Clicked) -> None:
        """A click follows a link or puts the paragraph mark; two select the word, three the paragraph."""
        self.clicked(event.offset, event.count, exact=event.exact)

    def on_article_view_note_chosen(self, event: ArticleView.NoteChosen) -> None:
        """A click on a note in the margin opens it."""
        self.edit_note(self._library.highlights.get(event.highlight))

    def on_article_view_dragged(self, event: ArticleView.Dragged) -> None:
        """The mouse selects."""
        self.session.select_range(event.range)
        self.draw()

    def on_key(self, event: Key) -> None:
        """A key that was awaited; digits before a key are its count."""
        if self.take_waiting_key(event):
            return
        if event.key.isdigit() and self.session.selection is None and self.focused is self.view:
            self._count = (self._count + event.key)[-4:]
            self._draw_status()
            event.stop()
        elif self._count and event.key not in self.active_bindings:
            self._forget_count()

    def _forget_count(self) -> None:
        self._count = ""
        self._draw_status()

    def on_screen_suspend(self) -> None:
        """Keep the place when another screen comes; a count that was typed is not for what follows."""
        self._forget_count()
        self._keep_place()
        self._left_at_revision = self._library.revision

    def on_screen_resume(self) -> None:
        """Show what was changed on other screens."""
        if self._left_at_revision not in (None, self._library.revision):
            self.show_again()

    def on_unmount(self) -> None:
        """Keep the place when the program ends."""
        self._keep_place()

    def _keep_place(self) -> None:
        if self.view.size.height:
            view = self.view
            self.session.leave(
                view.top_offset, view.bottom_offset, archive_at_end=self._settings.archive_at_end
            )
            self._say_refused()

    def _say_refused(self) -> None:
        if self.session.refused:
            self.app.notify(self.session.refused, severity="warning")

    # -- the article as a whole

    def action_next_article(self) -> None:
        """Next article of the list."""
        self._neighbour(1)

    def action_previous_article(self) -> None:
        """Previous article of the list."""
        self._neighbour(-1)

    def _neighbour(self, step: int) -> None:
        ids = self._neighbours
        place = ids.index(self.session.entry.id) + step if self.session.entry.id in ids else -1
        if not 0 <= place < len(ids):
            self.notify("no further article in this list")
            return
        self.open_entry(ids[place])

    def open_entry(self, entry_id: str) -> None:
        """Show another article in place of this one; the jump list leads back."""
        if entry_id != self.session.entry.id:
            self._jumps.leave(self._here())
        self.open_place(entry_id)

    def open_place(self, entry_id: str, offset: int | None = None) -> None:
        """Show another article at an offset, or where reading stopped in it."""
        self._keep_place()
        self._open(entry_id, offset)

    def _open(self, entry_id: str, offset: int | None = None) -> None:
        self._stop_speaking()
        self.session = Session.open(self._library, entry_id)
        self._link = None
        if offset is None:
            self._go_on()
        else:
            self._show_article(offset)

    def action_where(self) -> None:
        """Where am I?"""
        from reader.reading.whereabouts import whereabouts

        section, figures = whereabouts(self.session, self.view.window)
        room = self.size.width - _NOTICE_EDGES - cell_len(f" · {figures}")
        name = fit(section, min(room, cell_len(section))).rstrip() if room >= _LEAST_NAME else ""
        self.notify(f"{name} · {figures}" if name else figures)

    def action_star_article(self) -> None:
        """Give or take the star."""
        entry = self.session.entry
        change = self._library.entries.unstar if entry.starred else self._library.entries.star
        change([entry.id])
        self.session.refresh()
        self.notify("star taken" if entry.starred else "starred")

    def action_archive_article(self) -> None:
        """Archive and go back."""
        self._library.entries.set_state([self.session.entry.id], "archive")
        self.app.pop_screen()


_ARTICLE_ONLY = (
    frozenset(action.id for action in bindings_for("article") if not isinstance(action, tuple) and action.id)
    - VISUAL_ONLY
)
