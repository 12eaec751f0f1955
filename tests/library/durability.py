"""What must hold whatever happens to the process, the disk or the power; counted, to be printed."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from reader.errors import ReaderError, WriteFailed
from reader.library import mirroring
from reader.library.compactor import write_beside
from reader.library.library import Library
from tests.library.disks import FAULTS, FailingDisk, Fault, Killed, RecordingDisk
from tests.library.samples import TIDE, add


@dataclass(slots=True)
class Tally:
    """How often something was tried, and what went wrong."""

    cases: int = 0
    acknowledged: int = 0
    unreadable: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    """Writes that failed although the fault was over."""

    @property
    def faults(self) -> list[str]:
        """Everything that went wrong."""
        return [*self.unreadable, *self.lost, *self.torn, *self.stuck]

    def __str__(self) -> str:
        return (
            f"{self.cases} cases, {self.acknowledged} acknowledged: {len(self.unreadable)} unreadable, "
            f"{len(self.lost)} lost, {len(self.torn)} torn, {len(self.stuck)} stuck"
        )

    def judge(self, folder: Path, acknowledged: list[str], where: str) -> None:
        """Open what was left, and see whether every acknowledged tag is there, on all articles or on none."""
        self.cases += 1
        self.acknowledged += len(acknowledged)
        try:
            with Library.open(folder, folder.parent / "cache") as library:
                entries = library.entries.all()
                tags = [set(entry.tags) for entry in entries]
                texts = {library.entries.markdown(entry.id) for entry in entries}
        except ReaderError as error:
            self.unreadable.append(f"{where}: {error}")
            return
        if texts != {TIDE}:
            self.torn.append(f"{where}: an article's file")
        common = set.intersection(*tags) if tags else set()
        if not set(acknowledged) <= common:
            self.lost.append(f"{where}: {sorted(set(acknowledged) - common)}")
        if any(own != common for own in tags):
            self.torn.append(where)


def prepare(folder: Path, articles: int = 3) -> tuple[str, ...]:
    """A small library that was compacted once, so that it has its backup pair; returns its ids."""
    with Library.open(folder, folder.parent / "cache") as library:
        ids = tuple(add(library, f"Ferry {number}").id for number in range(articles))
        compact(library)
        library.entries.tag(ids, ["first"])
    return ids


def compact(library: Library) -> None:
    """Compact as a write does when the journal has grown."""
    with patch.object(library._state.storage, "_compact_above_bytes", 0):
        library.links.add("https://tide.example/compacts", "")
        library.links.remove(library.links.all()[0].id)


Work = Callable[[Library, tuple[str, ...], list[str]], None]


def write(library: Library, ids: tuple[str, ...], done: list[str]) -> None:
    """Two transactions over all articles, and a new article with its files."""
    library.entries.tag(ids, ["second"])
    done.append("second")
    entry = add(library, "A later ferry", tags=("first", "second"))
    library.entries.tag([*ids, entry.id], ["third"])
    done.append("third")


def write_and_compact(library: Library, ids: tuple[str, ...], done: list[str]) -> None:
    """A transaction, a compaction, a transaction."""
    library.entries.tag(ids, ["second"])
    done.append("second")
    compact(library)
    library.entries.tag(ids, ["third"])
    done.append("third")


def write_while_compacting(library: Library, ids: tuple[str, ...], done: list[str]) -> None:
    """Transactions before a snapshot is written beside, before it takes its place, and after that.

    The first time, what is written meanwhile is of other rows: it does not make good what the files lack.
    """
    _tag(library, ids, "second", done)
    compact_beside(library, lambda: library.links.add("https://tide.example/meanwhile", ""))
    _tag(library, ids, "third", done)
    compact_beside(library, lambda: _tag(library, ids, "fourth", done))
    _tag(library, ids, "fifth", done)


def _tag(library: Library, ids: tuple[str, ...], tag: str, done: list[str]) -> None:
    library.entries.tag(ids, [tag])
    done.append(tag)


def compact_beside(library: Library, meanwhile: Callable[[], object]) -> None:
    """Compact as a window does, with what is done before the files change places."""
    storage = library._state.storage
    with patch.object(storage, "_compact_above_bytes", 0):
        planned = storage.plan_compaction()
    assert planned is not None
    try:
        write_beside(planned[0])
    except OSError:  # in the program another process fails, which is logged
        meanwhile()
    else:
        meanwhile()
        storage.take_over(*planned)


def sweep_faults(base: Path, work: Work, tally: Tally) -> None:
    """Let every call of the work fail in every way, one after the other."""
    ids = prepare(base / "origin")
    for fault in FAULTS:
        number = 0
        while _fails_at(base, work, ids, number, fault, tally):
            number += 1


def _fails_at(base: Path, work: Work, ids: tuple[str, ...], number: int, fault: Fault, tally: Tally) -> bool:
    folder = base / "tried"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base / "origin", folder)
    disk, done, where = FailingDisk(number, fault), ["first"], f"{work.__name__} {fault} at call {number}"
    library = Library.open(folder, base / "cache")
    try:
        with disk.installed():
            work(library, ids, done)
    except (Killed, WriteFailed):
        pass
    if fault != "KILL":
        try:
            library.entries.tag([entry.id for entry in library.entries.all()], ["after"])
            done.append("after")
        except WriteFailed as error:
            tally.stuck.append(f"{where}: {error}")
    library.close()
    tally.judge(folder, done, where)
    return disk.failed


def cut_power(base: Path, work: Work, tally: Tally, *, blind_to: frozenset[str] = frozenset()) -> None:
    """Look at every state that a power cut may leave, before each system call of the work.

    Args:
        base: an empty folder.
        work: what is done meanwhile.
        tally: what came of it.
        blind_to: kinds of syncs that do nothing (`journal`, `file`, `folder`), as a faulty build would.
    """
    folder = base / "origin"
    ids = prepare(folder)
    disk, done = RecordingDisk(folder, blind_to=blind_to), ["first"]
    found: dict[tuple[tuple[str, bytes], ...], tuple[str, ...]] = {}

    def look() -> None:
        for state in disk.states():
            found[tuple(sorted(state.items()))] = tuple(done)  # the latest has most to lose

    disk.at_each_call = look
    with disk.installed(), Library.open(folder, base / "cache") as library:
        work(library, ids, done)
        look()
    for number, (state, acknowledged) in enumerate(found.items()):
        left = base / "left"
        shutil.rmtree(left, ignore_errors=True)
        for name, data in state:
            (left / name).parent.mkdir(parents=True, exist_ok=True)
            (left / name).write_bytes(data)
        tally.judge(left, list(acknowledged), f"{work.__name__} state {number}")


_WRITER = """
import sys
from pathlib import Path
from reader.library import mirroring, stored_rows
from reader.library.library import Library

