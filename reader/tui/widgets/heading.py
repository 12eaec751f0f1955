"""What stands above the text of an article."""

from __future__ import annotations

from dataclasses import dataclass

_SEPARATOR = " · "
_HELD = "\N{NO-BREAK SPACE}"
_SHORT = 24
"""Columns of a date, or of how long an article takes: these are not parted at the end of a row."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and the line under it. They are not part of the text."""

    title: str
    details: str
    warning: str = ""

    def lines(self, width: int) -> list[tuple[str, str]]:
        """Its rows, each with the role that it is drawn in; none without a title."""
        from reader.document.wrapping import wrap

        if not self.title:
            return []
        lines: list[tuple[str, str]] = [("", "space")]
        details = _SEPARATOR.join(map(_held_together, self.details.split(_SEPARATOR)))
        for text, role in ((self.title, "title"), (details, "details"), (self.warning, "warning")):
            rows = (text[start:end].rstrip() for start, end in wrap(text, 0, len(text), width) if text)
            lines += [(row.replace(_HELD, " "), role) for row in rows]
        return [*lines, ("", "space")]


def _held_together(part: str) -> str:
    return part.replace(" ", _HELD) if len(part) <= _SHORT else part
