"""A lost highlight gets a place by hand: the next mark is it, whatever the disk says in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.errors import LibraryError, NotFound
from reader.library.kept import Draft
from reader.library.library import Library
from reader.reading.session import Session
from tests.library.disks import full_disk

_TEXT = "The tower was built on sand.\n\nNobody asked the keeper.\n\nThe goat stayed."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", tmp_path / "cache") as opened:
        yield opened


@pytest.fixture
def session(library: Library) -> Session:
    entry = library.entries.add(Draft("T", _TEXT), parse_markdown(_TEXT))
    lost = library.highlights.add_lost(entry.id, "Nobody asks the keeper", colour="blue", note="why?")
    opened = Session.open(library, entry.id)
    opened.placed_anew = lost.id
    return opened


def test_the_next_mark_gives_a_lost_highlight_its_place_and_the_one_after_is_new(session: Session) -> None:
    lost = session.placed_anew
    session.select_range(Range(30, 54))
    placed = session.highlight()
    assert placed is not None
    assert (placed.id, placed.state, placed.anchor.exact) == (lost, "exact", "Nobody asked the keeper.")
    assert (placed.colour, placed.note) == ("blue", "why?")
    session.select_range(Range(0, 9))
    assert session.highlight() is not None
    assert len(session.highlights) == 2


def test_a_disk_that_refuses_the_place_leaves_it_to_the_next_mark(session: Session) -> None:
    lost = session.placed_anew
    session.select_range(Range(30, 54))
    with full_disk(), pytest.raises(LibraryError):
        session.highlight()
    placed = session.highlight()
    assert placed is not None
    assert placed.id == lost


def test_a_lost_highlight_that_was_removed_meanwhile_does_not_stand_in_the_way(
    library: Library, session: Session
) -> None:
    assert session.placed_anew is not None
    library.highlights.remove(session.placed_anew)
    session.select_range(Range(30, 54))
    with pytest.raises(NotFound):
        session.highlight()
    made = session.highlight()
    assert made is not None
    assert made.anchor.exact == "Nobody asked the keeper."
