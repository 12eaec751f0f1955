"""Markdown notes: their front matter, and the program's own export."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.formats.files import page_from_bytes
from reader.formats.page import CarriedHighlight, Page
from tests.formats.samples import PARAGRAPHS, URL


def page(front: str, body: str = PARAGRAPHS[0]) -> Page:
    return page_from_bytes(f"---\n{front}\n---\n\n{body}\n".encode(), "note.md")


def test_front_matter_brings_all_that_it_says_of_an_article() -> None:
    made = page(
        f"Title: The Ferry\nsource: {URL}\nauthor:\n  - '[[Ines Marlow]]'\n  - '[[people/tb|Theo Brandt]]'\n"
        "site: Harbour Post\npublished: 2024-02-01\ncreated: 2024-03-04\n"
        "Date-Saved: 2024-03-03T11:00:00+01:00\n"
        "tags: [sea, '#two words']\nstarred: true\nstatus: reading\nprogress: 40%\nnote: ask Marta\n"
        "lang: en\ndescription: About a ferry.\nhighlights:\n  - the tide\n"
        "  - {quote: the clock, note: 'whose?', tags: [time]}"
    )  # fmt: skip
    assert (made.title, made.url, made.byline) == ("The Ferry", URL, "Ines Marlow, Theo Brandt")
    assert (made.site, made.language, made.description) == ("Harbour Post", "en", "About a ferry.")
    assert (made.published, made.saved) == ("2024-02-01", datetime(2024, 3, 3, 10, tzinfo=UTC))
    carried = made.carried
    assert (carried.tags, carried.starred, carried.note) == (("sea", "two words"), True, "ask Marta")
    assert (carried.state, carried.progress) == ("reading", 0.4)
    assert carried.highlights == (
        CarriedHighlight("the tide"),
        CarriedHighlight("the clock", "whose?", tags=("time",)),
    )


@pytest.mark.parametrize(
    ("front", "state"),
    [
        ("status: Archived", "archive"),
        ("state: done", "archive"),
        ("read: 2024-03-03", "archive"),
        ("archived: true", "archive"),
        ("is-read: 'yes'", "archive"),
        ("status: in progress", "reading"),
        ("progress: 0.3", "reading"),
        ("read: false", "unread"),
        ("status: inbox", "unread"),
        ("status: draft", None),
        ("title: x", None),
    ],
)
def test_reading_state_by_word_flag_or_day(front: str, state: str | None) -> None:
    assert page(front).carried.state == state


@pytest.mark.parametrize(
    "written", ["sea, isle", "[sea, isle]", "'#sea #isle'", "sea; isle", "\n  - sea\n  - isle\n  -"]
)
def test_tags_in_their_many_forms(written: str) -> None:
    assert page(f"tags: {written}").carried.tags == ("sea", "isle")


def test_a_source_that_is_no_address_is_none() -> None:
    assert page("source: a paper clipping").url is None
    assert page(f"source: a paper clipping\nlink: {URL}").url == URL


def test_a_title_with_a_colon_is_read_although_it_is_no_yaml() -> None:
    made = page(f"title: The lamp: a history\nurl: {URL}\ntags: [sea]\nstarred: true")
    assert (made.title, made.url, made.carried.tags) == ("The lamp: a history", URL, ("sea",))
    assert made.carried.starred


def test_front_matter_with_windows_line_ends_is_read() -> None:
    data = b"---\r\ntitle: The Ferry\r\ntags: [sea]\r\n---\r\nThe ferry waits.\r\n"
    made = page_from_bytes(data, "note")
    assert (made.kind, made.title, made.carried.tags) == ("markdown", "The Ferry", ("sea",))


OWN = """Written above by me.

<!-- nightstand:begin 7kq2m4xa -->
The ferry waits.

## Highlights

Of the year, not of the reader.

## Note

first line

second line

^note-7kq2m4xa

## Highlights

> the tide
> allows
>
> and more

ask Marta

> she said

^hl-aaaaaaaa

#sea #two-words

> the clock

^hl-bbbbbbbb
<!-- nightstand:end 7kq2m4xa -->

Written below by me.
"""


def test_own_export_is_taken_apart() -> None:
    made = page("title: The Ferry\nhighlights: 2", OWN)
    assert made.content == "The ferry waits.\n\n## Highlights\n\nOf the year, not of the reader."
    assert made.carried.note == "first line\n\nsecond line\n\nWritten above by me.\n\nWritten below by me."
    assert made.carried.highlights == (
        CarriedHighlight(
            "the tide\nallows\n\nand more", "ask Marta\n\n> she said", tags=("sea", "two-words")
        ),
        CarriedHighlight("the clock"),
    )


def test_cut_off_own_export_keeps_what_is_there() -> None:
    made = page("title: The Ferry", OWN[: OWN.index("^hl-bbbb")])
    assert made.content.startswith("The ferry waits.")
    assert [one.quote for one in made.carried.highlights] == ["the tide\nallows\n\nand more", "the clock"]


def test_an_article_about_highlights_stays_whole() -> None:
    body = "The lamp.\n\n## Note\n\nNone.\n\n## Highlights\n\n> A quote of the article."
    own = f"<!-- nightstand:begin 7kq2m4xa -->\n{body}\n<!-- nightstand:end 7kq2m4xa -->"
    made = page("title: The Lamp", own)
    assert (made.content, made.carried.note, made.carried.highlights) == (body, "", ())
