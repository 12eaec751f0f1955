from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.errors import AmbiguousId, LibraryReadOnly, LibraryTooNew, NotFound
from reader.library import snapshots
from reader.library.ids import id_of, number_of
from reader.library.library import Library
from reader.library.lines import Tables
from reader.settings.folders import find_folders
from tests.library.samples import STORY, TIDE, add, draft, everything

pytestmark = pytest.mark.usefixtures("kept")


def test_what_was_kept_is_there_after_reopening(folder: Path) -> None:
    with Library.open(folder) as library:
        entry = add(library, url="https://tide.example/ferry", original=b"<p>\xff raw", stories=(STORY,))
        library.highlights.add(entry.id, Range(4, 9), colour="green", note="which one?")
        library.entries.set_note(entry.id, "for the trip")
        library.links.add("https://tide.example/next", "Next")
        kept = everything(library)
    with Library.open(folder) as library:
        assert everything(library) == kept
        assert library.entries.original(entry.id) == b"<p>\xff raw"
        assert library.entries.stories(entry.id) == (STORY,)
        assert library.entries.get(entry.id).highlights == 1
        assert library.notices == ()


def test_document_is_made_again_when_the_cache_was_deleted(folder: Path, tmp_path: Path) -> None:
    with Library.open(folder, tmp_path / "one") as library:
        entry = add(library)
        document = library.entries.document(entry.id)
    with Library.open(folder, tmp_path / "other") as library:
        assert library.entries.document(entry.id) == document


def test_any_unique_prefix_names_an_article(library: Library) -> None:
    entries = [add(library, f"Ferry {n}") for n in range(40)]
    for entry in entries:
        assert library.entries.find(entry.id) == entry
    letters = [entry.id[0] for entry in entries]
    shared = next(letter for letter in letters if letters.count(letter) > 1)  # 40 ids, 32 letters
    with pytest.raises(AmbiguousId):
        library.entries.find(shared)
    for wrong in ("", "no such id", "UPPER", "zzzzzzzzz"):
        with pytest.raises(NotFound):
            library.entries.get(wrong)


def test_every_id_has_its_row_number() -> None:
    for shown in ("00000000", "zzzzzzzz", "0a1b2c3d"):
        number = number_of(shown)
        assert number is not None
        assert id_of(number) == shown


def test_same_article_is_known_by_address_else_by_text(library: Library) -> None:
    entry = add(library, url="https://www.tide.example/ferry/?utm_source=letter", source_sha256="ab")
    assert library.entries.find_same("http://tide.example/ferry#top", None) == entry
    assert library.entries.find_same("https://other.example/", entry.text_hash) == entry
    assert library.entries.find_same("https://other.example/", "0") is None
    assert library.entries.by_source("ab") == entry


def test_articles_without_a_text_are_not_the_same(library: Library) -> None:
    first = add(library, "Only a link", "", url="https://tide.example/a", link_only=True)
    assert library.entries.find_same("https://tide.example/b", first.text_hash) is None


def test_shelves_count_what_they_show(library: Library) -> None:
    ids = [add(library, f"Ferry {n}").id for n in range(4)]
    library.entries.star(ids[:2])
    library.entries.set_state(ids[1:2], "archive")
    library.entries.opened(ids[2])
    library.entries.trash(ids[3:])
    counts = library.entries.counts()
    assert counts == {"unread": 1, "reading": 1, "archive": 1, "starred": 2, "trash": 1, "all": 3}
    assert all(len(library.entries.listing(shelf)) == count for shelf, count in counts.items())


def test_position_is_kept_and_never_goes_back_in_progress(library: Library) -> None:
    entry = add(library)
    library.entries.set_position(entry.id, 50, 80)
    library.entries.set_position(entry.id, 10, 30)
    before = library.revision
    library.entries.set_position(entry.id, 10, 30)
    found = library.entries.get(entry.id)
    assert (found.offset, found.furthest, library.revision) == (10, 80, before)


def test_purge_takes_files_and_highlights_along_but_only_from_the_trash(library: Library) -> None:
    gone, kept = add(library), add(library, "Stays")
    library.highlights.add(gone.id, Range(0, 9))
    library.entries.trash([gone.id])
    assert library.entries.purge([gone.id, kept.id]) == 1
    assert library.entries.size_bytes(gone.id) == 0
    assert library.entries.size_bytes(kept.id) > 0
    assert library.highlights.all() == ()
    assert library.entries.all() == (kept,)


