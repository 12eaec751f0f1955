"""TinyDB's storage: a snapshot that stock TinyDB opens, and a journal of one durable line a write.

::

    db.json          the snapshot: {table: {row id: row}}, as stock TinyDB keeps it
    journal.jsonl    what came after: `CRC {"seq": n, "rows": {table: {id: row or null}}}`, a line a write
    db.json.bak, journal.bak   the pair before the last compaction
    lock             flock between processes; holds nothing

A write takes the lock, replays what another process appended, appends its line, syncs it, and only then
counts. Sequence numbers, not clocks, say what is newer, so a journal line that the snapshot already
holds does no harm. Method: write-ahead logging as in SQLite's WAL and most databases.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson
from tinydb.storages import Storage

from reader.errors import LibraryDamaged, LibraryReadOnly, LibraryTooNew, WriteFailed
from reader.library.durable import append_synced, replace_durably, sync_folder
from reader.library.lock import FolderLock

Row = dict[str, Any]
Rows = dict[str, Row]
State = dict[str, Rows]
Changes = Mapping[str, Mapping[str, Row | None]]

FORMAT = 1
"""Version of the state's shape. A library of a higher one is refused, never half understood."""

_META = "_meta"
_META_ROW = "1"
_LEAST_COMPACTION_BYTES = 4 * 1024 * 1024
_LOG = logging.getLogger(__name__)


