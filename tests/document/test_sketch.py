from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from reader.document.sketch import SKETCHED, likeness_of, sketch_of
from tests.benchmarks.make_library import Writer


def texts(count: int, seed: int = 1) -> list[str]:
    writer = Writer(random.Random(seed))
    return ["\n\n".join(writer.paragraphs()) for _ in range(count)]


@given(st.text())
def test_a_text_is_like_itself_and_its_sketch_is_short(text: str) -> None:
    sketch = sketch_of(text)
    assert len(sketch) <= SKETCHED
    assert list(sketch) == sorted(sketch)
    assert likeness_of(sketch, sketch) == (1.0 if sketch else 0.0)


def test_small_edits_leave_most_and_other_texts_share_nothing() -> None:
    chance = random.Random(2)
    found = texts(20)
    for text, other in zip(found, texts(20, seed=3), strict=True):
        edited = " ".join("otherwise" if chance.random() < 0.03 else word for word in text.split())
        longer = f"{text}\n\n{other[: len(text) // 5]}"
        assert likeness_of(sketch_of(text), sketch_of(edited)) > 0.6
        assert likeness_of(sketch_of(text), sketch_of(longer)) > 0.6
        assert likeness_of(sketch_of(text), sketch_of(other)) < 0.1


def test_case_blanks_and_signs_do_not_count() -> None:
    (text,) = texts(1)
    assert sketch_of(text) == sketch_of(text.upper().replace(" ", " \n").replace(".", " !"))


def test_scripts_without_blanks_are_compared_letter_by_letter() -> None:
    text = (
        "潮が許すときに渡し船は出る。切符は流木の小屋で四十年売られてきた。島の時計は港長だけが持っている。"
        * 2
    )
    edited = text.replace("四十年", "三十年")
    assert 0.5 < likeness_of(sketch_of(text), sketch_of(edited)) < 1


def test_short_texts_are_not_compared() -> None:
    assert sketch_of("Please enable scripts to read this page.") == ()
