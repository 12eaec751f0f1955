"""Search and neighbours in a generated library: `python -m tests.benchmarks.bench_search [ARTICLES|LIBRARY]`.

Peers: ripgrep over the text files, when it is installed. Articles have 757 words of a Zipf vocabulary.
"""

from __future__ import annotations

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from reader.library.library import Library
from tests.benchmarks.make_library import Writer, make_library

_PROBES = 300


def _timed(run: Callable[[str], object], probe: str) -> float:
    begun = time.perf_counter()
    run(probe)
    return 1000 * (time.perf_counter() - begun)


def _line(name: str, run: Callable[[str], object], probes: Iterable[str]) -> float:
    """Print how long a call takes, in ms; returns the median."""
    found = sorted(_timed(run, probe) for probe in probes)
    middle = statistics.median(found)
    print(
        f"{name:<34} median {middle:8.2f} ms   p95 {found[int(len(found) * 0.95)]:8.2f} ms"
        f"   p99 {found[int(len(found) * 0.99)]:8.2f} ms"
    )
    return middle


def _queries(chance: random.Random, writer: Writer) -> list[str]:
    made = []
    for _ in range(_PROBES):
        words = [writer.word() for _ in range(chance.choice((1, 2, 2, 3)))]
        made.append(f'"{" ".join(words[:2])}"' if chance.random() < 0.1 else " ".join(words))
    return made


def _typed(queries: Iterable[str]) -> list[str]:
    return [query[:length] for query in queries for length in (2, 3, 5) if len(query) > length]


def _measure(folder: Path) -> None:
    writer = Writer(chance := random.Random(11))
    with Library.open(folder) as library:
        begun = time.perf_counter()
        library.search.refresh()
        print(f"index of {len(library.entries.all()):,} articles: {time.perf_counter() - begun:.1f} s")
        queries = _queries(chance, writer)
        _line("search", lambda query: library.search.find(query)[:20], queries)
        _line(
            "search as one types",
            lambda query: library.search.find(query, typing=True)[:20],
            _typed(queries),
        )
        fields = [f"{query} is:unread words:>100" for query in queries[:100]]
        _line("search with fields", lambda query: library.search.find(query)[:20], fields)
        ids = [entry.id for entry in library.entries.all()[:_PROBES]]
        _line("neighbours", library.likeness.near, ids)
        grep = shutil.which("rg")
        if grep:
            _compare_with_ripgrep(library, grep, folder / "articles", queries[:20])


def _compare_with_ripgrep(library: Library, grep: str, articles: Path, queries: Iterable[str]) -> None:
    """Single words, in the texts that lie there unpacked; ripgrep only names the files."""
    words = sorted({query.split()[0].strip('"') for query in queries})
    run = [grep, "--files-with-matches", "--ignore-case", "--word-regexp", "--glob", "text-*.md"]
    mine = _line("search for a word", lambda word: library.search.find(f'"{word}"')[:20], words)
    peer = _line(
        "ripgrep over the texts",
        lambda word: subprocess.run([*run, word, str(articles)], capture_output=True, check=False),
        words,
    )
    print(f"ripgrep / search: {peer / mine:.0f} x")


def main(asked: str) -> None:
    """Measure a library that `make_library` made, or one of so many articles that is made for it."""
    if not asked.isdecimal():
        _measure(Path(asked))
        return
    with tempfile.TemporaryDirectory(prefix="nightstand-search-") as made:
        make_library(Path(made), int(asked))
        _measure(Path(made))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "10000")
