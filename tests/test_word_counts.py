"""Words of a text: Western texts are counted by another way than all others, to the same number."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.terminal import count_words

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@given(st.text(alphabet="ab1Zé²½ª’'-_ .\n\t–€", max_size=40))
def test_western_texts_have_as_many_words_as_the_pattern_finds(text: str) -> None:
    assert count_words(text) == len(_WORD.findall(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("well-known", 1),
        ("a-b-c d'a'b", 2),
        ("rock’n’roll -- it’s -here- 'quoted'", 4),
        ("snake_case", 2),
        ("Zażółć gęślą jaźń", 3),
        ("Читайте не-медленно", 2),
        ("読書 and 読", 3),
    ],
)
def test_words_of_texts(text: str, words: int) -> None:
    assert count_words(text) == words
