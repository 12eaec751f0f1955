"""Learned trees as Python source, for the scripts that learn them."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

FOLDS = 5


def fold_of(name: str, folds: int = FOLDS) -> int:
    """The fold that a page is judged in, by its name alone."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def matrix(rows: Sequence[Sequence[float]]) -> Any:
    """Rows as lightgbm wants them."""
    import numpy

    return numpy.asarray(rows, dtype=numpy.float64)


def flat(group: Iterable[Any]) -> list[Any]:
    """Names, or figures, without the groups they stand in."""
    return [one for part in group for one in (flat(part) if isinstance(part, tuple) else [part])]


def names_of(features: Iterable[Any]) -> str:
    """The figures as the names of an assignment, grouped as they are."""
    return textwrap.fill(_pattern(features), 100)


def _pattern(group: Iterable[Any]) -> str:
    return ", ".join(f"({_pattern(part)})" if isinstance(part, tuple) else part for part in group)


def expressions_of(model: Any, features: Sequence[str]) -> list[str]:
    """Every tree as one expression over named figures."""
    trees = model.dump_model()["tree_info"]
    return [_expression(tree["tree_structure"], features) for tree in trees]


def _expression(node: dict[str, Any], features: Sequence[str]) -> str:
    if "leaf_value" in node:
        return f"{node['leaf_value']:.3f}"
    name, limit = features[node["split_feature"]], f"{node['threshold']:.5g}"
    left, right = (_expression(node[child], features) for child in ("left_child", "right_child"))
    return f"({left} if {name} <= {limit} else {right})"
