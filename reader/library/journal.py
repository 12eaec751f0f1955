"""TinyDB's storage: a snapshot that stock TinyDB opens, and a journal of one durable line a write.

::

    db.json          the snapshot: {table: {row number: row}}, as stock TinyDB keeps it
    journal.jsonl    what came after, a line a write (`lines`)
    db.json.bak, journal.bak   the pair before the last compaction
    db.json.N.new              a snapshot that is being made (`compactor`)
    journal.rejected           what a crash or damage left in the journal, kept aside
    lock             flock between processes; holds nothing

A large state is not held in memory: its rows stand in the `mirror`, a database in the cache folder, and
memory holds what the journal has beyond it. Snapshots are made of the state's own files, never of the mirror.

A write takes the lock, replays what another process appended, appends its line, syncs it, and only then
counts. Sequence numbers, not clocks, say what is newer, so a journal line that the snapshot already
holds does no harm. Method: write-ahead logging as in SQLite's WAL and most databases.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tinydb.storages import Storage

from reader.errors import LibraryDamaged, LibraryLocked, LibraryReadOnly, ReaderError, WriteFailed, refusal
from reader.library import snapshots
from reader.library.compaction import CompactedRows, Plan
from reader.library.durable import link_over, remove_quietly
from reader.library.lines import Changes, Row, Tables, make_line
from reader.library.lock import FolderLock
from reader.library.mirroring import Identity
from reader.library.rowset import MirrorFault, RowSet

if TYPE_CHECKING:
    from reader.library.compactor import Helper

_LONGEST_GAP_BYTES = 256 * 1024  # of the journal beyond the mirror: read at each start
_LONG_GAP_BYTES = 1024 * 1024  # to bring so many up takes some tenths of a second (100,000 articles, 2026-11)
_PATIENCE = 2  # times the journal that is worth a snapshot: then the write that comes makes it
_NOTHING: Changes = MappingProxyType({})
_LOG = logging.getLogger(__name__)


class JournalStorage(CompactedRows, Storage):
    """The state of a library, and every change of it on disk before it counts.

    Writing is not thread-safe by itself: `State` guards it with `lock`.
    """

    def __init__(
        self,
        folder: Path,
        mirrors: Path | None = None,
        *,
        read_only: bool = False,
        mirror_later: bool = False,
    ) -> None:
        """Open the state.

        Args:
            folder: where it is kept.
            mirrors: folder for the mirror of a large state; None to hold all of it in memory.
            read_only: never write.
            mirror_later: leave it to the caller to make a mirror that is missing.
        """
        super().__init__(folder, mirrors, read_only=read_only)
        self._lock = FolderLock(folder / "lock")
        self._helper: Helper | None = None
        self._open()
        if not mirror_later:
            self.make_mirror()

    # -- TinyDB's protocol

    def read(self) -> Tables:
        """The whole state; the caller must not change it."""
        return self.ask(RowSet.tables)

    def write(self, data: Tables) -> None:
        """Make this the state; only rows that differ are written."""
        changes: dict[str, dict[str, Row | None]] = {}
        now = self.read()
        for table in {*data, *now}:
            old, new = now.get(table, {}), data.get(table, {})
            rows = {str(key): row for key, row in new.items() if old.get(str(key)) != row}
            changes[table] = {**rows, **dict.fromkeys(set(old) - set(map(str, new)))}
        self.begin()
        try:
            self.commit(changes)
        finally:
            self.end()

    def close(self) -> None:
        """Release the files; everything acknowledged is on disk already. See `closes_slowly`."""
        if self._helper is not None:
            self._helper.end()
        if self._rows.mirror is not None:
            self._leave_quick_start()
        if self._rows.mirror is not None:
            self._rows.mirror.close()
            self._rows = RowSet({})  # what a worker still asks is no fault of the mirror
        self._journal.close()
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
            raise WriteFailed(self._folder, f"nothing was changed: {refusal(error)}") from error
        except BaseException:
            self._lock.release()
            raise

    def end(self) -> None:
        """Release the lock."""
        self._lock.release()

    def commit(self, changes: Changes, known: Changes = _NOTHING) -> None:
        """Write a transaction as one line, then change memory. Call between `begin` and `end`.

        Args:
            changes: the rows as they are to be, None for those that go.
            known: what the caller read of them since `begin`: it is not read again.

        Raises:
            WriteFailed: the disk refused; neither the file nor memory has changed.
        """
        changes = {table: rows for table, rows in changes.items() if rows}
        if not changes:
            return
        if not self._journal.is_open:
            raise WriteFailed(self._folder, "nothing was changed: the library is closed")
        try:
            size = self._journal.append(make_line(self.sequence + 1, changes))
        except OSError as error:
            raise WriteFailed(self._folder, f"nothing was changed: {refusal(error)}") from error
        self.sequence += 1
        self._apply(changes, known)
        # Of a large state a snapshot takes seconds: it is left to `compact_beside` or `close`, for a while.
        if size > self._compact_above_bytes * (1 if self._rows.mirror is None else _PATIENCE):
            self._compact_quietly()

    def is_stale(self) -> bool:
        """Whether another process wrote since; one `stat` call."""
        return self._journal.is_stale()

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

    def _open(self) -> None:
        if not self.read_only:
            self._lock_or_only_read()
        try:
            self._load_rows()
            if not self.read_only:
                self._cut_torn_tail()
                self._open_journal()
                self._migrate()
        except BaseException:
            self.close()
            raise
        finally:
            self._lock.release()

    @property
    def wants_mirror(self) -> bool:
        """Whether all rows of a large state are in memory, so that `make_mirror` is worth its time."""
        return (
            not self.read_only and self._rows.mirror is None and self._mirroring.is_worth_it(self._snapshot)
        )

    def make_mirror(self) -> None:
        """Let the rows of a large state stand in a mirror from now on.

        That takes seconds, and may be done in a thread: it is written without the locks, so that nobody
        waits, and what is written meanwhile is held in memory over it.
        """
        with self.lock:
            snapshot, seen, sequence = self._snapshot, self._journal.seen, self.sequence
            rows = self._rows.frozen()
            if not self.wants_mirror or snapshot is None:
                return
        beside = self._mirroring.build(rows, snapshot, seen, sequence)
        if beside is None:
            return
        with self.lock:
            try:
                self.begin()
            except ReaderError as error:
                _LOG.warning("all of the state is held in memory: %s", error)
                beside.unlink(missing_ok=True)
                return
            try:
                self._stand_in(beside, snapshot, sequence)
            finally:
                beside.unlink(missing_ok=True)
                self.end()

    def _stand_in(self, beside: Path, snapshot: Identity, sequence: int) -> None:
        """Take the rows from a new mirror and what was written since; not when that went into a snapshot."""
        later = self.changes_since(sequence)
        if self._rows.mirror is not None or self._snapshot != snapshot or later is None:
            return
        mirror = self._mirroring.adopt(beside)
        if mirror is None:
            return
        rows = RowSet({}, mirror)
        for changes in later:
            for table, changed in changes.items():
                for number, row in changed.items():
                    rows.put(table, number, row)
        self._rows = rows

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

    def _migrate(self) -> None:
        if self._format == snapshots.FORMAT:
            return
        kept = self._folder / f"db.json.format-{self._format}"
        link_over(self._snapshot_path, kept)
        link_over(self._journal.path, self._folder / f"journal.format-{self._format}")
        self._rows = RowSet(snapshots.migrate(self._rows.tables(), self._format))
        self.compact()
        self.notices.append(f"the library was brought to format {snapshots.FORMAT}; the old one is {kept}")
        self._format = snapshots.FORMAT

    def _catch_up(self) -> None:
        if self._journal.is_the_same():
            self._replay(self._journal, self._journal.seen[1], tell=True)
            return
        old = self._rows
        self._load_rows()
        if old.mirror is None and self._rows.mirror is None:
            self._tell_differences(old.tables(), self._rows.tables())
        else:
            self.on_reset()
        if not self.read_only:
            self._cut_torn_tail()
            self._open_journal()

    def _tell_differences(self, old: Tables, new: Tables) -> None:
        for table in {*old, *new}:
            before, after = old.get(table, {}), new.get(table, {})
            for key in {*before, *after}:
                if before.get(key) != after.get(key):
                    self.on_change(table, key, before.get(key), after.get(key))

    @property
    def _gap_bytes(self) -> int:
        mirror = self._rows.mirror
        return self._journal.seen[1] - mirror.stamp.journal[1] if mirror is not None else 0

    def _leave_quick_start(self) -> None:
        """Bring the mirror up, and the snapshot when it is time: the next start has little to read."""
        if self.read_only or not self._journal.is_open:
            return
        if not self.is_overgrown and self._gap_bytes <= _LONGEST_GAP_BYTES:
            return
        try:
            self.begin()
        except ReaderError as error:
            _LOG.warning("the mirror was not brought up: %s", error)
            return
        mirror = self._rows.mirror
        if self.is_overgrown:
            self._compact_quietly()
        elif mirror is not None:
            self._advance_mirror(mirror, self._rows.changes())
        self.end()

    # -- compaction

    @property
    def wants_compaction(self) -> bool:
        """Whether `compact_beside` is worth its time, and is not at work."""
        is_known = self._snapshot is not None  # a new library has so little that the write does it
        return is_known and self.is_overgrown and not self.read_only and self._helper is None

    @property
    def closes_slowly(self) -> bool:
        """Whether `close` has so much to write that who waits should know."""
        is_large = self._rows.mirror is not None and not self.read_only
        return is_large and (self.is_overgrown or self._gap_bytes > _LONG_GAP_BYTES)

    def compact_beside(self) -> None:
        """Write a new snapshot in another process, while this one goes on; call it in a thread.

        Only to put it in its place takes the locks. When it fails, that is logged, and tried again later.
        """
        planned = self.plan_compaction()
        if planned is None:
            return
        plan, known = planned
        from reader.library.compactor import Helper

        try:
            self._helper = Helper(plan)
            self._helper.wait()
        except OSError as error:
            remove_quietly(plan.beside)
            self._put_off(error)
        else:
            self.take_over(plan, known)
            mirror = self._rows.mirror
            if mirror is not None:
                with suppress(MirrorFault):
                    mirror.fold_log()
        finally:
            self._helper = None

    def take_over(self, plan: Plan, known: Changes) -> None:
        """Use a snapshot that was written beside; not where another process made one meanwhile.

        Args:
            plan: how it was made.
            known: what memory held then.
        """
        with self.lock:
            try:
                if self._journal.is_open:
                    self._take_over(plan, known)
            finally:
                remove_quietly(plan.beside)

    def _take_over(self, plan: Plan, known: Changes) -> None:
        try:
            self.begin()
        except ReaderError as error:
            self._put_off(error)
            return
        try:
            if self._snapshot == plan.snapshot and self._journal.seen[0] == plan.seen[0]:
                self._swap(plan.beside, plan.seen, known)
        except (OSError, LibraryDamaged) as error:
            self._put_off(error)
            self._journal.forget()
        finally:
            self.end()
