"""Links are given to the terminal, and can steer nothing in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from reader.document.document import Range, Span
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.widgets.hyperlinks import Hyperlinks, hyperlink_address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://harbourpost.example/a?b=c#d", "https://harbourpost.example/a?b=c#d"),
        ("HTTP://harbourpost.example/", "HTTP://harbourpost.example/"),
        ("https://harbourpost.example/Fähre ab", "https://harbourpost.example/F%C3%A4hre%20ab"),
        ("https://harbourpost.example/\x1b]52;c;aGk=\x07", "https://harbourpost.example/]52;c;aGk="),
        ("https://harbourpost.example/\x9c\n", "https://harbourpost.example/"),
        ("https://harbourpost.example/" + "a" * 3000, ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("#notes", ""),
    ],
)
def test_addresses_are_made_safe(address: str, expected: str) -> None:
    assert hyperlink_address(address) == expected


@given(st.text(st.characters(codec=None)))
def test_no_address_ends_the_sequence(rest: str) -> None:
    assert re.fullmatch(r"[!-~]*", hyperlink_address("https://" + rest))


async def test_links_of_the_text_reach_the_terminal(
    library: Library, tower: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    app = NightstandApp(library, opened=tower)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        view = app.screen.view
        drawn = "".join(view.render_line(row).render(Console()) for row in range(view.size.height))
    [(address, text)] = re.findall(r"\x1b]8;id=[^;]*;([^\x1b]+)\x1b\\(.*?)\x1b]8;;", drawn)
    assert address == "https://harbourpost.example/ledger"
    assert "wrote it down" in text


def test_the_console_of_linux_gets_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    link = Span("link", Range(0, 4), "https://harbourpost.example/")
    assert Hyperlinks().style([link]).link is None
