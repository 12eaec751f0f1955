"""How the journal goes into a new snapshot, and a new journal is begun."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from reader.errors import LibraryDamaged
from reader.library import snapshots
from reader.library.collector import collector_paused
from reader.library.durable import link_over, move_durably, remove_quietly, replace_durably, write_synced
from reader.library.journal_file import Seen
from reader.library.lines import Changes
from reader.library.mirroring import Identity
from reader.library.stored_rows import StoredRows, compact_above, identity_of

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new snapshot is made of, and where it goes."""

    folder: Path
    snapshot_path: Path
    """Of the present snapshot."""
    snapshot: Identity
    seen: Seen
    """The journal, and how many of its bytes go into the new snapshot: all of them are acknowledged."""
    sequence: int
    """Number of the last write in them."""
    mirror: Path | None
    """Brought up to the same write, while its readers go on with what they see."""
    beside: Path
    """The file of the new snapshot, until it takes the place of the old one."""


class CompactedRows(StoredRows):
    """The rows, whose files are brought together when the journal has grown."""

    @property
    def is_overgrown(self) -> bool:
        """Whether the journal has grown so much that a new snapshot pays; see `compact_beside`."""
        return self._journal.is_open and self._journal.seen[1] > self._compact_above_bytes

    def plan_compaction(self) -> tuple[Plan, Changes] | None:
        """What a new snapshot is made of, and what memory holds of that; None where it does not pay."""
        with self.lock:
            if not self.is_overgrown or self._snapshot is None:
                return None
            return self._plan(self._snapshot), self._rows.frozen().changes()

    def _plan(self, snapshot: Identity) -> Plan:
        path, mirror = self._snapshot_path, self._rows.mirror
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        return Plan(
            self._folder,
            path,
            snapshot,
            self._journal.seen,
            self.sequence,
            mirror.path if mirror is not None else None,
            beside,
        )

    def _put_off(self, error: Exception) -> None:
        _LOG.warning("compaction put off: %s", error)
        self._compact_above_bytes += compact_above(0)

    def _compact_quietly(self) -> None:
        # The line is durable already: a compaction that fails (disk full) must not fail the write.
        try:
            with collector_paused():
                self.compact()
        except (OSError, LibraryDamaged) as error:
            self._put_off(error)
            self._journal.forget()

    def compact(self) -> None:
        """Write a new snapshot and begin a new journal; the former pair is kept as backup.

        Call between `begin` and `end`. A crash at any point leaves a state that opens.
        """
        assert self._snapshot is not None or self._rows.mirror is None
        plan = self._plan(self._snapshot or (0, 0, 0))
        try:
            self._write_beside(plan)
            self._swap(plan.beside, plan.seen, self._rows.changes())
        except (OSError, LibraryDamaged):
            remove_quietly(plan.beside)
            raise

    def _write_beside(self, plan: Plan) -> None:
        if plan.mirror is not None:
            from reader.library.compactor import write_beside

            try:
                write_beside(plan)
            except LibraryDamaged as error:  # what the files lack may be in memory still
                _LOG.warning("the snapshot is made of what is in memory, too: %s", error)
                self._load_over_held()
            else:
                return
        write_synced(plan.beside, snapshots.dump_snapshot(self._rows.tables(), self.sequence))

    def _swap(self, beside: Path, seen: Seen, known: Changes) -> None:
        """Put a new snapshot in the place of the old one, and begin a journal with what came after it.

        Until the new journal stands, the old one goes with the new snapshot: what that holds is passed over.
        """
        later, size = self._journal.bytes_from(seen[1]), beside.stat().st_size
        link_over(self._snapshot_path, self._folder / "db.json.bak")
        link_over(self._journal.path, self._folder / "journal.bak")
        move_durably(beside, self._snapshot_path)
        replace_durably(self._journal.path, later)
        self._compact_above_bytes = compact_above(size)
        self._open_journal()
        self._snapshot = identity_of(self._snapshot_path)
        self._follow_with_mirror(seen, known)
        for left in beside.parent.glob("*.new"):  # of processes that were killed, or came too late
            remove_quietly(left)

    def _open_journal(self) -> None:
        try:
            self._journal.open()
        except OSError:
            self.read_only = True

    def _follow_with_mirror(self, begun: Seen, known: Changes) -> None:
        """After a compaction, let the mirror stand for the new files, and memory hold what is beyond it.

        Args:
            begun: the former journal, and from which byte on its lines are in the new one.
            known: what memory held of the rows that went into the new snapshot.
        """
        mirror = self._rows.mirror
        if mirror is None:
            return
        assert self._snapshot is not None
        if self._mirroring.follow(mirror, begun, self._snapshot, self._journal.seen):
            self._rows = self._rows.without(known)
        else:
            self._load_over_held()
            self.on_reset()