def test_re_import_carries_highlights_and_position(library: Library) -> None:
    entry = add(library)
    start = TIDE.index("Nobody asked")
    mark = library.highlights.add(entry.id, Range(start, start + 12), note="why not?")
    gone = library.highlights.add(entry.id, Range(0, 25))
    library.entries.set_position(entry.id, start, start)
    newer = "A note from the editor, new today.\n\n" + TIDE[TIDE.index("Marta") :]
    library.entries.replace_text(entry.id, draft(markdown=newer), parse_markdown(newer))

    text = library.entries.document(entry.id).text
    found = library.highlights.get(mark.id)
    assert text[found.range.start : found.range.end] == "Nobody asked"
    assert (found.state, found.note) == ("exact", "why not?")
    assert library.highlights.get(gone.id).state == "lost"
    assert text[library.entries.get(entry.id).offset :].startswith("Nobody asked")


def test_undo_brings_the_old_text_and_places_back(library: Library) -> None:
    entry = add(library)
    library.highlights.add(entry.id, Range(80, 95))
    before = everything(library)
    library.entries.replace_text(entry.id, draft(markdown="All new."), parse_markdown("All new."))
    after = everything(library)
    assert after != before
    library.undo()
    assert everything(library) == before
    library.redo()
    assert everything(library) == after


def test_undo_of_an_older_change_leaves_later_ones(library: Library) -> None:
    entry = add(library)
    star = library.entries.star([entry.id])
    library.entries.tag([entry.id], ["sea"])
    assert library.undo(star) == star
    found = library.entries.get(entry.id)
    assert (found.starred, found.tags) == (False, ("sea",))


def test_deletions_can_be_undone_after_a_restart(folder: Path) -> None:
    with Library.open(folder) as library:
        entry = add(library)
        mark = library.highlights.add(entry.id, Range(4, 9))
        library.entries.trash([entry.id])
        library.highlights.remove(mark.id)
        assert library.highlights.of(entry.id) == ()
    with Library.open(folder) as library:
        library.undo()
        assert [one.id for one in library.highlights.of(entry.id)] == [mark.id]
        library.undo()
        assert [one.id for one in library.entries.all()] == [entry.id]
        assert library.undo() is None


def test_removed_highlights_are_forgotten_when_their_time_is_over(library: Library) -> None:
    entry = add(library)
    library.highlights.remove(library.highlights.add(entry.id, Range(4, 9)).id)
    assert library.highlights.forget_removed() == 0
    assert library.highlights.forget_removed(days=-1) == 1


def test_history_names_what_was_done(library: Library) -> None:
    entry = add(library, "The Ferry Waits")
    library.entries.star([entry.id])
    assert library.log()[-1] == "Star: The Ferry Waits"


def test_stock_tinydb_opens_the_state(folder: Path) -> None:
    with Library.open(folder) as library:
        entry = add(library)
        library._state.storage.begin()
        library._state.storage.compact()
        library._state.storage.end()
        rows = library._state.table("entries").search(where("title") == "The Ferry Waits")
        assert [id_of(str(row.doc_id)) for row in rows] == [entry.id]
    with TinyDB(folder / "db.json") as stock:
        assert stock.table("entries").all()[0]["title"] == "The Ferry Waits"


def test_a_change_through_tinydb_is_kept(folder: Path) -> None:
    with Library.open(folder) as library:
        entry = add(library)
        library._state.table("entries").update({"title": "Renamed"}, where("title") == "The Ferry Waits")
    with Library.open(folder) as library:
        assert library.entries.get(entry.id).title == "Renamed"


def test_rows_handed_out_cannot_change_the_library(library: Library) -> None:
    entry = add(library, tags=("sea",))
    with pytest.raises(AttributeError):
        entry.title = "Hijacked"  # type: ignore[misc]
    assert isinstance(entry.tags, tuple)


def test_control_characters_put_into_the_file_do_not_come_out(folder: Path) -> None:
    with Library.open(folder) as library:
        entry = add(library)
    journal = folder / "journal.jsonl"
    state = {"entries": {number_of(entry.id): _row_of(journal) | {"title": "\x1b[2J evil", "note": "\x07"}}}
    (folder / "db.json").write_bytes(snapshots.dump_snapshot(state, 1))  # type: ignore[arg-type]
    with Library.open(folder) as library:
        found = library.entries.get(entry.id)
        assert "\x1b" not in found.title
        assert "\x07" not in found.note


def _row_of(journal: Path) -> dict[str, object]:
    record = json.loads(journal.read_bytes().splitlines()[0][9:])
    return dict(next(iter(record["rows"]["entries"].values())))


def test_later_format_is_refused_and_left_alone(folder: Path) -> None:
    folder.mkdir()
    data = snapshots.dump_snapshot({}, 0).replace(b'"format":1', b'"format":9')
    (folder / "db.json").write_bytes(data)
    with pytest.raises(LibraryTooNew):
        Library.open(folder)
    assert (folder / "db.json").read_bytes() == data


