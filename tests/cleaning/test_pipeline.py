import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source
from reader.terminal import safe

PARAGRAPHS = "".join(
    f"<p>Paragraph {number} tells of the tower, of the sand, and of the goat that saw it all.</p>"
    for number in range(6)
)


def text_of(html: str) -> str:
    return clean(Page("html", html, Source("x.html"))).text


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href='/a'>NOISE</a></nav>",
        "<div class='cookie-banner'><p>NOISE about cookies, and what we do with them.</p></div>",
        "<div class='newsletter'><p>NOISE: sign up, it is free.</p></div>",
        "<div style='display:none'><p>NOISE that nobody sees, ever.</p></div>",
        "<section id='comments'><p>NOISE from a reader, who is angry.</p></section>",
        "<ul class='share'><li><a href='#'>NOISE</a></li></ul>",
        "<footer><p>NOISE, all rights reserved.</p></footer>",
    ],
)
def test_furniture_is_no_part_of_the_text(furniture: str) -> None:
    for page in (
        f"<article>{PARAGRAPHS}{furniture}</article>",
        f"<div>{furniture}<div>{PARAGRAPHS}</div></div>",
    ):
        text = text_of(f"<html><body>{page}</body></html>")
        assert "NOISE" not in text
        assert text.count("Paragraph") == 6


def test_class_of_a_whole_post_is_not_its_furniture() -> None:
    post = f"<article class='post-7 type-post tag-sea category-news author-ines'>{PARAGRAPHS}</article>"
    assert text_of(f"<body>{post}</body>").count("Paragraph") == 6


def test_short_page_is_kept() -> None:
    assert text_of("<body><p>One sentence about the sea.</p></body>") == "One sentence about the sea."


def test_page_without_text_says_so() -> None:
    assert "no article found" in clean(Page("html", "<body></body>", Source("x"))).warnings


PIECES = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "text, and more. ",
        "<table><tr><td>",
        "\x1b[2J",
        "\u202e",
        "<a href='x'>",
        "</a>",
        "<!--",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["readable", "text", "raw"]))
def test_any_page_is_cleaned_and_safe(html: str, how: str) -> None:
    article = clean(Page("html", html, Source("x")), how)  # type: ignore[arg-type]
    assert article.text == safe(article.text)
    assert article.markdown == safe(article.markdown)


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul", "span", "table"])
def test_ten_thousand_nested_tags_are_no_danger(tag: str) -> None:
    assert isinstance(text_of(f"<{tag}>" * 10_000 + "deep"), str)


def test_readings_above_signs_do_not_double_the_words() -> None:
    tower = "<ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>"
    sentence = f"{tower}は<ruby>砂<rt>すな</rt></ruby>の上に建てられた。"
    article = clean(
        Page(
            "html",
            f"<html><body><article><h1>灯台</h1><p>{sentence * 6}</p></article></body></html>",
            Source("x"),
        )
    )
    assert "灯台は砂の上に建てられた。" in article.text
    assert "とうだい" not in article.markdown


@pytest.mark.parametrize("tag", ["article", "main", "section", "nav", "figure"])
def test_a_page_without_head_and_body_tags_keeps_what_stands_first(tag: str) -> None:
    html = f"<!doctype html><title>Tide</title><{tag}>The first words.</{tag}> And then <p>the last.</p>"
    whole = clean(Page("html", html, Source("x")), "text").text
    assert whole == "The first words.\n\nAnd then\n\nthe last."
