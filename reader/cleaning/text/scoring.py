"""Which blocks belong to the article: learned trees, asked twice, and a path that keeps neighbours together.

The trees are gradient-boosted decision trees over the figures of `signs`; the second ones see what the first
ones say of the neighbours. `tests/benchmarks/fit_texts.py` learns both and states how.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.text.blocks import Block
from reader.cleaning.text.signs import company_of, figures_of
from reader.cleaning.text.trees import odds_alone, odds_in_company

_SWITCH = 0.5
"""Log odds that a change from kept to dropped, or back, must outweigh; 0 to 1 score alike (2026-11)."""


def scores(blocks: Sequence[Block]) -> list[float]:
    """Log odds that each block belongs to the article."""
    figures = figures_of(blocks)
    alone = [odds_alone(row) for row in figures]
    return [
        odds_in_company([*row, *company]) for row, company in zip(figures, company_of(alone), strict=True)
    ]


def best_path(odds: Sequence[float], switch: float = _SWITCH) -> list[bool]:
    """Choose what to keep so that the sum of the odds is best when each change of mind costs `switch`."""
    keep, drop, choices = 0.0, 0.0, []
    for value in odds:
        choices.append((drop - switch > keep, keep - switch > drop))
        keep, drop = max(keep, drop - switch) + value / 2, max(drop, keep - switch) - value / 2
    kept, out = keep > drop, []
    for from_drop, from_keep in reversed(choices):
        out.append(kept)
        kept = (not from_drop) if kept else from_keep
    return out[::-1]
