"""A bulk import: `python -m tests.benchmarks.bench_import [PAGES]` (2,000 by default).

Throughput over all cores against one process on one core, from a folder and from one zip; what memory an
import takes beyond the growth of the state itself, in bytes a page; a second import, and one that was killed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.benchmarks.make_library import Writer

_ROUNDS = 2
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | {site}</title>
<link rel="canonical" href="https://bulk.example/{number}"><meta name="author" content="{author}">
<style>.card {{ color: #123 }}</style><script>window.page = {number};</script></head><body>
<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1><p class="byline">By {author}</p>
{body}</article><aside class="related"><h2>Related stories</h2><ul>{related}</ul></aside></main>
<footer><p>All rights reserved. <a href="/privacy">Privacy</a> <a href="/terms">Terms</a></p></footer>
</body></html>"""

_RUN = """
import json, os, resource, sys
from pathlib import Path
from time import perf_counter
if sys.argv[3] == "1":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from reader.importing.bringing import import_paths
from reader.library.library import Library

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

if __name__ == "__main__":
    seen, outcomes, sizes = 0, {}, []
    with Library.open(Path(sys.argv[2])) as library:
        began = perf_counter()
        for result in import_paths(library, [sys.argv[1]]):
            seen += 1
            outcomes[result.outcome] = outcomes.get(result.outcome, 0) + 1
            if seen % 100 == 0:
                sizes.append((seen, resident()))
        seconds = perf_counter() - began
    print(json.dumps([seconds, outcomes, sizes]))
"""

_OPEN = """
import resource, sys
from pathlib import Path
from reader.library.library import Library
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
with Library.open(Path(sys.argv[1])) as library:
    library.entries.find_same("https://nowhere.example", "0")
    library.entries.by_source("0")
    library.entries.by_path("0")
    print(resident(), len(library.entries.all()))
"""


def make_pages(folder: Path, count: int) -> None:
    """Write pages of about 760 words with the furniture that pages have."""
    folder.mkdir()
    chance = random.Random(11)
    writer = Writer(chance)
    for number in range(count):
        title = " ".join(writer.word() for _ in range(6)).capitalize()
        stories = [" ".join(writer.word() for _ in range(7)) for _ in range(12)]
        page = _PAGE.format(
            title=title,
            site="Bulk Post",
            number=number,
            author=f"{writer.word()} {writer.word()}".title(),
            menu="".join(
                f'<li><a href="/{name}">{name}</a></li>' for name in ("news", "sea", "land", "about")
            ),
            body="".join(f"<p>{paragraph}</p>\n" for paragraph in writer.paragraphs()),
            related="".join(f'<li><a href="/{chance.randrange(9999)}">{story}</a></li>' for story in stories),
        )
        (folder / f"{number:05}.html").write_text(page, encoding="utf-8")


def _run(source: Path, library: Path, processes: str) -> tuple[float, dict[str, int], list[list[int]]]:
    command = [sys.executable, "-c", _RUN, str(source), str(library), processes]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd())
    seconds, outcomes, sizes = json.loads(shown.stdout.splitlines()[-1])
    return seconds, outcomes, sizes


def _opened_bytes(library: Path) -> int:
    command = [sys.executable, "-c", _OPEN, str(library)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd())
    return int(shown.stdout.split()[0])


def _killed(source: Path, library: Path, count: int) -> None:
    """Import, kill the process at about half, and import again."""
    command = [sys.executable, "-m", "reader", "--library", str(library), "import", str(source)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        assert running.stdout is not None
        for _ in zip(range(count // 2), running.stdout, strict=False):
            pass
        os.killpg(running.pid, signal.SIGKILL)
    seconds, outcomes, _ = _run(source, library, "all")
    print(f"killed at {count // 2} pages, then again: {outcomes} in {seconds:.1f} s")


def main() -> None:
    """Make the pages, import them in every way, and print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    base = Path(tempfile.mkdtemp())
    try:
        pages = base / "pages"
        make_pages(pages, count)
        with zipfile.ZipFile(base / "pages.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(pages.iterdir()):
                packed.write(path, path.name)
        for name, source in (("folder", pages), ("zip", base / "pages.zip")):
            # Rounds take turns, and the best of each counts: other programs run on the machine, too.
            best = {"1": 0.0, "all": 0.0}
            for number in range(_ROUNDS):
                for processes in best:
                    library = base / f"{name}-{processes}-{number}"
                    seconds, outcomes, sizes = _run(source, library, processes)
                    best[processes] = max(best[processes], count / seconds)
                    print(
                        f"{name}, {processes} process(es): {count / seconds:6.1f} pages a second, {outcomes}"
                    )
            print(f"    {_growth(library, sizes)}")
            cores = len(os.sched_getaffinity(0))
            print(f"{name}: {best['all'] / best['1']:.2f} x one process, on {cores} cores")
        seconds, outcomes, _ = _run(pages, base / f"folder-all-{_ROUNDS - 1}", "all")
        print(f"the same folder again: {outcomes} in {seconds:.1f} s")
        _killed(pages, base / "killed", count)
    finally:
        shutil.rmtree(base)


def _growth(library: Path, sizes: list[list[int]]) -> str:
    """Bytes a page over the second half of an import, against those of the state alone."""
    if len(sizes) < 4:
        return "too few pages for a growth"
    (first, low), (last, high) = sizes[len(sizes) // 2], sizes[-1]
    empty = Path(tempfile.mkdtemp())
    state = (_opened_bytes(library) - _opened_bytes(empty)) / last
    shutil.rmtree(empty)
    return f"memory {(high - low) / (last - first):,.0f} bytes a page, the state alone {state:,.0f}"


if __name__ == "__main__":
    main()
