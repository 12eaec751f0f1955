"""What is done when an article came out wrong: another cleaning, for it or its site, or the user's hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work

from reader.errors import LibraryError, ReaderError
from reader.tui.screens.article_host import ArticleHost
from reader.tui.screens.dialogs import ListScreen
from reader.tui.widgets.row_list import Item

if TYPE_CHECKING:
    from reader.importing.recleaning import Recleaned
    from reader.settings.sites import SiteCleaning

_CLEANINGS: tuple[tuple[str, SiteCleaning], ...] = (
    ("The article, as the present cleaner takes it out", "readable"),
    ("The whole page as text", "text"),
    ("The whole page with its headings, lists and links", "raw"),
)


@dataclass(frozen=True, slots=True)
class _Again:
    """A cleaning to take."""

    how: SiteCleaning
    for_site: bool = False


class RepairActions(ArticleHost):
    """Cleaning again, for this article or its site, and editing the text."""

    def action_clean_again(self) -> None:
        """Offer other cleanings of the saved page, the page as it was, and an editor."""
        items = [Item(((caption, "plain"),), _Again(how)) for caption, how in _CLEANINGS]
        items += self._site_items()
        items += [
            Item((("", "plain"),)),
            Item((("See the page as it was, as text", "plain"),), "see"),
            Item((("Edit the text", "plain"),), "edit"),
        ]
        self.app.push_screen(ListScreen("This came out wrong: take", tuple(items)), self._repair)

    def _site_items(self) -> list[Item]:
        from reader.settings.sites import host_of
        from reader.tui.site_rules import sites_file_of, sites_of

        host = host_of(self.session.entry.url)
        if not host or sites_file_of(self.app) is None:
            return []
        rule = sites_of(self.app).rule_for(self.session.entry.url)
        now = rule.cleaning if rule else None
        return [
            Item((("", "plain"),)),
            Item(((f"And for the next pages of {host} too", "heading"),)),
            *(
                Item(((f"{caption}{' (so it is now)' if how == now else ''}", "plain"),), _Again(how, True))
                for caption, how in _CLEANINGS
            ),
        ]

    def _repair(self, choice: object) -> None:
        if isinstance(choice, _Again):
            self.notify("cleaning …")
            self._clean_again(choice)
        elif choice == "see":
            self.action_original()
        elif choice == "edit":
            self._edit_text()

    @work(thread=True, exclusive=True, group="clean")
    def _clean_again(self, again: _Again) -> None:
        from reader.importing.recleaning import reclean
        from reader.settings.keeping import keep_site
        from reader.settings.sites import host_of
        from reader.tui.site_rules import sites_file_of, sites_of

        path, host = sites_file_of(self.app), host_of(self.session.entry.url)
        kept = ""
        try:
            if again.for_site and path is not None:
                keep_site(path, host, again.how)
                kept = f"; kept for {host} in {path.name}"
            sites = sites_of(self.app)
            done = reclean(self._library, self.session.entry.id, again.how, sites)
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")
            return
        said = "; ".join((_said(done) + kept, *sites.problems))
        self.app.call_from_thread(self._show_repaired, said)

    def _show_repaired(self, said: str) -> None:
        self.open_entry(self.session.entry.id)
        self.notify(said)

    def _edit_text(self) -> None:
        from reader.tui.screens.text_editor import TextScreen

        entry = self.session.entry
        session, top = self.session, self.view.top_offset
        here = next((block for block in session.document.blocks if block.range.end > top), None)
        near = session.document.text[here.range.start : here.range.end] if here else ""

        def keep(markdown: str | None) -> None:
            if markdown is None:
                return
            from reader.importing.recleaning import rewrite

            try:
                done = rewrite(self._library, entry.id, markdown)
            except LibraryError as error:
                self.notify(str(error), severity="error", timeout=10)
                edit(markdown)  # what was written is not lost with the disk
            else:
                self._show_repaired(_said(done))

        def edit(markdown: str) -> None:
            self.app.push_screen(TextScreen(entry.title, markdown, near), keep)

        edit(self._library.entries.markdown(entry.id))


def _said(done: Recleaned) -> str:
    count = done.marks["lost"]
    are = "highlight is" if count == 1 else "highlights are"
    lost = f"; {count} {are} lost now: H has them on top, to be given a place" if count else ""
    return {"same": "it is that already", "updated": f"u goes back{lost}", "skipped": done.problem}[
        done.outcome
    ]
