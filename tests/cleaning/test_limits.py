import pytest

from reader.cleaning.limits import as_lines, without_endless_tags
from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source

STORY = "<p>The harbour was quiet, and the boats, all nine of them, lay on the sand until the tide came.</p>"


def text_of(html: str) -> str:
    return clean(Page("html", html, Source("x.html"))).text


@pytest.mark.parametrize("tag", ["div", "span", "ul", "table", "blockquote", "b"])
def test_text_below_endless_nesting_is_not_lost(tag: str) -> None:
    title = "<html><head><title>The harbour</title></head><body>"
    article = clean(Page("html", title + f"<{tag}>" * 50_000 + STORY * 5, Source("x.html")))
    assert article.text.count("The harbour was quiet") == 5
    assert article.title == "The harbour"


def test_tag_of_two_hundred_thousand_attributes_is_cut_and_its_content_stays() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    assert text_of(f"<div {attributes}>{STORY * 3}</div>").count("harbour") == 3


def test_picture_within_the_page_is_not_cut() -> None:
    picture = f"<img src='data:image/png;base64,{'A/+9' * 100_000}'>"
    assert without_endless_tags(picture) == picture


def test_lines_hold_what_is_read_and_nothing_else() -> None:
    root = as_lines(
        "<p>One &amp; two<br>three</p><script>if (a < b) {}</script><!-- no --><div>four\x00</div>"
    )
    assert [p.text for p in root.iter("p")] == ["One & two", "three", "four\ufffd"]


def test_page_of_endless_links_and_one_of_endless_lines_are_told_apart() -> None:
    assert text_of("<ul>" + "<li><a href='/x'>Somewhere else</a></li>" * 21_000 + "</ul>") == ""
    assert text_of("<div>" + "<p>One line.</p>" * 21_000 + "</div>").count("One line.") == 21_000


def test_page_of_more_tags_than_people_write_is_read_as_lines_with_its_title() -> None:
    rows = "".join(f"<tr><td>Heron<td>{number}" for number in range(80_000))
    article = clean(Page("html", f"<title>The boats</title><table>{rows}</table>", Source("x.html")))
    assert article.title == "The boats"
    assert article.text.count("Heron") == 80_000


@pytest.mark.parametrize(
    "part",
    [
        "<pre>int x" + "\n" * 200_000 + "int y</pre>",
        "<p>The <b>harbour" + "\u00a0" * 200_000 + "master</b> came.</p>",
        f"<p>So <span class='math tex'>{' ' * 200_000}x</span> it is.</p>",
        "<p>So $$" + "\u00a0" * 200_000 + "x$$ it is.</p>",
        '<script type="application/ld+json">{"@type": "Article",'
        + " " * 200_000
        + '"headline": "x"}</script>',
    ],
    ids=["pre", "bold", "formula", "dollars", "data"],
)
def test_endless_blanks_are_read_in_the_time_of_their_length(part: str) -> None:
    # Three of these once took the square of their length: a test run would not end.
    assert text_of(f"<article>{STORY * 3}{part}{STORY * 3}</article>").count("harbour was quiet") == 6