folder, prefix, count, mirrored, *ids = sys.argv[1:]
folder, count = Path(folder), int(count)
stored_rows._LEAST_COMPACTION_BYTES = 4096
mirroring._LEAST_MIRRORED_BYTES = int(mirrored)
with Library.open(folder, folder.parent / "cache") as library:
    for number in range(count):
        library.entries.tag(ids, [f"{prefix}{number}"])
        print(f"{prefix}{number}", flush=True)
"""


def _start_writer(folder: Path, prefix: str, count: int, ids: tuple[str, ...]) -> subprocess.Popen[str]:
    mirrored = str(mirroring._LEAST_MIRRORED_BYTES)  # as in this process
    command = [sys.executable, "-c", _WRITER, str(folder), prefix, str(count), mirrored, *ids]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill_writers(base: Path, rounds: int, tally: Tally, seed: int = 7) -> None:
    """Kill a writing process again and again, after a random number of acknowledged writes."""
    chance = random.Random(seed)
    folder, done = base / "killed", ["first"]
    ids = prepare(folder)
    for number in range(rounds):
        with _start_writer(folder, f"r{number}-", 1_000_000, ids) as writer:
            assert writer.stdout is not None
            for _ in range(chance.randint(1, 12)):
                done.append(writer.stdout.readline().strip())
            writer.send_signal(signal.SIGKILL)
            done += writer.stdout.read().split()  # what it still said was acknowledged too
        tally.judge(folder, done, f"kill {number}")
        if number % 20 == 19:  # tags that only grow would make the rounds slower and slower
            with Library.open(folder, base / "cache") as library:
                library.entries.untag(ids, [tag for tag in done if tag != "first"])
            # What the killed writer wrote without a word is on all articles or on none: let it be.
            done = ["first"]


def write_together(base: Path, writers: int, writes: int, tally: Tally) -> None:
    """Let several processes write at once; nothing may be lost."""
    folder = base / "together"
    ids = prepare(folder)
    started = [_start_writer(folder, f"w{number}-", writes, ids) for number in range(writers)]
    done = ["first"]
    for writer in started:
        shown, _ = writer.communicate()
        done += shown.split()
    assert len(done) == writers * writes + 1
    tally.judge(folder, done, f"{writers} writers")
