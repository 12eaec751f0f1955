"""What is done with the article as a whole: a command of the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from reader.document.document import Range
from reader.settings.settings import Settings
from reader.tui.screens.article_host import ArticleHost
from reader.tui.screens.dialogs import LineScreen, ListScreen
from reader.tui.widgets.fitting import fit
from reader.tui.widgets.row_list import Item

if TYPE_CHECKING:
    from reader.reading.piping import Pipe, Piped
    from reader.reading.session import Session
    from reader.reading.terms import Term

_COMMAND_COLUMNS = 24
_KEY_SENTENCE = "key sentence"


class ToolActions(ArticleHost):
    """Pipes."""

    _settings: Settings
    _last_command = ""
    _piping: Pipe | None = None
    """The command that runs now."""

    def action_show_summary(self) -> None:
        """List the key sentences and mark them, or take the marks away; `n` goes through them."""
        if self.session.hits.places and self.session.hits.name == _KEY_SENTENCE:
            self.session.hits.clear()
            self.draw()
            return
        from reader.reading.summary import key_sentences

        session = self.session
        places = key_sentences(session.document, session.entry.title)
        if not places:
            self.notify("this article has no sentences to choose from")
            return
        self._show_places(places, _KEY_SENTENCE)
        text = session.document.text
        items = tuple(
            Item(((" ".join(text[one.start : one.end].split()), "plain"), ("", "plain")), one)
            for one in places
        )

        def go(choice: object) -> None:
            if isinstance(choice, Range):
                self._show_places(places, _KEY_SENTENCE, places.index(choice))

        self.app.push_screen(ListScreen("Key sentences, as they stand in the text", items), go)

    def action_show_terms(self) -> None:
        """List names and terms; one that is chosen is shown where it stands first, `n` goes on."""
        if not self._library.search.is_ready():
            self.notify("looking through the library for what is said here alone …")
        self._find_terms(self.session)

    @work(thread=True, exclusive=True, group="terms")
    def _find_terms(self, session: Session) -> None:
        from reader.reading.terms import key_terms

        worker, search = get_current_worker(), self._library.search
        if not search.is_ready():
            search.refresh(lambda _, __: not worker.is_cancelled)
        telling = search.telling_words(session.entry.id)
        found = key_terms(session.document, session.entry.language, telling)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_terms, session, found)

    def _show_terms(self, session: Session, found: tuple[Term, ...]) -> None:
        if session is not self.session or self.app.screen is not self:
            return
        if not found:
            self.notify("no name or term stands out in this article")
            return
        heads = {"name": "People, places, organisations", "term": "Terms"}
        items: list[Item] = []
        for number, term in enumerate(found):
            if not number or found[number - 1].kind != term.kind:
                above = (("", "plain"),) if items else ()
                items.append(Item((*above, (heads[term.kind], "heading"))))
            items.append(Item(((f"{len(term.mentions):>3} ×  {term.text}", "plain"),), term.mentions))

        def go(mentions: object) -> None:
            if isinstance(mentions, tuple):
                self._show_places(mentions, "mention", 0)

        self.app.push_screen(ListScreen("Names and terms", tuple(items)), go)

    def _show_places(self, places: tuple[Range, ...], name: str, chosen: int | None = None) -> None:
        """Mark places as hits are, which `n` goes through; go to the chosen one."""
        self.session.hits.show(places, name, chosen or 0)
        if chosen is None:
            self.draw()
        else:
            self.session.stand_at_hit()
            self.show_range(places[chosen])

    def action_pipe(self) -> None:
        """Give the article to a command."""
        self._ask_for_command(self._library.entries.markdown(self.session.entry.id))

    def action_pipe_selection(self) -> None:
        """Give the selection to a command."""
        place = self.session.selected
        if place is not None:
            self._ask_for_command(self.session.document.text[place.start : place.end])

    @property
    def running(self) -> str:
        """What runs now, for the line on top; nothing when nothing does."""
        return (
            f"running {fit(self._piping.command, _COMMAND_COLUMNS).rstrip()} · Esc stops it"
            if self._piping
            else ""
        )

    def _ask_for_command(self, text: str) -> None:
        from reader.reading.piping import Pipe

        def run(command: str | None) -> None:
            if command:
                self._stop_piping()
                self._last_command = command
                self._piping = Pipe(command)
                self._draw_status()
                self._pipe(text, self._piping)

        offered = self._last_command or self._settings.pipe
        self.app.push_screen(LineScreen("Command that reads the text", offered), run)

    @work(thread=True, group="pipe")
    def _pipe(self, text: str, piping: Pipe) -> None:
        piped = piping.run(text)
        if piping is self._piping:
            self.app.call_from_thread(self._show_piped, piped, piping.command)

    def _stop_piping(self) -> bool:
        """End the command that runs; whether there was one."""
        piping, self._piping = self._piping, None
        if piping is not None:
            piping.stop()
            self._draw_status()
        return piping is not None

    def _let_go(self) -> bool:
        if self._stop_piping():
            self.notify("the command was stopped")
            return True
        return super()._let_go()

    def on_unmount(self) -> None:
        """What was read for an article that was left is not shown any more."""
        self._stop_piping()

    def _show_piped(self, piped: Piped, command: str) -> None:
        self._piping = None
        self._draw_status()
        if piped.problem:
            self.notify(piped.problem, severity="warning")
        if piped.output.strip():
            items = tuple(Item(((line, "plain"),)) for line in piped.output.rstrip("\n").split("\n"))
            self.app.push_screen(ListScreen(command, items, "j k scroll   / filter   Esc back"))
        elif not piped.problem:
            self.notify("the command said nothing")
