"""What stands above the text of an article."""

from __future__ import annotations

from dataclasses import dataclass


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
        for text, role in ((self.title, "title"), (self.details, "details"), (self.warning, "warning")):
            lines += [
                (text[start:end].rstrip(), role) for start, end in wrap(text, 0, len(text), width) if text
            ]
        return [*lines, ("", "space")]
