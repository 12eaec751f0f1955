"""First paint of the screens and the work of a key, as ratios to a bare Textual app started in turn.

Run: `python -m tests.benchmarks.bench_screens`. Each start is a process of its own; it ends when the first
screen has been drawn. Medians of five rounds; the machine's speed falls out of the ratios.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

ROUNDS = 5
KEYS = 60
PARAGRAPH = (
    "The keeper counted the bricks of the tower, and the sea counted with him, one wave after the other. "
)


def child(mode: str, folder: str, entry: str) -> None:
    """Start one program and leave when it is drawn."""
    app = bare_app() if mode == "bare" else nightstand(folder, entry)

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()

    asyncio.run(run())


def bare_app() -> App[None]:
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("bare")

    return Bare()


def nightstand(folder: str, entry: str) -> App[None]:
    from reader.library.library import Library
    from reader.tui.app import NightstandApp

    return NightstandApp(Library.open(Path(folder)), None, entry or None)


def make(folder: Path, kilobytes: int, count: int) -> str:
    """Make a library of `count` articles, the first of a given size; returns its id."""
    from reader.document.parse import parse_markdown
    from reader.library.kept import Draft
    from reader.library.library import Library

    text = "\n\n".join(PARAGRAPH * 6 for _ in range(max(1, kilobytes * 1024 // (len(PARAGRAPH) * 6))))
    small = parse_markdown("Few words.")
    with Library.open(folder) as library:
        first = library.entries.add(Draft("Large", text), parse_markdown(text))
        for number in range(count - 1):
            library.entries.add(Draft(f"Article {number}", "Few words.", site="Harbour Post"), small)
    return first.id


def seconds(mode: str, folder: Path, entry: str) -> float:
    """Wall time of one start, with compiled modules as an installed program has them."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", __spec__.name, mode, str(folder), entry], check=True, env=environment
    )
    return time.perf_counter() - start


def bare_lines() -> App[None]:
    """A bare view by the Line API: the floor of scrolling."""
    from rich.segment import Segment
    from textual.app import App, ComposeResult
    from textual.geometry import Size
    from textual.scroll_view import ScrollView
    from textual.strip import Strip

    class Lines(ScrollView, can_focus=True):
        def on_mount(self) -> None:
            self.virtual_size = Size(80, 3000)

        def render_line(self, y: int) -> Strip:
            return Strip([Segment(f"{y + self.scroll_offset.y} {PARAGRAPH}"[:72])])

        def key_j(self) -> None:
            self.scroll_to(y=self.scroll_offset.y + 1, animate=False)

    class Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield Lines()

    return Bare()


async def _key_times(app: App[None], keys: tuple[str, ...], key: str) -> list[float]:
    """Seconds of work that each press of a key takes; waiting for the next frame is none."""
    times = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*keys, key)
        for _ in range(KEYS):
            start = time.process_time()
            await pilot.press(key)
            times.append(time.process_time() - start)
    return times


def key_ratios(article: tuple[Path, str], library: Path) -> dict[str, tuple[float, float]]:
    """What a key costs, against the same key of a bare view by the Line API, in turn: median and 95th."""
    cases = {
        "scroll key at 1 MB (goal 1.2, 2)": (*article, (), "j"),
        "caret key at 1 MB (goal 1.0)": (*article, ("v",), "l"),
        "list key at 10,000 (goal 1.0)": (library, "", (), "j"),
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(ROUNDS):
        bare = _spread(asyncio.run(_key_times(bare_lines(), (), "j")))
        for name, (folder, entry, keys, key) in cases.items():
            here = _spread(asyncio.run(_key_times(nightstand(str(folder), entry), keys, key)))
            found[name].append((here[0] / bare[0], here[1] / bare[1]))
    return {
        name: (statistics.median(a for a, _ in ratios), statistics.median(b for _, b in ratios))
        for name, ratios in found.items()
    }


def _spread(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        make(root / "c", 20, 10_000)
        large, library = (root / "b", make(root / "b", 1024, 3)), root / "c"
        cases = {
            "article of 20 KB (goal 1.5)": (root / "a", make(root / "a", 20, 3)),
            "article of 1 MB (goal 1.6)": large,
            "list of 10,000 (goal 1.5)": (library, ""),
        }
        for name, (folder, entry) in cases.items():
            ratios = []
            seconds("nightstand", folder, entry)  # compiles, and fills the caches that any second start has
            for _ in range(ROUNDS):
                bare = seconds("bare", folder, "")
                ratios.append(seconds("nightstand", folder, entry) / bare)
            print(f"{name:36}{statistics.median(ratios):.2f}  ({min(ratios):.2f} to {max(ratios):.2f})")
        for name, (median, high) in key_ratios(large, library).items():
            print(f"{name:36}{median:.2f}  (95th {high:.2f})")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(*sys.argv[1:4])
    else:
        main()
