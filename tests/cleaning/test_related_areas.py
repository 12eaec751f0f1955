"""Names of boxes: which area of a page they speak of."""

from __future__ import annotations

import pytest
from lxml import html

from reader.cleaning.related_areas import Areas


@pytest.mark.parametrize(
    ("names", "area"),
    [
        ("site-header mainnav main-nav", "menu"),
        ("wp-Sitemap sitemap", "menu"),
        ("widget comments-area commentlist", "refused"),
        ("post-tags", "refused"),
        ("mw-navigation", "refused"),
        ("adbox ads", "doubtful"),
        ("bottom-bar", "foot"),
        ("navy-blue footnote", ""),
        ("columns story", ""),
    ],
)
def test_names_speak_of_an_area(names: str, area: str) -> None:
    page = html.fromstring(f'<html><body><div class="{names}"><a href="/x">A link</a></div></body></html>')
    assert Areas(page).of(next(page.iter("a"))) == area


def test_previous_and_next_article_are_no_menu() -> None:
    page = html.fromstring(
        '<body><nav class="menu"><div class="nav-previous"><a>The tide</a></div></nav></body>'
    )
    assert Areas(page).of(next(page.iter("a"))) == ""
