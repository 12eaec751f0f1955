"""Many pages at once: one write a batch, several processes, interruptions, and what would come in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.importing.bringing import import_paths
from reader.library.library import Library
from reader.library.texts import Texts
from tests.formats import samples
from tests.formats.samples import URL, json_bytes, zip_bytes


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine ends no batch before its time: the first page alone may load modules for a second."""
    monkeypatch.setattr("reader.importing.bringing._BATCH_SECONDS", 600)


RECORD = {"title": "T", "url": URL, "content": samples.ARTICLE, "is_archived": 0, "is_starred": 0, "tags": []}


def article(number: int) -> bytes:
    body = samples.ARTICLE.replace("Waits", f"Waits {number:02}") + f"<p>Only in number {number}.</p>"
    head = f'<link rel="canonical" href="{URL}/{number}">'
    return samples.page(body, head=head, title=f"The Ferry Waits {number:02}").encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    made.mkdir()
    for number in range(12):
        (made / f"{number:02}.html").write_bytes(article(number))
    return made


def test_new_pages_are_one_write_and_one_undo(library: Library, folder: Path) -> None:
    before = library.revision
    results = list(import_paths(library, [str(folder)]))
    assert [one.outcome for one in results] == ["new"] * 12
    assert library.revision == before + 1
    library.undo()
    assert len(library.entries.all()) == 0
    library.redo()
    assert len(library.entries.all()) == 12


def test_highlights_come_in_the_same_write(library: Library, tmp_path: Path) -> None:
    quotes = ("the only clock", "The  only CLOCK", "no such words")
    record = {**RECORD, "annotations": [{"quote": quote} for quote in quotes]}
    (tmp_path / "w.json").write_bytes(json_bytes([record]))
    before = library.revision
    (result,) = import_paths(library, [str(tmp_path / "w.json")])
    assert library.revision == before + 1
    assert result.entry is not None
    marks = library.highlights.of(result.entry.id)
    assert {(one.anchor.exact, one.state) for one in marks} == {
        ("the only clock", "exact"),
        ("no such words", "lost"),
    }


def test_a_page_that_stands_twice_in_a_batch_is_one_article(library: Library, folder: Path) -> None:
    (folder / "copy.html").write_bytes(article(3))
    (folder / "later.html").write_bytes(article(4).replace(b"Nobody asked", b"Everybody asked"))
    outcomes = {Path(one.path).name: one.outcome for one in import_paths(library, [str(folder)])}
    assert (outcomes["copy.html"], outcomes["later.html"]) == ("same", "updated")
    assert len(library.entries.all()) == 12


def outcomes_of(library: Library, folder: Path, *, dry_run: bool = False) -> dict[str, str]:
    return {Path(one.path).name: one.outcome for one in import_paths(library, [str(folder)], dry_run=dry_run)}


def saved_thrice() -> dict[str, bytes]:
    """One address, saved three times: two texts, and the first text once more in other bytes."""
    first = article(3)
    return {
        "03.html": first,
        "later-1.html": first.replace(b"</body>", b"<!-- saved again --></body>"),
        "later-2.html": first.replace(b"Nobody asked", b"Everybody asked"),
    }


def test_a_second_import_of_several_files_of_one_address_changes_nothing(
    library: Library, folder: Path
) -> None:
    for name, data in saved_thrice().items():
        (folder / name).write_bytes(data)
    first = outcomes_of(library, folder)
    assert (first["03.html"], first["later-1.html"], first["later-2.html"]) == ("new", "same", "updated")
    revision = library.revision
    assert set(outcomes_of(library, folder, dry_run=True).values()) == {"same"}
    assert set(outcomes_of(library, folder).values()) == {"same"}
    assert library.revision == revision


