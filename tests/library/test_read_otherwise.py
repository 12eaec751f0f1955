"""A newer version may read the same Markdown otherwise: what the user marked goes along."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.errors import WriteFailed
from reader.library.entries import Entries
from reader.library.library import Library
from tests.library.samples import draft

MARKDOWN = "Eels[^1] swim upstream.\n\nThe weir keeper counts them by hand.\n\n[^1]: Ibid."
READ_BEFORE = "Eels^1 swim upstream.\n\nThe weir keeper counts them by hand."
QUOTE = "counts them by hand"


@pytest.fixture
def id(library: Library, folder: Path) -> str:
    """An article with a highlight and a position, kept when its footnote was lost in reading."""
    before = parse_markdown(READ_BEFORE)
    entry = library.entries.add(draft(markdown=MARKDOWN), before)
    start = before.text.index(QUOTE)
    library.highlights.add(entry.id, Range(start, start + len(QUOTE)))
    library.entries.set_position(entry.id, start, start)
    shutil.rmtree(folder / "cache")
    return entry.id


def test_places_are_carried_over(library: Library, id: str) -> None:
    document = library.entries.document(id)
    assert document.text.endswith("Ibid.")
    (mark,) = library.highlights.of(id)
    assert document.text[mark.range.start : mark.range.end] == QUOTE
    assert mark.state == "exact"
    assert library.entries.get(id).offset == document.text.index(QUOTE)
    assert library.check().problems == ()


def test_it_is_no_step_of_undo(library: Library, id: str) -> None:
    library.entries.document(id)
    undone = library.undo()
    assert undone is not None
    assert library.highlights.of(id) == ()
    assert library.check().problems == ()


def test_what_the_disk_refuses_is_read_all_the_same(
    library: Library, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise WriteFailed(Path("journal"), "no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Entries, "_carry_over", refuse)
        assert library.entries.document(id).text.endswith("Ibid.")
    library.entries.document(id)
    (mark,) = library.highlights.of(id)
    assert library.entries.document(id).text[mark.range.start : mark.range.end] == QUOTE
