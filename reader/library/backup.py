"""Dated copies of the state, thinned as they grow old, and the way back to one of them.

Originals and texts are not copied: they are never overwritten, so a state of last month still finds its
files, as long as its articles were not purged.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from reader.errors import LibraryDamaged, NotFound, WriteFailed, refusal
from reader.library.blobs import Blobs
from reader.library.durable import replace_durably
from reader.library.ids import id_of, number_of
from reader.library.kept import Change
from reader.library.lines import Row, Tables
from reader.library.snapshots import Snapshot, dump_snapshot, migrate, parse_snapshot
from reader.library.state import State

_DAILY, _WEEKLY = timedelta(days=7), timedelta(days=60)


_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(T\d{6})?\.json\.gz")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the state as it was on a day: the day's own, or one that was asked for."""

    path: Path

    @property
    def name(self) -> str:
        """How it is called: the day, with the time (UTC) where it was asked for."""
        return self.path.name.partition(".")[0]

    @property
    def day(self) -> date:
        """The day (UTC)."""
        return date.fromisoformat(self.name[:10])


_NAMES = {
    "entries": ("article", "articles"),
    "highlights": ("highlight", "highlights"),
    "links": ("page to save", "pages to save"),
    "reading": ("day of reading an article", "days of reading an article"),
    "shelves": ("shelf", "shelves"),
}
"""What a row of a table is called, one and many."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring a backup would do: numbers of rows by table."""

    added: dict[str, int]
    changed: dict[str, int]
    removed: dict[str, int]
    purged: int = 0
    """Articles of the backup that were removed for good since: they stay gone, with their highlights."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """For the user, a line for each table and kind; empty when nothing would change."""
        kinds = (("come back", self.added), ("change", self.changed), ("go", self.removed))
        found = ((count, table, verb) for verb, counts in kinds for table, count in counts.items())
        gone = _sentence(self.purged, "entries", "stay") + " gone: purged since" if self.purged else ""
        return (*(_sentence(count, table, verb) for count, table, verb in found), *filter(None, (gone,)))


def _sentence(count: int, table: str, verb: str) -> str:
    one, many = _NAMES.get(table, (f"row of {table}", f"rows of {table}"))
    if count != 1:
        return f"{count:,} {many} {verb}"
    first, _, rest = verb.partition(" ")
    return f"1 {one} {first}{'es' if first == 'go' else 's'} {rest}".rstrip()


def _without(table: str, rows: dict[str, Row], purged: frozenset[str]) -> dict[str, Row]:
    if not purged or table not in ("entries", "highlights"):
        return rows
    if table == "entries":
        return {number: row for number, row in rows.items() if number not in purged}
    return {number: row for number, row in rows.items() if number_of(row["entry"]) not in purged}


class Backups:
    """The dated copies in `backups/`: one a day by themselves, and those that were asked for."""

    def __init__(self, folder: Path, state: State, blobs: Blobs) -> None:
        self._folder = folder / "backups"
        self._state = state
        self._blobs = blobs

    def all(self) -> tuple[Backup, ...]:
        """Newest first."""
        return backups_in(self._folder.parent)

    def make(self, today: date | None = None) -> Backup | None:
        """Make the day's copy, unless it is there or nothing is kept yet; then thin the old copies.

        All are kept for a week, one a week for two months, and one a month after that.

        Raises:
            WriteFailed: the disk refused; the library itself is untouched.
        """
        day = today or datetime.now(UTC).date()
        if self._path(day.isoformat()).exists() or not self._state.storage.sequence:
            return None
        made = self._copy(day.isoformat())
        days = superfluous({backup.day for backup in self.all()}, day)
        for old in [backup for backup in self.all() if backup.day in days]:
            old.path.unlink(missing_ok=True)
        return made

    def make_now(self, now: datetime | None = None) -> Backup:
        """Copy the state beside the day's copy: because it was asked for, or before a restore.

        Raises:
            WriteFailed: the disk refused.
        """
        return self._copy(f"{now or datetime.now(UTC):%Y-%m-%dT%H%M%S}")

    def _copy(self, name: str) -> Backup:
        data = dump_snapshot(*self._state.whole())
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_durably(self._path(name), gzip.compress(data, 6, mtime=0))
        except OSError as error:
            raise WriteFailed(self._folder, f"no backup was made: {refusal(error)}") from error
        return Backup(self._path(name))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json.gz"

    def preview(self, backup: Backup) -> Preview:
        """What restoring would change; nothing is written.

        Raises:
            LibraryDamaged, LibraryTooNew: the backup cannot be used.
        """
        then = self._read(backup)
        counts = Preview({}, {}, {}, len(self._purged(then)))
        for table, rows in self._differences(then).items():
            current = self._state.storage.read().get(table, {})
            for number, row in rows.items():
                kind = (
                    counts.removed if row is None else counts.changed if number in current else counts.added
                )
                kind[table] = kind.get(table, 0) + 1
        return counts

    def restore(self, backup: Backup) -> Change:
        """Make the state what it was, as one write that can be undone.

        Raises:
            LibraryDamaged, LibraryTooNew: the backup cannot be used; nothing was changed.
        """
        then = self._read(backup)
        with self._state.change("restore_backup") as change:
            change.rows.update(self._differences(then))
        return change.made

    def _read(self, backup: Backup) -> Tables:
        snapshot = _snapshot(backup)
        return migrate(snapshot.tables, snapshot.format)

    def _purged(self, then: Tables) -> frozenset[str]:
        """Articles, by row number, that are no more and of which no file is left: a row would be empty."""
        now = self._state.storage.read().get("entries", {})
        return frozenset(
            number
            for number in then.get("entries", {})
            if number not in now and not self._blobs.has(id_of(number))
        )

    def _differences(self, then: Tables) -> dict[str, dict[str, Row | None]]:
        now, purged = self._state.storage.read(), self._purged(then)
        found: dict[str, dict[str, Row | None]] = {}
        for table in {*then, *now}:
            old, new = now.get(table, {}), _without(table, then.get(table, {}), purged)
            rows: dict[str, Row | None] = {key: row for key, row in new.items() if old.get(key) != row}
            rows.update(dict.fromkeys(old.keys() - new.keys()))
            if rows:
                found[table] = rows
        return found


def backups_in(library: Path) -> tuple[Backup, ...]:
    """The copies of a library, newest first; the library need not open."""
    paths = [path for path in (library / "backups").glob("*.json.gz") if _NAME.fullmatch(path.name)]
    return tuple(sorted(map(Backup, paths), key=lambda backup: backup.name, reverse=True))


def find_backup(library: Path, name: str) -> Backup:
    """The newest copy whose name begins so: a day, or a day and a time.

    Raises:
        NotFound: there is none.
    """
    for backup in backups_in(library):
        if name and backup.name.startswith(name):
            return backup
    raise NotFound(name, "copy")


def rescue(library: Path, backup: Backup) -> tuple[Path, ...]:
    """Put a copy in the place of a state that does not open any more; what was there is kept aside.

    Returns:
        Where the damaged files are now.

    Raises:
        LibraryDamaged, LibraryTooNew: the copy cannot be used; nothing was changed.
        WriteFailed: the disk refused.
    """
    snapshot = _snapshot(backup)
    aside = []
    try:
        for name in ("db.json", "db.json.bak", "journal.jsonl", "journal.bak"):
            path = library / name
            if path.exists():
                kept = path.with_name(f"{name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
                path.rename(kept)
                aside.append(kept)
        replace_durably(library / "db.json", dump_snapshot(snapshot.tables, snapshot.sequence))
    except OSError as error:
        raise WriteFailed(library, f"was not restored: {refusal(error)}") from error
    return tuple(aside)


def _snapshot(backup: Backup) -> Snapshot:
    try:
        data = gzip.decompress(backup.path.read_bytes())
    except (OSError, EOFError) as error:
        raise LibraryDamaged(backup.path, "is damaged; choose another copy") from error
    snapshot = parse_snapshot(data, backup.path)
    if snapshot is None:
        raise LibraryDamaged(backup.path, "is damaged; choose another copy")
    return snapshot


def superfluous(days: Iterable[date], today: date) -> tuple[date, ...]:
    """The days whose copy may go: the oldest of a week or month stays, so that a copy can grow old."""
    kept: set[tuple[int, ...]] = set()
    gone = []
    for day in sorted(days):
        age = today - day
        if age <= _DAILY:
            continue
        week = day.isocalendar()
        period = (0, week.year, week.week) if age <= _WEEKLY else (1, day.year, day.month)
        if period in kept:
            gone.append(day)
        kept.add(period)
    return tuple(gone)
