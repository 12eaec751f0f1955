"""How the reader wants the text set: what a layout takes besides its width."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typography:
    """Everything is off in the plain setting, and then costs nothing."""

    justified: bool = False
    """Whether the blanks of full rows are widened until both edges are straight."""
    hyphenated: bool = False
    """Whether words are parted at the ends of rows; those with soft hyphens in them always are."""
    language: str = ""
    """Of the text, as the page gives it: `en`, `de-AT`. Words are parted by its patterns."""
    row_gap: int = 0
    """Empty rows between the rows of running text."""
    indented: bool = False
    """Whether a paragraph after a paragraph begins with an indent in place of an empty row."""


PLAIN = Typography()
