"""Keys that wait for another key: labels on the text, and the character to go to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.events import Key

from reader.document import motions
from reader.reading.targets import (
    Target,
    footnote_text,
    labels,
    links_within,
    next_link,
    paragraphs_within,
    sentences_within,
)
from reader.tui.screens.article_host import ArticleHost
from reader.tui.screens.dialogs import ListScreen
from reader.tui.widgets.row_list import Item


class KeyActions(ArticleHost):
    """Labels on sentences, paragraphs and links; going to a character; text objects."""

    _waiting: Callable[[str], None] | None = None
    _typed = ""
    _last_search: tuple[str, bool, bool] | None = None
    """Character, forward, till: what `;` and `,` do again."""
    _link: Target | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the next key belongs to the last one; then no action takes it."""
        return self._waiting is not None

    def wait_for_key(self, take: Callable[[str], None], hint: str) -> None:
        """Give the next character to a function; Esc takes that back."""
        self._waiting = take
        self.say_waiting(hint)
        self.refresh_bindings()

    def take_waiting_key(self, event: Key) -> bool:
        """Give a key to what waits for it; False when nothing does."""
        take, self._waiting = self._waiting, None
        if take is None:
            return False
        event.stop()
        event.prevent_default()
        if event.key == "escape" or not event.character:
            self._end_labels()
        else:
            take(event.character)
        if self._waiting is None:
            self.say_waiting("")
            self.refresh_bindings()
        return True

    # -- labels

    def action_label_mark(self) -> None:
        """Labels on the sentences and paragraphs in the window; one typed highlights what it stands for."""
        document, window = self.session.document, self.view.window
        sentences = sentences_within(document, window)
        paragraphs = paragraphs_within(document, window)
        # A window of tiny sentences may have more of them than there are labels: the last go without.
        found = dict(zip(labels(len(sentences)), sentences, strict=False))
        found |= dict(zip(map(str.upper, labels(len(paragraphs))), paragraphs, strict=False))
        self._label(found, self._highlight, "a sentence or a paragraph to highlight")

    def _highlight(self, target: Target) -> None:
        self.session.select_range(target.range)
        self.said(self.session.highlight())

    def action_label_link(self) -> None:
        """Labels on the links in the window; one typed follows its link."""
        links = links_within(self.session.document, self.view.window)
        self._label(dict(zip(labels(len(links)), links, strict=False)), self.follow, "a link")

    def _label(self, found: Mapping[str, Target], done: Callable[[Target], None], what: str) -> None:
        if not found:
            self.notify(f"there is no {what.split(' ')[-1]} in the window")
            return
        self._typed = ""
        self._wait_for_label(found, done, what)

    def _wait_for_label(self, found: Mapping[str, Target], done: Callable[[Target], None], what: str) -> None:
        left = {label[len(self._typed) :]: target for label, target in found.items()}
        self.view.show_labels(
            {target.shown_at: label for label, target in left.items() if target.kind != "paragraph"},
            {target.shown_at: label for label, target in left.items() if target.kind == "paragraph"},
        )

        def take(character: str) -> None:
            self._typed += character
            if self._typed in found:
                self._end_labels()
                done(found[self._typed])
                return
            rest = {label: target for label, target in found.items() if label.startswith(self._typed)}
            if rest:
                self._wait_for_label(rest, done, what)
            else:
                self._end_labels()
                self.notify(f"no label {self._typed}")

        self.wait_for_key(take, f"type the label of {what}; Esc leaves")

    def _end_labels(self) -> None:
        self.view.show_labels({}, {})

    # -- links

    def action_link_next(self) -> None:
        """To the next link; in the sidebar, to its next tab."""
        if not self.next_tab(1):
            self._to_link(forward=True)

    def action_link_previous(self) -> None:
        """To the previous link; in the sidebar, to its previous tab."""
        if not self.next_tab(-1):
            self._to_link(forward=False)

    def _to_link(self, *, forward: bool) -> None:
        window = self.view.window
        here = self._link is not None and self._link.range.overlaps(window)
        beyond = window.start - 1 if forward else window.end
        offset = self._link.range.start if self._link and here else beyond
        self._link = next_link(self.session.document, offset, forward=forward)
        if self._link is None:
            self.notify("this article has no links")
            return
        self.session.link = self._link.range
        self.show_range(self._link.range)

    def follow(self, target: Target) -> None:
        """Follow a link to the library's copy, else say what can be done; show a footnote's text."""
        if target.kind == "footnote":
            text = footnote_text(self.session.document, target.address)
            if text:
                items = (Item(((text, "plain"),)),)
                self.app.push_screen(ListScreen(f"Footnote {target.address}", items, "Esc back"))
            else:
                self.notify(f"the page has no text for footnote {target.address}")
            return
        text = self.session.document.text[target.range.start : target.range.end]
        self.follow_address(target.address, text)

    def follow_current_link(self) -> bool:
        """Follow the link that Tab chose; False when none is."""
        if self._link is None or self.session.link is None:
            return False
        target, self._link = self._link, None
        self.session.link = None
        self.follow(target)
        return True

    # -- to a character

    def action_find_sign(self) -> None:
        """To the next place of a character in the paragraph."""
        self._wait_for_sign(forward=True, till=False)

    def action_find_sign_back(self) -> None:
        """To the previous place of a character."""
        self._wait_for_sign(forward=False, till=False)

    def action_till_sign(self) -> None:
        """Up to the next place of a character."""
        self._wait_for_sign(forward=True, till=True)

    def action_till_sign_back(self) -> None:
        """Back to behind the previous place of a character."""
        self._wait_for_sign(forward=False, till=True)

    def _wait_for_sign(self, *, forward: bool, till: bool) -> None:
        def take(character: str) -> None:
            self._last_search = (character, forward, till)
            self._search_sign(*self._last_search)

        self.wait_for_key(take, "type the character to go to")

    def action_sign_again(self) -> None:
        """The same character again."""
        if self._last_search:
            self._search_sign(*self._last_search)

    def action_sign_again_back(self) -> None:
        """The same character in the other direction."""
        if self._last_search:
            sign, forward, till = self._last_search
            self._search_sign(sign, not forward, till)

    def _search_sign(self, sign: str, forward: bool, till: bool) -> None:
        document, selection = self.session.document, self.session.selection
        if selection is None:
            return
        within = document.blocks[motions.block_at(document, selection.head)].range
        place = motions.find_sign(
            document.text, selection.head, sign, forward=forward, till=till, within=within
        )
        if place is None:
            self.notify(f"no {sign} in this direction")
        else:
            self.move_to(place)

    # -- text objects

    def action_select_inner(self) -> None:
        """Select the word, sentence or paragraph around the caret: w, s or p follows."""
        self.wait_for_key(
            lambda sign: self._select_object(sign, around=False), "w word, s sentence, p paragraph"
        )

    def action_select_around(self) -> None:
        """The same with the blanks behind it."""
        self.wait_for_key(
            lambda sign: self._select_object(sign, around=True), "w word, s sentence, p paragraph"
        )

    def _select_object(self, sign: str, *, around: bool) -> None:
        document, selection = self.session.document, self.session.selection
        if selection is None:
            return
        place = motions.object_at(document, selection.head, sign, around=around)
        if place is None:
            self.notify(f"{sign} is no text object: w word, s sentence, p paragraph")
            return
        self.session.select_range(place)
        self.view.reveal(place)
        self.draw()
