"""What the state costs, as ratios of one run: `python -m tests.benchmarks.bench_storage [articles ...]`.

Writes take turns with SQLite commits (WAL, synchronous=FULL), so that both meet the same disk.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from reader.library import snapshots
from reader.library.ids import id_of
from reader.library.library import Library

_HASH = "9f" * 32
_ROUNDS = 200


def make_state(articles: int) -> dict[str, dict[str, dict[str, object]]]:
    """An invented state: three highlights of about 300 bytes on every third article."""
    chance = random.Random(articles)
    entries: dict[str, dict[str, object]] = {}
    highlights: dict[str, dict[str, object]] = {}
    for number in range(articles):
        key = str(32**8 + number * 7919)
        entries[key] = _entry(number, chance.randint(200, 3000))
        for place in range(3 if number % 3 == 0 else 0):
            highlights[str(32**8 + number * 7919 + place)] = _highlight(id_of(key), place)
    return {"entries": entries, "highlights": highlights}


def _entry(number: int, words: int) -> dict[str, object]:
    moment = f"2026-0{number % 9 + 1}-11T08:30:00+00:00"
    return {
        "title": f"The ferry of the year {number} waits", "byline": "Marta Quill", "modified": None,
        "markdown": _HASH[:16], "stories": None, "original": _HASH[:16], "site": "Tide & Harbour",
        "url": f"https://harbour.example/{number}/ferry", "published": "2026-02-03", "age": None,
        "language": "en", "description": "Why a ferry waits, and who decides when.", "topics": ["sea"],
        "added": moment, "saved": moment, "words": words, "length": words * 6, "state": "unread",
        "starred": False, "tags": ["sea", "later"], "note": "", "offset": 0, "furthest": 0, "opened": None,
        "trashed": None, "warnings": [], "source_path": f"saved/{number}.html", "source_sha256": _HASH,
        "link_only": False, "text_hash": _HASH,
    }  # fmt: skip


def _highlight(entry: str, place: int) -> dict[str, object]:
    moment = "2026-03-04T05:06:07+00:00"
    return {
        "entry": entry, "start": place * 90, "end": place * 90 + 40, "exact": "the tide allows" * 3,
        "prefix": "x" * 64, "suffix": "y" * 64, "text_hash": _HASH, "colour": "yellow", "note": "",
        "tags": [], "created": moment, "changed": moment, "state": "exact",
    }  # fmt: skip


def measure(base: Path, articles: int) -> tuple[float, float]:
    """Print the figures of one size; returns median seconds of a write and of a SQLite commit."""
    folder = base / str(articles)
    folder.mkdir()
    state = make_state(articles)
    data = snapshots.dump_snapshot(state, 1)
    (folder / "db.json").write_bytes(data)
    ids = [id_of(key) for key in random.Random(1).sample(list(state["entries"]), min(articles, _ROUNDS))]
    rows = [(id_of(key), json.dumps(row)) for key, row in state["entries"].items()]
    del state, data
    memory, opening, loading = _in_fresh_processes(folder)
    database = sqlite3.connect(base / f"{articles}.sqlite", isolation_level=None)
    database.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE e (id TEXT PRIMARY KEY, row TEXT)"
    )
    database.executemany("INSERT INTO e VALUES (?, ?)", rows)
    writes: list[float] = []
    commits: list[float] = []
    with Library.open(folder) as library:
        for number in range(_ROUNDS):
            id = ids[number % len(ids)]
            began = perf_counter()
            (library.entries.unstar if number // len(ids) % 2 else library.entries.star)([id])
            written = perf_counter()
            database.execute("UPDATE e SET row = json_set(row, '$.starred', ?) WHERE id = ?", (number, id))
            writes.append(written - began)
            commits.append(perf_counter() - written)
    database.close()
    print(
        f"{articles:>7} articles: write {median(writes) * 1e3:.2f} ms (first {writes[0] * 1e3:.2f}), "
        f"{median(writes) / median(commits):.2f} x SQLite FULL; "
        f"open {opening:.2f} s, {opening / loading:.2f} x orjson.loads; {memory:.0f} MB"
    )
    return median(writes), median(commits)


_OPEN = """
import resource, sys
from pathlib import Path
from time import perf_counter
import orjson
from reader.library.library import Library
path = Path(sys.argv[1])
began = perf_counter()
if sys.argv[2] == "open":
    kept = Library.open(path)
else:
    kept = orjson.loads((path / "db.json").read_bytes())
print(perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _in_fresh_processes(folder: Path) -> tuple[float, float, float]:
    times: dict[str, list[float]] = {"open": [], "loads": []}
    memory = 0.0
    for what in ("open", "loads") * 3:
        shown = subprocess.run(
            [sys.executable, "-c", _OPEN, str(folder), what], capture_output=True, text=True, check=True
        )
        seconds, megabytes = map(float, shown.stdout.split())
        times[what].append(seconds)
        memory = max(memory, megabytes) if what == "open" else memory
    return memory, min(times["open"]), min(times["loads"])


def main(sizes: list[int]) -> None:
    """Measure each size and say how flat a write is."""
    base = Path(tempfile.mkdtemp())
    try:
        measured = [measure(base, size) for size in sizes]
    finally:
        shutil.rmtree(base)
    writes = [write for write, _ in measured]
    ratios = [write / commit for write, commit in measured]
    print(
        f"slowest / fastest write over the sizes: {max(writes) / min(writes):.2f}; "
        f"beside the commits, which share the disk's moods: {max(ratios) / min(ratios):.2f}"
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
