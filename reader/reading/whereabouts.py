"""Where one is in an article, in words."""

from __future__ import annotations

from bisect import bisect_right

from reader.document.document import Range
from reader.reading.session import WORDS_A_MINUTE, Session


def whereabouts(session: Session, window: Range) -> str:
    """The section, what is left to read of it and of the article, and which paragraph is on top.

    Args:
        session: the open article.
        window: the characters in sight; what is left begins behind them.
    """
    document, text = session.document, session.document.text
    section = session.section_at(window.start)
    parts = []
    if document.outline:
        parts.append(text[section.range.start : section.range.end] if section else "before the first section")
        end = section_end(session, window.start)
        if end > window.end:
            parts.append(f"{_minutes(session, window.end, end)} left in it")
        elif section and end < len(text):
            parts.append("its end is in sight")
    parts.append(f"{_minutes(session, window.end, len(text))} left in the article")
    number = bisect_right(document.blocks, window.start, key=lambda block: block.range.start)
    parts.append(f"paragraph {max(1, number)} of {len(document.blocks)}")
    parts.append(f"{round(100 * window.end / max(1, len(text)))} %")
    return " · ".join(parts)


def section_end(session: Session, offset: int) -> int:
    """Where the section of an offset ends: at the next heading, or with the text."""
    headings = session.document.outline
    number = bisect_right(headings, offset, key=lambda heading: heading.range.start)
    return headings[number].range.start if number < len(headings) else len(session.document.text)


def _minutes(session: Session, start: int, end: int) -> str:
    length = max(1, len(session.document.text))
    minutes = session.entry.words * max(0, end - start) / length / WORDS_A_MINUTE
    if minutes <= 0:
        return "nothing"
    return f"{round(minutes)} min" if minutes >= 1 else "less than a minute"
