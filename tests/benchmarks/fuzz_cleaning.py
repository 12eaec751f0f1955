"""Damaged pages through the cleaner: `python -m tests.benchmarks.fuzz_cleaning [COUNT]` (20,000 by default).

Counts exceptions, pages over five seconds, and pages with a control character in their output.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from tests.cleaning.damaging import PAGES, damaged, hostile_pages
from tests.cleaning.test_fuzz import articles, control_characters

_SLOW_SECONDS = 5.0


def main() -> None:
    """Damage, clean, count."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    problems: list[str] = []
    slowest = (0.0, "")
    cleaned = total = 0
    for name, data in _pages(count):
        total += 1
        begun = time.perf_counter()
        try:
            found = articles(data)
        except Exception as error:
            problems.append(f"{name}: {type(error).__name__}: {error}")
            continue
        taken = time.perf_counter() - begun
        slowest = max(slowest, (taken, name))
        cleaned += len(found)
        if taken > _SLOW_SECONDS:
            problems.append(f"{name}: {taken:.1f} s")
        if any(control_characters(article) for article in found):
            problems.append(f"{name}: a control character in the output")
    print(f"{total} pages, {cleaned} cleaned, {len(problems)} problems")
    print(f"slowest: {slowest[0]:.2f} s, {slowest[1]} (limit {_SLOW_SECONDS:.0f} s)")
    print("\n".join(problems[:20]))


def _pages(count: int) -> Iterator[tuple[str, bytes]]:
    yield from hostile_pages()
    originals = {path.name: path.read_bytes() for path in sorted(PAGES.glob("*.html"))}
    names = list(originals)
    for seed in range(count):
        name = names[seed % len(names)]
        yield f"{name}, seed {seed}", damaged(originals[name], seed)


if __name__ == "__main__":
    main()
