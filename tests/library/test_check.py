"""Checking and mending, and removing for good."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.library import Library
from tests.library.samples import add, draft


def files_of(folder: Path, id: str) -> Path:
    return folder / "articles" / id[:2] / id


def grow_old(path: Path, seconds: int = 7200) -> None:
    past = time.time() - seconds
    os.utime(path, (past, past))


def test_files_of_no_article_are_put_aside_not_removed(library: Library, folder: Path) -> None:
    id = add(library).id
    lost = folder / "articles" / "zz" / "zzzzzzzz"
    lost.mkdir(parents=True)
    (lost / "text-1.md").write_text("all that is left")
    grow_old(lost)
    before = library.check()
    assert len(before.problems) == before.left == 1
    assert library.check(repair=True).left == 0
    assert (folder / "lost" / "zzzzzzzz" / "text-1.md").read_text() == "all that is left"
    assert library.check().problems == ()
    assert files_of(folder, id).is_dir()


def test_files_whose_row_is_on_the_way_are_left_alone(library: Library, folder: Path) -> None:
    fresh = folder / "articles" / "zz" / "zzzzzzzz"
    fresh.mkdir(parents=True)
    (fresh / "text-1.md").write_text("another process is importing this")
    assert library.check(repair=True).problems == ()
    assert (fresh / "text-1.md").exists()


def test_what_an_import_left_behind_is_put_aside_after_a_day(library: Library, folder: Path) -> None:
    kept = add(library)
    for name, seconds in (("zzzzzzzz", 90_000), ("zzzzzzzy", 7200)):
        left = folder / "articles" / "zz" / name
        left.mkdir(parents=True)
        (left / "text-1.md").write_text("cut off")
        grow_old(left, seconds)
    grow_old(files_of(folder, kept.id), 90_000)
    library.tend()
    assert (folder / "lost" / "zzzzzzzz" / "text-1.md").read_text() == "cut off"
    assert sorted(path.name for path in (folder / "articles").glob("*/*")) == sorted([kept.id, "zzzzzzzy"])


def unfinished(folder: Path, id: str) -> tuple[Path, ...]:
    """What a write leaves that is killed before its file gets its name: beside a text, and a plain text."""
    (plain,) = (folder / "texts").glob("*/*.txt.gz")
    left = files_of(folder, id) / "text-1.md.4711.tmp", plain.with_name(f"{plain.name}.4711.tmp")
    for path in left:
        path.write_bytes(b"cut o")
    return left


def test_check_tells_of_unfinished_files_and_repair_removes_them(library: Library, folder: Path) -> None:
    left = unfinished(folder, add(library).id)
    assert library.check(repair=True).problems == ()  # a write may be going on
    for path in left:
        grow_old(path)
    report = library.check()
    assert [str(path) in problem for path, problem in zip(sorted(left), report.problems, strict=True)] == [
        True,
        True,
    ]
    assert library.check(repair=True).left == 0
    assert not any(path.exists() for path in left)
    assert library.check().problems == ()


def test_unfinished_files_are_removed_after_a_day(library: Library, folder: Path) -> None:
    entry = add(library)
    old, young = unfinished(folder, entry.id)
    grow_old(old, 90_000)
    grow_old(young, 7200)
    library.tend()
    assert (old.exists(), young.exists()) == (False, True)
    assert library.entries.is_text_sound(entry.id)


def test_what_cannot_be_mended_is_left_and_counted(library: Library, folder: Path) -> None:
    entry = add(library, original=b"<p>page</p>")
    (original,) = files_of(folder, entry.id).glob("original-*")
    original.write_bytes(b"damaged")
    report = library.check(repair=True)
    assert (len(report.problems), report.left) == (1, 1)


@pytest.mark.parametrize("keep_plain", [True, False])
def test_a_lost_text_is_mended_where_its_plain_text_is_kept(
    library: Library, folder: Path, keep_plain: bool
) -> None:
    entry = add(library)
    (text,) = files_of(folder, entry.id).glob("text-*")
    text.unlink()
    if not keep_plain:
        for kept in (folder / "texts").glob("*/*"):
            kept.unlink()
    assert library.check(repair=True).left == (0 if keep_plain else 1)
    if keep_plain:
        assert library.check().problems == ()


def test_purge_removes_every_text_of_it_and_no_text_of_others(library: Library, folder: Path) -> None:
    def texts() -> int:
        return len(list((folder / "texts").glob("*/*")))

    gone, kept = add(library, "One", "Shared text."), add(library, "Two", "Shared text.")
    library.highlights.add(gone.id, Range(0, 6))
    library.highlights.remove(library.highlights.add(gone.id, Range(7, 11)).id)
    library.entries.replace_text(gone.id, draft("One", "Another text."), parse_markdown("Another text."))
    assert texts() == 2
    assert library.entries.size_bytes(gone.id) > 0
    library.entries.trash([gone.id])
    assert library.entries.purge([gone.id, gone.id]) == 1
    assert texts() == 1
    assert not files_of(folder, gone.id).exists()
    assert library.check().problems == ()
    library.entries.trash([kept.id])
    library.entries.purge([kept.id])
    assert texts() == 0


def test_purge_takes_nothing_that_is_not_in_the_trash(library: Library) -> None:
    id = add(library).id
    assert library.entries.purge([id]) == 0
    assert library.check().problems == ()
