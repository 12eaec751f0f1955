"""Keys at random in an open article: nothing falls, and everything stays in the text."""

from __future__ import annotations

import random

import pytest
from textual.app import App

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.settings.actions import actions_of
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen

TEXT = "\n\n".join(
    (
        "## Das Äußere e\u0301te\u0301",
        "The [tower](https://a.example) stood. Dr. Venn \U0001f469\u200d\U0001f467 knew it! Nobody did.",
        "灯台は動いた。誰も聞かなかった。潮、風。 \U0001f1e9\U0001f1ea\U0001f44d\U0001f3fd",
        "- one\n- two x\u0336y\u0336",
        "> A wall remembers.",
        "```\ncode = 1\n\tend\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "* * *",
        "שלום עולם. ไทยนี้รัก.",
    )
    * 4
)
# These leave the article, the program or the terminal.
LEAVING = frozenset({"q", "e", "H", "J", "K", "W", "escape"})
LEAVING_WHILE_SELECTING = frozenset({"s"})
KEYS = sorted(
    {action.keys[0] for action in actions_of("article", "visual")}
    | {"u", "ctrl+r", *"3579", "escape", "enter"}
)


def assert_sound(screen: ArticleScreen) -> None:
    session, view = screen.session, screen.view
    length = len(session.document.text)
    assert 0 <= view.top_offset <= view.bottom_offset <= length
    assert session.focus is None or 0 <= session.focus < len(session.document.blocks)
    for mark in session.marks():
        assert 0 <= mark.range.start < mark.range.end <= length
    if session.selection is not None:
        assert 0 <= session.selection.head < length
    for row in range(view.window_rows):
        assert view.render_line(row).cell_length == view.size.width


@pytest.mark.parametrize("seed", range(3))
async def test_any_keys_leave_a_sound_screen(
    library: Library, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "open_url", lambda *_, **__: None)
    id = library.entries.add(Draft("Anything", TEXT), parse_markdown(TEXT)).id
    chance = random.Random(seed)
    app = NightstandApp(library, None, id)
    async with app.run_test(size=(70 + 20 * (seed % 2), 20)) as pilot:
        for _ in range(60):
            key = chance.choice(KEYS)
            if key in (LEAVING_WHILE_SELECTING if _has_keys_of_its_own(app) else LEAVING):
                continue
            await pilot.press(key)
            for _ in range(5):
                if not isinstance(app.screen, ArticleScreen):
                    await pilot.press("escape")
            assert isinstance(app.screen, ArticleScreen), (key, app.screen_stack)
            assert_sound(app.screen)


def _has_keys_of_its_own(app: NightstandApp) -> bool:
    screen = app.screen
    return isinstance(screen, ArticleScreen) and (screen.is_waiting or screen.session.selection is not None)
