"""The program on the screen: which screen is shown, the theme, and where errors end."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.events import Key
from textual.filter import LineFilter
from textual.notifications import Notification, SeverityLevel
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkerFailed

from reader.errors import NotFound, ReaderError, SettingsError
from reader.library.kept import Change
from reader.library.library import Library
from reader.settings.keeping import keep_setting
from reader.settings.settings import Settings
from reader.settings.signs import knows_signs
from reader.settings.themes import PALETTES, Palette
from reader.terminal import safe
from reader.tui.bindings import bindings_for, keymap_of
from reader.tui.commanding import Commanding
from reader.tui.guarding import Guarded
from reader.tui.hands import Hands
from reader.tui.leading import Leading
from reader.tui.widgets.fitting import shortened

_MANY = 2000  # rows changed by one key: more take their time, and are taken back in a thread
_LOOK_AFTER_FILES_SECONDS = 10.0
_TEND_AFTER_SECONDS = 5.0  # the daily copy must not delay the first page

_MOST_WARNINGS = 2
_QUOTE_CHARACTERS = 16  # of each: together one row of 80 columns

_LOG = logging.getLogger(__name__)


class NightstandApp(Guarded, Hands, Leading, Commanding):
    """nightstand."""

    TITLE = "nightstand"
    CSS_PATH = "styles/nightstand.tcss"
    # Articles have a selection of their own; Textual's ended the program at a triple click on a plain widget.
    ALLOW_SELECT = False
    # Notices stand on the screen in front alone: behind a dialog they were seen a second time.
    SUSPENDED_SCREEN_CLASS = "-behind"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("everywhere")

    def __init__(
        self,
        library: Library,
        settings: Settings | None = None,
        opened: str | None = None,
        *,
        config: Path | None = None,
        sites_file: Path | None = None,
        notices: tuple[str, ...] = (),
    ) -> None:
        """Prepare the program.

        Args:
            library: what is shown; the caller opens and closes it.
            settings: the user's; the defaults when None.
            opened: id of the article to begin with; the library screen when None.
            config: where settings that a key changes are kept; nowhere when None.
            sites_file: how the pages of some sites are cleaned; nobody says when None.
            notices: what is said at the start, beside what opening the library mended.
        """
        super().__init__()
        self.library = library
        self.settings = settings or Settings()
        self._opened = opened
        self._problem = ""
        if not knows_signs():
            self.settings = replace(self.settings, ascii=True)
        self._ascii = _ascii_lines() if self.settings.ascii else None
        self._config = config
        self._notices = notices
        self.sites_file = sites_file
        for palette in PALETTES:
            self.register_theme(_textual_theme(palette))
        self._has_theme = self.settings.theme in self.available_themes
        if self._has_theme:
            self._begin_with_theme(self.settings.theme)

    def _begin_with_theme(self, name: str) -> None:
        """Set the theme without a change of theme, which would style and draw everything again."""
        self.set_reactive(App.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, and the one for terminals without the program's signs."""
        found = super().get_line_filters()
        return [*found, self._ascii] if self._ascii is not None else found

    def get_default_screen(self) -> Screen[None]:
        """The article that was asked for, else the library: no empty screen is drawn before it."""
        if self._opened is None:
            return self._library_screen()
        from reader.tui.screens.article import ArticleScreen

        try:
            return ArticleScreen(self.library, self.settings, self._opened)
        except ReaderError as error:
            self._problem = str(error)
            return self._library_screen()

    def on_load(self) -> None:
        """Keep the collector out of the start: looking at all that was imported took 15 ms (2026-11)."""
        gc.freeze()
        gc.disable()

    def on_ready(self) -> None:
        """The first page stands: what it did not need is done now."""
        gc.enable()
        if self.library.starts_slowly:
            self.notify("the library is made ready for quick starts; everything works meanwhile")
            self._prepare_starts()

        self.set_interval(_LOOK_AFTER_FILES_SECONDS, self._look_after_files)

    @work(thread=True, group="prepare")
    def _prepare_starts(self) -> None:
        self.library.prepare_starts()

    def _look_after_files(self) -> None:
        if self.library.wants_compaction:
            self.notify("much was changed: the files of the library are brought together meanwhile")
            self._compact()

    @work(thread=True, group="prepare")
    def _compact(self) -> None:
        self.library.compact()

    def on_mount(self) -> None:
        """Say what is to be said at the start."""
        if self.settings.keys:
            self.set_keymap(keymap_of(self.settings.keys))
        if not self._has_theme:
            self.notify(f"there is no theme {self.settings.theme!r}", severity="warning")
        if self._problem:
            self.notify(self._problem, severity="error", timeout=10)
        for notice in (*self._notices, *self.library.notices):
            self.notify(notice, severity="warning", timeout=10)
        self._tell_drafts(self.library.drafts.left_behind())
        self.set_timer(_TEND_AFTER_SECONDS, self._tend)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something; never as markup nor unsafe, since titles and names of files stand in what is said.

        A key that is pressed again says it once, and what one key said makes room for what the next one says:
        a heap of notices would lie over the text. Warnings and errors stay their time, the oldest of
        many excepted.
        """
        del markup
        message = safe(message)
        same = [one for one in self._notifications if one.message == message]
        informing = [one for one in self._notifications if one.severity == severity == "information"]
        graver = [one for one in self._notifications if one.severity != "information" and one not in same]
        for shown in (*same, *informing, *graver[: 1 - _MOST_WARNINGS]):
            self._take_back(shown)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def _take_back(self, notification: Notification) -> None:
        """Take a notice away with its place: Textual leaves an empty row there."""
        self._unnotify(notification, refresh=False)
        for screen in self.screen_stack:
            screen.query(f"#--textual-toast-{notification.identity}").remove()

    @work(thread=True, group="tend")
    def _tend(self) -> None:
        try:
            self.library.tend()
        except ReaderError as error:
            self.call_from_thread(self.notify, str(error), severity="warning")

    def _tell_drafts(self, left_behind: Sequence[str]) -> None:
        """Say where notes wait that were not kept when the program ended."""
        for key in left_behind:
            kind, _, id = key.partition("-")
            with suppress(NotFound):  # its highlight is gone
                mark = self.library.highlights.get(id) if kind == "mark" else None
                title = self.library.entries.get(mark.entry if mark else id).title
                quote = f"“{shortened(mark.anchor.exact, _QUOTE_CHARACTERS)}” in " if mark else ""
                said = f"note of {quote}“{shortened(title, _QUOTE_CHARACTERS)}” waits to be kept: open it"
                self.notify(said, severity="warning", timeout=10)

    def _library_screen(self) -> Screen[None]:
        from reader.tui.screens.library import LibraryScreen

        return LibraryScreen(self.library, self.settings)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Lend the terminal, and take it back also where what had it failed: Textual (8.2) hangs then."""
        failed: Exception | None = None
        with super().suspend():
            try:
                yield
            except Exception as error:  # raised again, with the terminal back
                failed = error
        if failed is not None:
            raise failed

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Give an address to the browser, and say so: over ssh, none may come up."""
        from reader.reading.browsing import has_browser

        if not has_browser():
            self.notify(f"no browser was found here; the address is {url}", severity="warning", timeout=10)
            return
        super().open_url(url, new_tab=new_tab)
        self.notify(f"given to the browser: {url}")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy through the terminal (OSC 52), and through the tool of the desktop where there is one."""
        super().copy_to_clipboard(text)
        if not self.is_headless:
            self._copy_by_tool(text)

    @work(thread=True, exclusive=True, group="clipboard")
    def _copy_by_tool(self, text: str) -> None:
        from reader.reading.clipboard import copy, find_clipboard

        found = find_clipboard()
        if found is not None:
            copy(text, found)

    def pop_screen(self) -> AwaitComplete:
        """Go back; from the article that the program began with, on to the library, which is made now."""
        if self.is_asked_too_late:
            return AwaitComplete()
        if len(self.screen_stack) > 1:
            return super().pop_screen()
        return AwaitComplete(self.push_screen(self._library_screen())()).call_next(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The screen may keep a key for itself: for what waits for it, or in visual mode."""
        del parameters
        keeps = getattr(self.screen, "keeps_key_of", None)
        return not (keeps is not None and keeps(action))

    def on_key(self, event: Key) -> None:
        """Give a letter that was typed before a line had the focus to that line, not to a binding.

        A line with the focus takes letters itself: those that come here were on their way before.
        """
        from textual.widgets import Input

        if isinstance(self.focused, Input) and event.is_printable and event.character:
            self.focused.insert_text_at_cursor(event.character)
            event.prevent_default()

    def action_next_theme(self) -> None:
        """Change to the next of the program's own themes."""
        names = [palette.name for palette in PALETTES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]
        self.keep_setting("theme", self.theme)

    def keep_setting(self, name: str, value: int | str) -> None:
        """Keep a setting that a key changed, for the next article and the next start."""
        self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]
        if self._config is None:
            return
        try:
            keep_setting(self._config, name, value)
        except SettingsError as error:
            self.notify(str(error), severity="warning")

    def action_help(self) -> None:
        """Show the keys of the present screen."""
        from reader.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            contexts = getattr(self.screen, "contexts_now", getattr(self.screen, "contexts", ()))
            self.push_screen(HelpScreen(contexts, self.settings))

    def action_undo(self) -> None:
        """Take the last change of the library back."""
        self._step("undone", self.library.undoable, self.library.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._step("done again", self.library.redoable, self.library.redo)

    def _step(self, what: str, change: Change | None, step: Callable[[], Change | None]) -> None:
        many = change is not None and len(change.ids) > _MANY
        if many or self.library.is_writing:  # the screen waits neither for thousands nor for who changes them
            self.notify(f"changing {len(change.ids):,} articles …" if many and change else "one moment …")
            self._step_many(what, step)
        else:
            self._say_change(what, step())

    @work(thread=True, group="change")
    def _step_many(self, what: str, step: Callable[[], Change | None]) -> None:
        try:
            change = step()
        except ReaderError as error:
            self.call_from_thread(self.notify, str(error), severity="error")
        else:
            self.call_from_thread(self._say_change, what, change)

    def _say_change(self, what: str, change: Change | None) -> None:
        if change is None:
            self.notify("nothing to undo" if what == "undone" else "nothing to redo")
            return
        kind = change.kind.replace("_", " ")
        self.notify(f"{what}: {kind}, {self.library.subject(change)}", markup=False)
        refresh = getattr(self.screen, "show_again", None)
        if refresh is not None:
            refresh()

    def _handle_exception(self, error: Exception) -> None:
        """Turn what the user can act on into a notice; anything else is a bug and is logged."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, ReaderError):
            self.notify(str(cause), severity="error", timeout=10)
            return
        _LOG.error("a fault in the program", exc_info=error)
        super()._handle_exception(error)


def _ascii_lines() -> LineFilter:
    from reader.tui.ascii_lines import AsciiLines

    return AsciiLines()


def _textual_theme(palette: Palette) -> Theme:
    return Theme(
        name=palette.name,
        primary=palette.accent,
        secondary=palette.muted,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.surface,
        warning="#d9a441" if palette.dark else "#8a5a00",
        error="#e07a7a" if palette.dark else "#a32222",
        success="#7fbf8a" if palette.dark else "#2c6e3f",
        dark=palette.dark,
        variables={"text-muted": palette.muted, "text": palette.text, "border": palette.muted,
                   "footer-background": palette.background, "footer-key-foreground": palette.accent,
                   "scrollbar": palette.surface, "scrollbar-background": palette.background,
                   "scrollbar-hover": palette.muted, "scrollbar-active": palette.accent},
    )  # fmt: skip
