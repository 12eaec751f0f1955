"""What stands around the pictures of an article and is none of it."""

from __future__ import annotations

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source
from tests.cleaning.test_body import STORY, page, sentence


def markdown_with(part: str) -> str:
    html = page(
        f"<article>{STORY}{part}<p>{sentence('well')}</p>{STORY.replace('harbour', 'dock')}</article>"
    )
    return clean(Page("html", html, Source("x.html"), url="https://goats.example/2024/goat")).markdown


def test_the_picture_of_a_card_goes_with_its_headline() -> None:
    card = (
        "<div class='c1'><a href='/2023/the-old-crane'><img src='/thumbs/crane-h77.jpg'></a>"
        "<h6><a href='/2023/the-old-crane'>The old crane of the quay is sold</a></h6></div>"
    )
    assert "crane" not in markdown_with(card)


def test_the_button_beside_a_picture_goes_and_the_picture_stays() -> None:
    box = (
        "<div class='k4'><img src='/bag-of-flour-in-hand.jpg' alt='A bag of flour'>"
        "<div class='k5'><a href='https://shop.example/flour'>Buy now</a></div></div>"
    )
    text = markdown_with(box)
    assert "![A bag of flour]" in text
    assert "Buy now" not in text


def test_a_picture_that_leads_to_its_larger_self_stays_with_its_linked_caption() -> None:
    box = (
        "<div class='k4'><a href='/large/crane-at-dawn.jpg'><img src='/small/crane-at-dawn.jpg'></a>"
        "<div class='k5'><a href='/large/crane-at-dawn.jpg'>The crane</a></div></div>"
    )
    assert "/small/crane-at-dawn.jpg" in markdown_with(box)


def test_a_line_in_the_paragraph_of_a_picture_stays() -> None:
    assert "(Drawn by Ines Abt)" in markdown_with(
        "<p><img src='/chart-of-tides.png'><br><em>(Drawn by Ines Abt)</em></p>"
    )


@pytest.mark.parametrize(
    "source",
    ["/files/avatars/41.jpg", "/u/profile_image/ines.png", "/pics/ines-70x70.jpg", "/i/88x31/by.png"],
)
def test_portraits_and_buttons_are_no_pictures_of_the_article(source: str) -> None:
    assert source not in markdown_with(f"<div><img src='{source}' alt=''></div>")


def test_a_picture_of_usual_size_in_its_address_stays() -> None:
    assert "/pics/crane-640x480.jpg" in markdown_with("<div><img src='/pics/crane-640x480.jpg'></div>")


def test_the_sign_of_the_site_over_an_article_is_no_picture_of_it() -> None:
    logo = "<div><img src='/img/goats-logo-300x107.png' alt='Goats'></div>"
    html = page(f"<article><h1>The goat</h1>{logo}{STORY}</article>")
    assert "logo" not in clean(Page("html", html, Source("x.html"))).markdown
    assert "logo" in markdown_with("<div><img src='/img/new-goats-logo.png' alt='Goats'></div>")


def test_the_credit_beside_a_picture_goes_and_its_caption_stays() -> None:
    figure = (
        "<figure><div><img src='/crane.jpg' alt=''><span>Harbour archive</span></div>"
        "<figcaption>The crane of the old harbour at low water</figcaption></figure>"
    )
    found = markdown_with(figure)
    assert "*The crane of the old harbour at low water*" in found
    assert "archive" not in found
