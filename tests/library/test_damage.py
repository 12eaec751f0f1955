from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from reader.errors import LibraryDamaged, LibraryLocked, WriteFailed
from reader.library import lock
from reader.library.library import Library
from tests.library.durability import compact, prepare
from tests.library.samples import add, everything

pytestmark = pytest.mark.usefixtures("kept")

_DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "garbage": lambda _: b"\x93\xf0\x00garbage" * 40,
    "nul_tail": lambda data: data[:-20] + bytes(500),
    "empty": lambda _: b"",
    "wrong_type": lambda _: b"[1, 2, 3]",
    "wrong_rows": lambda _: b'{"_meta": {"1": {"format": 1, "seq": 3}}, "entries": {"1": 5}}',
    "no_meta": lambda _: b"{}",
    "missing_number": lambda _: b'{"_meta": {"1": {}}}',
}


def _contents(folder: Path) -> dict[str, object]:
    with Library.open(folder, folder.parent / "cache") as library:
        return everything(library)


@pytest.mark.parametrize("compacted", [True, False])
@pytest.mark.parametrize("damage", _DAMAGES)
def test_damaged_state_opens_from_what_is_beside_it(tmp_path: Path, damage: str, compacted: bool) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, tmp_path / "cache") as library:
        add(library, "First")
        if compacted:
            compact(library)
        add(library, "Second")
        kept = everything(library)
    state = folder / "db.json"
    bad = _DAMAGES[damage](state.read_bytes())
    state.write_bytes(bad)

    with Library.open(folder, tmp_path / "cache") as library:
        assert everything(library) == kept
        assert "db.json" in library.notices[0]
        add(library, "Third")
    assert (folder / "db.json.damaged").read_bytes() == bad
    with Library.open(folder, tmp_path / "cache") as library:
        assert library.notices == ()
        assert len(library.entries.all()) == 3


def test_deleted_state_opens_from_its_backup(tmp_path: Path) -> None:
    prepare(tmp_path / "library")
    kept = _contents(tmp_path / "library")
    (tmp_path / "library" / "db.json").unlink()
    assert _contents(tmp_path / "library") == kept


def test_byte_order_marks_put_there_by_an_editor_do_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    prepare(folder)
    kept = _contents(folder)
    for name in ("db.json", "journal.jsonl"):
        (folder / name).write_bytes(b"\xef\xbb\xbf" + (folder / name).read_bytes())
    assert _contents(folder) == kept


def test_state_and_backup_both_damaged_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    prepare(folder)
    for name in ("db.json", "db.json.bak"):
        (folder / name).write_bytes(b"{")
    with pytest.raises(LibraryDamaged):
        Library.open(folder)
    assert (folder / "db.json").read_bytes() == b"{"
    assert (folder / "db.json.bak").read_bytes() == b"{"


@pytest.mark.parametrize("tail", [b"\0" * 300, b"0badc0de {", b"\xff\xfe", b"00000000 {}\n"])
def test_unfinished_end_of_the_journal_is_put_aside_with_a_notice(tmp_path: Path, tail: bytes) -> None:
    folder = tmp_path / "library"
    prepare(folder)
    kept = _contents(folder)
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(tail)
    with Library.open(folder, tmp_path / "cache") as library:
        assert everything(library) == kept
        assert "journal.rejected" in library.notices[0]
        library.links.add("https://tide.example/later")
    assert tail.rstrip(b"\n") in (folder / "journal.rejected").read_bytes()
    with Library.open(folder, tmp_path / "cache") as library:
        assert len(library.links.all()) == 1


def test_tail_left_by_a_killed_neighbour_does_not_swallow_the_next_write(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    ids = prepare(folder)
    with Library.open(folder, tmp_path / "cache") as library:
        with (folder / "journal.jsonl").open("ab") as journal:
            journal.write(b'12345678 {"seq": 99, "rows"')
        library.entries.tag(ids, ["kept"])
    with Library.open(folder, tmp_path / "cache") as library:
        assert all("kept" in entry.tags for entry in library.entries.all())


def test_damaged_line_within_the_journal_costs_that_line_only_and_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, tmp_path / "cache") as library:
        for number in range(4):
            library.links.add(f"https://tide.example/{number}")
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"tide.example/1", b"t\r\ne.example/1"))
    with Library.open(folder, tmp_path / "cache") as library:
        assert [link.url[-1] for link in library.links.all()] == ["0", "2", "3"]
        assert any("missing" in notice for notice in library.notices)


def test_full_disk_refuses_the_write_and_works_again_when_there_is_room(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    ids = prepare(folder)
    kept = _contents(folder)
    with Library.open(folder, tmp_path / "cache") as library:

        def full(*_: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with patch.object(os, "write", full):
            for action in (
                lambda: library.entries.star(ids),
                lambda: add(library, "No room"),
                lambda: library.links.add("https://tide.example/no-room"),
            ):
                with pytest.raises(WriteFailed, match="the disk is full"):
                    action()
            assert everything(library) == kept
        library.entries.star(ids)
        assert all(entry.starred for entry in library.entries.all())


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_folder_without_write_permission_opens_read_only(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    prepare(folder)
    (folder / "lock").unlink()
    folder.chmod(0o500)
    try:
        with Library.open(folder, tmp_path / "cache") as library:
            assert library.read_only
            assert len(library.entries.all()) == 3
    finally:
        folder.chmod(0o700)


def test_refused_lock_file_opens_read_only(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    prepare(folder)
    real = os.open

    def refused(path: str | Path, flags: int, *mode: int) -> int:
        if Path(path).name == "lock":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, *mode)

    with patch.object(os, "open", refused), Library.open(folder, tmp_path / "cache") as library:
        assert library.read_only
        assert "read-only" in library.notices[-1]
        assert len(library.entries.all()) == 3


def test_library_that_another_program_holds_opens_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "library"
    ids = prepare(folder)
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.0)
    with Library.open(folder, tmp_path / "cache") as before:
        holder = lock.FolderLock(folder / "lock")
        holder.acquire()
        with Library.open(folder, tmp_path / "cache") as library:
            assert library.read_only
            assert len(library.entries.all()) == 3
        with pytest.raises(LibraryLocked):
            before.entries.star(ids)
        holder.close()
        before.entries.star(ids)


def test_check_finds_and_mends_what_is_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    ids = prepare(folder)
    with Library.open(folder, tmp_path / "cache") as library:
        assert library.check().problems == ()
        text = next((folder / "articles").glob(f"*/{ids[0]}/text-*.md"))
        text.unlink()
        stray = folder / "articles" / "zz" / "zzzzzzzz"
        stray.mkdir(parents=True)
        (stray / "text-0.md").write_text("nobody's")
        os.utime(stray, (0, 0))
        found = library.check()
        assert len(found.problems) == 2
        assert stray.exists()
        library.check(repair=True)
        assert not stray.exists()
        assert text.exists()
        assert library.check().problems == ()


def test_check_says_when_an_original_is_not_what_was_saved(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, tmp_path / "cache") as library:
        entry = add(library, original=b"<p>as saved</p>")
        original = next((folder / "articles").glob(f"*/{entry.id}/original-*.gz"))
        original.write_bytes(b"not gzip")
        assert "original" in library.check().problems[0]


def test_rest_of_a_killed_write_is_swept(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    prepare(folder)
    (folder / "db.json.77.tmp").write_bytes(b"half a snapsh")
    shutil.copytree(folder, tmp_path / "copy")
    with Library.open(tmp_path / "copy", tmp_path / "cache"):
        assert not (tmp_path / "copy" / "db.json.77.tmp").exists()
