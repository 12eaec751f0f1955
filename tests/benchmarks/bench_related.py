"""How well neighbours are found: `python -m tests.benchmarks.bench_related TEXTS.jsonl.gz...`.

Each line of a file is an object with a `text`. Each text is cut into two halves, which become articles of
their own; the other half should be among the five nearest. Where texts tell of the same event, its article
is a right answer, too, so the share of first places has a ceiling.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library

_LEAST_WORDS = 120


def texts_of(paths: Iterable[Path]) -> Iterator[str]:
    """The texts that are long enough to be cut."""
    for path in paths:
        for line in gzip.decompress(path.read_bytes()).splitlines():
            text = orjson.loads(line).get("text") or ""
            if len(text.split()) >= _LEAST_WORDS:
                yield text


def halves(text: str, cut: str) -> tuple[str, str]:
    """A text as two: its beginning and its end, or every other paragraph or sentence."""
    if cut == "contiguous":
        words = text.split()
        return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
    parts = [part for part in text.split("\n") if part.strip()]
    if len(parts) < 4:
        parts = text.split(". ")
    return "\n\n".join(parts[::2]), "\n\n".join(parts[1::2])


def measure(texts: Iterable[str], cut: str, folder: Path) -> None:
    """Print the shares of one way of cutting."""
    with Library.open(folder) as library:
        pairs = [
            tuple(_add(library, f"{number}{part}", half) for part, half in enumerate(halves(text, cut)))
            for number, text in enumerate(texts)
        ]
        library.search.refresh()
        places, times = [], []
        for first, second in pairs:
            for one, other in ((first, second), (second, first)):
                begun = time.perf_counter()
                near = [neighbour.entry.id for neighbour in library.likeness.near(one, 5)]
                times.append(1000 * (time.perf_counter() - begun))
                places.append(near.index(other) if other in near else 5)
    print(
        f"{cut:<12} {len(places)} halves: nearest {places.count(0) / len(places):.3f}, "
        f"among five {sum(place < 5 for place in places) / len(places):.3f}; "
        f"median {statistics.median(times):.2f} ms"
    )


def _add(library: Library, title: str, text: str) -> str:
    # Titles are numbers, which say nothing about the subject.
    return library.entries.add(Draft(title, text), parse_markdown(text)).id


def main() -> None:
    """Measure both ways of cutting."""
    texts = list(texts_of(map(Path, sys.argv[1:])))
    with tempfile.TemporaryDirectory() as scratch:
        for cut in ("contiguous", "alternating"):
            measure(texts, cut, Path(scratch) / cut)


if __name__ == "__main__":
    main()
