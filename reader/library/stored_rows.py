"""What the files of the state hold: the snapshot or its mirror, the journal, and the backup pair."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.errors import LibraryDamaged
from reader.library import snapshots
from reader.library.durable import replace_durably
from reader.library.journal_file import JournalFile
from reader.library.lines import Changes, Row
from reader.library.mirroring import Identity, Mirroring
from reader.library.rowset import MirrorFault, RowSet

if TYPE_CHECKING:
    from reader.library.mirror import Mirror

T = TypeVar("T")

_LEAST_COMPACTION_BYTES = 4 * 1024 * 1024
_LOG = logging.getLogger(__name__)


class StoredRows:
    """The rows of a library, read from its files; see `journal` for what they are."""

    def __init__(self, folder: Path, mirrors: Path | None, *, read_only: bool) -> None:
        self._folder = folder
        self._journal = JournalFile(folder / "journal.jsonl")
        self._mirroring = Mirroring(mirrors)
        self.read_only = read_only
        self.notices: list[str] = []
        self.sequence = 0
        self.lock = threading.RLock()
        self.on_change: Callable[[str, str, Row | None, Row | None], None] = lambda *_: None
        """Called for each row that changes, with table, row number, row before and row after."""
        self.on_reset: Callable[[], None] = lambda: None
        """Called when rows may have changed that nobody named."""
        self._rows = RowSet({})
        self._snapshot: Identity | None = None  # of the one that the rows come from
        self._format = snapshots.FORMAT
        self._compact_above_bytes = compact_above(0)

    @property
    def rows(self) -> RowSet:
        """The rows as they are held now: another set after a compaction, a reset or a fault of the mirror."""
        return self._rows

    def ask(self, question: Callable[[RowSet], T]) -> T:
        """Ask the rows; where the mirror cannot answer, the state is read whole and asked again."""
        rows = self._rows
        try:
            return question(rows)
        except MirrorFault as fault:
            with self.lock:
                if self._rows is rows:
                    self._leave_mirror(fault)
            return question(self._rows)

    def changes_since(self, sequence: int) -> list[Changes] | None:
        """The writes after one, as the journal has them; None when it does not reach back so far."""
        return self._journal.changes_since(sequence, self.sequence)

    def row(self, table: str, number: str) -> Row | None:
        """One row, or None; the caller must not change it."""
        try:
            return self._rows.get(table, number)
        except MirrorFault:
            return self.ask(lambda rows: rows.get(table, number))

    @property
    def _snapshot_path(self) -> Path:
        # A user may have put the state elsewhere behind a link; replacing must not cut the link.
        return (self._folder / "db.json").resolve()

    # -- loading

    def _load_rows(self) -> None:
        if not self._take_mirror():
            self._load()

    def _load(self) -> None:
        while True:
            identity = identity_of(self._snapshot_path)
            snapshot = snapshots.read_snapshot(self._snapshot_path)
            if snapshot is not None:
                self._take(snapshot)
            else:
                self._recover()
            self._replay(self._journal)
            # Without the lock another process may have compacted between the two files.
            if not self.read_only or identity == identity_of(self._snapshot_path):
                break
        self._snapshot = identity if snapshot is not None else None
        if snapshot is None and not self.read_only:
            self._write_first_snapshot()

    def _take(self, snapshot: snapshots.Snapshot) -> None:
        self.sequence = snapshot.sequence
        self._rows = RowSet(snapshot.tables)
        self._format = snapshot.format
        self._compact_above_bytes = compact_above(snapshot.size_bytes)

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
            self._replay(JournalFile(self._folder / "journal.bak"))
        if backup is not None or self._snapshot_path.exists():
            self.notices.append("db.json was damaged or missing; opened from its backup and the journal")

    def _journal_is_all(self) -> bool:
        """Whether the journal holds every write, so that the snapshot is not needed."""
        first = self._journal.first_sequence()
        if first is None:  # nothing was ever written, or all of it is gone
            return not (self._folder / "articles").exists() and not (self._folder / "db.json.bak").exists()
        return first == 1

    def _write_first_snapshot(self) -> None:
        try:
            if self._snapshot_path.exists():
                self._snapshot_path.replace(self._snapshot_path.with_name("db.json.damaged"))
            replace_durably(self._snapshot_path, snapshots.dump_snapshot(self._rows.tables(), self.sequence))
        except OSError as error:
            _LOG.warning("no snapshot written: %s", error)
            self.read_only = not os.access(self._folder, os.W_OK)

    def _replay(self, journal: JournalFile, start: int = 0, *, tell: bool = False) -> None:
        """Apply the good lines of a journal from a byte on; lines that the state holds are passed over.

        Args:
            journal: the file.
            start: bytes to pass over.
            tell: whether rows change for those who look on; where they are read anew, they do not.
        """
        damaged = []
        for line in journal.read(start):
            if line.sequence is None:
                damaged.append(line.raw)
            elif line.sequence > self.sequence:
                if line.sequence > self.sequence + 1:
                    self.notices.append(
                        f"writes {self.sequence + 1} to {line.sequence - 1} are missing from the journal"
                    )
                self._apply(line.changes, {} if tell else None)
                self.sequence = line.sequence
        if damaged:
            lines = "a damaged line" if len(damaged) == 1 else f"{len(damaged)} damaged lines"
            self._reject(b"".join(damaged), f"{lines} of the journal", "; `nightstand restore` lists copies")

    def _cut_torn_tail(self) -> None:
        """Cut what a crash left of an unacknowledged line, and keep it aside. Needs the lock."""
        try:
            torn = self._journal.cut_tail()
        except PermissionError:
            self.read_only = True
            return
        if torn:
            self._reject(torn, "an unfinished write at the end of the journal")

    def _reject(self, line: bytes, what: str, advice: str = "") -> None:
        aside = self._folder / "journal.rejected"
        self.notices.append(f"put aside in {aside}: {what}{advice}")
        if not self.read_only:
            with aside.open("ab") as file:
                file.write(line if line.endswith(b"\n") else line + b"\n")

    def _apply(self, changes: Changes, known: Changes | None) -> None:
        """Change rows in memory, and tell who looks on; not when None is known of how they were."""
        for table, rows in changes.items():
            before = {} if known is None else known.get(table, {})
            for key, row in rows.items():
                if known is None:
                    self._rows.put(table, key, row)
                    continue
                old = before[key] if key in before else self.row(table, key)
                self._rows.put(table, key, row)
                self.on_change(table, key, old, row)

    # -- the mirror

    def _take_mirror(self) -> bool:
        """Take the rows from the mirror and from what the journal has beyond it; False when there is none."""
        identity = identity_of(self._snapshot_path)
        mirror = self._mirroring.find(identity, self._journal.goes_on_from)
        if mirror is None or identity is None:
            return False
        self._rows = RowSet({}, mirror)
        self._snapshot, self._format = identity, snapshots.FORMAT
        self.sequence = mirror.stamp.sequence
        self._compact_above_bytes = compact_above(identity[1])
        self._replay(self._journal, mirror.stamp.journal[1])
        # Without the lock another process may have compacted meanwhile.
        return identity == identity_of(self._snapshot_path)

    def _leave_mirror(self, fault: MirrorFault) -> None:
        """Read the state from its own files, and hold it in memory."""
        _LOG.warning("the mirror of the state is left: %s", fault)
        if self._rows.mirror is not None:
            self._rows.mirror.delete()
        self._load_over_held()
        self.on_reset()

    def _load_over_held(self) -> None:
        """Read the state from its own files; what memory held is as new as they are, or newer."""
        held, sequence = self._rows.changes(), self.sequence
        self._load()
        for table, rows in held.items():
            for number, row in rows.items():
                self._rows.put(table, number, row)
        self.sequence = max(sequence, self.sequence)

    def _advance_mirror(self, mirror: Mirror, changes: Changes) -> None:
        """Bring the mirror up to the journal as it is. Needs the lock."""
        assert self._snapshot is not None
        if self._mirroring.advance(mirror, changes, self._snapshot, self._journal.seen, self.sequence):
            self._rows = RowSet({}, mirror)


def compact_above(snapshot_bytes: int) -> int:
    """How many bytes of the journal are worth a new snapshot, beside one of so many bytes."""
    return max(_LEAST_COMPACTION_BYTES, snapshot_bytes // 2)


def identity_of(path: Path) -> Identity | None:
    """What tells a file from the one that stood there before; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
