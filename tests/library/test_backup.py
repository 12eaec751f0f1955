from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from reader.document.document import Range
from reader.errors import LibraryDamaged, NotFound
from reader.library.backup import Preview, find_backup, superfluous
from reader.library.library import Library
from tests.library.samples import add, everything


def test_restore_says_first_what_it_changes_and_can_be_undone(library: Library) -> None:
    entry = add(library)
    library.highlights.add(entry.id, Range(0, 9))
    then = everything(library)
    backup = library.backups.make()
    assert backup is not None
    library.entries.star([entry.id])
    add(library, "Later")
    now = everything(library)

    preview = library.backups.preview(backup)
    assert (preview.added, preview.changed, preview.removed) == ({}, {"entries": 1}, {"entries": 1})
    assert preview.sentences == ("1 article changes", "1 article goes")
    assert everything(library) == now
    change = library.backups.restore(backup)
    assert everything(library) == then
    library.undo(change)
    assert everything(library) == now


def test_what_was_purged_since_stays_gone(library: Library) -> None:
    gone, kept = add(library), add(library, "Stays")
    for entry in (gone, kept):
        library.highlights.add(entry.id, Range(0, 9))
    backup = library.backups.make()
    assert backup is not None
    library.entries.trash([gone.id])
    library.entries.purge([gone.id])
    library.highlights.remove(library.highlights.all()[0].id)

    preview = library.backups.preview(backup)
    assert preview.sentences == ("1 highlight changes", "1 article stays gone: purged since")
    library.backups.restore(backup)
    assert [entry.id for entry in library.entries.all()] == [kept.id]
    assert [mark.entry for mark in library.highlights.all()] == [kept.id]
    assert library.check().problems == ()


def test_preview_counts_in_the_words_of_the_user() -> None:
    preview = Preview(
        {"highlights": 1, "links": 2}, {"reading": 1}, {"entries": 1200, "shelves": 1, "later": 2}
    )
    assert preview.sentences == (
        "1 highlight comes back",
        "2 pages to save come back",
        "1 day of reading an article changes",
        "1,200 articles go",
        "1 shelf goes",
        "2 rows of later go",
    )


def test_copy_that_is_asked_for_is_made_whatever_is_there(library: Library) -> None:
    assert library.backups.make() is None  # nothing is kept yet
    add(library)
    daily = library.backups.make()
    entry = add(library, "Later")
    asked = library.backups.make_now(datetime(2026, 3, 1, 12, 30, 5, tzinfo=UTC))
    assert daily is not None
    assert asked.name == "2026-03-01T123005"
    assert library.backups.preview(daily).removed == {"entries": 1}
    library.entries.star([entry.id])
    assert library.backups.preview(asked).changed == {"entries": 1}
    assert find_backup(library.folder, "2026-03-01") == asked
    with pytest.raises(NotFound):
        find_backup(library.folder, "2026-03-02")


def test_copies_of_one_day_are_thinned_together(library: Library) -> None:
    add(library)
    for hour in (9, 10):
        library.backups.make_now(datetime(2026, 1, 5, hour, tzinfo=UTC))
    library.backups.make(date(2026, 1, 20))
    assert [backup.name[:10] for backup in library.backups.all()] == [
        "2026-01-20",
        "2026-01-05",
        "2026-01-05",
    ]
    library.backups.make(date(2026, 1, 6))
    library.backups.make(date(2026, 2, 20))
    assert [backup.name[:10] for backup in library.backups.all()][-2:] == ["2026-01-05", "2026-01-05"]


def test_one_backup_a_day(library: Library) -> None:
    add(library)
    assert library.backups.make(date(2026, 3, 1)) is not None
    assert library.backups.make(date(2026, 3, 1)) is None
    assert library.backups.make(date(2026, 3, 2)) is not None
    assert [backup.day.day for backup in library.backups.all()] == [2, 1]


def test_damaged_backup_is_refused_and_changes_nothing(library: Library) -> None:
    add(library)
    backup = library.backups.make()
    assert backup is not None
    kept = everything(library)
    for bad in (b"", b"not gzip", backup.path.read_bytes()[:-9]):
        backup.path.write_bytes(bad)
        with pytest.raises(LibraryDamaged):
            library.backups.restore(backup)
    assert everything(library) == kept


def test_old_backups_are_thinned_but_some_grow_old() -> None:
    days: list[date] = []
    today = date(2025, 1, 1)
    for number in range(400):
        today = date(2025, 1, 1) + timedelta(days=number)
        days.append(today)
        gone = superfluous(days, today)
        days = [day for day in days if day not in gone]
    assert days[-8:] == [today - timedelta(days=back) for back in range(7, -1, -1)]
    assert 20 <= len(days) <= 32
    assert (today - days[0]).days > 360
