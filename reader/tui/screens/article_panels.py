"""What stands beside or over the text: related stories, contents, marks, links, the page as it was."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual import work
from textual.worker import get_current_worker

from reader.document.document import Block
from reader.library.kept import Highlight, Neighbour, RelatedStory
from reader.reading.marks import margin_notes
from reader.reading.targets import Link, all_links
from reader.settings.settings import Settings
from reader.tui.screens.article_host import ArticleHost
from reader.tui.screens.dialogs import ListScreen
from reader.tui.widgets.fitting import shortened
from reader.tui.widgets.row_list import Item, Role, RowList
from reader.tui.widgets.sidebar import Sidebar
from reader.tui.wishes import OpenHighlights

_NEIGHBOURS_AFTER_SECONDS = 0.02
_NEIGHBOURS_AFTER_START_SECONDS = 0.3
"""Where search is not loaded yet: with 0.02 s the thread took a tenth of the start from it (2026-11)."""

_SIDEBAR_COLUMNS = 100
"""Columns of the window from which on the sidebar stands beside the text."""

_QUOTE_CHARACTERS = 120

_GROUPS = (
    ("related", "On this page"),
    ("inline", "Read also"),
    ("most_read", "Most read"),
    ("section", "More from this site"),
    ("recommended_external", "From other sites"),
)


class PanelActions(ArticleHost):
    """The sidebar and the lists over the text."""

    _zen = False
    _wants_sidebar = True
    """Whether it stands beside the text where there is room: a key hides it until a key shows it again."""
    _settings: Settings

    def fill_sidebar(self) -> None:
        """Give every tab its items."""
        entry_id = self.session.entry.id
        stories = self._library.entries.stories(entry_id)
        self.sidebar.set_items(0, self._story_items(stories, ()), count=len(stories))
        # Nobody waits for neighbours: they are looked for when the article is painted.
        after = _NEIGHBOURS_AFTER_SECONDS if self._library.has_search else _NEIGHBOURS_AFTER_START_SECONDS
        look = partial(self._look_for_neighbours, entry_id, stories)
        self.call_after_refresh(self.set_timer, after, look)
        self.sidebar.set_items(1, self._outline_items())
        self.fill_marks()

    @work(thread=True, exclusive=True, group="neighbours")
    def _look_for_neighbours(self, entry_id: str, stories: tuple[RelatedStory, ...]) -> None:
        worker = get_current_worker()
        if not self._library.search.is_ready():
            self._library.search.refresh(lambda _, __: not worker.is_cancelled)
        near = self._told_by_names(self._library.likeness.near(entry_id))

        def show() -> None:
            if self.session.entry.id == entry_id:
                self.sidebar.set_items(0, self._story_items(stories, near), count=len(stories))

        if near and self.is_running and not worker.is_cancelled:
            self.app.call_from_thread(show)

    def _told_by_names(self, near: tuple[Neighbour, ...]) -> tuple[Neighbour, ...]:
        """Neighbours with what they share, without function words and verbs."""
        from reader.reading.term_words import naming_words

        text, language = self.session.document.text, self.session.entry.language
        return tuple(replace(one, terms=naming_words(one.terms, text, language)) for one in near)

    def fill_marks(self) -> None:
        """Give the tab of marks its items, and the margin its notes."""
        found = self.session.highlights
        self.view.show_notes(margin_notes(found) if self._settings.margin_notes else ())
        empty = (Item((("Nothing is marked yet: } chooses a paragraph, m marks it.", "dim"),)),)
        self.sidebar.set_items(2, tuple(map(_mark_item, found)) or empty, count=len(found))

    def _story_items(
        self, stories: tuple[RelatedStory, ...], near: tuple[Neighbour, ...]
    ) -> tuple[Item, ...]:
        items: list[Item] = []
        for kind, caption in _GROUPS:
            group = [story for story in stories if story.kind == kind]
            if group:
                items.append(Item(((caption, "heading"),)))
                items += [self._story_item(story) for story in group]
                items.append(Item((("", "plain"),)))
        if near:
            items.append(Item((("In your library", "heading"),)))
            items += [_neighbour_item(neighbour) for neighbour in near]
        return tuple(items) or (Item((("Nothing related is known.", "dim"),)),)

    def _story_item(self, story: RelatedStory) -> Item:
        known = self._library.entries.find_same(story.url, None) if story.url else None
        # A circle that is not full says that it is a link: a row for that word would be half of the list.
        where = "in the library" if known else "whole text" if story.text else ""
        details = " · ".join(part for part in (story.source, story.age or story.published, where) if part)
        below: tuple[tuple[str, Role], ...] = ((details, "dim"),) if details else ()
        mark = "●" if known or story.text else "○"
        return Item(((story.title, "plain"), *below), story, mark)

    def _outline_items(self) -> tuple[Item, ...]:
        text = self.session.document.text
        items = [
            Item(
                (("  " * max(0, block.level - 2) + text[block.range.start : block.range.end], "plain"),),
                block,
            )
            for block in self.session.document.outline
        ]
        return tuple(items) or (Item((("This article has no headings.", "dim"),)),)

    # -- choices

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go where an item of the sidebar leads."""
        match event.payload:
            case Block():
                self.jump_to(event.payload.range.start)
                self._back_to_text()
            case Highlight(state="lost"):
                self.notify(
                    "its passage was not found; open it in the list of all highlights to give it a place"
                )
            case Highlight():
                self.session.stand_at(event.payload.range)
                self.show_range(event.payload.range)
                self._back_to_text()
            case RelatedStory():
                self._open_story(event.payload)
            case Neighbour():
                self._back_to_text()
                self.open_entry(event.payload.entry.id)

    def _back_to_text(self) -> None:
        self.sidebar.end_narrowing()
        self.view.focus()
        self.sidebar.put(shown=self._stands_beside)

    def _open_story(self, story: RelatedStory) -> None:
        known = self._library.entries.find_same(story.url, None) if story.url else None
        if known is not None:
            self._back_to_text()
            self.open_entry(known.id)
        elif story.text:
            from reader.importing.stories import keep_story

            self._back_to_text()
            self.open_entry(keep_story(self._library, self.session.entry.id, story).id)
            self.notify("kept as an article of its own; u undoes that")
        else:
            self._offer_link(story.url or "", story.title)

    def _offer_link(self, url: str, title: str) -> None:
        if not url:
            self.notify("the page gives no address for this story")
            return
        items = (
            Item(((title, "strong"), (url, "dim"), ("", "plain"))),
            Item((("Put it on the list of pages to save", "plain"),), "save"),
            Item((("Copy the address", "plain"),), "copy"),
            *((Item((("Open it in the browser", "plain"),), "open"),) if _is_of_the_web(url) else ()),
        )

        def act(choice: object) -> None:
            if choice == "save":
                self._library.links.add(url, title)
                self.notify("on the list of pages to save")
            elif choice == "copy":
                self.app.copy_to_clipboard(url)
                self.notify("address copied")
            elif choice == "open":
                self.app.open_url(url)

        self.app.push_screen(ListScreen("This page is not in the library", items), act)

    def follow_address(self, url: str, text: str) -> None:
        """Open the library's copy of an address, or offer what can be done with it."""
        known = self._library.entries.find_same(url, None)
        if known is not None:
            self.open_entry(known.id)
        else:
            self._offer_link(url, text)

    # -- the sidebar's place

    @property
    def _stands_beside(self) -> bool:
        is_wide = self.app.size.width >= _SIDEBAR_COLUMNS
        return is_wide and self._wants_sidebar and not self._zen

    def put_sidebar(self) -> None:
        """Show the sidebar where there is room for it; one with the keys stays, over the text if need be."""
        beside = self._stands_beside
        self.sidebar.put(shown=beside or self.sidebar.has_keys, over=not beside)

    # -- keys

    def action_toggle_sidebar(self) -> None:
        """Show the sidebar, go into it, hide it."""
        self._show_tab(0, toggle=True)

    def action_show_outline(self) -> None:
        """Go into the contents, at the section that is read."""
        self._show_tab(1)
        section = self.session.section_at(self.view.top_offset)
        if section is not None:
            self.sidebar.list.move_to(self.session.document.outline.index(section))

    def _show_tab(self, tab: int, *, toggle: bool = False) -> None:
        sidebar = self.sidebar
        if toggle and sidebar.has_keys and sidebar.tab == tab:
            self._wants_sidebar = False
            sidebar.put(shown=False)
            self.view.focus()
            return
        self._wants_sidebar = True
        sidebar.put(shown=True, over=not self._stands_beside)
        sidebar.show_tab(tab)
        sidebar.list.focus()

    def on_sidebar_tab_chosen(self, event: Sidebar.TabChosen) -> None:
        """Show the tab that was clicked."""
        self._show_tab(event.tab)

    def next_tab(self, step: int) -> bool:
        """Show another tab of the sidebar, when the keys are in it; False when they are not."""
        if not self.sidebar.has_keys:
            return False
        self.sidebar.show_tab(self.sidebar.tab + step)
        return True

    def action_show_links(self) -> None:
        """List the links of the text."""
        items = [
            Item(((link.text or "a picture", "plain"), (link.address, "dim")), link)
            for link in all_links(self.session.document)
        ]

        def follow(choice: object) -> None:
            if isinstance(choice, Link):
                self.follow_address(choice.address, choice.text)

        if items:
            self.app.push_screen(ListScreen("Links of this article", tuple(items)), follow)
        else:
            self.notify("this article has no links")

    def action_show_highlights(self) -> None:
        """All highlights and notes of all articles."""
        self.post_message(OpenHighlights())

    def action_original(self) -> None:
        """Show the whole page as text."""
        from reader.importing.stories import original_text

        text = original_text(self._library, self.session.entry.id)
        items = tuple(Item(((line, "plain"),)) for line in text.split("\n"))
        self.app.push_screen(
            ListScreen("The page as it was, as text", items, "j k scroll   / filter   Esc back")
        )

    def action_zen(self) -> None:
        """The text alone, or everything again."""
        self._zen = not self._zen
        for name in ("#status", "KeyLine"):
            self.query_one(name).display = not self._zen
        self.put_sidebar()


def _is_of_the_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _neighbour_item(neighbour: Neighbour) -> Item:
    reason = f"shares: {', '.join(neighbour.terms)}" if neighbour.terms else "is like this one"
    return Item(((neighbour.entry.title, "plain"), (reason, "dim")), neighbour, "●")


def _mark_item(highlight: Highlight) -> Item:
    shown = shortened(highlight.anchor.exact, _QUOTE_CHARACTERS)
    state = {"lost": "lost · ", "changed": "text changed · "}.get(highlight.state, "")
    note = ((highlight.note, "strong"),) if highlight.note else ()
    tags = "".join(f" #{tag}" for tag in highlight.tags)
    return Item(
        ((shown, "plain"), *note, (f"{state}{highlight.colour}{tags}", "dim"), ("", "plain")),
        highlight,
        "▍",
        mark_colour=highlight.colour,
    )
