"""A line that chooses among highlights: words, and fields such as `colour:`, `tag:`, `is:` and `after:`."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import UTC, datetime

from reader.library.kept import Highlight
from reader.library.periods import period_test
from reader.terminal import fold

Test = Callable[[Highlight, str], bool]
"""Whether a highlight of an article with a title is wanted."""

_STATES = ("lost", "changed", "exact")


def highlight_test(line: str, now: datetime | None = None) -> Test:
    """The test that a line stands for; every part must hold.

    A word stands in the quote, the note or the article's title, without regard to case and diacritics.
    `colour:blue`, `tag:sea`, `title:tower`, `is:lost`, `is:changed`, `is:noted`, `is:tagged`,
    `before:2024-03-01`, `after:2024` and `highlighted:7d` (when it was made); `-` before a part turns it
    round; quotes keep words together. A part that makes no sense as a field is taken as words.

    Args:
        line: what was typed.
        now: what `7d` counts back from, aware; the present when None.
    """
    tests = [_part_test(part, now or datetime.now(UTC)) for part in _parts(line)]
    return lambda highlight, title: all(test(highlight, title) for test in tests)


def _parts(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.commenters, lexer.quotes, lexer.escape = True, "", '"', ""
    try:
        return list(lexer)
    except ValueError:  # a quote that is still being typed
        return line.replace('"', " ").split()


def _part_test(part: str, now: datetime) -> Test:
    if part.startswith("-") and len(part) > 1:
        test = _part_test(part[1:], now)
        return lambda highlight, title: not test(highlight, title)
    field, colon, value = part.partition(":")
    if colon and value:
        found = _field_test(field.lower(), fold(value).text, now)
        if found is not None:
            return found
    wanted = fold(part).text
    return lambda highlight, title: wanted in fold(f"{highlight.anchor.exact} {highlight.note} {title}").text


def _field_test(field: str, value: str, now: datetime) -> Test | None:
    match field:
        case "colour" | "color":
            return lambda highlight, _: highlight.colour == value
        case "tag":
            return lambda highlight, _: value in (fold(tag).text for tag in highlight.tags)
        case "title":
            return lambda _, title: value in fold(title).text
        case "note":
            return lambda highlight, _: value in fold(highlight.note).text
        case "is":
            return _is(value)
        case "before":
            return lambda highlight, _: _day(highlight)[: len(value)] < value
        case "after":
            return lambda highlight, _: _day(highlight)[: len(value)] > value
        case "highlighted" if made := period_test(value, now):
            return lambda highlight, _: made(highlight.created.astimezone(UTC).isoformat())
        case _:
            return None


def _is(value: str) -> Test | None:
    if value in _STATES:
        return lambda highlight, _: highlight.state == value
    if value == "noted":
        return lambda highlight, _: bool(highlight.note)
    if value == "tagged":
        return lambda highlight, _: bool(highlight.tags)
    return None


def _day(highlight: Highlight) -> str:
    return highlight.created.astimezone().date().isoformat()
