from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.errors import NotFound
from reader.library.kept import Draft
from reader.library.library import Library

DAY = date(2024, 3, 10)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        text = "One two three four five six seven eight."
        entry = opened.entries.add(Draft("Counting", text), parse_markdown(text))
        for number in range(7):
            moment = datetime(2024, 3, 1 + number, 12, tzinfo=UTC)
            opened.highlights.add(entry.id, Range(number, number + 1), created=moment)
        yield opened


def test_oldest_come_first_and_those_of_today_not_at_all(library: Library) -> None:
    assert [one.range.start for one in library.review.due(DAY)] == [0, 1, 2, 3, 4]
    assert [one.range.start for one in library.review.due(date(2024, 3, 2))] == [0]
    assert library.review.due(date(2024, 3, 1)) == ()


def test_what_was_seen_comes_back_after_twice_the_days(library: Library) -> None:
    first = library.review.due(DAY)[0]
    day, waits = DAY, []
    for _ in range(4):
        back = library.review.seen(first.id, day)
        waits.append((back - day).days)
        assert first.id not in {one.id for one in library.review.due(back - timedelta(days=1), 100)}
        assert first.id in {one.id for one in library.review.due(back, 100)}
        day = back
    assert waits == [2, 4, 8, 16]
    assert (library.review.seen(first.id, day, soon=True) - day).days == 2


def test_review_is_taken_back_by_undo_and_is_no_change_of_the_highlight(library: Library) -> None:
    first = library.review.due(DAY)[0]
    library.review.seen(first.id, DAY)
    assert library.highlights.get(first.id) == first
    library.undo()
    assert library.review.due(DAY)[0] == first


def test_lost_highlights_and_unknown_ids_are_not_reviewed(library: Library) -> None:
    entry = library.entries.all()[0]
    lost = library.highlights.add_lost(entry.id, "gone", created=datetime(2020, 1, 1, tzinfo=UTC))
    assert lost.id not in {one.id for one in library.review.due(DAY, 100)}
    with pytest.raises(NotFound):
        library.review.seen("nothing", DAY)


@given(st.lists(st.booleans(), max_size=30))
def test_wait_is_never_longer_than_a_year_nor_shorter_than_two_days(
    tmp_path_factory: pytest.TempPathFactory, answers: list[bool]
) -> None:
    with Library.open(tmp_path_factory.mktemp("review")) as library:
        entry = library.entries.add(Draft("Words", "Some words."), parse_markdown("Some words."))
        mark = library.highlights.add(entry.id, Range(0, 4), created=datetime(2024, 1, 1, tzinfo=UTC))
        day = DAY
        for soon in answers:
            back = library.review.seen(mark.id, day, soon=soon)
            assert 2 <= (back - day).days <= 365
            day = back
