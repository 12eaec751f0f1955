from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library

TITLES = {
    "tower": "The lighthouse that moved inland",
    "church": "Moving a church and a lighthouse on rails",
    "bread": "How to bake bread with little water",
    "turm": "Der Leuchtturm zieht um",
    "turm2": "Ein Leuchtturm wird versetzt",
    "灯台": "灯台が動いた日",
    "灯台2": "古い灯台が動いた理由",
}


@pytest.mark.parametrize(("one", "other"), [("tower", "church"), ("turm", "turm2"), ("灯台", "灯台2")])
def test_same_subject_is_nearest_in_its_language(tmp_path: Path, one: str, other: str) -> None:
    with Library.open(tmp_path / "library", tmp_path / "cache") as library:
        ids = {
            name: library.entries.add(Draft(title, f"text of {name}"), parse_markdown(f"text of {name}")).id
            for name, title in TITLES.items()
        }
        library.search.refresh()
        near = library.likeness.near(ids[one])
        assert near[0].entry.id == ids[other]
        assert near[0].terms
        assert ids[one] not in [neighbour.entry.id for neighbour in near]
        assert ids["bread"] not in [neighbour.entry.id for neighbour in near]


def add(library: Library, title: str, text: str) -> str:
    return library.entries.add(Draft(title, text), parse_markdown(text)).id


def near(library: Library, id: str) -> list[str]:
    library.search.refresh()
    return [neighbour.entry.id for neighbour in library.likeness.near(id)]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", tmp_path / "cache") as opened:
        yield opened


def test_neighbours_are_found_behind_many_doubles(library: Library) -> None:
    text = "The ferry waits for the tide, and the pilot sells tickets of driftwood in the harbour."
    one = add(library, "Copy", text)
    for number in range(20):
        add(library, f"Copy {number}", text)
    other = add(library, "Tickets", "A pilot who sells driftwood was seen.")
    for number in range(20):
        add(library, f"Bread {number}", f"Loaves without water, number {number}, rise at night.")
    assert near(library, one) == [other]


def test_a_word_of_many_articles_does_not_hide_who_shares_it_among_others(library: Library) -> None:
    for number in range(150):
        add(library, f"Lighthouse {number}", f"lighthouse lighthouse keeper{number * 'x'} lamp{number * 'y'}")
    one = add(library, "Rails", "A lighthouse, on rails, inland, by engineers with jacks.")
    other = add(library, "Jacks", "Engineers moved it inland with jacks and rails: a lighthouse.")
    assert near(library, one)[0] == other
    assert near(library, other)[0] == one


def test_an_article_that_gets_another_title_has_other_neighbours(library: Library) -> None:
    one = add(library, "Of glaciers", "Alpha.")
    ice = add(library, "Glaciers melt", "Beta.")
    bread = add(library, "Bread rises", "Gamma.")
    for number in range(5):
        add(library, f"Harbour{number * 'x'}", f"Word{number * 'x'}.")
    assert near(library, one) == [ice]
    library.entries.edit(one, title="Of bread")
    assert near(library, one) == [bread]
    assert near(library, ice) == []
