import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.document import Range
from reader.errors import QueryError
from reader.reading.finding import MAX_HITS, Finder, next_hit
from reader.reading.marks import hits_within

TEXT = "The Café opened. A cafe closed; the CAFÉS stayed. “Tide” — tides, and naïve Ïle. Straße."


def found(query: str, text: str = TEXT) -> list[str]:
    return [text[hit.start : hit.end] for hit in Finder(text).find(query)]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("cafe", ["Café", "cafe", "CAFÉ"]),
        ("café", ["Café", "cafe", "CAFÉ"]),
        ("Cafe", ["Café"]),
        ("CAFE", ["CAFÉ"]),
        (r"\wcafe", ["Café", "cafe"]),
        (r"\wCafe", ["Café"]),
        (r"\wtide", ["Tide"]),
        ('"tide"', ["“Tide”"]),
        ("naive ile", ["naïve Ïle"]),
        ("naive Ile", ["naïve Ïle"]),
        (r"\vcaf.\b", ["Café", "cafe"]),
        (r"\vC[aA]f", ["Caf"]),
        (r"\v", []),
        (r"\w", []),
        ("   ", []),
        ("strasse", ["Straße"]),
    ],
)
def test_query_finds(query: str, hits: list[str]) -> None:
    assert found(query) == hits


def test_expression_that_is_none_is_said() -> None:
    with pytest.raises(QueryError, match=r"no regular expression: missing \), unterminated subpattern"):
        Finder(TEXT).find(r"\v(tide")


@given(st.text("abcéñß日本 ", max_size=60), st.data())
def test_any_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : start + data.draw(st.integers(1, 10))].strip()
    if part:
        hits = Finder(text).find(part)
        assert hits
        assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


def test_prepared_text_is_found_in_as_before() -> None:
    text = "The Tower, the TOWER, thé tower."
    prepared = Finder(text)
    prepared.prepare()
    assert [*prepared.find("tower")] == [*Finder(text).find("tower")] != []
    assert len(prepared.find("the")) == 3


@given(st.sets(st.integers(0, 60)), st.integers(0, 60), st.integers(1, 20))
def test_hits_within_a_row_are_those_that_touch_it(starts: set[int], start: int, length: int) -> None:
    hits = tuple(Range(3 * place, 3 * place + 2) for place in sorted(starts))
    row = Range(start, start + length)
    assert [mark.range for mark in hits_within(hits, row.start, row.end)] == [
        hit for hit in hits if hit.overlaps(row)
    ]


def test_capital_letter_counts_among_letters_that_fold_otherwise() -> None:
    text = "tide Tide `Tide` Ti\u0308de T\u00ecde ti\u0308de  Tide\nTide"
    assert found("Tide", text) == ["Tide", "Tide", "Ti\u0308de", "T\u00ecde", "Tide", "Tide"]
    assert found("'Tide'", text) == ["`Tide`"]
    assert found("Tide Tide", text) == ["Ti\u0308de T\u00ecde", "Tide\nTide"]


def test_hits_are_kept_up_to_their_limit_and_stepped_through_round_the_ends() -> None:
    hits = Finder("ab" * (MAX_HITS + 10)).find("a")
    assert len(hits) == MAX_HITS
    assert (hits[0], hits[-1]) == (Range(0, 1), Range(2 * MAX_HITS - 2, 2 * MAX_HITS - 1))
    assert hits[1:3] == (Range(2, 3), Range(4, 5))
    assert next_hit(hits, hits[-1].start, forward=True) == 0
    assert next_hit(hits, 0, forward=False) == MAX_HITS - 1
    assert next_hit(hits, 3, forward=True) == 2