def test_older_format_is_migrated_and_the_old_file_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder) as library:
        entry = add(library)
    old = (folder / "db.json").read_bytes()

    def shout(tables: Tables) -> Tables:
        for row in tables["entries"].values():
            row["title"] = row["title"].upper()
        return tables

    monkeypatch.setattr(snapshots, "FORMAT", 2)
    monkeypatch.setattr(snapshots, "MIGRATIONS", {1: shout})
    with Library.open(folder) as library:
        assert library.entries.get(entry.id).title == "THE FERRY WAITS"
        assert "format 2" in library.notices[0]
    assert (folder / "db.json.format-1").read_bytes() == old
    with Library.open(folder) as library:
        assert library.notices == ()


def test_read_only_writes_nothing(folder: Path) -> None:
    with Library.open(folder) as library:
        entry = add(library)
    files = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if "cache" not in path.parts}
    with Library.open(folder, read_only=True) as library:
        assert library.entries.get(entry.id) == entry
        assert library.notices
        with pytest.raises(LibraryReadOnly):
            library.entries.star([entry.id])
    assert files == {path: path.stat().st_mtime_ns for path in files}


def test_read_only_asking_for_a_missing_library_makes_none(folder: Path) -> None:
    with Library.open(folder, read_only=True) as library:
        assert library.entries.all() == ()
    assert not folder.exists()


def test_two_windows_see_each_others_work(folder: Path) -> None:
    with Library.open(folder) as one, Library.open(folder) as two:
        entry = add(one)
        assert two.refresh()
        assert not two.refresh()
        two.entries.tag([entry.id], ["sea"])
        one.entries.star([entry.id])  # has not refreshed: must not undo the tag
        two.refresh()
        for library in (one, two):
            found = library.entries.get(entry.id)
            assert (found.starred, found.tags) == (True, ("sea",))


def test_compaction_by_one_window_is_followed_by_the_other(folder: Path) -> None:
    with (
        Library.open(folder) as one,
        Library.open(folder) as two,
        Library.open(folder, read_only=True) as eye,
    ):
        add(one, "First")
        two.refresh()
        one._state.storage.begin()
        one._state.storage.compact()
        one._state.storage.end()
        add(one, "Second")
        add(two, "Third")
        for library in (one, two, eye):
            library.refresh()
            assert {entry.title for entry in library.entries.all()} == {"First", "Second", "Third"}


def test_threads_do_not_lose_each_others_writes(library: Library) -> None:
    entry = add(library)
    workers = [
        threading.Thread(
            target=lambda n=n: [library.entries.tag([entry.id], [f"{n}-{k}"]) for k in range(20)]
        )
        for n in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(library.entries.get(entry.id).tags) == 80


def test_opening_loads_no_parser(folder: Path) -> None:
    with Library.open(folder) as library:
        entry = add(library)
    code = (
        "import sys; from pathlib import Path; from reader.library.library import Library\n"
        f"Library.open(Path({str(folder)!r})).entries.document({entry.id!r})\n"
        "print({'lxml', 'markdown_it', 'bs4', 'rapidfuzz', 'pygments'} & set(sys.modules))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "set()\n"


def test_linked_state_file_stays_a_link(folder: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library:
        add(library)
    elsewhere = tmp_path / "elsewhere.json"
    (folder / "db.json").rename(elsewhere)
    (folder / "db.json").symlink_to(elsewhere)
    with Library.open(folder) as library:
        library._state.storage.begin()
        library._state.storage.compact()
        library._state.storage.end()
    assert (folder / "db.json").is_symlink()
    assert b"The Ferry Waits" in elsewhere.read_bytes()


def test_asking_for_folders_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGHTSTAND_LIBRARY", str(tmp_path / "from-env"))
    assert find_folders().library == tmp_path / "from-env"
    assert find_folders(tmp_path / "given").library == tmp_path / "given"
    assert find_folders(tmp_path / "given").cache != find_folders(tmp_path / "other").cache
    assert list(tmp_path.iterdir()) == []


def test_undo_after_a_purge_takes_back_what_was_done_to_others(library: Library) -> None:
    gone, kept = add(library), add(library, "Stays")
    both = library.entries.star([gone.id, kept.id])
    library.highlights.add(gone.id, Range(0, 9))
    library.entries.trash([gone.id])
    library.entries.purge([gone.id])
    assert library.undo() == both
    assert not library.entries.get(kept.id).starred
    assert library.redo() == both
    assert library.entries.get(kept.id).starred


def test_undo_does_not_bring_back_what_was_purged(library: Library) -> None:
    id = add(library).id
    library.entries.edit(id, title="Edited")
    change = library.entries.trash([id])
    library.entries.purge([id])
    library.undo(change)
    while library.undo():
        pass
    assert [*library.entries.all(), *library.entries.listing("trash")] == []


def test_log_says_how_many_articles_a_change_was_about(library: Library) -> None:
    library.entries.star([add(library, f"Ferry {number}").id for number in range(2)])
    assert library.log()[-1] == "Star: 2 articles"
