"""The library screen with many articles: starts, keys and memory, as ratios to a bare Textual app.

Run: `python -m tests.benchmarks.bench_library FEW MANY`: two libraries that `make_library` made, of 100
and of 100,000 articles, say. A start is a process of its own; bare and nightstand start in turn, so that the
speed of the machine falls out. Medians of seven rounds.

"First paint" ends when the screen has been drawn with its list; "first key" when the cursor stands on the
next row; memory is what is resident then, and with an article open. The mirror and the compiled modules are
there, as at any second start; what a start without them costs is told apart.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.bench_import import make_pages
from tests.benchmarks.bench_screens import bare_lines, nightstand

if TYPE_CHECKING:
    from textual.app import App

ROUNDS = 7
KEYS = 40
QUERY = "kolan brothem"
PAGES = 400


def resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def start(mode: str, folder: str, began: float) -> None:
    """Start a program, press a key, open an article; print what it took, as JSON."""
    app = bare_lines() if mode == "bare" else nightstand(folder, "")
    found: dict[str, float] = {}

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            found["first paint"] = time.monotonic() - began
            await pilot.press("j")
            found["first key"] = time.monotonic() - began
            found["memory, list"] = resident_megabytes()
            if mode != "bare":
                await pilot.press("enter")
                await pilot.pause()
            found["memory, article open"] = resident_megabytes()

    asyncio.run(run())
    print(json.dumps(found))


def _started(mode: str, folder: Path) -> dict[str, float]:
    began = time.monotonic()
    command = [sys.executable, "-m", __spec__.name, "start", mode, str(folder), str(began)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _starts(few: Path, many: Path) -> None:
    rounds = []
    for _ in range(ROUNDS):
        rounds.append(
            {"bare": _started("bare", few), "few": _started("list", few), "many": _started("list", many)}
        )
    for name in rounds[0]["bare"]:
        medians = {mode: statistics.median(one[mode][name] for one in rounds) for mode in rounds[0]}
        over_bare, over_few = medians["many"] / medians["bare"], medians["many"] / medians["few"]
        print(f"{name:28}{over_bare:6.2f} x bare {over_few:6.2f} x the few")


async def _typed(app: App[None], keys: str) -> list[float]:
    """Seconds of work, in threads too, until a key is answered on the screen; waiting for a frame is none."""
    times = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        if keys != "j":
            await pilot.press("slash")
        for key in keys if keys != "j" else "j" * KEYS:
            began = time.process_time()
            await pilot.press("space" if key == " " else key)
            await pilot.app.workers.wait_for_complete(
                [worker for worker in pilot.app.workers if worker.group == "find"]
            )
            await pilot.pause()
            times.append(time.process_time() - began)
    return times


def _keys(many: Path) -> None:
    cursor, typed, slowest = [], [], []
    for _ in range(3):
        bare = statistics.median(asyncio.run(_typed(bare_lines(), "j")))
        cursor.append(statistics.median(asyncio.run(_typed(nightstand(str(many), ""), "j"))) / bare)
        times = asyncio.run(_typed(nightstand(str(many), ""), QUERY))
        typed.append(statistics.median(times) / bare)
        slowest.append(max(times) / bare)
    print(f"{'cursor key':28}{statistics.median(cursor):6.2f} x a bare key")
    print(f"{'filter key':28}{statistics.median(typed):6.2f} x a bare key, the slowest {max(slowest):.2f} x")


def write(folder: str) -> None:
    """Print what the first write of a process costs, the one after it, and the memory then."""
    from reader.library.library import Library

    with Library.open(Path(folder)) as library:
        id = library.entries.listing("unread")[0].id
        times = []
        for action in (library.entries.star, library.entries.unstar):
            began = time.perf_counter()
            action([id])
            times.append(1000 * (time.perf_counter() - began))
        print(f"{times[0]:.1f} ms, the next {times[1]:.1f} ms; {resident_megabytes():.0f} MB", end="")


def search(folder: str) -> None:
    """Print what memory holds after words were looked for, after fields, and after an order by title."""
    from reader.library.library import Library

    said = []
    with Library.open(Path(folder)) as library:
        library.search.refresh()
        for name, query, sort in (
            ("words", QUERY, None),
            ("fields", "minutes:<3", None),
            ("order", "", "title"),
        ):
            began = time.perf_counter()
            library.search.find(query, sort=sort)  # type: ignore[arg-type]
            seconds = time.perf_counter() - began
            said.append(f"{name} {1000 * seconds:.0f} ms, {resident_megabytes():.0f} MB")
    print("; ".join(said), end="")


def bring(folder: str) -> None:
    """Print what memory holds after some hundred new pages were brought in, and take them out again."""
    from reader.importing.bringing import import_paths
    from reader.library.library import Library

    with tempfile.TemporaryDirectory() as made, Library.open(Path(folder)) as library:
        pages = Path(made) / "pages"
        make_pages(pages, PAGES)
        before, began, sizes, ids = resident_megabytes(), time.perf_counter(), [], []
        for result in import_paths(library, [str(pages)]):
            sizes.append(resident_megabytes())
            ids += [result.entry.id] if result.entry else []
        seconds = time.perf_counter() - began
        growth = 1000 * (sizes[-1] - sizes[PAGES // 2]) / (PAGES - PAGES // 2)
        library.entries.trash(ids)
        library.entries.purge(ids)
    said = f"{PAGES} pages in {seconds:.1f} s; {before:.0f} MB before, {max(sizes):.0f} MB at the most"
    print(f"{said}, {growth:.0f} KB a page over the second half", end="")


def _child(what: str, folder: Path) -> str:
    command = [sys.executable, "-m", __spec__.name, what, str(folder)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main(few: Path, many: Path) -> None:
    """Print the ratios."""
    for folder in (few, many):
        shutil.rmtree(folder / "cache" / "state", ignore_errors=True)
        began = time.perf_counter()
        _child("write", folder)
        print(f"{folder.name}, without its mirror: {time.perf_counter() - began:.1f} s")
    _starts(few, many)
    _keys(many)
    print("first write:", _child("write", many))
    print("first search:", _child("search", many))
    print("import into the few:", _child("bring", few))
    print("import into the many:", _child("bring", many))


if __name__ == "__main__":
    if sys.argv[1] == "start":
        start(sys.argv[2], sys.argv[3], float(sys.argv[4]))
    elif sys.argv[1] in ("write", "search", "bring"):
        {"write": write, "search": search, "bring": bring}[sys.argv[1]](sys.argv[2])
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
