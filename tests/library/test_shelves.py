"""Queries kept as shelves."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import NotFound, QueryError
from reader.library.library import Library
from reader.library.shelves import SavedShelf
from tests.library.samples import add


def test_a_shelf_holds_what_its_query_finds(folder: Path) -> None:
    with Library.open(folder) as library:
        long = add(library, "Long", "sea " * 3000)
        short, other = add(library, "Short", "A sea of words."), add(library, "Other", "Bread.")
        library.search.refresh()
        library.shelves.save("Près de la mer", "sea", "title")
    with Library.open(folder) as library:
        library.search.refresh()
        found = library.shelves.entries("pres de la MER")
        assert [entry.id for entry in found] == [long.id, short.id]
        assert library.shelves.entries("près de la mer", sort="minutes")[0].id == short.id
        narrowed = library.shelves.entries("près de la mer", query="words:<100 or bread")
        assert [entry.id for entry in narrowed] == [short.id]
        assert other.id not in {entry.id for entry in found}


def test_saving_again_changes_and_undo_takes_back(library: Library) -> None:
    library.shelves.save("Short", "minutes:<5")
    library.shelves.save("short", "minutes:<3", "minutes")
    assert library.shelves.all() == (SavedShelf("short", "minutes:<3", "minutes"),)
    library.undo()
    assert library.shelves.all() == (SavedShelf("Short", "minutes:<5", None),)
    library.shelves.remove("SHORT")
    assert library.shelves.all() == ()
    library.undo()
    assert library.shelves.find("short").query == "minutes:<5"


@pytest.mark.parametrize(
    ("name", "query"),
    [("", "sea"), ("Unread", "sea"), ("x", ""), ("x", "is:nothing"), ("x", "words:many"), ("x", "(sea")],
)
def test_what_cannot_be_a_shelf_is_told_and_not_kept(library: Library, name: str, query: str) -> None:
    with pytest.raises(QueryError):
        library.shelves.save(name, query)
    assert library.shelves.all() == ()


def test_a_shelf_that_is_not_there_is_told(library: Library) -> None:
    for call in (library.shelves.find, library.shelves.remove, library.shelves.entries):
        with pytest.raises(NotFound, match="no shelf is called 'nowhere'"):
            call("nowhere")
