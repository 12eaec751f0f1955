"""Addresses of pictures and links, by short ways where these say the same as the long ones."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reader.cleaning.blanks import collapse_blanks
from reader.cleaning.pictures import PagePictures, choose_sources, resolved
from reader.terminal import safe_line

BASE = "https://quay.example/news/boat.html"


@given(
    st.lists(st.sampled_from(["https://", "a.example", "/", "?", "#", ";", "b=1", "../", " ", ":80", "é"]))
)
def test_an_address_is_resolved_as_the_standard_does(parts: list[str]) -> None:
    address = "".join(parts)
    try:
        joined = safe_line(urljoin(BASE, address))
    except ValueError:
        joined = safe_line(address)
    assert resolved(BASE, address) == joined


@pytest.mark.parametrize(
    ("srcset", "largest"),
    [
        ("a.jpg 320w, b.jpg 640w", "b.jpg"),
        ("a.jpg 2x, b.jpg 1x", "a.jpg"),
        ("a.jpg 1.5x, b.jpg", "a.jpg"),
        ("w_1,h_2/a.jpg 320w, w_3,h_4/b.jpg 640w", "w_3,h_4/b.jpg"),
        ("a.jpg, b.jpg 2x", "b.jpg"),
        ("a.jpg", "a.jpg"),
    ],
)
def test_the_largest_of_a_set_is_shown(srcset: str, largest: str) -> None:
    body = html.fragment_fromstring(f'<div><img src="blank.gif" srcset="{srcset}"></div>')
    choose_sources(body, PagePictures(None, "").is_carried)
    assert body.find("img").get("src") == largest


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" \n ", " "),
        ("a  b", "a b"),
        ("\n a\tb \n", " a b "),
        ("schön \n  klar", "schön klar"),
        ("10\xa0\n  km\xa0 weit", "10\xa0 km\xa0 weit"),
        ("日\u3000\u3000本", "日\u3000\u3000本"),
        ("e\u0301 \u200b x", "é x"),
    ],
)
def test_blanks_are_one_as_a_browser_shows_them(text: str, shown: str) -> None:
    assert collapse_blanks(text) == shown
