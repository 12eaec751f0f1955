"""A new snapshot of a large state, written beside the old one while the library is used.

It is made of the snapshot and of the journal as they were at one moment; what is written meanwhile goes on to
the old journal, and from there to the new one when the files change places (`journal`). That takes another
process: parsing and dumping 80 MB in a thread would hold up the screen for a second.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from reader.errors import LibraryDamaged
from reader.library import snapshots
from reader.library.collector import collector_paused
from reader.library.compaction import Plan
from reader.library.durable import write_synced
from reader.library.journal_file import JournalFile
from reader.library.lines import Changes, Row
from reader.library.rowset import MirrorFault, RowSet

_MAIN = "from reader.library.compactor import main; main()"


def write_beside(plan: Plan) -> None:
    """Write the new snapshot beside the old one, and bring the mirror up. Needs no lock.

    Raises:
        OSError: the disk refused.
        LibraryDamaged: the files are not as they were when the plan was made.
    """
    with collector_paused():
        snapshot = snapshots.read_snapshot(plan.snapshot_path)
        if snapshot is None:
            raise LibraryDamaged(plan.folder, "db.json cannot be read")
        rows, sequence = RowSet(snapshot.tables), snapshot.sequence
        for changes, number in _writes(plan, 0):
            if number == sequence + 1:
                _put(rows, changes)
                sequence = number
        if sequence != plan.sequence:
            raise LibraryDamaged(plan.folder, "the journal is another one, or writes are missing in it")
        write_synced(plan.beside, snapshots.dump_snapshot(rows.tables(), sequence))
        if plan.mirror is not None:
            with suppress(MirrorFault):  # it is made anew, then
                _bring_up(plan.mirror, plan)


def _writes(plan: Plan, start: int) -> list[tuple[Changes, int]]:
    """The writes of the journal from a byte on that go into the snapshot, without damaged lines."""
    lines = JournalFile(plan.folder / "journal.jsonl").read(start, plan.seen[1])
    return [(line.changes, line.sequence) for line in lines if line.sequence is not None]


def _put(rows: RowSet, changes: Changes) -> None:
    for table, changed in changes.items():
        for number, row in changed.items():
            rows.put(table, number, row)


def _bring_up(path: Path, plan: Plan) -> None:
    from reader.library.mirror import Mirror
    from reader.library.mirror_file import Stamp

    mirror = Mirror(path)
    try:
        inode, size = mirror.stamp.journal
        if mirror.stamp.snapshot != plan.snapshot or inode != plan.seen[0] or size >= plan.seen[1]:
            return
        changes: dict[str, dict[str, Row | None]] = {}
        for written, _ in _writes(plan, size):
            for table, rows in written.items():
                changes.setdefault(table, {}).update(rows)
        mirror.advance(changes, Stamp(plan.snapshot, plan.seen, plan.sequence))
    finally:
        mirror.close()


class Helper:
    """Another process that carries out a plan; it can be ended."""

    def __init__(self, plan: Plan) -> None:
        """Start it.

        Raises:
            OSError: no process can be started.
        """
        given = json.dumps(asdict(plan), default=str)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _MAIN, given],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def wait(self) -> None:
        """Wait until it is done.

        Raises:
            OSError: it failed, or was ended.
        """
        _, said = self._process.communicate()
        if self._process.returncode:
            last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise OSError(f"no snapshot was written: {last or self._process.returncode}")

    def end(self) -> None:
        """End it, where it still runs."""
        self._process.kill()


def main() -> None:
    """What the other process does."""
    given = json.loads(sys.argv[1])
    paths = {
        name: Path(given[name]) for name in ("folder", "snapshot_path", "mirror", "beside") if given[name]
    }
    write_beside(
        Plan(**{**given, **paths, "snapshot": tuple(given["snapshot"]), "seen": tuple(given["seen"])})
    )
