"""Chosen highlights as one text file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.errors import ExportError
from reader.exporting.export import export_highlights
from reader.library.kept import Draft, Entry
from reader.library.library import Library


@pytest.fixture
def articles(tmp_path: Path) -> tuple[Library, Entry, Entry]:
    library = Library.open(tmp_path / "library", tmp_path / "cache")
    text = "One lamp.\n\nTwo lamps."
    first = library.entries.add(
        Draft("The *bright* [lamp]", text, byline="Ines Marlow", url="https://lamp.example/a b"),
        parse_markdown(text),
    )
    second = library.entries.add(Draft("Dark", "No lamp."), parse_markdown("No lamp."))
    library.highlights.add(first.id, Range(0, 21), note="Mine.\n\n- a list", tags=("sea wall",))
    library.highlights.add(first.id, Range(11, 14))
    library.highlights.add(second.id, Range(0, 2))
    return library, first, second


def test_quotes_stand_under_their_article_with_note_and_tags(articles: tuple[Library, Entry, Entry]) -> None:
    library, first, second = articles
    text = export_highlights(
        library, [*library.highlights.of(first.id), *library.highlights.of(second.id)], "quotes", None
    )
    assert text == (
        "## [The \\*bright\\* \\[lamp\\]](<https://lamp.example/a%20b>)\n\nInes Marlow\n\n"
        "> One lamp.\n>\n> Two lamps.\n\nMine.\n\n- a list\n\n#sea-wall\n\n> Two\n\n## Dark\n\n> No\n"
    )


def test_only_what_was_chosen_goes_out(articles: tuple[Library, Entry, Entry], tmp_path: Path) -> None:
    library, first, _ = articles
    chosen = [one for one in library.highlights.of(first.id) if one.anchor.exact == "Two"]
    target = tmp_path / "out.md"
    assert export_highlights(library, chosen, "quotes", target) == target.read_text("utf-8")
    assert "> Two" in target.read_text("utf-8")
    assert "One lamp" not in target.read_text("utf-8")
    assert export_highlights(library, chosen, "readwise", None).count("\r\n") == 2
    collection = json.loads(export_highlights(library, chosen, "annotations", None))
    assert "Dark" not in json.dumps(collection)
    assert export_highlights(library, [], "quotes", None) == ""


def test_place_that_cannot_be_written_is_said(articles: tuple[Library, Entry, Entry], tmp_path: Path) -> None:
    library, _, _ = articles
    for target in (tmp_path, tmp_path / "nowhere" / "out.md"):
        with pytest.raises(ExportError, match=str(target)):
            export_highlights(library, library.highlights.all(), "quotes", target)
    with pytest.raises(ExportError, match="not one text file"):
        export_highlights(library, library.highlights.all(), "epub", None)
