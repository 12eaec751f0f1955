"""Saved pages brought in from the library screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from reader.tui.site_rules import sites_of

if TYPE_CHECKING:
    from reader.library.library import Library


class BringKeys(Screen[None]):
    """What the library screen does to bring pages in."""

    _library: Library

    def show_again(self, *, first: bool = False) -> None:
        """Read the shelf again."""
        raise NotImplementedError

    def action_import_pages(self) -> None:
        """Ask for a path and bring it in."""
        from reader.tui.screens.dialogs import LineScreen

        def bring(path: str | None) -> None:
            if path:
                self.notify(f"bringing in {path} …")
                self._import(path)

        self.app.push_screen(LineScreen("Path of a saved page or a folder"), bring)

    @work(thread=True, group="import")
    def _import(self, path: str) -> None:
        from collections import Counter

        from reader.importing.bringing import import_paths

        counts: Counter[str] = Counter()
        sites = sites_of(self.app)
        problem = next(iter(sites.problems), "")
        for result in import_paths(self._library, [path], sites=sites):
            counts[result.outcome] += 1
            problem = problem or (f"{result.path}: {result.problem}" if result.problem else "")
        said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
        self.app.call_from_thread(self.show_again)
        self.app.call_from_thread(
            self.notify, problem or said, severity="warning" if problem else "information"
        )
