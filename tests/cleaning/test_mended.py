"""Pages that rely on what browsers mend, or on scripts that show a text bit by bit."""

from __future__ import annotations

import unicodedata

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source
from tests.cleaning.test_body import MENU, PLACES, STORY, holds_the_story, page, sentence, text_of


def test_a_menu_without_its_end_does_not_swallow_the_article() -> None:
    menu = MENU.replace("</ul></nav>", "<li><div class='sub-menu'>")
    scores = "".join(f"<div>{n}. Rowers of {place}</div><div>{n + 9}</div>" for n, place in enumerate(PLACES))
    main = f"<main><article><h1>The goat</h1>{STORY}</article></main>"
    text = text_of(f"<body><header><div class='scores'>{scores}</div>{menu}{main}</body>")
    assert holds_the_story(text)
    assert "Section 3" not in text


def test_a_menu_with_a_teaser_is_still_a_menu() -> None:
    teaser = f"<p>{sentence('shop')}</p>"
    text = text_of(f"<body><nav><a href='/x'>News</a>{teaser}</nav><article>{STORY}</article></body>")
    assert holds_the_story(text)
    assert "shop" not in text


def test_a_script_that_only_seems_to_end_is_code_up_to_its_end() -> None:
    code = (
        "<script type='text/javascript'/>\n(function() { if (window.a) { setTimeout(b, 5); } })();\n</script>"
    )
    text = text_of(page(f"<article>{STORY}{code}<p>{sentence('well')}</p></article>"))
    assert "setTimeout" not in text
    assert "At the well" in text


def test_the_empty_script_of_a_page_of_xml_ends_at_once() -> None:
    text = text_of(page(f"<article><script src='a.js'/>{STORY}<script>var a = 1;</script></article>"))
    assert holds_the_story(text)
    assert "var a" not in text


@pytest.mark.parametrize("sign", ["&shy;", "&#173;", "&#xAD;", "\u00ad", "\u2060", "\ufeff"])
def test_signs_that_are_never_seen_part_no_words(sign: str) -> None:
    article = clean(
        Page("html", page(f"<article>{STORY.replace('harbour', f'har{sign}bour')}</article>"), Source("x"))
    )
    assert "At the harbour nobody" in article.text
    assert "At the harbour nobody" in article.markdown


def test_letters_and_their_marks_are_one_sign() -> None:
    apart = unicodedata.normalize("NFD", "Crêpes à l’étage")
    article = clean(Page("html", page(f"<article>{STORY}<p>{apart}, said Ines.</p></article>"), Source("x")))
    assert "Crêpes à l’étage, said Ines." in article.text
    assert "Crêpes à l’étage, said Ines." in article.markdown


def test_a_text_that_is_leafed_through_is_taken_whole() -> None:
    leaves = "".join(
        f"<div class='leaf hidden' style='display: none'><h2>The {place}</h2><p>{sentence(place)}</p></div>"
        for place in PLACES[1:]
    )
    text = text_of(
        page(f"<main><h1>The goat</h1><div class='leaf'><p>{sentence(PLACES[0])}</p></div>{leaves}</main>")
    )
    assert holds_the_story(text)


def test_hidden_boxes_beside_a_text_stay_hidden() -> None:
    boxes = "".join(
        f"<div style='display:none'><p>{sentence(place)}</p></div>" for place in ("shop", "till", "safe")
    )
    text = text_of(page(f"<article>{STORY}</article>{boxes}"))
    assert holds_the_story(text)
    assert "shop" not in text
