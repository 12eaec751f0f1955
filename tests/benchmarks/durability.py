"""The durability proofs at full length: `python -m tests.benchmarks.durability [kills] [mirrored]`.

A thousand kills unless told. With `mirrored` the rows stand in the mirror, as those of a large library do,
instead of in memory.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from reader.library import mirroring
from tests.library.durability import (
    Tally,
    cut_power,
    kill_writers,
    sweep_faults,
    write,
    write_and_compact,
    write_together,
    write_while_compacting,
)


def main(kills: int) -> int:
    """Run everything and print what came of it; the exit status says whether all of it held."""
    tallies = {name: Tally() for name in ("kills", "faults", "power cuts", "four writers", "without syncs")}
    with tempfile.TemporaryDirectory() as made:
        base = Path(made)
        kill_writers(base, kills, tallies["kills"])
        for work in (write, write_and_compact, write_while_compacting):
            sweep_faults(base / f"faults-{work.__name__}", work, tallies["faults"])
            cut_power(base / f"cuts-{work.__name__}", work, tallies["power cuts"])
            for kind in ("journal", "file", "folder"):
                blind = base / f"blind-{kind}-{work.__name__}"
                cut_power(blind, work, tallies["without syncs"], blind_to=frozenset({kind}))
        write_together(base, 4, 250, tallies["four writers"])
    for name, tally in tallies.items():
        print(f"{name:14} {tally}")
    caught = tallies.pop("without syncs").faults
    return 0 if caught and not any(tally.faults for tally in tallies.values()) else 1


if __name__ == "__main__":
    least = 0 if "mirrored" in sys.argv else mirroring._LEAST_MIRRORED_BYTES
    asked = [int(given) for given in sys.argv[1:] if given.isdecimal()]
    with patch.object(mirroring, "_LEAST_MIRRORED_BYTES", least):
        sys.exit(main(asked[0] if asked else 1000))
