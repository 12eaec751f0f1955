from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.errors import UnreadablePage
from reader.library.archive import is_archive
from reader.library.library import Library
from tests.library.samples import STORY, TIDE, add, draft, everything

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
WORDS = st.text("abc dé漢🎈\n", min_size=0, max_size=20)


@settings(max_examples=15, deadline=None)
@given(
    notes=st.lists(WORDS, min_size=1, max_size=4),
    tags=st.lists(st.sampled_from(["sea", "a b", "küste"]), max_size=3),
    place=st.integers(0, 60),
    gone=st.booleans(),
)
def test_what_was_written_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, notes: list[str], tags: list[str], place: int, gone: bool
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    with Library.open(folder / "one") as library:
        for number, note in enumerate(notes):
            entry = add(
                library, f"Ferry {number}", f"{TIDE}\n\n{number}", original=b"<p>\xff", stories=(STORY,)
            )
            library.entries.set_note(entry.id, note)
            library.entries.tag([entry.id], tags)
            library.highlights.add(entry.id, Range(place, place + 9), note=note, tags=tags)
        library.entries.replace_text(
            entry.id, draft(markdown="Quite new.\n\n" + TIDE), parse_markdown("Quite new.\n\n" + TIDE)
        )
        if gone:
            library.entries.trash([entry.id])
        library.links.add("https://tide.example/next", "Next")
        library.archive.write(folder / "all.zip", NOW)
        kept = everything(library)
    with Library.open(folder / "two") as library:
        taken = library.archive.read(folder / "all.zip")
        assert (taken.new, taken.problems) == (len(notes), [])
        assert everything(library) == kept
        assert library.entries.original(entry.id) == b""
        assert library.entries.previous_texts(entry.id)
        assert library.check().problems == ()


def test_reading_the_same_archive_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    entry = add(library, url="https://tide.example/ferry")
    library.highlights.add(entry.id, Range(4, 9))
    library.archive.write(tmp_path / "all.zip", NOW)
    before, revision = everything(library), library.revision
    taken = library.archive.read(tmp_path / "all.zip")
    assert (taken.new, taken.merged, taken.same) == (0, 0, 1)
    assert everything(library) == before
    assert library.revision == revision


def test_an_article_that_is_here_gets_what_it_lacks(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one") as library:
        entry = add(library, url="https://tide.example/ferry?utm_source=mail", tags=("sea",))
        library.highlights.add(entry.id, Range(4, 9), note="which one?")
        library.archive.write(tmp_path / "all.zip", NOW)
    with Library.open(tmp_path / "two") as library:
        longer = "A line on top.\n\n" + TIDE
        known = add(library, markdown=longer, url="https://tide.example/ferry", tags=("boats",))
        taken = library.archive.read(tmp_path / "all.zip")
        assert (taken.new, taken.merged, taken.highlights) == (0, 1, 1)
        assert library.entries.get(known.id).tags == ("boats", "sea")
        (mark,) = library.highlights.of(known.id)
        assert mark.note == "which one?"
        assert library.entries.document(known.id).text[mark.range.start : mark.range.end] == "ferry"


def test_a_damaged_or_foreign_zip_changes_nothing(library: Library, tmp_path: Path) -> None:
    add(library)
    whole = tmp_path / "all.zip"
    library.archive.write(whole, NOW)
    before = everything(library)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-40])
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as made:
        made.writestr("manifest.json", json.dumps({"kind": "something else"}))
    later = tmp_path / "later.zip"
    with zipfile.ZipFile(later, "w") as made:
        made.writestr("manifest.json", json.dumps({"kind": "nightstand library", "schema": 99}))
    for wrong in (cut, foreign, later):
        with pytest.raises(UnreadablePage):
            library.archive.read(wrong)
    assert everything(library) == before
    assert is_archive(whole)
    assert not is_archive(foreign)
    assert not is_archive(cut)


def test_rows_that_were_edited_badly_are_left_out_and_said(library: Library, tmp_path: Path) -> None:
    add(library, "Good", "Good text.")
    bad = add(library, "Bad", "Bad text.")
    library.archive.write(tmp_path / "all.zip", NOW)
    with zipfile.ZipFile(tmp_path / "all.zip") as opened, zipfile.ZipFile(tmp_path / "two.zip", "w") as made:
        for name in opened.namelist():
            data = opened.read(name)
            made.writestr(
                name, data.replace(b'"title":"Bad"', b'"title":null') if name == "state.json" else data
            )
        made.writestr("articles/../../escape.txt", "out")
    with Library.open(tmp_path / "two") as other:
        taken = other.archive.read(tmp_path / "two.zip")
        assert [entry.title for entry in other.entries.all()] == ["Good"]
        assert len(taken.problems) == 1
        assert bad.id in taken.problems[0]
    assert not list(tmp_path.rglob("escape.txt"))
