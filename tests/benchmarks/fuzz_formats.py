"""Damaged files of every format: `python -m tests.benchmarks.fuzz_formats [COUNT]` (5,000 by default).

Counts crashes, files that take longer than ten seconds, and writes outside of the working folder.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter

from reader.errors import PageError
from reader.formats.page import Page
from reader.formats.reading import pages_of_file
from reader.formats.saved_file import file_of_bytes
from reader.importing.preparing import prepare_page
from tests.formats.mutating import damaged, every_format

_SLOW_SECONDS = 10.0


def main() -> None:
    """Damage and read."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    outside: list[str] = []
    sys.addaudithook(lambda event, args: _watch(event, args, outside))
    formats = every_format()
    outcomes: Counter[str] = Counter()
    slowest, crashes = (0.0, ""), []
    for number in range(count):
        name = list(formats)[number % len(formats)]
        data = damaged(formats[name], random.Random(number))
        begun = time.perf_counter()
        try:
            for found in pages_of_file(file_of_bytes(name, data)):
                if isinstance(found, Page):
                    prepare_page(found)
                    outcomes["pages"] += 1
                else:
                    outcomes["problems"] += 1
        except PageError:
            outcomes["refused"] += 1
        except Exception as error:
            crashes.append(f"{name} seed {number}: {type(error).__name__}: {error}")
        slowest = max(slowest, (time.perf_counter() - begun, f"{name} seed {number}"))
    print(f"{count} files of {len(formats)} formats: {dict(outcomes)}")
    print(f"crashes: {len(crashes)}, files opened for writing: {len(outside)}")
    print(f"slowest: {slowest[0]:.2f} s (limit {_SLOW_SECONDS:.0f} s, {slowest[1]}), ", end="")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")
    print("\n".join(crashes[:20]))


def _watch(event: str, args: tuple[object, ...], outside: list[str]) -> None:
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        outside.append(str(args[0]))


if __name__ == "__main__":
    main()
