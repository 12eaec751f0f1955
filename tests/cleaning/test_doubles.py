"""Pictures that a page holds twice, and those that scripts load late."""

from __future__ import annotations

import pytest

from tests.cleaning.test_markup import markdown

HOST = "https://harbourpost.example"


def pictures(html: str) -> list[str]:
    return [part.partition(")")[0] for part in markdown(html).split("](")[1:]]


@pytest.mark.parametrize(
    "html",
    [
        "<figure><div><img src='/max/60/crane-at-dawn.jpg?q=20'></div>"
        "<div><img src='/max/1600/crane-at-dawn.jpg'></div></figure>",
        "<div><img src='/w_1600/crane_at_dawn-300x200.jpg'><img src='/w_300/crane_at_dawn.jpg'></div>",
    ],
)
def test_of_a_small_and_a_large_copy_the_large_one_stays(html: str) -> None:
    assert len(pictures(f"<p>Before.</p>{html}<p>Behind.</p>")) == 1
    assert "1600" in pictures(html)[0]


def test_of_a_picture_above_and_in_the_text_the_one_with_a_caption_stays() -> None:
    figure = "<figure><img src='/crane.jpg'><figcaption>The crane.</figcaption></figure>"
    text = markdown(f"<div><img src='/crane.jpg'></div>{figure}<p>Behind.</p>")
    assert text == f"![]({HOST}/crane.jpg)\n\n*The crane.*\n\nBehind."


@pytest.mark.parametrize(
    "html",
    [
        "<p><img src='/star-on.png'><img src='/star-on.png'><img src='/star-on.png'></p>",
        "<div><img src='/a1/large.jpg'></div><div><img src='/b2/large.jpg'></div>",
        "<div><img src='/a1/4800.jpg?w=300'></div><div><img src='/b2/4800.jpg?w=300'></div>",
        "<div><img src='/image.php?id=4'></div><div><img src='/image.php?id=5'></div>",
        "<div><img src='/crane.jpg'><p>At dawn.</p><img src='/crane.jpg'></div>",
    ],
)
def test_pictures_that_only_look_alike_stay(html: str) -> None:
    assert len(pictures(f"<p>Before.</p>{html}")) == html.count("<img")


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<img src='data:image/gif;base64,R0lGOD' data-image-loader='/crane.png'>", f"{HOST}/crane.png"),
        (
            """<img src='/x/blank.gif' data-src='{"default": {"src": "//cdn.example/a.img?h=4"}}'>""",
            "https://cdn.example/a.img?h=4",
        ),
        (
            "<img src='data:image/gif;base64,R0lGOD' data-src-mini='/mini.jpg'>"
            "<noscript><img src='/crane.jpg'></noscript>",
            f"{HOST}/crane.jpg",
        ),
    ],
)
def test_address_of_a_late_picture_is_found_in_whatever_attribute(html: str, address: str) -> None:
    assert pictures(f"<p>Before.</p><div>{html}</div>") == [address]


def test_picture_that_is_clear_says_nothing() -> None:
    assert pictures("<p>Before.</p><img src='/icons/cleardot.gif' alt='x'>") == []
