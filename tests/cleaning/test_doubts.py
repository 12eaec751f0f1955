import pytest

from reader.cleaning import doubts
from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source

STORY = (
    "<p>The goat was seen at the mill on Tuesday, and by nobody since, although the gate stood open.</p>" * 5
)
URL = "https://example.org/news/the-goat.html"


def warnings_of(body: str, head: str = "") -> tuple[str, ...]:
    html = f"<html><head><title>The goat</title>{head}</head><body>{body}</body></html>"
    return clean(Page("html", html, Source("x.html"), url=URL)).warnings


def test_whole_article_raises_no_doubt() -> None:
    assert warnings_of(f"<article>{STORY}</article>") == ()


def test_page_without_text_says_so() -> None:
    assert warnings_of("") == (doubts.NO_ARTICLE,)


def test_paywall_that_the_page_states_is_said() -> None:
    node = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    )
    assert doubts.PAID in warnings_of(f"<article>{STORY}</article>", node)


def test_paywall_on_the_page_is_said_for_a_short_text_only() -> None:
    wall = "<div class='article-paywall'><p>Subscribe to read the rest.</p></div>"
    assert doubts.WALLED in warnings_of(f"<article>{STORY}</article>{wall}")
    assert doubts.WALLED not in warnings_of(f"<article>{STORY * 12}</article>{wall}")


@pytest.mark.parametrize("end", ["and then the goat …", "and then the goat [...]", "and then the goat..."])
def test_text_that_breaks_off_is_said(end: str) -> None:
    assert doubts.CUT in warnings_of(f"<article>{STORY}<p>Ines came to the mill at nine, {end}</p></article>")


@pytest.mark.parametrize(
    ("address", "goes_on"),
    [
        ("/news/the-goat-2.html", True),
        ("/news/the-goat/2", True),
        ("?page=2", True),
        ("/news/the-goat/page/2/", True),
        ("/news/the-mill.html", False),
        ("https://other.example/news/the-goat/2", False),
        ("https://[", False),
    ],
)
def test_next_page_of_the_same_article_is_said_and_the_next_article_is_not(
    address: str, goes_on: bool
) -> None:
    warnings = warnings_of(f"<article>{STORY}</article>", f"<link rel='next' href='{address}'>")
    assert (doubts.PAGED in warnings) is goes_on
