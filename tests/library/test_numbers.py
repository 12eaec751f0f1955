"""Sets of articles as numbers, and the numbers that articles have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.library.search.bits import bits_of, bits_where, flags_of, numbers_in
from reader.library.search.numbers import Numbers

SETS = st.frozensets(st.integers(0, 300))


@given(SETS)
def test_a_set_of_bits_has_the_numbers_that_went_in(numbers: frozenset[int]) -> None:
    bits = bits_of(list(numbers))
    assert numbers_in(bits) == sorted(numbers)
    assert bits.bit_count() == len(numbers)
    flags = flags_of(bits, 400)
    assert [number for number, flag in enumerate(flags) if flag] == sorted(numbers)
    assert bits_where(number in numbers for number in range(301)) == bits


@given(SETS, SETS)
def test_bits_are_joined_and_cut_as_sets_are(some: frozenset[int], others: frozenset[int]) -> None:
    a, b = bits_of(list(some)), bits_of(list(others))
    assert numbers_in(a & b) == sorted(some & others)
    assert numbers_in(a | b) == sorted(some | others)
    assert numbers_in(a & ~b) == sorted(some - others)


def test_a_sparse_set_is_found_as_a_dense_one_is() -> None:
    assert numbers_in(bits_of([3, 70_000])) == [3, 70_000]
    assert numbers_in(0) == []


STEPS = st.lists(
    st.tuples(st.sampled_from(["name", "text", "learn"]), st.sampled_from("abcdefgh")), max_size=40
)


@given(STEPS)
def test_texts_lead_to_their_articles_whatever_was_numbered_before(steps: list[tuple[str, str]]) -> None:
    """Articles are named by the shelves and become texts of the index, over and over, in any order."""
    numbers, texts, seen, newest = Numbers(), list[str](), 0, dict[str, int]()
    for step, id in steps:
        if step == "name":
            numbers.of(id)
        elif step == "text":
            texts.append(id)
        if step == "learn":
            # The index names only the newest text of an article.
            fresh = {name: text for text, name in enumerate(texts, 1) if text > seen}
            numbers.learn(sorted((text, name) for name, text in fresh.items()))
            newest.update(fresh)
            seen = len(texts)
    of_articles = {name: numbers.of(name) for name in "abcdefgh"}
    assert len(set(of_articles.values())) == 8
    assert all(numbers.ids[number] == name for name, number in of_articles.items())
    for text, name in enumerate(texts, 1):
        found = numbers.of_texts(bits_of([text]))
        assert found == (bits_of([of_articles[name]]) if newest.get(name) == text else 0)
    assert numbers.by_text(bits_of(list(of_articles.values()))) == {
        text: of_articles[name] for name, text in newest.items()
    }
