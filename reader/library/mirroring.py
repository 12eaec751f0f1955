"""When the rows of a library stand in a mirror; SQLite is loaded for that alone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.journal_file import Seen
from reader.library.lines import Changes
from reader.library.rowset import MirrorFault, RowSet

if TYPE_CHECKING:
    from reader.library.mirror import Mirror

Identity = tuple[int, int, int]
"""Inode, bytes and time of change of a file, in nanoseconds."""

_LEAST_MIRRORED_BYTES = 4 * 1024 * 1024  # a smaller snapshot is parsed before SQLite is loaded
_LOG = logging.getLogger(__name__)


class Mirroring:
    """The mirror of one library. What goes wrong with it is logged: the state can be held in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, snapshot: Identity | None, goes_on_from: Callable[[Seen], bool]) -> Mirror | None:
        """A mirror that stands for a snapshot and the beginning of the present journal.

        Args:
            snapshot: identity of `db.json`.
            goes_on_from: tells whether the journal goes on from where the mirror was made.
        """
        if self._folder is None or not self.is_worth_it(snapshot):
            return None
        from reader.library.mirror import find_mirror

        return find_mirror(
            self._folder, lambda stamp: stamp.snapshot == snapshot and goes_on_from(stamp.journal)
        )

    def is_worth_it(self, snapshot: Identity | None) -> bool:
        """Whether a state is so large that its rows should stand in a mirror."""
        return self._folder is not None and snapshot is not None and snapshot[1] >= _LEAST_MIRRORED_BYTES

    def build(self, rows: RowSet, snapshot: Identity, seen: Seen, sequence: int) -> Path | None:
        """Write a mirror of rows beside those in use, for `adopt`; needs no lock. None when that failed."""
        from reader.library.mirror_file import Stamp, make_file

        assert self._folder is not None
        try:
            return make_file(self._folder, rows.tables(), Stamp(snapshot, seen, sequence))
        except (MirrorFault, OSError) as error:
            _LOG.warning("all of the state is held in memory: %s", error)
            return None

    def adopt(self, beside: Path) -> Mirror | None:
        """Put what `build` wrote in the place of all other mirrors; None when that failed. Needs the lock."""
        from reader.library.mirror import adopt

        try:
            return adopt(beside)
        except (MirrorFault, OSError) as error:
            _LOG.warning("all of the state is held in memory: %s", error)
            return None

    def advance(
        self, mirror: Mirror, changes: Changes, snapshot: Identity, seen: Seen, sequence: int
    ) -> bool:
        """Bring a mirror up; False when that failed: then it is gone. Needs the lock."""
        from reader.library.mirror_file import Stamp

        try:
            mirror.advance(changes, Stamp(snapshot, seen, sequence))
        except MirrorFault as fault:
            _LOG.warning("the mirror of the state is left: %s", fault)
            mirror.delete()
            return False
        return True

    def follow(self, mirror: Mirror, begun: Seen, snapshot: Identity, journal: Seen) -> bool:
        """Let a mirror stand for the files after a compaction; False when that failed: then it is gone."""
        try:
            mirror.follow(begun, snapshot, journal)
        except MirrorFault as fault:
            _LOG.warning("the mirror of the state is left: %s", fault)
            mirror.delete()
            return False
        return True
