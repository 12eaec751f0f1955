"""A running program with long articles, as ratios to a bare Textual app: another article, a resize, memory.

Run: `python -m tests.benchmarks.bench_reading`. Opening another article is measured from call to drawn
window, against the start of a bare app as a process of its own; a resize against that of a bare view by the
Line API; memory is what is resident when the first window is drawn. Medians of five rounds.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.bench_library import resident_megabytes
from tests.benchmarks.bench_screens import bare_app, bare_lines, make, nightstand, seconds

if TYPE_CHECKING:
    from textual.app import App

_ROUNDS = 5
_START_SECONDS = 0.6
"""After these, what a start leaves for later is under way, and waited for: it is no part of a resize."""
_SIZES = ((100, 30), (160, 45), (80, 24), (120, 40))


async def opening_seconds(folder: Path, first: str, second: str) -> list[float]:
    """How long the running program takes from one article to the other and back, drawn."""
    from reader.tui.screens.article import ArticleScreen

    times = []
    app = nightstand(str(folder), first)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        for entry in (second, first) * _ROUNDS:
            start = time.perf_counter()
            screen.open_entry(entry)
            await pilot.pause()
            times.append(time.perf_counter() - start)
    return times


async def resize_seconds(app: App[None]) -> list[float]:
    """How long a resize takes until the window is drawn; work alone, waiting for a frame is none."""
    times = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(_START_SECONDS)
        await app.workers.wait_for_complete()
        for size in _SIZES * 2:
            start = time.process_time()
            await pilot.resize_terminal(*size)
            await pilot.pause()
            times.append(time.process_time() - start)
    return times


def megabytes(mode: str, folder: str, entry: str) -> float:
    """Memory of a program of its own with its first window drawn."""
    command = [sys.executable, "-m", __spec__.name, mode, folder, entry]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def child(mode: str, folder: str, entry: str) -> None:
    """Start one program, and print its memory when it is drawn."""
    app = bare_app() if mode == "bare" else nightstand(folder, entry)

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()

    asyncio.run(run())
    print(resident_megabytes())


def _tell(name: str, ratios: list[float]) -> None:
    print(f"{name:48}{statistics.median(ratios):.2f}  ({min(ratios):.2f} to {max(ratios):.2f})")


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        middle, large = Path(scratch, "middle"), Path(scratch, "large")
        first, second = make(middle, 200, 1), make(middle, 201, 1)
        entry = make(large, 1024, 1)
        opened, resized, memory = [], [], []
        for _ in range(_ROUNDS):
            bare = seconds("bare", middle, "")
            opened.append(statistics.median(asyncio.run(opening_seconds(middle, first, second))) / bare)
            floor = statistics.median(asyncio.run(resize_seconds(bare_lines())))
            here = statistics.median(asyncio.run(resize_seconds(nightstand(str(large), entry))))
            resized.append(here / floor)
            memory.append(megabytes("nightstand", str(large), entry) / megabytes("bare", str(large), ""))
        _tell("another article of 200 KB / start of bare (0.3)", opened)
        _tell("resize at 1 MB / bare view (1.2)", resized)
        _tell("memory at 1 MB / bare (1.6)", memory)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(*sys.argv[1:4])
    else:
        main()
