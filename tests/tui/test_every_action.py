"""Each action of the key table, by its first key, does something that a reader can see or find again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import pytest
from textual.app import App
from textual.widgets import Input

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.kept import Draft, Picture
from reader.library.library import Library
from reader.settings.actions import ACTIONS, Action
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.highlights import HighlightsScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.picture import PictureScreen
from reader.tui.widgets.entry_list import EntryList
from reader.tui.widgets.row_list import RowList
from tests.painting import picture

LINKS = "\n\nAsk the [keeper](https://harbourpost.example/keeper) or the [goat](https://harbourpost.example/goat)."


@dataclass(frozen=True)
class Case:
    """What is pressed before the key of an action, so that it has something to do."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    """Keys that show the effect of the action, when it waits for more."""


IN_THREADS = ("show_terms",)
"""Actions that answer when a thread is done."""

SETUPS: dict[str, Case] = {
    "keep_shelf": Case(("slash", *"rails", "enter")),
    "own_shelf": Case(("slash", *"rails", "enter", "V", *"Trains", "enter")),
    # everywhere
    "undo": Case(("s",)),
    "redo": Case(("s", "u")),
    # library
    "clear_filter": Case(("slash", *"rails", "enter")),
    "cursor_up": Case(("j",)),
    "page_up": Case(("G",)),
    "cursor_top": Case(("G",)),
    "previous_unread": Case(("G",)),
    "shelf_unread": Case(("0",)),
    "shelf_all": Case(("1",)),
    "open_original": Case(("G",)),
    "purge": Case(("D",)),
    # article
    "scroll_up_rows": Case(("G",)),
    "window_up": Case(("G",)),
    "half_up": Case(("G",)),
    "to_top": Case(("G",)),
    "to_percent": Case(("5", "0")),
    "paragraph_previous": Case(("right_curly_bracket", "right_curly_bracket")),
    "sentence_previous": Case((")", ")")),
    "let_go": Case(("}",)),
    "edit_mark": Case(("m",)),
    "recolour": Case(("m",)),
    "tag_mark": Case(("m",)),
    "remove_mark": Case(("m",)),
    "mark_longer": Case(("m",)),
    "mark_shorter": Case(("m",)),
    "margin_notes": Case(("z", "a", "x", "escape")),
    "mark_next": Case(("G", "m", "escape", "g")),
    "mark_previous": Case(("m", "escape", "G")),
    "find_next": Case(("slash", "t", "h", "e", "enter")),
    "find_previous": Case(("slash", "t", "h", "e", "enter")),
    "read_aloud": Case(),
    "jump_back": Case(("G",)),
    "jump_forward": Case(("G", "ctrl+o")),
    "link_previous": Case(("tab",)),
    "next_article": Case(("K",)),
    # visual
    "visual_left": Case(("w",)),
    "visual_up": Case(("j",)),
    "visual_word_back": Case(("w", "w")),
    "visual_row_start": Case(("w",)),
    "visual_sentence_back": Case((")", ")")),
    "visual_paragraph_back": Case(("right_curly_bracket",)),
    "visual_top": Case(("G",)),
    "visual_swap": Case(("w",)),
    # `d` and `p` are no keys of visual mode: only what waits for them can take them.
    "find_sign": Case((), ("d",)),
    "label_mark": Case((), ("s",)),
    "label_link": Case(("G",), ("s",)),
    "find_sign_back": Case(("right_parenthesis",), ("d",)),
    "till_sign": Case((), ("d",)),
    "till_sign_back": Case(("right_parenthesis",), ("d",)),
    "sign_again": Case(("f", "o")),
    "sign_again_back": Case(("f", "o", "f", "o")),
    "select_inner": Case((), ("p",)),
    "select_around": Case((), ("p",)),
    "search_selection": Case(("w",)),
    # highlights
    "previous_group": Case(("G",)),
    "close": Case(),
    "previous_picture": Case(("n",)),
}


@pytest.fixture
def filled(library: Library, tower: str) -> Library:
    """The articles of the other tests, and one with links, highlights and pictures in it."""
    kept = [_painted("boats", (320, 200)), _painted("goat", (200, 320))]
    images = "".join(f"\n\n![A picture]({one.address})" for one, _ in kept)
    text = library.entries.markdown(tower) + images + LINKS
    document = parse_markdown(text)
    url = "https://harbourpost.example/tower"
    draft = Draft("The Lighthouse That Moved", text, site="Harbour Post", url=url, pictures=tuple(kept))
    library.entries.replace_text(tower, draft, document)
    other = next(entry.id for entry in library.entries.all() if entry.id != tower)
    library.entries.opened(tower)
    library.highlights.add(other, Range(0, 4))
    library.highlights.add(other, Range(5, 9), note="noted")
    return library


def _painted(name: str, size: tuple[int, int]) -> tuple[Picture, bytes]:
    data = picture(size=size)
    return Picture(f"picture:{name}", "image/png", *size, hashlib.sha256(data).hexdigest()), data


def contexts_of(action: Action) -> tuple[str, ...]:
    return ("library", "article", "highlights") if action.contexts == ("everywhere",) else action.contexts


CASES = [(action, context) for action in ACTIONS for context in contexts_of(action)]


def state_of(app: NightstandApp) -> dict[str, Any]:
    """All that a key may change."""
    screen = app.screen
    found: dict[str, Any] = {
        "screens": [type(one).__name__ for one in app.screen_stack],
        "theme": app.theme,
        "revision": app.library.revision,
        "said": [note.message for note in app._notifications],
        "copied": app.clipboard,
        "focus": repr(app.focused.id if app.focused else None),
        "running": app.is_running and app.return_code is None,
        "inputs": [line.value for line in screen.query(Input)],
    }
    if isinstance(screen, LibraryScreen):
        rows = screen.query_one(EntryList)
        found |= {
            "cursor": rows.cursor,
            "picked": rows.selected,
            "shown": list(rows.ids),
            "shelf": screen._shelf,
            "sort": screen._sort,
        }
    if isinstance(screen, PictureScreen):
        found |= {"place": screen.place}
    if isinstance(screen, HighlightsScreen):
        found |= {"cursor": screen.query_one(RowList).cursor, "picked": screen._picked}
    if isinstance(screen, ArticleScreen):
        session = screen.session
        found |= {
            "article": session.entry.id,
            "top": screen.view.scroll_offset.y,
            "selection": repr(session.selection),
            "focus_block": session.focus,
            "hits": (session.hits.places, session.hits.number),
            "sentence": session.sentence,
            "link": session.link,
            "columns": screen.view.layout_now.width,
            "typography": screen.view.layout_now.typography,
            "lit": [screen.view.render_line(row).text for row in range(screen.view.size.height)],
            "colours": [
                [segment.style and segment.style.color for segment in screen.view.render_line(row)]
                for row in range(screen.view.size.height)
            ],
            "zen": screen.query_one("#status").display,
            "sidebar": (screen.sidebar.classes, screen.sidebar.tab, screen.sidebar.region),
        }
    return found


async def open_context(app: NightstandApp, context: str, pilot: Any) -> None:
    if context == "library":
        await pilot.press("0")  # all articles
    if context in ("article", "visual", "picture"):
        assert isinstance(app.screen, LibraryScreen)
        await pilot.press("0")
        titles = [entry.title for entry in app.screen.query_one(EntryList).entries]
        await pilot.press(*["j"] * titles.index("The Lighthouse That Moved"), "enter")
        await pilot.pause()
    if context == "visual":
        await pilot.press("v")
    if context == "picture":
        await pilot.press("i")
    if context == "highlights":
        await pilot.press("H")
    await app.workers.wait_for_complete()
    await pilot.pause()


def _change_the_text(library: Library, id: str) -> None:
    """Let a highlight stand in a text that is not quite as it was."""
    library.highlights.add(id, Range(0, 27))
    text = library.entries.markdown(id).replace("was built", "was once built")
    library.entries.replace_text(id, Draft("The Lighthouse That Moved", text), parse_markdown(text))


@pytest.mark.parametrize(("action", "context"), CASES, ids=[f"{c}-{a.name}" for a, c in CASES])
async def test_action_does_something(
    filled: Library, tower: str, action: Action, context: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("random.choice", lambda found: found[0])
    monkeypatch.setattr("reader.reading.speech.speech_command", lambda *_: ["cat"])
    app = NightstandApp(filled)
    if action.name.startswith("accept_"):
        _change_the_text(filled, tower)
    if action.name.endswith("_group"):
        filled.highlights.add(tower, Range(0, 9))
    opened: list[str] = []
    monkeypatch.setattr("reader.reading.browsing.has_browser", lambda: True)
    monkeypatch.setattr(App, "open_url", lambda _, url, **__: opened.append(url))
    case = SETUPS.get(action.name, Case())
    if context == "highlights" and action.name in ("undo", "redo"):
        case = Case(("x",) if action.name == "undo" else ("x", "u"))
    if context == "highlights" and action.name == "cursor_top":
        case = Case(("G",))
    async with app.run_test(size=(120, 40)) as pilot:
        await open_context(app, context, pilot)
        if case.before:
            await pilot.press(*case.before)
            await app.workers.wait_for_complete()
            await pilot.pause()
        before = state_of(app)
        await pilot.press(action.keys[0], *case.after)
        if action.name in IN_THREADS:
            await app.workers.wait_for_complete()
        await pilot.pause()
        after = state_of(app)
        said = [line for line in after["said"] if line not in before["said"]]
        changed = [name for name in before if name != "said" and before[name] != after.get(name)]
        if opened:
            changed.append("opened")
        # A notice alone counts only for the keys whose whole answer is a notice.
        assert changed or (said and action.name in ("where", "star_article")), (
            f"{action.name} did nothing: {said}"
        )
