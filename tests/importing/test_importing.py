"""Files end to end: from their bytes to articles, tags, states and highlights of the library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.document.document import Range
from reader.errors import UnreadablePage
from reader.importing.bringing import import_paths
from reader.importing.results import ImportResult
from reader.library.library import Library
from tests.formats import samples
from tests.formats.samples import URL, csv_bytes, json_bytes, zip_bytes


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def bring(library: Library, path: Path, data: bytes | str, **options: object) -> list[ImportResult]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(import_paths(library, [str(path)], **options))  # type: ignore[arg-type]


POCKET = [
    {"title": "The Ferry", "url": f"{URL}?utm_source=pocket", "time_added": "1709460000", "tags": "sea|isle", "status": "archive"},
    {"title": "B", "url": f"{URL}/b", "time_added": "1709460001", "tags": "", "status": "unread"},
]  # fmt: skip


def test_pocket_export_becomes_links_with_their_marks_shown(library: Library, tmp_path: Path) -> None:
    annotations = [{"url": f"{URL}?utm_source=pocket", "title": "", "highlights": [{"quote": "the only clock on the island", "created_at": 1709460000}]}]  # fmt: skip
    data = zip_bytes(
        {"part_000000.csv": csv_bytes(POCKET), "annotations/part_0.json": json_bytes(annotations)}
    )
    assert [one.outcome for one in bring(library, tmp_path / "pocket.zip", data)] == ["new", "new"]
    entry = library.entries.find_same(URL, None)
    assert entry is not None
    assert (entry.link_only, entry.state, entry.tags, entry.site) == (
        True,
        "archive",
        ("sea", "isle"),
        "harbour.example",
    )
    (mark,) = library.highlights.of(entry.id)
    assert (mark.anchor.exact, mark.state, mark.created.year) == (
        "the only clock on the island",
        "exact",
        2024,
    )


def test_a_second_import_changes_nothing(library: Library, tmp_path: Path) -> None:
    for name, data in (
        ("pocket.csv", csv_bytes(POCKET)),
        ("omnivore.zip", zip_bytes(samples.OMNIVORE)),
        ("clippings.txt", samples.CLIPPINGS),
        ("ferry.html", samples.page()),
        ("book.epub", samples.epub(2)),
    ):
        bring(library, tmp_path / name, data)
        revision = library.revision
        again = bring(library, tmp_path / name, data)
        assert {one.outcome for one in again} == {"same"}, name
        assert library.revision == revision, name


def test_the_page_itself_fills_its_link_and_the_marks_find_their_places(
    library: Library, tmp_path: Path
) -> None:
    rows = [
        {"URL": URL, "Title": "The Ferry", "Selection": "the only clock on the island", "Folder": "Starred"}
    ]
    bring(library, tmp_path / "instapaper.csv", csv_bytes(rows))
    (result,) = bring(
        library, tmp_path / "ferry.html", samples.page(head=f'<link rel="canonical" href="{URL}">')
    )
    assert result.outcome == "updated"
    (entry,) = library.entries.all()
    assert (entry.link_only, entry.starred) == (False, True)
    text = library.entries.document(entry.id).text
    (mark,) = library.highlights.of(entry.id)
    assert mark.state == "exact"
    assert text[mark.range.start : mark.range.end] == "the only clock on the island"
    assert "driftwood" in text


def test_a_link_never_replaces_a_text_but_brings_its_tags(library: Library, tmp_path: Path) -> None:
    bring(library, tmp_path / "ferry.html", samples.page(head=f'<link rel="canonical" href="{URL}">'))
    before = library.entries.document(library.entries.all()[0].id).text
    first, _ = bring(library, tmp_path / "pocket.csv", csv_bytes(POCKET))
    assert first.outcome == "updated"
    entry = library.entries.find_same(URL, None)
    assert entry is not None
    assert library.entries.document(entry.id).text == before
    assert entry.tags == ("sea", "isle")
    assert entry.saved is not None
    assert entry.saved.year == 2024


def test_of_a_repeated_quote_the_one_with_its_neighbours_is_marked(library: Library, tmp_path: Path) -> None:
    story = (
        "The bell rang. Marta closed the hut. The bell rang. The ferry came in. The bell rang. Nobody left."
    )
    bring(
        library,
        tmp_path / "page.html",
        f"<title>T</title><article><h1>T</h1><p>{story}</p></article>",
        url=URL,
    )
    selector = {
        "type": "TextQuoteSelector",
        "exact": "The bell rang",
        "prefix": "ferry came in. ",
        "suffix": ". Nobody",
    }
    rows = [{"uri": URL, "text": "why?", "target": [{"source": URL, "selector": [selector]}], "tags": []}]
    bring(library, tmp_path / "marks.json", json_bytes({"total": 1, "rows": rows}))
    (mark,) = library.highlights.all()
    assert library.entries.document(mark.entry).text[mark.range.start :] == "The bell rang. Nobody left."


def test_quotes_that_are_not_in_the_text_are_kept_as_lost(library: Library, tmp_path: Path) -> None:
    record = {"title": "The Ferry", "url": URL, "content": samples.ARTICLE, "is_archived": 0, "is_starred": 1, "tags": [], "annotations": [{"quote": "no such words", "text": "mine"}, {"quote": "when  the tide\nallows", "text": ""}]}  # fmt: skip
    bring(library, tmp_path / "wallabag.json", json_bytes([record]))
    lost, found = library.highlights.all()
    assert (lost.state, lost.anchor.exact, lost.note) == ("lost", "no such words", "mine")
    assert (found.state, found.anchor.exact) == ("exact", "when the tide allows")


def test_later_marks_of_a_link_join_the_earlier(library: Library, tmp_path: Path) -> None:
    first = [{"URL": URL, "Title": "T", "Selection": "the first passage", "Folder": "Unread"}]
    second = [{"URL": URL, "Title": "T", "Selection": "the second passage", "Folder": "Unread"}]
    bring(library, tmp_path / "a.csv", csv_bytes(first))
    (result,) = bring(library, tmp_path / "b.csv", csv_bytes(second))
    assert result.outcome == "updated"
    (entry,) = library.entries.all()
    assert [mark.anchor.exact for mark in library.highlights.of(entry.id)] == [
        "the first passage",
        "the second passage",
    ]
    assert {mark.state for mark in library.highlights.of(entry.id)} == {"exact"}


def test_a_changed_page_without_address_is_the_same_article(library: Library, tmp_path: Path) -> None:
    bring(library, tmp_path / "notes.txt", "\n\n".join(samples.PARAGRAPHS))
    (result,) = bring(
        library, tmp_path / "notes.txt", "\n\n".join([*samples.PARAGRAPHS, "A paragraph more."])
    )
    assert result.outcome == "updated"
    assert len(library.entries.all()) == 1


def test_progress_and_reading_state_come_along(library: Library, tmp_path: Path) -> None:
    bring(library, tmp_path / "omnivore.zip", zip_bytes(samples.OMNIVORE))
    entries = {entry.title: entry for entry in library.entries.all()}
    assert entries["The Pier"].state == "reading"
    assert entries["The Pier"].progress == pytest.approx(0.4, abs=0.01)
    assert entries["The Ferry Waits"].progress == 1.0
    quotes = {mark.anchor.exact for mark in library.highlights.of(entries["The Ferry Waits"].id)}
    assert "the only clock on the island" in quotes


def test_dry_run_says_what_would_come_and_writes_nothing(library: Library, tmp_path: Path) -> None:
    revision = library.revision
    results = bring(library, tmp_path / "pocket.csv", csv_bytes(POCKET), dry_run=True)
    assert [(one.outcome, one.title) for one in results] == [("new", "The Ferry"), ("new", "B")]
    assert library.revision == revision


def test_bad_members_are_said_and_the_others_come_in(library: Library, tmp_path: Path) -> None:
    data = zip_bytes(
        {"a.html": samples.page(), "b.html": b"\x00\x01\x02" * 400, "package.json": b'{"name": "x"}'}
    )
    results = bring(library, tmp_path / "pages.zip", data)
    assert [one.outcome for one in results] == ["new", "skipped", "skipped"]
    assert "binary" in results[1].problem
    assert results[1].path.endswith("pages.zip:b.html")


def test_a_closed_folder_is_a_result_and_stops_no_other(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = UnreadablePage("closed", "permission denied")
    page = tmp_path / "a.txt"
    page.write_text("The ferry is late again. " * 30)
    monkeypatch.setattr("reader.importing.bringing.find_files", lambda _: iter([closed, page]))
    skipped, new = import_paths(library, ["saved"])
    assert (skipped.path, skipped.outcome, skipped.problem) == ("closed", "skipped", "permission denied")
    assert new.outcome == "new"


def test_many_files_are_cleaned_by_several_processes_in_order(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(40):
        body = samples.ARTICLE.replace("Waits", f"Waits {number:02}") + f"<p>Only in number {number}.</p>"
        (folder / f"{number:02}.html").write_text(samples.page(body, title=f"The Ferry Waits {number:02}"))
    (folder / "07.html").write_bytes(b"")
    results = list(import_paths(library, [str(folder)], tags=("all",)))
    assert [Path(one.path).name for one in results] == [f"{number:02}.html" for number in range(40)]
    assert [one.outcome for one in results].count("new") == 39
    assert results[7].outcome == "skipped"
    assert {entry.tags for entry in library.entries.all()} == {("all",)}
    again = list(import_paths(library, [str(folder)]))
    assert [one.outcome for one in again].count("same") == 39


def test_a_whole_library_comes_back_from_its_zip(library: Library, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    bring(library, tmp_path / "ferry.html", samples.page())
    library.archive.write(tmp_path / "all.zip", datetime(2026, 1, 1, tzinfo=UTC))
    with Library.open(tmp_path / "other") as other:
        (result,) = import_paths(other, [str(tmp_path / "all.zip")])
        assert result.outcome == "new"
        assert [entry.title for entry in other.entries.all()] == [
            entry.title for entry in library.entries.all()
        ]


def test_an_exported_note_comes_back_with_all_that_the_user_gave(library: Library, tmp_path: Path) -> None:
    from reader.exporting.item import items_of
    from reader.exporting.notes import note_text

    (result,) = bring(library, tmp_path / "ferry.html", samples.page())
    assert result.entry is not None
    id = result.entry.id
    text = library.entries.document(id).text
    for quote, note in (("the only clock on the island", "whose?\n\nask"), ("for forty years", "")):
        start = text.index(quote)
        library.highlights.add(id, Range(start, start + len(quote)), note=note, tags=("sea",) if note else ())
    library.entries.tag([id], ["isle", "boats"])
    library.entries.star([id])
    library.entries.set_state([id], "archive")
    library.entries.set_note(id, "read again\n\nin winter")
    (item,) = items_of(library, library.entries.all())
    with Library.open(tmp_path / "other") as other:
        (again,) = bring(other, tmp_path / "note.md", note_text(item))
        entry = again.entry
        assert entry is not None
        assert other.entries.document(entry.id).text == text
        was = library.entries.get(id)
        for field in ("title", "tags", "starred", "state", "note", "language"):
            assert getattr(entry, field) == getattr(was, field), field
        assert entry.saved is not None
        assert entry.saved.date() == item.saved.date()
        marks = [(one.anchor.exact, one.note, one.tags, one.state) for one in other.highlights.of(entry.id)]
        assert marks == [(one.anchor.exact, one.note, one.tags, one.state) for one in item.highlights]
        revision = other.revision
        assert [one.outcome for one in bring(other, tmp_path / "note.md", note_text(item))] == ["same"]
        assert other.revision == revision
    (same,) = bring(library, tmp_path / "note.md", note_text(item))
    assert (same.outcome, len(library.entries.all())) == ("same", 1)


def test_text_without_a_headline_is_called_by_its_first_words(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.json"
    text = "Remember to ask the ferryman about the goat, the lamp and the two chairs that went under."
    content = {"type": "text", "text": text}
    file.write_text(json.dumps({"bookmarks": [{"createdAt": 1700000000, "content": content, "tags": []}]}))
    (result,) = import_paths(library, [str(file)])
    assert result.entry is not None
    assert result.entry.title == "Remember to ask the ferryman about the goat, the lamp and…"
