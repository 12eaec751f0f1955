"""Text made to fit a number of cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def fit(text: str, columns: int) -> str:
    """Cut or pad to a width in cells; a cut ends in an ellipsis."""
    if columns <= 0:
        return ""
    if cell_len(text) <= columns:
        return set_cell_size(text, columns)
    return set_cell_size(set_cell_size(text, columns - 1).rstrip() + "…", columns)