class JournalStorage(Storage):
    """The state of a library in memory, and every change of it on disk before it counts.

    Not thread-safe by itself: `Library` guards it with one lock.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self._lock = FolderLock(folder / "lock")
        self.read_only = read_only
        self.notices: list[str] = []
        self.sequence = 0
        self.on_change: Callable[[str, str, Row | None, Row | None], None] = lambda *_: None
        """Called for each row that changes, with table, row id, row before and row after."""
        self._state: State = {}
        self._journal: int | None = None
        self._seen: tuple[int, int] = (0, 0)  # inode and bytes of the journal that memory holds
        self._snapshot_bytes = 0
        self._open()

    # -- TinyDB's protocol

    def read(self) -> State:
        """The whole state; the caller must not change it."""
        return self._state

    def write(self, data: State) -> None:
        """Make this the state; only rows that differ are written."""
        changes: dict[str, dict[str, Row | None]] = {}
        for table in {*data, *self._state} - {_META}:
            old, new = self._state.get(table, {}), data.get(table, {})
            rows = {str(key): row for key, row in new.items() if old.get(str(key)) != row}
            changes[table] = {**rows, **dict.fromkeys(set(old) - set(map(str, new)))}
        self.commit({table: rows for table, rows in changes.items() if rows})

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
            self.catch_up()
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
        if not any(changes.values()):
            return
        line = _line(self.sequence + 1, changes)
        assert self._journal is not None
        try:
            size = append_synced(self._journal, line, self._seen[1])
        except OSError as error:
            self._seen = (0, 0)  # what is on disk is no longer certain: the next write reads it again
            raise WriteFailed(self._folder, f"nothing was changed: {error.strerror or error}") from error
        self._seen = (self._seen[0], size)
        self.sequence += 1
        self._apply(changes)
        if size > max(_LEAST_COMPACTION_BYTES, self._snapshot_bytes // 2):
            self._compact_quietly()

    def is_stale(self) -> bool:
        """Whether another process wrote since; one `stat` call."""
        try:
            found = self._journal_path.stat()
        except OSError:
            return False
        return (found.st_ino, found.st_size) != self._seen

    def catch_up(self) -> bool:
        """Replay what other processes wrote; True when there was something."""
        if not self.is_stale():
            return False
        before = self.sequence
        inode = self._journal_path.stat().st_ino
        if inode != self._seen[0]:
            self._reload()
        else:
            self._replay(self._journal_path, self._seen[1])
        return self.sequence != before

    # -- opening

    @property
    def _snapshot_path(self) -> Path:
        # A user may have put the state elsewhere behind a link; replacing must not cut the link.
        return (self._folder / "db.json").resolve()

    @property
    def _journal_path(self) -> Path:
        return self._folder / "journal.jsonl"

    def _open(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except OSError:
            self.read_only = True
        try:
            self._load()
            if not self.read_only:
                self._cut_torn_tail()
                self._open_journal()
        finally:
            self._lock.release()

    def _open_journal(self) -> None:
        if self._journal is not None:
            os.close(self._journal)
        try:
            fresh = not self._journal_path.exists()
            self._journal = os.open(
                self._journal_path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600
            )
            if fresh:
                sync_folder(self._folder)
        except OSError:
            self.read_only = True
            return
        found = os.fstat(self._journal)
        self._seen = (found.st_ino, found.st_size)

    def _reload(self) -> None:
        old = self._state
        self._load()
        self._open_journal()
        self._tell_differences(old)

    def _tell_differences(self, old: State) -> None:
        for table in {*old, *self._state}:
            before, after = old.get(table, {}), self._state.get(table, {})
            for key in {*before, *after}:
                if before.get(key) != after.get(key):
                    self.on_change(table, key, before.get(key), after.get(key))

    def _load(self) -> None:
        snapshot = self._read_snapshot(self._snapshot_path)
        if snapshot is not None:
            self._take(snapshot)
        else:
            self._recover()
        self._replay(self._journal_path, 0)

    def _recover(self) -> None:
        """Start anew, or from the pair before the last compaction when the snapshot is damaged."""
        damaged = self._snapshot_path.exists()
        backup = self._read_snapshot(self._folder / "db.json.bak")
        if backup is None and (damaged or (self._folder / "db.json.bak").exists()):
            raise LibraryDamaged(
                self._folder,
                "db.json and its backup cannot be read; both were left as they are: restore a copy",
            )
        self._take(backup or {})
        if backup is not None:
            self._replay(self._folder / "journal.bak", 0)
            self.notices.append(f"db.json was damaged or missing; opened from its backup in {self._folder}")
        if damaged and not self.read_only:
            aside = self._snapshot_path.with_name("db.json.damaged")
            self._snapshot_path.replace(aside)
        if damaged or backup is None:
            self._write_snapshot_if_possible(backup is not None)

    def _write_snapshot_if_possible(self, recovered: bool) -> None:
        if self.read_only:
            return
        if recovered:
            self._replay(self._journal_path, 0)
        try:
            replace_durably(self._snapshot_path, self._snapshot())
        except OSError as error:
            _LOG.warning("no snapshot written: %s", error)
            self.read_only = not os.access(self._folder, os.W_OK)

    def _read_snapshot(self, path: Path) -> State | None:
        try:
            data = path.read_bytes()
            loaded = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
        except (OSError, orjson.JSONDecodeError):
            return None
        if not isinstance(loaded, dict) or not all(isinstance(rows, dict) for rows in loaded.values()):
            return None
        meta = loaded.get(_META, {}).get(_META_ROW, {})
        if not isinstance(meta.get("seq"), int):
            return None
        if meta.get("format", 0) > FORMAT:
            raise LibraryTooNew(
                self._folder, f"has format {meta['format']}; this program knows {FORMAT}: update it"
            )
        self._snapshot_bytes = len(data)
        return loaded

    def _take(self, snapshot: State) -> None:
        self.sequence = snapshot.get(_META, {}).get(_META_ROW, {}).get("seq", 0)
        self._state = {table: rows for table, rows in snapshot.items() if table != _META}

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
        for line in data.splitlines(keepends=True):
            record = _parse(line)
            if record is None:
                if not line.endswith(b"\n"):
                    break
                self._reject(line, "a damaged line of the journal")
            elif record["seq"] > self.sequence:
                self._apply(record["rows"])
                self.sequence = record["seq"]
            good += len(line)
        self._seen = (inode, good)

    def _cut_torn_tail(self) -> None:
        """Cut what a crash left of an unacknowledged line, and keep it aside."""
        try:
            size = self._journal_path.stat().st_size
        except OSError:
            return
        good = self._seen[1]
        if good >= size:
            return
        try:
            with self._journal_path.open("r+b") as file:
                file.seek(good)
                self._reject(file.read(), "an unfinished write at the end of the journal")
                file.truncate(good)
                os.fsync(file.fileno())
        except OSError:
            self.read_only = True

    def _reject(self, line: bytes, what: str) -> None:
        aside = self._folder / "journal.rejected"
        self.notices.append(f"{what} was put aside in {aside}")
        if not self.read_only:
            with aside.open("ab") as file:
                file.write(line if line.endswith(b"\n") else line + b"\n")

    def _apply(self, changes: Changes) -> None:
        for table, rows in changes.items():
            kept = self._state.setdefault(table, {})
            for key, row in rows.items():
                before = kept.get(key)
                if row is None:
                    kept.pop(key, None)
                else:
                    kept[key] = row
                self.on_change(table, key, before, row)

    # -- compaction

    def _snapshot(self) -> bytes:
        meta = {_META_ROW: {"format": FORMAT, "seq": self.sequence}}
        return orjson.dumps({_META: meta, **self._state})

    def _compact_quietly(self) -> None:
        # The line is durable already: a compaction that fails (disk full) must not fail the write.
        try:
            self.compact()
        except OSError as error:
            _LOG.warning("compaction put off: %s", error)
            self._open_journal()

    def compact(self) -> None:
        """Write a new snapshot and begin a new journal; the former pair is kept as backup.

        Call between `begin` and `end`. A crash at any point leaves a state that opens.
        """
        data = self._snapshot()
        _link_over(self._snapshot_path, self._folder / "db.json.bak")
        _link_over(self._journal_path, self._folder / "journal.bak")
        replace_durably(self._snapshot_path, data)
        replace_durably(self._journal_path, b"")
        self._snapshot_bytes = len(data)
        self._open_journal()


def _link_over(source: Path, target: Path) -> None:
    if not source.exists():
        return
    beside = target.with_name(target.name + ".new")
    beside.unlink(missing_ok=True)
    os.link(source, beside)
    beside.replace(target)


def _line(sequence: int, changes: Changes) -> bytes:
    body = orjson.dumps({"seq": sequence, "rows": changes})
    return b"%08x %s\n" % (crc32(body), body)


def _parse(line: bytes) -> dict[str, Any] | None:
    if not line.endswith(b"\n"):
        return None
    line = line.removeprefix(b"\xef\xbb\xbf")
    try:
        if int(line[:8], 16) != crc32(line[9:-1]):
            return None
        record = orjson.loads(line[9:-1])
    except (ValueError, orjson.JSONDecodeError):
        return None
    return record if isinstance(record, dict) else None