def test_several_files_of_one_address_change_nothing_from_another_folder(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    for name, data in saved_thrice().items():
        (folder / name).write_bytes(data)
    outcomes_of(library, folder)
    revision = library.revision
    moved = folder.rename(tmp_path / "moved")
    assert set(outcomes_of(library, moved).values()) == {"same"}
    assert library.revision == revision


def test_a_file_that_goes_back_to_its_former_text_is_a_change(library: Library, folder: Path) -> None:
    page = folder / "03.html"
    first = page.read_bytes()
    outcomes_of(library, folder)
    for data in (first.replace(b"Nobody asked", b"Everybody asked"), first):
        page.write_bytes(data)
        assert outcomes_of(library, folder)["03.html"] == "updated"
        assert outcomes_of(library, folder)["03.html"] == "same"


def test_what_was_said_is_kept_when_an_import_is_stopped(library: Library, folder: Path) -> None:
    running = import_paths(library, [str(folder)])
    said = [next(running).entry for _ in range(5)]
    running.close()  # type: ignore[attr-defined]
    assert all(entry is not None and library.entries.get(entry.id) for entry in said)
    again = list(import_paths(library, [str(folder)]))
    assert {one.outcome for one in again} <= {"same", "new"}
    assert len(library.entries.all()) == 12
    assert library.check().problems == ()


def test_pages_of_one_large_zip_are_cleaned_by_several_processes_in_order(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "pages.zip"
    members = {f"{number:02}.html": article(number) for number in range(40)}
    path.write_bytes(zip_bytes({**members, "07.html": b"\x00\x01\x02" * 400}))
    results = list(import_paths(library, [str(path)], tags=("all",)))
    assert [one.path.rpartition(":")[2] for one in results] == sorted(members)
    assert [one.outcome for one in results].count("new") == 39
    assert results[7].outcome == "skipped"
    assert {entry.tags for entry in library.entries.all()} == {("all",)}


def test_a_second_import_of_a_container_cleans_nothing_but_brings_new_tags(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.json"
    record = {**RECORD, "tags": ["sea"]}
    path.write_bytes(json_bytes([record]))
    list(import_paths(library, [str(path)]))

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("cleaned again")

    monkeypatch.setattr("reader.importing.preparing.clean_page", forbidden)
    later = {**record, "tags": ["isle"], "is_starred": 1, "annotations": [{"quote": "the only clock"}]}
    path.write_bytes(json_bytes([later]))
    (result,) = import_paths(library, [str(path)])
    assert result.outcome == "updated"
    (entry,) = library.entries.all()
    assert (entry.tags, entry.starred, entry.highlights) == (("sea", "isle"), True, 1)
    path.write_bytes(json_bytes([later, {**later, "title": "T"}]))
    revision = library.revision
    assert {one.outcome for one in import_paths(library, [str(path)])} == {"same"}
    assert library.revision == revision


def test_dry_run_calls_a_second_equal_page_same(library: Library, folder: Path) -> None:
    (folder / "copy.html").write_bytes(article(3))
    (folder / "later.html").write_bytes(article(4).replace(b"Nobody asked", b"Everybody asked"))
    seen = {Path(one.path).name: one.outcome for one in import_paths(library, [str(folder)], dry_run=True)}
    assert (seen["03.html"], seen["copy.html"], seen["later.html"]) == ("new", "same", "updated")
    assert library.revision == 0
    real = {Path(one.path).name: one.outcome for one in import_paths(library, [str(folder)])}
    assert seen == real


def test_dry_run_of_a_whole_library_writes_nothing(library: Library, folder: Path, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    list(import_paths(library, [str(folder)]))
    library.archive.write(tmp_path / "all.zip", datetime(2026, 1, 1, tzinfo=UTC))
    with Library.open(tmp_path / "other") as other:
        (result,) = import_paths(other, [str(tmp_path / "all.zip")], dry_run=True)
        assert (result.outcome, other.revision, len(other.entries.all())) == ("new", 0, 0)


def test_a_part_of_a_page_never_replaces_its_text(library: Library, tmp_path: Path) -> None:
    whole = samples.mhtml()
    path = tmp_path / "ferry.mht"
    path.write_bytes(whole[: whole.index(b"Nobody asked")])
    first, problem = import_paths(library, [str(path)])
    assert (first.outcome, problem.outcome) == ("new", "skipped")
    assert first.entry is not None
    assert any("cut off" in warning for warning in first.entry.warnings)
    path.write_bytes(whole)
    (result,) = import_paths(library, [str(path)])
    assert result.outcome == "updated"
    text = library.entries.document(first.entry.id).text
    assert "Nobody asked" in text
    path.write_bytes(whole[: whole.index(b"In winter")])
    again = list(import_paths(library, [str(path)]))
    assert [one.outcome for one in again] == ["same", "skipped"]
    assert library.entries.document(first.entry.id).text == text


def test_a_mailbox_beyond_the_limit_of_a_page_is_read_mail_by_mail(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = [samples.letter(f"Letter {n}").replace(b"Nobody", b"Nobody %d" % n) for n in range(6)]
    path = tmp_path / "box.mbox"
    path.write_bytes(b"".join(b"From a@b Tue Mar  5 07:00:00 2024\n" + one + b"\n" for one in letters))
    for module in ("saved_file", "mail"):
        monkeypatch.setattr(f"reader.formats.{module}.MAX_BYTES", 4_000)
    assert path.stat().st_size > 4_000
    results = list(import_paths(library, [str(path)]))
    # They share the address of the sample: the later ones bring the first up to date.
    assert [one.outcome for one in results] == ["new", *["updated"] * 5]


def test_zip_in_a_zip_and_a_csv_beside_come_in_together(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("inner.zip", zip_bytes({"a.html": article(1)}))
        made.writestr("links.csv", f"url,title\n{URL}/1,A\n{URL}/9,B\n")
    outcomes = sorted(one.outcome for one in import_paths(library, [str(path)]))
    assert outcomes == ["new", "new", "same"]


def test_an_interrupted_batch_leaves_no_files(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0
    write = Texts.write

    def interrupted(self: Texts, *given: object) -> object:
        nonlocal written
        written += 1
        if written == 5:
            raise KeyboardInterrupt
        return write(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Texts, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(import_paths(library, [str(folder)]))
    assert (len(library.entries.all()), library.revision) == (0, 0)
    assert [path for path in (library.folder / "articles").rglob("*") if path.is_file()] == []


def test_a_cut_off_library_is_refused_with_one_line(library: Library, folder: Path, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    list(import_paths(library, [str(folder)]))
    library.archive.write(tmp_path / "all.zip", datetime(2026, 1, 1, tzinfo=UTC))
    whole = (tmp_path / "all.zip").read_bytes()
    (tmp_path / "all.zip").write_bytes(whole[: len(whole) // 2])
    with Library.open(tmp_path / "other") as other:
        (result,) = import_paths(other, [str(tmp_path / "all.zip")])
        assert (result.outcome, "cut off" in result.problem, other.revision) == ("skipped", True, 0)
