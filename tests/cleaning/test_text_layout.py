"""Text saves whose lines do not stand as they were written: columns, margins, threads of comments."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning.text.columns import unrolled
from reader.cleaning.text.words import opens_comments
from reader.cleaning.textsave import clean_text
from reader.formats.page import Page, Source

STORY = (
    "The ferry to the island stopped at noon on Friday, and nobody on the quay could say when it would sail "
    "again, since the captain had gone home along the dike with the only key to the wheelhouse.",
    "In the harbour office they had heard of a letter, which a boy had brought, and the captain had read "
    "twice before he put it into his coat and asked for the weather of the coming week.",
    "By the evening forty people were asleep in the church, and the baker had sent them what was left of the "
    "day's bread, without asking who would pay for it.",
)
ASIDE = (
    "Why the lamp on the eastern mole has been dark since the storm of the second week of January",
    "Herring is dear again, and the smokehouse asks its customers to bring a bucket of their own",
    "The choir looks for two basses, a tenor and somebody who can mend the bellows of the organ",
)


def beside(left: list[str], right: list[str], width: int) -> list[str]:
    return [f"{a:<{width}} {b}".rstrip() for a, b in zip_longest(left, right, fillvalue="")]


def wrapped(paragraphs: tuple[str, ...], width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*textwrap.wrap(paragraph, width), ""]
    return lines


def body_of(text: str) -> str:
    return clean_text(Page("text", text, Source("save.txt"))).text


def test_an_article_is_read_down_its_column_and_not_across_to_the_sidebar() -> None:
    lines = beside(wrapped(STORY, 40), wrapped(ASIDE, 37), 41)
    text = "\n".join(
        ["Home", "Log in", "Share", "", "The ferry that stopped", "", *lines, "", "Privacy policy"]
    )
    body = body_of(text)
    for paragraph in STORY:
        assert paragraph in body


def test_a_table_of_names_and_figures_is_not_taken_apart() -> None:
    rows = [f"{name:<30} {number}" for name, number in zip("abcdefghij", range(10), strict=True)]
    assert unrolled(rows, 79) == rows


@given(st.lists(st.text(alphabet="ab  ", max_size=60), max_size=40), st.integers(50, 80))
@settings(max_examples=60, deadline=None)
def test_unrolling_loses_no_word(lines: list[str], wrap: int) -> None:
    assert sorted(" ".join(unrolled(lines, wrap)).split()) == sorted(" ".join(lines).split())


def test_lynx_paragraphs_are_joined_though_headings_are_wider() -> None:
    heading = "words of a heading that runs on to the very end of the line and of what fits"
    headings = [f"{number} {heading}"[:77] for number in range(9)]
    paragraphs = "\n".join("   " + line for paragraph in STORY for line in textwrap.wrap(paragraph, 72))
    links = "\n".join(f"   {number}. https://tide.example/{number}" for number in range(1, 4))
    text = (
        "   [1]Home [2]Log in [3]Share\n\n"
        + "\n\n".join(headings)
        + f"\n\n{paragraphs}\n\nReferences\n\n{links}\n"
    )
    body = body_of(text)
    for paragraph in STORY:
        assert paragraph in body


def test_comments_end_the_article_however_many_there_are() -> None:
    comments = "\n".join(
        f"reader{number} says:\nMay {number}, 2021 at 6:30 am\n{ASIDE[number % 3]}, I said.\n"
        for number in range(1, 25)
    )
    story = "\n\n".join(STORY)
    head = "Home\nLog in\nThe ferry that stopped\nMay 1, 2021"
    page = f"{head}\n\n{story}\n\n24 responses to “The ferry”\n{comments}\nPrivacy policy\n"
    assert body_of(page) == story


@pytest.mark.parametrize("tags", ["Tags\n\nferry, harbour, storm", "Schlagwörter: Hafen", "タグ：港"])
def test_what_stands_under_the_tags_is_no_part_of_the_article(tags: str) -> None:
    head = "Home\nLog in\nThe ferry that stopped\nMay 1, 2021"
    text = "\n\n".join([head, *STORY, tags, ASIDE[0] + ".", "Privacy policy"])
    assert body_of(text) == "\n\n".join(STORY)


@pytest.mark.parametrize("is_first", [True, False])
def test_the_text_that_a_page_carries_again_for_machines_goes(is_first: bool) -> None:
    fields = ["The ferry that stopped", "2021-05-01T18:30:00+01:00", " ".join(STORY)]
    parts = [*fields, *STORY] if is_first else [*STORY, *fields]
    text = "\n\n".join(["Home\nLog in\nThe ferry that stopped\nMay 1, 2021", *parts, "Share\nPrivacy policy"])
    body = body_of(text)
    assert [body.count(paragraph) for paragraph in STORY] == [1, 1, 1]


def test_a_refrain_stays_as_often_as_it_comes() -> None:
    text = "\n\n".join(
        ["Home\nLog in\nThe ferry that stopped\nMay 1, 2021", *STORY, STORY[0], "Share\nPrivacy policy"]
    )
    assert body_of(text).count(STORY[0]) == 2


def test_the_stems_of_picture_files_are_no_text() -> None:
    pictures = "\n".join(
        f"[harbour_2021050{number}]\n\n{paragraph}\n" for number, paragraph in enumerate(STORY)
    )
    lines = "\n".join(line for part in pictures.splitlines() for line in textwrap.wrap(part, 78) or [""])
    body = body_of(f"Home\nLog in\nThe ferry that stopped\nMay 1, 2021\n\n{lines}\n\nShare\nPrivacy policy\n")
    assert "harbour_" not in body
    for paragraph in STORY:
        assert paragraph in body


def test_the_words_of_pictures_between_paragraphs_are_not_the_headline() -> None:
    caption = "The ferry that stopped, in a picture"
    middle = f"\n\n{caption}\n\n".join(STORY * 2)
    text = f"Home\nLog in\nThe ferry that stopped at noon\nMay 1, 2021\n\n{middle}\n\nShare\nPrivacy policy\n"
    article = clean_text(Page("text", text, Source("save.txt")))
    assert article.title == "The ferry that stopped at noon"
    assert article.text.startswith(STORY[0])


def test_a_heading_of_comments_is_told_from_a_sentence_about_them() -> None:
    assert all(
        map(opens_comments, ("34 responses to “Low tide”", "Comments (3)", "3 Kommentare", "コメント 3"))
    )
    assert not any(
        map(opens_comments, ("Responses from readers were slow", "Comments closed the evening", "Home"))
    )
