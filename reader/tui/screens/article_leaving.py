"""Ways out: of what lies over the text, of what is marked in it, and of the article."""

from __future__ import annotations

from reader.tui.screens.article_find import FindActions


class LeaveActions(FindActions):
    """`q` closes what has the keys, else the article; Esc first lets go of what is marked."""

    def action_back(self) -> None:
        """Close what has the keys or lies over the text, else go back."""
        if not self._close_panel():
            self.app.pop_screen()

    def action_let_go(self) -> None:
        """Close that, else let go of hits, link, sentence or paragraph, else go back."""
        if not (self._close_panel() or self._let_go()):
            self.app.pop_screen()

    def _close_panel(self) -> bool:
        sidebar = self.sidebar
        if self.is_finding:
            self.leave_find(keep=False)
        elif sidebar.is_narrowed and sidebar.has_keys:
            sidebar.end_narrowing()
            sidebar.list.focus()
        elif sidebar.lies_over:
            sidebar.put(shown=False)
            self.view.focus()
        elif sidebar.has_keys:
            self.view.focus()
        else:
            return False
        return True

    def _let_go(self) -> bool:
        session = self.session
        if session.hits.places:
            self.leave_find(keep=False)
        elif session.link is not None:
            session.link = None
        elif session.sentence is not None:
            session.sentence = None
        elif session.focus is not None:
            session.focus = None
        else:
            return False
        self.draw()
        return True
