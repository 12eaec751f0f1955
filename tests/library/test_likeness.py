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
