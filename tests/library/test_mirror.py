"""A state whose rows stand in the mirror answers as one in memory, whatever happens to the mirror."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from tinydb import TinyDB, where

from reader.document.document import Range
from reader.library import compactor, journal, mirroring, snapshots
from reader.library.keys import KEYS, SHELVES
from reader.library.library import Library
from reader.library.mirror import Mirror
from reader.library.search.index import Index
from tests.library.durability import compact, compact_beside
from tests.library.samples import add, everything

_QUERIES = (
    "",
    "ferry",
    "tag:sea",
    "is:starred -tag:sea",
    "is:highlighted",
    "is:trashed",
    "words:>5 is:unread",
)


@pytest.fixture(autouse=True)
def _mirror_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirroring, "_LEAST_MIRRORED_BYTES", 0)


@pytest.fixture
def ids(folder: Path) -> tuple[str, ...]:
    """A library of twelve articles that has a snapshot."""
    with Library.open(folder) as library:
        made = tuple(add(library, f"Ferry {number}", site=f"Pier {number % 3}").id for number in range(12))
        library.entries.tag(made[:4], ["sea"])
        library.entries.trash(made[4:6])
        library.highlights.add(made[0], Range(4, 9))
        compact(library)
    return made


def _answers(library: Library) -> dict[str, Any]:
    """What a library says to every question that the mirror answers."""
    return {
        "all": everything(library),
        "shelves": {shelf: list(library.entries.listing(shelf)) for shelf in SHELVES},
        "saved": list(library.entries.shelving.ids(None, "saved")),
        "counts": library.entries.counts(),
        "keys": {name: library._state.indexes[name].counts() for name in KEYS},
        "found": {query: [entry.id for entry in library.search.find(query)] for query in _QUERIES},
        "expired": library.entries.expired(),
        "last opened": library.entries.last_opened(),
    }


def _is_mirrored(library: Library) -> bool:
    return library._state.storage.rows.mirror is not None


def _in_memory(folder: Path) -> dict[str, Any]:
    with (
        patch.object(mirroring, "_LEAST_MIRRORED_BYTES", 1 << 40),
        Library.open(folder, folder.parent / "another cache") as library,
    ):
        assert not _is_mirrored(library)
        return _answers(library)


def _mirrors(folder: Path) -> list[Path]:
    return list((folder / "cache" / "state").glob("*/*.sqlite"))


def _do_something(library: Library, chance: random.Random) -> None:
    entries = library.entries
    known = [*entries.shelving.ids(None)]
    some = chance.sample(known, k=min(len(known), chance.randint(1, 4)))
    one = some[0]
    actions: list[Callable[[], object]] = [
        lambda: add(library, f"Ferry {chance.random()}", url=f"https://tide.example/{chance.random()}"),
        lambda: entries.set_state(some, chance.choice(["unread", "reading", "archive"])),
        lambda: chance.choice([entries.star, entries.unstar])(some),
        lambda: chance.choice([entries.tag, entries.untag])(some, [chance.choice(["sea", "pier"])]),
        lambda: chance.choice([entries.trash, entries.restore])(some),
        lambda: entries.opened(one),
        lambda: entries.edit(one, site=chance.choice(["", "Pier 1", "Quay"])),
        lambda: library.highlights.add(one, Range(1, chance.randint(2, 20)), note=chance.choice(["", "n"])),
        lambda: [library.highlights.remove(mark.id) for mark in library.highlights.of(one)],
        lambda: entries.purge([entry.id for entry in entries.listing("trash")][:2]),
        library.undo,
        library.redo,
        lambda: compact(library),
    ]
    chance.choice(actions)()


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("seed", range(6))
def test_any_history_is_told_as_it_is_in_memory(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    library = Library.open(folder)
    try:
        _answers(library)  # what is made when it is first asked for is to follow from here on
        for step in range(60):
            _do_something(library, chance)
            if step % 12 == 5:
                library.close()
                library = Library.open(folder)
            if step % 20 == 19:
                assert _answers(library) == _in_memory(folder)
        assert _is_mirrored(library)
    finally:
        library.close()


@pytest.mark.usefixtures("ids")
def test_reading_and_triage_never_read_the_whole_state(folder: Path) -> None:
    Library.open(folder).close()  # makes the mirror
    with (
        patch.object(snapshots, "read_snapshot", side_effect=AssertionError("the whole state was read")),
        Library.open(folder) as library,
    ):
        library.entries.counts()
        entry = library.entries.listing("unread")[0]
        library.entries.opened(entry.id)
        library.entries.document(entry.id)
        library.entries.set_position(entry.id, 20, 60)
        library.highlights.add(entry.id, Range(0, 4))
        library.entries.tag([entry.id], ["read today"])
        library.entries.trash([entry.id])
        library.undo()
        assert library.entries.find(entry.id[:6]).tags == ("read today",)
        assert library.entries.last_opened() == library.entries.get(entry.id)


def test_undo_of_a_deletion_reaches_over_a_restart(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        library.entries.trash(ids[7:9])
    with Library.open(folder) as library:
        library.undo()
        assert not any(library.entries.get(id).trashed for id in ids[7:9])


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"garbage" * 500,
        lambda data: data[: len(data) // 2],
        lambda data: data[:4096] + bytes(len(data) - 4096),
        lambda data: data.replace(b"Ferry", b"Fairy"),
    ],
    ids=["empty", "garbage", "truncated", "zeros", "letters changed"],
)
def test_damaged_mirror_costs_nothing(
    folder: Path, ids: tuple[str, ...], damage: Callable[[bytes], bytes]
) -> None:
    Library.open(folder).close()
    expected = _in_memory(folder)
    (mirror,) = _mirrors(folder)
    mirror.write_bytes(damage(mirror.read_bytes()))
    with Library.open(folder) as library:
        assert _answers(library) == expected
        library.entries.star([ids[1]])
    assert [entry.id for entry in _in_memory(folder)["shelves"]["starred"]] == [ids[1]]


def test_lists_made_before_a_change_have_the_changed_article_too(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        before = library.entries.tags(), library.entries.sites()
        library.entries.star([ids[0]])
        assert (library.entries.tags(), library.entries.sites()) == before
        assert [entry.id for entry in library.search.find("tag:sea is:starred")] == [ids[0]]
        library.entries.tag([ids[9]], ["sea", "tide"])
        library.entries.untag([ids[1]], ["sea"])
        assert library.entries.tags() == {"sea": before[0]["sea"], "tide": 1}


def test_brought_up_mirror_finds_rows_under_what_they_have_now(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        library.entries.edit(ids[7], site="Harbour")
        library.entries.tag([ids[8]], ["tide"])
        library.entries.star([ids[9]])
        library.entries.restore([ids[4]])
        compact(library)
        assert _is_mirrored(library)
        assert _answers(library) == _in_memory(folder)


class _Recorded(dict[str, Any]):
    """A row that remembers what was read of it."""

    def __init__(self, row: dict[str, Any]) -> None:
        super().__init__(row)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.read.add(name)
        return super().get(name, default)


@pytest.mark.usefixtures("ids")
def test_fields_that_keys_read_are_those_that_are_compared(folder: Path) -> None:
    with Library.open(folder) as library:
        for key in KEYS.values():
            for row in library._state.rows(key.table):
                recorded = _Recorded(row)
                list(key.of(recorded))
                assert recorded.read <= set(key.fields)


def test_mirror_that_lost_rows_is_left(folder: Path, ids: tuple[str, ...]) -> None:
    Library.open(folder).close()
    (mirror,) = _mirrors(folder)
    with sqlite3.connect(mirror) as connection:
        connection.execute("DELETE FROM rows WHERE key IN (SELECT key FROM rows LIMIT 3)")
    connection.close()
    with Library.open(folder) as library:
        assert len(library._state.items("entries")) == len(ids)
        assert not _is_mirrored(library)


def test_deleted_mirror_is_made_again(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        for mirror in _mirrors(folder):
            mirror.unlink()
        library.entries.star([ids[1]])  # under a window, too
    with Library.open(folder) as library:
        assert _is_mirrored(library)
        assert _answers(library) == _in_memory(folder)
        assert library.entries.get(ids[1]).starred


def test_state_changed_by_stock_tinydb_is_seen(folder: Path, ids: tuple[str, ...]) -> None:
    Library.open(folder).close()
    with TinyDB(folder / "db.json") as stock:
        stock.table("entries").update({"title": "By hand"}, where("title") == "Ferry 3")
    with Library.open(folder) as library:
        assert library.entries.get(ids[3]).title == "By hand"


def test_a_journal_that_was_cut_makes_a_new_mirror(folder: Path, ids: tuple[str, ...]) -> None:
    with patch.object(journal, "_LONGEST_GAP_BYTES", 0), Library.open(folder) as library:
        library.entries.star([ids[1]])
    (folder / "journal.jsonl").write_bytes(b"")
    with Library.open(folder) as library:
        assert not library.entries.get(ids[1]).starred


def test_windows_see_each_other_through_writes_and_compactions(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as one, Library.open(folder) as two:
        _answers(one), _answers(two)
        one.entries.star([ids[1]])
        two.entries.tag([ids[1]], ["pier"])
        compact(one)
        two.entries.trash([ids[2]])
        with patch.object(journal, "_LONGEST_GAP_BYTES", 0), Library.open(folder) as three:
            three.entries.set_state([ids[9]], "archive")
        for library in (one, two):
            library.refresh()
            assert _is_mirrored(library)
        assert _answers(one) == _answers(two) == _in_memory(folder)
        found = one.entries.get(ids[1])
        assert found.starred
        assert "pier" in found.tags


def test_mirror_that_one_window_brings_up_does_not_move_under_another(
    folder: Path, ids: tuple[str, ...]
) -> None:
    with Library.open(folder) as one:
        before = one.entries.tags()
        with patch.object(journal, "_LONGEST_GAP_BYTES", 0), Library.open(folder) as two:
            two.entries.tag([ids[8]], ["sea"])
        assert one.entries.tags() == before
        one.refresh()
        assert one.entries.tags() == {"sea": before["sea"] + 1}


def test_writes_after_the_last_start_are_read_from_the_journal(folder: Path, ids: tuple[str, ...]) -> None:
    Library.open(folder).close()
    left = Library.open(folder)
    left.entries.star([ids[1]])  # and killed: never closed
    with Library.open(folder) as library:
        assert library.entries.get(ids[1]).starred
        assert library.entries.counts()["starred"] == 1


def test_reading_alone_does_not_index_again_at_the_next_start(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        library.search.refresh()
        library.entries.set_position(ids[1], 10, 50)
    with Library.open(folder) as library:
        assert library.search.is_ready()


def test_index_is_brought_up_by_what_the_journal_has_beyond_it(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        library.search.refresh()
    with Library.open(folder) as library:
        library.entries.edit(ids[1], title="Driftwood")
        library.highlights.add(ids[2], Range(4, 9), note="oarlock")
    with Library.open(folder) as library:
        with patch.object(Index, "digests", autospec=True, side_effect=Index.digests) as asked:
            library.search.refresh()
        assert set(asked.call_args.args[1]) == {ids[1], ids[2]}
        assert [entry.id for entry in library.search.find("title:driftwood")] == [ids[1]]
        assert [entry.id for entry in library.search.find("oarlock")] == [ids[2]]


def test_copy_is_of_one_moment_whatever_is_written_meanwhile(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        before = library._state.storage.read()
        collect = Mirror.collect

        def write_meanwhile(*asked: Any) -> Any:
            with patch.object(Mirror, "collect", collect):
                library.entries.star(ids)
                library.highlights.add(ids[3], Range(1, 5))
            return collect(*asked)

        with patch.object(Mirror, "collect", write_meanwhile):
            tables, revision = library._state.whole()
        assert tables == before
        assert revision < library.revision


def _work_while_it_is_built(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> None:
    build = mirroring.Mirroring.build

    def slow(*given: Any) -> Path | None:
        built = build(*given)
        work()
        return built

    monkeypatch.setattr(mirroring.Mirroring, "build", slow)


def test_mirror_made_later_has_what_was_written_meanwhile(
    folder: Path, ids: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder, mirror_later=True) as library:
        before = _answers(library)
        assert library.starts_slowly
        assert not _is_mirrored(library)

        def work() -> None:
            library.entries.star(ids[:2])
            library.entries.tag(ids[2:5], ["meanwhile"])
            with patch.object(mirroring, "_LEAST_MIRRORED_BYTES", 1 << 40), Library.open(folder) as other:
                add(other, "From elsewhere")
                other.entries.untag(ids[:1], ["sea"])

        _work_while_it_is_built(monkeypatch, work)
        library.prepare_starts()
        assert _is_mirrored(library)
        assert not library.starts_slowly
        assert before != _answers(library) == _in_memory(folder)
    with Library.open(folder) as library:
        assert _answers(library) == _in_memory(folder)


def test_mirror_of_a_snapshot_that_went_meanwhile_is_not_used(
    folder: Path, ids: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder, mirror_later=True) as library:
        library.entries.star(ids[:2])
        _work_while_it_is_built(monkeypatch, lambda: compact(library))
        library.prepare_starts()
        assert not _is_mirrored(library)
        assert list((folder / "cache" / "state").rglob("*.*")) == []
        assert _answers(library) == _in_memory(folder)


def test_a_snapshot_written_beside_has_all_and_what_was_written_meanwhile_stays(
    folder: Path, ids: tuple[str, ...]
) -> None:
    with Library.open(folder) as library, Library.open(folder) as window:
        library.entries.tag(ids, ["before"])
        sequence = library.revision

        def work() -> None:
            library.entries.star(ids[:3])
            window.entries.untag(ids[2:6], ["before"])
            library.entries.trash(ids[7:8])
            add(window, "Meanwhile")

        compact_beside(library, work)
        assert snapshots.read_snapshot(folder / "db.json").sequence == sequence  # type: ignore[union-attr]
        assert _is_mirrored(library)
        assert _held(library) < 12  # of the rows that went into the mirror, none is held any more
        library.entries.star(ids[9:10])
        window.refresh()
        assert _answers(library) == _answers(window) == _in_memory(folder)
    with Library.open(folder) as library:
        assert _is_mirrored(library)
        assert _answers(library) == _in_memory(folder)
    assert not list(folder.glob("*.new"))


def test_a_row_that_undo_put_back_meanwhile_is_as_it_was(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        library.entries.star(ids)

        def work() -> None:
            library.entries.trash(ids)
            library.undo()

        compact_beside(library, work)
        assert _answers(library) == _in_memory(folder)


def test_a_snapshot_written_beside_is_left_where_another_window_was_first(
    folder: Path, ids: tuple[str, ...]
) -> None:
    with Library.open(folder) as library, Library.open(folder) as window:
        library.entries.tag(ids, ["before"])

        def work() -> None:
            compact(window)
            window.entries.star(ids[:3])

        compact_beside(library, work)
        assert _answers(library) == _answers(window) == _in_memory(folder)
    assert not list(folder.glob("*.new"))


def test_a_grown_journal_goes_into_a_snapshot_by_another_process(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        library.entries.star(ids)
        assert not library.wants_compaction
        with patch.object(library._state.storage, "_compact_above_bytes", 100):
            assert library.wants_compaction
            library.compact()
        assert not library.wants_compaction
        assert (folder / "journal.jsonl").read_bytes() == b""
        assert _answers(library) == _in_memory(folder)


def test_a_helper_that_fails_costs_nothing(
    folder: Path, ids: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compactor, "_MAIN", "raise SystemExit(3)")
    with Library.open(folder) as library:
        library.entries.star(ids)
        monkeypatch.setattr(library._state.storage, "_compact_above_bytes", 100)
        library.compact()
        assert not library.wants_compaction  # not tried again at once
        library.entries.unstar(ids[:2])
        assert _answers(library) == _in_memory(folder)


@pytest.mark.parametrize("compacted", [compact, lambda library: library.compact()])
def test_a_line_that_the_disk_lost_is_not_lost_while_memory_has_it(
    folder: Path, ids: tuple[str, ...], compacted: Callable[[Library], object]
) -> None:
    with Library.open(folder) as library:
        library.entries.tag(ids, ["lost-on-disk"])
        library.entries.star(ids[:2])
        before = _answers(library)
        with (folder / "journal.jsonl").open("r+b") as file:
            place = file.read().index(b"lost-on-disk")
            file.seek(place)
            file.write(b"LOST")
        library._state.storage._compact_above_bytes = 100
        compacted(library)
        assert _answers(library) == before
        compact(library)
    with Library.open(folder) as library:
        assert _answers(library) == before == _in_memory(folder)


def test_closing_leaves_no_grown_journal(folder: Path, ids: tuple[str, ...]) -> None:
    with Library.open(folder) as library:
        library.entries.star(ids)
        library._state.storage._compact_above_bytes = 100
        assert library.closes_slowly
    assert (folder / "journal.jsonl").read_bytes() == b""
    with Library.open(folder) as library:
        assert _is_mirrored(library)
        assert not library.closes_slowly
        assert _answers(library) == _in_memory(folder)


def _held(library: Library) -> int:
    return sum(map(len, library._state.storage.rows.changes().values()))
