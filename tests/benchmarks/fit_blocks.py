"""Learn `reader/cleaning/block_trees.py`: `python -m tests.benchmarks.fit_blocks FOLDER [--write]`.

FOLDER holds page sets as `block_labels` reads them. Needs lightgbm, trafilatura and readability-lxml, which
the program itself does not. Prints how well blocks are told apart on pages that the trees have not seen, in
five folds by page; `--write` then learns from all pages and writes the file.

The trees are few and small on purpose: four times as many judge a fold of unseen pages no better (2026-11).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader.cleaning.block_figures import FIGURES
from tests.benchmarks.block_labels import LabelledPage, labelled_pages
from tests.benchmarks.learned_trees import FOLDS, expressions_of, flat, fold_of, matrix, names_of

# How much a page of each set counts: those with phrases know little of their other blocks.
SETS = {"aeb": 1.0, "mozilla": 1.5, "defuddle": 1.0, "segments": 0.4}
TREES = 120
SETTINGS = {
    "objective": "binary",
    "num_leaves": 12,
    "learning_rate": 0.1,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "min_data_in_leaf": 40,
    "lambda_l2": 5.0,
    "seed": 1,
    "num_threads": 2,
    "deterministic": True,
    "verbose": -1,
}
# Most blocks of a page are menus, and the first trees say so.
_FIRST, _HOPELESS = 30, -3.5
_TARGET = Path(__file__).parents[2] / "reader" / "cleaning" / "block_trees.py"
_MODULE = '''"""What the figures of a block say, as learned by `tests/benchmarks/fit_blocks.py`.

Do not edit by hand. Each line is one tree: `(-0.1 if linked <= 0.3 else 0.2)`.
"""

# fmt: off
from typing import Any


def odds_of(figures: tuple[Any, ...]) -> float:
    """Logarithm of the odds that a block belongs to the article.

    Args:
        figures: those of `block_figures.FIGURES`, in their order and groups; floats.
    """
    (
{names}
    ) = figures
    odds = (
        {first}
    )
    if odds < {least}:
        return odds
    return (
        odds
        + {rest}
    )
'''


def fit(pages: Sequence[LabelledPage]) -> Any:
    """Learn trees from pages; a block that belongs half to the article counts as half a yes and half a no."""
    import lightgbm

    rows, answers, weights = [], [], []
    for page in pages:
        for row, share, weight in zip(page.rows, page.answers, page.weights, strict=True):
            for answer, part in ((1, weight * share), (0, weight * (1 - share))):
                if part > 0:
                    rows.append(row)
                    answers.append(answer)
                    weights.append(part)
    mean = sum(weights) / len(weights)
    data = lightgbm.Dataset(matrix(rows), answers, weight=[weight / mean for weight in weights])
    return lightgbm.train(SETTINGS, data, TREES)


def source_of(model: Any) -> str:
    """The learned trees as a Python module: every tree is one expression over named figures."""
    trees = expressions_of(model, flat(FIGURES))
    first, rest = "\n        + ".join(trees[:_FIRST]), "\n        + ".join(trees[_FIRST:])
    return _MODULE.format(names=names_of(FIGURES), first=first, rest=rest, least=_HOPELESS)


def report(pages: Sequence[LabelledPage]) -> None:
    """Print the share of right answers by weight, for pages that the trees have not seen."""
    right: dict[str, list[float]] = {name: [0.0, 0.0, 0.0] for name in SETS}
    for fold in range(FOLDS):
        model = fit([page for page in pages if fold_of(page.name) != fold])
        for page in pages:
            if fold_of(page.name) != fold:
                continue
            taken = model.predict(matrix(page.rows)) > 0.5
            sums = right[page.set]
            for is_taken, share, weight in zip(taken, page.answers, page.weights, strict=True):
                sums[0] += weight * min(share, float(is_taken))
                sums[1] += weight * float(is_taken)
                sums[2] += weight * share
    for name, (both, taken_weight, true_weight) in right.items():
        print(f"{name:<10} precision {both / taken_weight:.3f}  recall {both / true_weight:.3f}")


def main() -> None:
    """Report on unseen pages, and write the trees when asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    pages = list(labelled_pages(arguments.folder, SETS))
    report(pages)
    if arguments.write:
        _TARGET.write_text(source_of(fit(pages)), "utf-8")
        print(f"written: {_TARGET}")


if __name__ == "__main__":
    main()
