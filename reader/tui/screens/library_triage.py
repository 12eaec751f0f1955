"""Triage in the library screen: one key each, on the article under the cursor or on those picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from reader.errors import ReaderError
from reader.tui.widgets.entry_list import EntryList
from reader.tui.widgets.fitting import fit

if TYPE_CHECKING:
    from reader.library.kept import Change, Entry, State
    from reader.library.library import Library
    from reader.tui.screens.tags import TagEdit

_TITLE_COLUMNS = 56
_MANY = 2000  # changed in a thread: thousands take their time
_MOST_ASKED = 500  # of more articles than these it is not asked which tags they have


class TriageKeys(Screen[None]):
    """What the library screen does to articles."""

    _library: Library

    if TYPE_CHECKING:

        def show_work(self, what: str = "", how_far: str = "") -> None:
            """Say what goes on; nothing when it ended."""
            ...

    def show_again(self, *, first: bool = False) -> None:
        """Read the shelf again."""
        raise NotImplementedError

    def _current(self) -> Entry | None:
        return self.query_one(EntryList).current

    def _chosen_ids(self) -> list[str]:
        found = self.query_one(EntryList)
        if found.selected:
            return sorted(found.selected)
        return [found.current.id] if found.current else []

    def _change(
        self, work_on: Callable[[Sequence[str]], Change], said: str = "", said_of_many: str = ""
    ) -> None:
        """Change what is chosen.

        Args:
            work_on: takes ids.
            said: what became of them, where the list does not show it.
            said_of_many: what became of them, when they are more than the one under the cursor: most of
                what is picked may be out of sight.
        """
        ids = self._chosen_ids()
        said = said or (said_of_many if len(ids) > 1 else "")
        if len(ids) > _MANY:
            self.show_work(f"changing {len(ids):,} articles …")
            self._change_many(work_on, ids, said)
        else:
            self._changed(work_on(ids), said)

    @work(thread=True, group="change")
    def _change_many(self, work_on: Callable[[Sequence[str]], Change], ids: Sequence[str], said: str) -> None:
        try:
            change = work_on(ids)
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error", markup=False)
        else:
            self.app.call_from_thread(self._changed, change, said or "changed")
        self.app.call_from_thread(self.show_work)

    def _changed(self, change: Change, said: str) -> None:
        """Show what is left, and say what was done."""
        self.show_again()
        if said:
            what = self._library.subject(change)
            self.notify(f"{what} {said}; u takes it back", markup=False)

    def action_toggle_read(self) -> None:
        """Read or unread."""
        entry = self._current()
        if entry:
            state: State = "unread" if entry.state == "archive" else "archive"
            many = "archived" if state == "archive" else "unread"
            self._change(lambda ids: self._library.entries.set_state(ids, state), said_of_many=many)

    def action_archive(self) -> None:
        """Archive, or take out of it."""
        self.action_toggle_read()

    def action_star(self) -> None:
        """Give or take the star."""
        entry = self._current()
        if entry:
            if entry.starred:
                self._change(self._library.entries.unstar, said_of_many="without a star")
            else:
                self._change(self._library.entries.star, said_of_many="starred")

    def action_trash(self) -> None:
        """Into the trash, or out of it."""
        entry = self._current()
        if entry and entry.trashed:
            self._change(self._library.entries.restore, "out of the trash")
        elif entry:
            self._change(self._library.entries.trash, "into the trash")

    def action_pick(self) -> None:
        """Pick for an action on many."""
        found = self.query_one(EntryList)
        found.toggle_selected()
        found.move(1)

    def action_pick_all(self) -> None:
        """Pick all, or none."""
        found = self.query_one(EntryList)
        found.select_all(not found.selected)

    def action_edit_tags(self) -> None:
        """Edit the tags of the articles that are chosen, as one change."""
        from reader.tui.screens.tags import TagScreen

        ids = self._chosen_ids()
        if not ids:
            return
        entries = self._library.entries
        chosen = [entries.get(id) for id in ids] if len(ids) <= _MOST_ASKED else []

        def keep(edit: TagEdit | None) -> None:
            if edit is not None and (edit.add or edit.remove):
                said = [f"+{tag}" for tag in edit.add] + [f"-{tag}" for tag in edit.remove]
                self._change(lambda ids: entries.retag(ids, edit.add, edit.remove), ", ".join(said))

        what = (
            f"{len(ids)} articles" if len(ids) > 1 else f"“{fit(chosen[0].title, _TITLE_COLUMNS).rstrip()}”"
        )
        self.app.push_screen(
            TagScreen(f"Tags of {what}", [entry.tags for entry in chosen], entries.tags()), keep
        )
