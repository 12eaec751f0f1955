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
        self._prepare(self.session)

    @work(thread=True, exclusive=True, group="find")
    def _prepare(self, session: Session) -> None:
        session.prepare_find()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the hits at once."""
        try:
            hit = self.session.find(event.value, self.view.top_offset)
        except QueryError as error:
            self.say_waiting(str(error))
            return
        if hit is not None:
            self.view.reveal(hit)
        self.draw()

    def on_input_submitted(self) -> None:
        """Stay at the hit; in the sidebar, go where the item under the cursor leads."""
        if self.sidebar.has_keys:
            self.sidebar.list.focus()
            self.sidebar.list.choose()
        else:
            self.leave_find(keep=True)

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
            if line is not None:
                line.value = ""
            self.session.clear_hits()
        self.view.focus()
        self.draw()

    def action_find_next(self) -> None:
        """Next hit."""
        self._step_hit(forward=True)

    def action_find_previous(self) -> None:
        """Previous hit."""
        self._step_hit(forward=False)

    def _step_hit(self, *, forward: bool) -> None:
        hit = self.session.step_hit(forward=forward)
        if hit is None:
            self.notify("nothing was found; / finds")
        else:
            self.session.stand_at_hit()
            self.session.move_head(hit.start)
            self.show_range(hit)
