"""Find in the text: a line that shows hits as one types."""

from __future__ import annotations

from textual import work
from textual.widgets import Input

from reader.errors import QueryError
from reader.reading.session import Session
from reader.tui.screens.article_host import ArticleHost
from reader.tui.widgets.key_line import KeyLine


class FindActions(ArticleHost):
    """The find line, and the steps from hit to hit."""

    _find_from = 0
    """The character at the top of the window when finding began: Esc leads back there."""
    _find_row = 0
    """The row there."""

    @property
    def is_finding(self) -> bool:
        """Whether the keys go to the find line."""
        line = self._find_line
        return line is not None and line.has_focus

    @property
    def _find_line(self) -> Input | None:
        """The line, once it was needed: few articles are searched, and each start would pay for it."""
        return next(iter(self.query("#find").results(Input)), None)

    async def action_find(self) -> None:
        """Find in the text as one types; in the sidebar, narrow its list."""
        if self.sidebar.has_keys:
            self.sidebar.narrow()
            return
        line = self._find_line
        if line is None:
            hint = r"find · \w whole words · \v regular expression"
            line = Input(placeholder=hint, classes="find", id="find")
            await self.mount(line, before=self.query_one(KeyLine))
        line.add_class("shown")
        line.focus()
        self._find_from, self._find_row = self.view.top_offset, int(self.view.scroll_offset.y)
        self._prepare(self.session)

    @work(thread=True, exclusive=True, group="find")
    def _prepare(self, session: Session) -> None:
        session.hits.prepare()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the hits at once."""
        selection = self.session.selection
        try:
            hit = self.session.hits.find(event.value, selection.head if selection else self._find_from)
        except QueryError as error:
            self.say_waiting(str(error))
            return
        if hit is not None:
            self.view.reveal(hit)
        self.draw()
        if hit is None and event.value.strip():
            self.say_waiting("nothing found")

    def on_input_submitted(self) -> None:
        """Stay at the hit; in the sidebar, go where the item under the cursor leads."""
        if self.sidebar.has_keys:
            self.sidebar.list.focus()
            self.sidebar.list.choose()
        else:
            self._take_hit()

    def _take_hit(self) -> None:
        """Stay at the hit: a jump, and in visual mode the end that the keys move."""
        line, session = self._find_line, self.session
        self.leave_find(keep=True)
        if session.hits.current is not None:
            self.leave_place(self._find_from)
            session.move_head(session.hits.current.start)
            self.draw()
        elif line is not None and line.value.strip():
            self.notify(f"“{line.value.strip()}” was not found")

    def leave_find(self, *, keep: bool) -> None:
        """Put the line away.

        Args:
            keep: whether the hits stay in sight.
        """
        line = self._find_line
        if line is not None:
            line.remove_class("shown")
        if keep:
            self.session.stand_at_hit()
        else:
            if self.is_finding:
                self._go_back()
            if line is not None:
                line.value = ""
            self.session.hits.clear()
        self.view.focus()
        self.draw()

    def _go_back(self) -> None:
        """To the very row where finding began; to its text when the window is another one now."""
        self.view.scroll_to(y=self._find_row, animate=False)
        if self.view.top_offset != self._find_from:
            self.view.scroll_to_offset(self._find_from)

    def action_find_next(self) -> None:
        """Next hit."""
        self._step_hit(forward=True)

    def action_find_previous(self) -> None:
        """Previous hit."""
        self._step_hit(forward=False)

    def _step_hit(self, *, forward: bool) -> None:
        hits = self.session.hits
        hit = next(reversed([hits.step(forward=forward) for _ in range(self._take_count())]), None)
        if hit is None:
            self.notify("nothing was found; / finds")
        else:
            self.session.stand_at_hit()
            self.session.move_head(hit.start)
            self.show_range(hit)
