"""Captions that are called so by their class alone."""

from __future__ import annotations

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source
from tests.cleaning.test_body import STORY, page, sentence
from tests.cleaning.test_markup import markdown

PICTURE = "<img src='https://harbourpost.example/crane.jpg' alt=''>"
SAID = "The crane of the old harbour at low water"


@pytest.mark.parametrize(
    "figure",
    [
        f"<div class='wp-caption alignnone'>{PICTURE}<p class='wp-caption-text'>{SAID}</p></div>",
        f"<div>{PICTURE}<div class='image-caption'>{SAID}</div></div>",
        f"<div><a href='/g.jpg'>{PICTURE}</a><span class='bildunterschrift'>{SAID}</span></div>",
        "<table class='tr-caption-container'><tbody>"
        f"<tr><td>{PICTURE}</td></tr><tr><td class='tr-caption'>{SAID}</td></tr></tbody></table>",
    ],
)
def test_what_is_called_a_caption_beside_a_picture_is_one(figure: str) -> None:
    assert markdown(f"<p>Before.</p>{figure}<p>Behind.</p>").endswith(f"\n\n*{SAID}*\n\nBehind.")


def test_the_credit_behind_a_caption_stands_in_it() -> None:
    figure = f"<div>{PICTURE}<p class='caption'>{SAID}.</p><p class='photo-credit'>Ines Abt</p></div>"
    assert f"*{SAID}. Ines Abt*" in markdown(figure)


def test_a_text_that_is_called_a_caption_far_from_any_picture_is_text() -> None:
    assert markdown(f"<div>{PICTURE}</div><p>Before.</p><p class='caption'>{SAID}</p>").endswith(
        f"\n\n{SAID}"
    )


def test_a_text_beside_a_picture_is_no_caption_for_its_box() -> None:
    beside = f"<div>{PICTURE}<p>{sentence('crane')}</p><p class='caption'>{SAID}</p></div>"
    assert f"*{SAID}*" not in markdown(beside)


@pytest.mark.parametrize("caption", ["p class='wp-caption-text'", "div class='image-caption'", "figcaption"])
def test_captions_of_pictures_side_by_side_stay(caption: str) -> None:
    tag, holder = caption.split()[0], "figure" if caption == "figcaption" else "div"
    pair = "".join(
        f"<{holder}><img src='/{n}.jpg'><{caption}>Boats in the old harbour, number {n}</{tag}></{holder}>"
        for n in (1, 2)
    )
    html = page(f"<article>{STORY}<div class='row'>{pair}</div><p>{sentence('well')}</p></article>")
    found = clean(Page("html", html, Source("x.html"))).markdown
    assert "*Boats in the old harbour, number 1*" in found
    assert "*Boats in the old harbour, number 2*" in found
