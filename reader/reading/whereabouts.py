"""Where one is in an article, in words."""

from __future__ import annotations

from bisect import bisect_right

from reader.document.document import Range
from reader.reading.session import WORDS_A_MINUTE, Session

_BEFORE = "before the first section"


def whereabouts(session: Session, window: Range) -> tuple[str, str]:
    """The section; and what is left to read of it and of the article, and which paragraph is on top.

    Args:
        session: the open article.
        window: the characters in sight; what is left begins behind them.

    Returns:
        The name of the section, which may be long; empty where the article has none. And the figures.
    """
    document, text = session.document, session.document.text
    number = bisect_right(document.blocks, window.start, key=lambda block: block.range.start)
    parts = [
        _left(session, window),
        f"paragraph {max(1, number)} of {len(document.blocks)}",
        f"{round(100 * window.end / max(1, len(text)))} %",
    ]
    section = session.section_at(window.start)
    name = text[section.range.start : section.range.end] if section else _BEFORE if document.outline else ""
    return name, " · ".join(parts)


def _left(session: Session, window: Range) -> str:
    """What is left of the section and of the article behind a window."""
    end, length = section_end(session, window.start), len(session.document.text)
    if window.end >= length:
        return "nothing left"
    whole = _minutes(session, window.end, length)
    if not session.document.outline or end == length:
        return f"{whole} left"
    if end <= window.end:
        return f"its end in sight, {whole} left"
    return f"left: {_minutes(session, window.end, end)} here, {whole} in all"


def section_end(session: Session, offset: int) -> int:
    """Where the section of an offset ends: at the next heading, or with the text."""
    headings = session.document.outline
    number = bisect_right(headings, offset, key=lambda heading: heading.range.start)
    return headings[number].range.start if number < len(headings) else len(session.document.text)


def _minutes(session: Session, start: int, end: int) -> str:
    length = max(1, len(session.document.text))
    minutes = session.entry.words * max(0, end - start) / length / WORDS_A_MINUTE
    return f"{round(minutes)} min" if minutes >= 1 else "< 1 min"
