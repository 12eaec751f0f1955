import unicodedata

import pytest

from reader.cleaning.article import Article
from reader.cleaning.pipeline import clean
from reader.errors import PageError
from reader.formats.page import Page
from reader.formats.reading import pages_of_file
from reader.formats.saved_file import file_of_bytes
from tests.cleaning.damaging import PAGES, damaged, hostile_pages


def articles(data: bytes) -> list[Article]:
    try:
        return [
            clean(page) for page in pages_of_file(file_of_bytes("x.html", data)) if isinstance(page, Page)
        ]
    except PageError:
        return []


def control_characters(article: Article) -> set[str]:
    stories = [part for story in article.stories for part in (story.title, story.url, story.text)]
    shown = [article.title, article.byline, article.site, article.description, article.markdown, article.text]
    written = set("".join(str(part) for part in [*shown, *stories]))
    return {sign for sign in written if unicodedata.category(sign) == "Cc" and sign not in "\n\t"}


@pytest.mark.parametrize("seed", range(150))
def test_damaged_page_is_cleaned_and_safe(seed: int) -> None:
    pages = sorted(PAGES.glob("*.html"))
    for article in articles(damaged(pages[seed % len(pages)].read_bytes(), seed)):
        assert not control_characters(article)


@pytest.mark.parametrize(("name", "data"), [pytest.param(*page, id=page[0]) for page in hostile_pages()])
def test_hostile_page_is_cleaned_and_safe(name: str, data: bytes) -> None:
    for article in articles(data):
        assert not control_characters(article)
        assert "tide" in article.text or name in ("nothing", "only zeros")


@pytest.mark.parametrize(
    "reference", ["&#x1b;", "&#27", "&#0;", "&#x7F;", "&#xFFFF;", "&#65535;", "&#xD800;"]
)
def test_reference_to_a_control_character_does_not_stop_a_note_from_moving(reference: str) -> None:
    mark = f"<p>Sand<sup><a href='#fn1'>1</a></sup>{reference} and stone, and more of it.</p>"
    note = f"<p id='fn1'>1. Mostly{reference} dry, the keeper says.</p>"
    (article,) = articles(f"<article>{mark * 3}{note}</article>".encode())
    assert not control_characters(article)
    assert "stone" in article.text
    assert "keeper" in article.text
