from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.document import Range
from reader.document.motions import sentences, whole_words


def split(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text, Range(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "It is a U.S. Securities matter.",
        "It came on Sept. 30 and left.",
        "Gov. Marlow and Dr. J. K. Venn met in St. Arlen.",
        "Das gilt z.B. für Skarrow.",
        "It cost $5.9 million, i.e. much.",
        "The tower (e.g. its lamp) stood.",
    ],
)
def test_full_stop_of_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ("He said “Go.” She went.", ["He said “Go.”", "She went."]),
        ("灯台は動いた。誰も聞かなかった。", ["灯台は動いた。", "誰も聞かなかった。"]),
        ("It sank... Nobody saw.", ["It sank...", "Nobody saw."]),
    ],
)
def test_sentences_end_at_their_signs(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text(alphabet="ab .!?\nU。“”", max_size=80))
def test_sentences_cover_every_letter_once_and_in_order(text: str) -> None:
    found = sentences(text, Range(0, len(text)))
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {place for one in found for place in range(one.start, one.end)}
    assert all(place in covered for place, sign in enumerate(text) if not sign.isspace())


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Range(5, 7), "tower"),
        (Range(2, 5), "The tower"),
        (Range(0, 3), "The"),
        (Range(3, 4), " "),
        (Range(9, 10), "."),
        (Range(4, 4), ""),
    ],
)
def test_range_is_made_longer_to_whole_words(place: Range, words: str) -> None:
    text = "The tower."
    found = whole_words(text, place)
    assert text[found.start : found.end] == words
