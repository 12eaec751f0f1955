"""Links to the page itself, written out by what saved it."""

from __future__ import annotations

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source
from tests.cleaning.test_body import STORY, page

ADDRESS = "https://quay.example/goat"
CANONICAL = f"<link rel='canonical' href='{ADDRESS}/'>"


def noted(address: str, notes: int = 1) -> str:
    marks = "".join(f"<sup><a href='{address}#fn{n}'>{n}</a></sup>" for n in range(1, notes + 1))
    listed = "".join(
        f"<li id='fn{n}'><p>The goat was called Ada, says the vicar of parish {n}.</p></li>"
        for n in range(1, notes + 1)
    )
    return f"<article>{STORY}<p>Nobody knew its name.{marks}</p><ol class='notes'>{listed}</ol></article>"


@pytest.mark.parametrize(
    ("url", "head"),
    [(ADDRESS, ""), (None, CANONICAL), ("http://www.quay.example/goat/", "")],
)
def test_footnotes_are_told_by_the_address_of_the_page(url: str | None, head: str) -> None:
    article = clean(Page("html", page(noted(ADDRESS), head), Source("x.html"), url=url))
    assert "its name.[^1]" in article.markdown
    assert "[^1]: The goat was called Ada" in article.markdown


def test_footnotes_are_told_by_their_places_where_the_page_states_no_address() -> None:
    article = clean(Page("html", page(noted(ADDRESS, 3)), Source("x.html")))
    assert "[^3]: The goat was called Ada, says the vicar of parish 3." in article.markdown


def test_a_link_to_a_place_on_another_page_stays_one() -> None:
    link = "<a href='https://quay.example/ada#early-life'>her early life</a>"
    line = f"<p>What Ines tells of {link} in the boat house, nobody believes, but all listen.</p>"
    other = f"<article>{STORY}{line}</article>"
    markdown = clean(Page("html", page(other), Source("x.html"), url=ADDRESS)).markdown
    assert "[her early life](https://quay.example/ada#early-life)" in markdown
