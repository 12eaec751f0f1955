"""TinyDB's storage: a snapshot that stock TinyDB opens, and a journal of one durable line a write.

::

    db.json          the snapshot: {table: {row number: row}}, as stock TinyDB keeps it
    journal.jsonl    what came after, a line a write (`lines`)
    db.json.bak, journal.bak   the pair before the last compaction
    journal.rejected           what a crash or damage left in the journal, kept aside
    lock             flock between processes; holds nothing

A write takes the lock, replays what another process appended, appends its line, syncs it, and only then
counts. Sequence numbers, not clocks, say what is newer, so a journal line that the snapshot already
holds does no harm. Method: write-ahead logging as in SQLite's WAL and most databases.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from tinydb.storages import Storage

from reader.errors import LibraryDamaged, LibraryLocked, LibraryReadOnly, WriteFailed
from reader.library import snapshots
from reader.library.durable import append_synced, link_over, replace_durably, sync_folder
from reader.library.lines import Changes, Row, Tables, make_line, read_lines
from reader.library.lock import FolderLock

_LEAST_COMPACTION_BYTES = 4 * 1024 * 1024
_LOG = logging.getLogger(__name__)


class JournalStorage(Storage):
    """The state of a library in memory, and every change of it on disk before it counts.

    Not thread-safe by itself: `State` guards it with one lock.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self._journal_path = folder / "journal.jsonl"
        self._journal_name = str(self._journal_path)
        self._lock = FolderLock(folder / "lock")
        self.read_only = read_only
        self.notices: list[str] = []
        self.sequence = 0
        self.on_change: Callable[[str, str, Row | None, Row | None], None] = lambda *_: None
        """Called for each row that changes, with table, row number, row before and row after."""
        self._tables: Tables = {}
        self._journal: int | None = None
        self._seen: tuple[int, int] = (0, 0)  # inode and bytes of the journal that memory holds
        self._format = snapshots.FORMAT
        self._compact_above_bytes = _LEAST_COMPACTION_BYTES
        self._open()

    # -- TinyDB's protocol

    def read(self) -> Tables:
        """The whole state; the caller must not change it."""
        return self._tables

    def write(self, data: Tables) -> None:
        """Make this the state; only rows that differ are written."""
        changes: dict[str, dict[str, Row | None]] = {}
        for table in {*data, *self._tables}:
            old, new = self._tables.get(table, {}), data.get(table, {})
            rows = {str(key): row for key, row in new.items() if old.get(str(key)) != row}
            changes[table] = {**rows, **dict.fromkeys(set(old) - set(map(str, new)))}
        self.begin()
        try:
            self.commit(changes)
        finally:
            self.end()

    def close(self) -> None:
        """Release the files; nothing waits to be written."""
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None
        self._lock.close()

    # -- transactions

    def begin(self) -> None:
        """Take the lock and see what other processes wrote.

        Raises:
            LibraryReadOnly: the folder cannot be written to.
            LibraryLocked: another process holds the lock for too long.
        """
        if self.read_only:
            raise LibraryReadOnly(self._folder, "cannot be written to; check its permissions, or the disk")
        self._lock.acquire()
        try:
            if self.is_stale():
                self._catch_up()
                self._cut_torn_tail()
        except OSError as error:
            self._lock.release()
            raise WriteFailed(self._folder, f"nothing was changed: {error.strerror or error}") from error
        except BaseException:
            self._lock.release()
            raise

    def end(self) -> None:
        """Release the lock."""
        self._lock.release()

    def commit(self, changes: Changes) -> None:
        """Write a transaction as one line, then change memory. Call between `begin` and `end`.

        Raises:
            WriteFailed: the disk refused; neither the file nor memory has changed.
        """
        changes = {table: rows for table, rows in changes.items() if rows}
        if not changes:
            return
        if self._journal is None:
            raise WriteFailed(self._folder, "nothing was changed: the library is closed")
        line = make_line(self.sequence + 1, changes)
        try:
            size = append_synced(self._journal, line, self._seen[1])
        except OSError as error:
            self._seen = (0, 0)  # what is on disk is no longer certain: the next write reads it again
            raise WriteFailed(self._folder, f"nothing was changed: {error.strerror or error}") from error
        self._seen = (self._seen[0], size)
        self.sequence += 1
        self._apply(changes)
        if size > self._compact_above_bytes:
            self._compact_quietly()

    def is_stale(self) -> bool:
        """Whether another process wrote since; one `stat` call."""
        try:
            found = os.stat(self._journal_name)  # noqa: PTH116  # before each write: a Path costs 4 µs more
        except OSError:
            return False
        return (found.st_ino, found.st_size) != self._seen

    def refresh(self) -> bool:
        """Replay what other processes wrote; True when there was something."""
        if not self.is_stale():
            return False
        before = self.sequence
        if self.read_only:
            self._catch_up()
        else:
            self.begin()
            self.end()
        return self.sequence != before

    # -- opening

    @property
    def _snapshot_path(self) -> Path:
        # A user may have put the state elsewhere behind a link; replacing must not cut the link.
        return (self._folder / "db.json").resolve()

    def _open(self) -> None:
        if not self.read_only:
            self._lock_or_only_read()
        try:
            self._load()
            if not self.read_only:
                self._cut_torn_tail()
                self._open_journal()
                self._migrate()
        except BaseException:
            self.close()
            raise
        finally:
            self._lock.release()

    def _lock_or_only_read(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            for stale in self._folder.glob("*.tmp"):
                stale.unlink()
        except OSError:
            self.read_only = True
        except LibraryLocked as error:
            self.notices.append(error.reason)
            self.read_only = True

    def _open_journal(self) -> None:
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None
        fresh = not self._journal_path.exists()
        try:
            self._journal = os.open(
                self._journal_path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600
            )
        except OSError:
            self.read_only = True
            return
        if fresh:
            sync_folder(self._folder)
        found = os.fstat(self._journal)
        self._seen = (found.st_ino, found.st_size)

    def _migrate(self) -> None:
        if self._format == snapshots.FORMAT:
            return
        kept = self._folder / f"db.json.format-{self._format}"
        link_over(self._snapshot_path, kept)
        link_over(self._journal_path, self._folder / f"journal.format-{self._format}")
        self._tables = snapshots.migrate(self._tables, self._format)
        self.compact()
        self.notices.append(f"the library was brought to format {snapshots.FORMAT}; the old one is {kept}")
        self._format = snapshots.FORMAT

    def _catch_up(self) -> None:
        if self._journal_path.stat().st_ino == self._seen[0]:
            self._replay(self._journal_path, self._seen[1])
            return
        old = self._tables
        self._load()
        self._tell_differences(old)
        if not self.read_only:
            self._cut_torn_tail()
            self._open_journal()

    def _tell_differences(self, old: Tables) -> None:
        for table in {*old, *self._tables}:
            before, after = old.get(table, {}), self._tables.get(table, {})
            for key in {*before, *after}:
                if before.get(key) != after.get(key):
                    self.on_change(table, key, before.get(key), after.get(key))

    def _load(self) -> None:
        while True:
            identity = _identity(self._snapshot_path)
            snapshot = snapshots.read_snapshot(self._snapshot_path)
            if snapshot is not None:
                self._take(snapshot)
            else:
                self._recover()
            self._replay(self._journal_path, 0)
            # Without the lock another process may have compacted between the two files.
            if not self.read_only or identity == _identity(self._snapshot_path):
                break
        if snapshot is None and not self.read_only:
            self._write_first_snapshot()

    def _take(self, snapshot: snapshots.Snapshot) -> None:
        self.sequence = snapshot.sequence
        self._tables = snapshot.tables
        self._format = snapshot.format
        self._compact_above_bytes = max(_LEAST_COMPACTION_BYTES, snapshot.size_bytes // 2)

    def _recover(self) -> None:
        """Start anew, or from the pair before the last compaction when the snapshot is damaged."""
        backup = snapshots.read_snapshot(self._folder / "db.json.bak")
        if backup is None and not self._journal_is_all():
            raise LibraryDamaged(
                self._folder,
                "db.json and its backup cannot be read and were left as they are; see `nightstand restore`",
            )
        self._take(backup or snapshots.Snapshot({}, 0, snapshots.FORMAT, 0))
        if backup is not None:
            self._replay(self._folder / "journal.bak", 0)
        if backup is not None or self._snapshot_path.exists():
            self.notices.append("db.json was damaged or missing; opened from its backup and the journal")

    def _journal_is_all(self) -> bool:
        """Whether the journal holds every write, so that the snapshot is not needed."""
        first = _first_sequence(self._journal_path)
        if first is None:  # nothing was ever written, or all of it is gone
            return not (self._folder / "articles").exists() and not (self._folder / "db.json.bak").exists()
        return first == 1

    def _write_first_snapshot(self) -> None:
        try:
            if self._snapshot_path.exists():
                self._snapshot_path.replace(self._snapshot_path.with_name("db.json.damaged"))
            replace_durably(self._snapshot_path, snapshots.dump_snapshot(self._tables, self.sequence))
        except OSError as error:
            _LOG.warning("no snapshot written: %s", error)
            self.read_only = not os.access(self._folder, os.W_OK)

    def _replay(self, path: Path, start: int) -> None:
        """Apply the good lines of a journal from a byte on; lines that the state holds are passed over."""
        try:
            with path.open("rb") as file:
                inode = os.fstat(file.fileno()).st_ino
                file.seek(start)
                data = file.read()
        except OSError:
            return
        good = start
        for line in read_lines(data):
            good += len(line.raw)
            if line.sequence is None:
                self._reject(line.raw, "a damaged line of the journal")
            elif line.sequence > self.sequence:
                if line.sequence > self.sequence + 1:
                    self.notices.append(
                        f"writes {self.sequence + 1} to {line.sequence - 1} are missing from the journal"
                    )
                self._apply(line.changes)
                self.sequence = line.sequence
        self._seen = (inode, good)

    def _cut_torn_tail(self) -> None:
        """Cut what a crash left of an unacknowledged line, and keep it aside. Needs the lock."""
        if not self.is_stale():
            return
        try:
            handle = os.open(self._journal_path, os.O_RDWR | os.O_CLOEXEC)
        except PermissionError:
            self.read_only = True
            return
        try:
            good = self._seen[1]
            torn = os.pread(handle, os.fstat(handle).st_size - good, good)
            self._reject(torn, "an unfinished write at the end of the journal")
            os.ftruncate(handle, good)
            os.fsync(handle)
        finally:
            os.close(handle)

    def _reject(self, line: bytes, what: str) -> None:
        aside = self._folder / "journal.rejected"
        self.notices.append(f"{what} was put aside in {aside}")
        if not self.read_only:
            with aside.open("ab") as file:
                file.write(line if line.endswith(b"\n") else line + b"\n")

    def _apply(self, changes: Changes) -> None:
        for table, rows in changes.items():
            kept = self._tables.setdefault(table, {})
            for key, row in rows.items():
                before = kept.get(key)
                if row is None:
                    kept.pop(key, None)
                else:
                    kept[key] = row
                self.on_change(table, key, before, row)

    # -- compaction

    def _compact_quietly(self) -> None:
        # The line is durable already: a compaction that fails (disk full) must not fail the write.
        try:
            self.compact()
        except OSError as error:
            _LOG.warning("compaction put off: %s", error)
            self._compact_above_bytes += _LEAST_COMPACTION_BYTES
            self._seen = (0, 0)  # the next write reads what there is

    def compact(self) -> None:
        """Write a new snapshot and begin a new journal; the former pair is kept as backup.

        Call between `begin` and `end`. A crash at any point leaves a state that opens.
        """
        data = snapshots.dump_snapshot(self._tables, self.sequence)
        link_over(self._snapshot_path, self._folder / "db.json.bak")
        link_over(self._journal_path, self._folder / "journal.bak")
        replace_durably(self._snapshot_path, data)
        replace_durably(self._journal_path, b"")
        self._compact_above_bytes = max(_LEAST_COMPACTION_BYTES, len(data) // 2)
        self._open_journal()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size


def _first_sequence(path: Path) -> int | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return next((line.sequence for line in read_lines(data) if line.sequence is not None), None)
