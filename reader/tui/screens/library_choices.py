"""What the library screen asks before it acts: tags, a correction, a site, a last warning."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader.tui.wishes import OpenDoubles

if TYPE_CHECKING:
    from reader.library.kept import Entry
    from reader.library.library import Library

_SHORT_READS = "is:unread minutes:<6"
_EDITABLE = {"title": "title", "byline": "byline", "site": "site", "published": "date", "url": "address"}
"""Fields of an entry, and what they are called on the screen."""


class LibraryChoices(Screen[None]):
    """The actions of the library screen that open a dialog."""

    _library: Library

    if TYPE_CHECKING:

        def show_again(self, *, first: bool = False) -> None:
            """Read the shelf again."""
            ...

        def look_for(self, query: str) -> None:
            """Filter by a query."""
            ...

        def _current(self) -> Entry | None: ...

    def action_edit_entry(self) -> None:
        """Correct the title, byline, site, date or address."""
        from reader.tui.screens.dialogs import ListScreen
        from reader.tui.widgets.row_list import Item

        entry = self._current()
        if entry is None:
            return

        def ask(field: object) -> None:
            if isinstance(field, str):
                self._ask_field(entry, field)

        items = tuple(
            Item(((name, "plain"), (f"  {getattr(entry, field) or '(none)'}", "dim")), field)
            for field, name in _EDITABLE.items()
        )
        self.app.push_screen(ListScreen("Correct", items), ask)

    def _ask_field(self, entry: Entry, field: str) -> None:
        from reader.tui.screens.dialogs import LineScreen

        def keep(line: str | None) -> None:
            if line is None:
                return
            wanted = line.strip()
            if problem := _problem_of(field, wanted):
                self.notify(problem, severity="warning")
                return
            empty = None if field in ("published", "url") else ""
            self._library.entries.edit(entry.id, **{field: wanted or empty})
            self.show_again()
            self.notify(f"{_EDITABLE[field]} corrected; u takes it back")

        self.app.push_screen(LineScreen(_EDITABLE[field].capitalize(), getattr(entry, field) or ""), keep)

    def action_open_original(self) -> None:
        """Open the article's address in the browser."""
        entry = self._current()
        if entry is None:
            return
        if (entry.url or "").startswith(("http://", "https://")):
            self.app.open_url(entry.url or "")
        else:
            self.notify("this article has no address on the web; E gives it one", severity="warning")

    # -- ways to look

    def action_short_reads(self) -> None:
        """Unread articles of a few minutes."""
        self.look_for(_SHORT_READS)

    def action_by_site(self) -> None:
        """Choose a site."""
        self._choose_value("site", self._library.entries.sites())

    def action_by_tag(self) -> None:
        """Choose a tag."""
        self._choose_value("tag", self._library.entries.tags())

    def _choose_value(self, field: str, counts: dict[str, int]) -> None:
        from reader.tui.screens.dialogs import ListScreen
        from reader.tui.widgets.row_list import Item

        def look(value: object) -> None:
            if isinstance(value, str):
                self.look_for(f'{field}:"{value}"')

        items = tuple(Item(((f"{count:>5}  {name}", "plain"),), name) for name, count in counts.items())
        hint = "" if items else f"no article has a {field} yet   Esc back"
        self.app.push_screen(ListScreen(f"By {field}", items, hint), look)

    def action_show_doubles(self) -> None:
        """Articles that may be the same."""
        self.post_message(OpenDoubles())


def _problem_of(field: str, wanted: str) -> str:
    """Why a field cannot be that; empty when it can."""
    if field == "title" and not wanted:
        return "an article needs a title"
    if field == "published" and wanted and not _is_date(wanted):
        return "a date is written like 2024-03-03"
    if field == "url" and wanted and not wanted.startswith(("http://", "https://")):
        return "an address begins with https:// or http://"
    return ""


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
