"""Saved pages brought in from the library screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen
from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.terminal import safe_line
from reader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reader.importing.results import ImportResult
    from reader.library.library import Library
    from reader.tui.screens.paste import Pasted


_PROGRESS_SECONDS = 0.2


class BringKeys(Screen[None]):
    """What the library screen does to bring pages in."""

    _library: Library
    _pasted: Pasted | None = None
    """A text that was left before it was kept."""

    def show_again(self, *, first: bool = False) -> None:
        """Read the shelf again."""
        raise NotImplementedError

    def action_import_pages(self) -> None:
        """Ask for a path and bring it in."""
        from reader.tui.screens.dialogs import LineScreen

        def bring(path: str | None) -> None:
            if path:
                self._import(path)

        self.app.push_screen(LineScreen("Path of a saved page or a folder"), bring)

    def action_paste_article(self) -> None:
        """Ask for a text and keep it as an article."""
        from reader.tui.screens.paste import Pasted, PasteScreen

        def keep(pasted: Pasted | None) -> None:
            self._pasted = None if pasted is None or pasted.is_done else pasted
            if pasted is not None and pasted.is_done:
                self._keep_pasted(pasted)

        self.app.push_screen(PasteScreen(self._pasted or Pasted()), keep)

    @work(thread=True, group="import")
    def _keep_pasted(self, pasted: Pasted) -> None:
        from reader.importing.pasting import import_pasted
        from reader.tui.site_rules import sites_of

        try:
            result = import_pasted(
                self._library, pasted.text, title=pasted.title, url=pasted.url, sites=sites_of(self.app)
            )
        except ReaderError as error:
            problem = str(error)
        else:
            problem = result.problem
        if problem:
            self._pasted = pasted  # to be mended
            self.app.call_from_thread(self.notify, problem, severity="warning", markup=False)
            return
        said = f"{result.outcome}: {result.entry.title if result.entry else ''}"
        self.app.call_from_thread(self.show_again)
        self.app.call_from_thread(self.notify, said, markup=False)

    def compose_progress(self) -> StatusLine:
        """The line that says how far an import is; not there when there is none."""
        return StatusLine(id="bringing", classes="bar bar-strong")

    def show_work(self, what: str = "", how_far: str = "") -> None:
        """Say what goes on in a thread; nothing when it ended."""
        line = self.query_one("#bringing", StatusLine)
        line.display = bool(what)
        line.show(what, how_far)

    def _show_progress(self, path: str, count: str) -> None:
        self.show_work(f"bringing in {safe_line(path)}", f"{count}   Esc stops")

    @work(thread=True, group="import")
    def _import(self, path: str) -> None:
        tally = _Tally()
        stopped = ""
        self.app.call_from_thread(self._show_progress, path, "…")
        try:
            self._bring(path, tally)
        except ReaderError as error:
            stopped = str(error)
        worker = get_current_worker()
        self.app.call_from_thread(self.show_work)
        self.app.call_from_thread(self.show_again)
        self.app.call_from_thread(
            self.notify,
            "\n".join(
                filter(
                    None, (tally.said(is_whole=not (stopped or worker.is_cancelled)), stopped, tally.problem)
                )
            ),
            severity="warning" if stopped or tally.problem else "information",
        )

    def _bring(self, path: str, tally: _Tally) -> None:
        from reader.importing.bringing import count_pages, import_paths
        from reader.tui.site_rules import sites_of

        sites = sites_of(self.app)
        tally.problem = next(iter(sites.problems), "")
        worker, said_at = get_current_worker(), 0.0
        total = count_pages([path])
        for number, result in enumerate(import_paths(self._library, [path], sites=sites)):
            if worker.is_cancelled:
                return
            if monotonic() - said_at > _PROGRESS_SECONDS:
                said_at = monotonic()
                self.app.call_from_thread(
                    self._show_progress, path, f"{number:,} of {max(total, number + 1):,}"
                )
            tally.add(result)


@dataclass(slots=True)
class _Tally:
    """What came of the pages of one import."""

    counts: Counter[str] = field(default_factory=Counter)
    problem: str = ""
    """The first one."""

    def add(self, result: ImportResult) -> None:
        self.counts[result.outcome] += 1
        self.counts["maybe here already"] += result.maybe is not None
        self.problem = self.problem or (f"{result.path}: {result.problem}" if result.problem else "")

    def said(self, *, is_whole: bool) -> str:
        said = ", ".join(f"{count} {outcome}" for outcome, count in self.counts.items() if count)
        return said if is_whole else f"stopped: {said or 'nothing came in'}; the same path goes on from there"
