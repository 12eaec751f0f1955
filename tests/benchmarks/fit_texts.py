"""Learn `reader/cleaning/text/trees.py`.

Run: `python -m tests.benchmarks.fit_texts SAVES [--pages PAGES] [--write]`.

SAVES holds text saves whose articles are known, PAGES page sets to make more saves of; `text_labels` says
how both lie. Needs lightgbm and inscriptis, which the program itself does not, and lynx and w3m for all kinds
of saves. Prints how well saves are cleaned by trees that have seen none of the same page, in five folds;
`--write` then learns from all and writes the file.

On pages not seen, 83 pages, 2026-11: inner .942, inscriptis .941, lynx .933, w3m .924, in the mean .935.
The mean is .916 by logistic regression, .922 by one set of trees, .930 with made saves besides.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from reader.cleaning.text.blocks import Block
from reader.cleaning.text.signs import COMPANY, FEATURES, company_of, figures_of
from reader.cleaning.textsave import clean_text
from reader.formats.page import Page, Source
from tests.benchmarks.learned_trees import FOLDS, expressions_of, fold_of, matrix, names_of
from tests.benchmarks.text_labels import (
    KINDS,
    LabelledSave,
    Save,
    known_saves,
    labelled,
    made_saves,
    shingles,
)

_ALONE, _IN_COMPANY = 150, 120
"""Trees."""
_LEAVES_ALONE, _LEAVES_IN_COMPANY = 16, 8
_INNER_FOLDS = 3
_SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "min_data_in_leaf": 60,
    "lambda_l2": 5.0,
    "seed": 1,
    "num_threads": 2,
    "deterministic": True,
    "verbose": -1,
}
_TARGET = Path(__file__).parents[2] / "reader" / "cleaning" / "text" / "trees.py"
_MODULE = '''"""What the figures of a block of a text save say, as learned by `tests/benchmarks/fit_texts.py`.

Do not edit by hand. Each line is one tree: `(-0.1 if words <= 0.3 else 0.2)`.
"""

# fmt: off
from collections.abc import Sequence


def odds_alone(figures: Sequence[float]) -> float:
    """Logarithm of the odds that a block belongs to the article.

    Args:
        figures: those of `signs.FEATURES`, in their order.
    """
    (
{names}
    ) = figures
    return (
        {alone}
    )


def odds_in_company(figures: Sequence[float]) -> float:
    """The same, when the odds of the others are known.

    Args:
        figures: those of `signs.FEATURES`, then those of `signs.COMPANY`.
    """
    (
{all_names}
    ) = figures
    return (
        {company}
    )
'''


class Model:
    """Trees, and trees that see what the first ones say of the neighbours."""

    def __init__(self, saves: Sequence[LabelledSave]) -> None:
        """Learn. The second trees are shown odds by first trees that have not seen the page, as in use."""
        self.alone = _learn(saves, [save.rows for save in saves], _ALONE, _LEAVES_ALONE)
        rows: list[list[list[float]]] = [[] for _ in saves]
        for fold in range(_INNER_FOLDS):
            seen = [save for save in saves if fold_of(save.name, _INNER_FOLDS) != fold]
            others = _learn(seen, [save.rows for save in seen], _ALONE, _LEAVES_ALONE)
            for at, save in enumerate(saves):
                if fold_of(save.name, _INNER_FOLDS) == fold:
                    rows[at] = _with_company(save.rows, _odds(others, save.rows))
        self.company = _learn(saves, rows, _IN_COMPANY, _LEAVES_IN_COMPANY)

    def scores(self, blocks: Sequence[Block]) -> list[float]:
        """What `scoring.scores` gives by these trees."""
        rows = figures_of(blocks)
        return _odds(self.company, _with_company(rows, _odds(self.alone, rows)))


def _learn(saves: Sequence[LabelledSave], rows: Sequence[list[list[float]]], trees: int, leaves: int) -> Any:
    import lightgbm

    weights = [weight for save in saves for weight in save.weights]
    mean = sum(weights) / len(weights)
    data = lightgbm.Dataset(
        matrix([row for of_save in rows for row in of_save]),
        [float(answer) for save in saves for answer in save.answers],
        weight=[weight / mean for weight in weights],
    )
    return lightgbm.train({**_SETTINGS, "num_leaves": leaves}, data, trees)


def _odds(model: Any, rows: list[list[float]]) -> list[float]:
    return [float(value) for value in model.predict(matrix(rows), raw_score=True)] if rows else []


def _with_company(rows: list[list[float]], odds: Sequence[float]) -> list[list[float]]:
    return [[*row, *company] for row, company in zip(rows, company_of(odds), strict=True)]


def source_of(model: Model) -> str:
    """The learned trees as a Python module."""
    everything = (*FEATURES, *COMPANY)
    return _MODULE.format(
        names=names_of(FEATURES),
        all_names=names_of(everything),
        alone="\n        + ".join(expressions_of(model.alone, FEATURES)),
        company="\n        + ".join(expressions_of(model.company, everything)),
    )


def report(known: Sequence[Save], made: Sequence[LabelledSave]) -> None:
    """Print how well saves of pages that the trees have not seen are cleaned, by kind."""
    by_fold: list[Callable[[Sequence[Block]], list[float]]] = []
    for fold in range(FOLDS):
        seen = [labelled(save) for save in known if fold_of(save.name) != fold]
        by_fold.append(Model([*seen, *made]).scores)
    for kind in KINDS:
        results = []
        for save in known:
            if save.kind == kind:
                with patch("reader.cleaning.textsave.scores", by_fold[fold_of(save.name)]):
                    found = clean_text(Page("text", save.text, Source("save.txt"))).text
                results.append(_agreement(found, save.article))
        precision, recall = (_mean(part) for part in zip(*results, strict=True))
        print(
            f"{kind:<10} F1 {_f1(precision, recall):.3f}  precision {precision:.3f}  recall {recall:.3f}",
            end="",
        )
        print("  lowest", *(f"{value:.2f}" for value in sorted(_f1(*one) for one in results)[:4]))


def _agreement(found: str, article: str) -> tuple[float | None, float]:
    """Precision and recall; where nothing was found, recall alone counts, as in the benchmark."""
    ours, theirs = shingles(found), shingles(article)
    both = (ours & theirs).total()
    return both / ours.total() if ours else None, both / (theirs.total() or 1)


def _mean(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known)


def _f1(precision: float | None, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def main() -> None:
    """Report on unseen pages, and write the trees when asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("saves", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    known = known_saves(arguments.saves)
    made = [labelled(save, weight) for save, weight in made_saves(arguments.pages)] if arguments.pages else []
    print(f"{len(known)} known saves, {len(made)} made")
    report(known, made)
    if arguments.write:
        _TARGET.write_text(source_of(Model([*map(labelled, known), *made])), "utf-8")
        print(f"written: {_TARGET}")


if __name__ == "__main__":
    main()
