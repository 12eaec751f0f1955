"""Lines of a text save, and which program wrote them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from reader.cleaning.text.prose import has_full_stop
from reader.terminal import safe

MAX_WRAP_COLUMNS = 130
"""Dumps and hand-wrapped texts stay under this; longer lines are paragraphs on one line each."""
_MIN_WRAP_COLUMNS = 50
_FORCED_SHARE = 0.6
_ALTERNATIVES = 3
_LONG_ALTERNATIVE = 25

_REFERENCES = re.compile(r"^\s*(?:References|Visible links)\s*$")
_REFERENCE = re.compile(r"^\s*(\d{1,5})\. (\S.*)$")
_LIST_MARK = re.compile(r"^\s*(?:[*+•◦·▪‣○●■□☆★・#-]|\d{1,3}[.)])(?:\s|$)")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"), None)
_BLANK = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u3000\t"), " ")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]"
)


@dataclass(frozen=True, slots=True)
class Save:
    """A text save as lines."""

    lines: tuple[str, ...]
    wrap: int | None
    """Columns at which paragraphs were broken; None when each paragraph stands on one line."""
    links: dict[int, str] = field(default_factory=dict)
    """Addresses by the number that stands before a link (`lynx -dump`)."""


def columns(text: str) -> int:
    """Width in terminal columns, near enough to tell where a dump had to break a line."""
    return len(text) + len(_WIDE.findall(text))


def read_save(content: str) -> Save:
    """Split a text save into clean lines, take its link list off, and find its wrap width."""
    text = safe(content.replace("\r\n", "\n")).translate(_ZERO_WIDTH).translate(_BLANK).replace("\ufffd", "")
    lines = [line.rstrip() for line in text.split("\n")]
    lines, links = _take_references(lines)
    return Save(tuple(lines), _wrap_columns(lines, certain=bool(links)), links)


def without_alternatives(save: Save) -> Save:
    """Take out lines that stand thrice in a row: what programs for text print in the place of pictures.

    A card has the same words for its pictures of all sizes; between two paragraphs they join them.
    """
    lines: list[str] = []
    for line, group in groupby(save.lines, key=str.strip):
        same = list(group)
        lines += [""] if len(same) >= _ALTERNATIVES and len(line) >= _LONG_ALTERNATIVE else same
    return replace(save, lines=tuple(lines))


def _take_references(lines: list[str]) -> tuple[list[str], dict[int, str]]:
    last = next((n for n in range(len(lines) - 1, -1, -1) if _REFERENCES.match(lines[n])), None)
    if last is None:
        return lines, {}
    found = [_REFERENCE.match(line) for line in lines[last + 1 :] if line.strip()]
    links = {int(match[1]): match[2].strip() for match in found if match}
    # An essay may end with a heading "References" too: lynx lists addresses and nothing else.
    if not links or len(links) < len(found) * 0.6:
        return lines, {}
    if (
        sum("://" in url or url.startswith(("mailto:", "javascript:", "#")) for url in links.values())
        < len(links) * 0.6
    ):
        return lines, {}
    if last and "Visible links" in lines[last]:
        last = next((n for n in range(last - 1, max(-1, last - 4), -1) if _REFERENCES.match(lines[n])), last)
    return lines[:last], links


def _wrap_columns(lines: list[str], *, certain: bool) -> int | None:
    widths = [columns(line) for line in lines]
    wide = [width for width in widths if width > 40]
    if certain:
        # Link numbers are proof enough, however long the addresses in the text are.
        return _limit(wide)
    if not wide or sum(width <= MAX_WRAP_COLUMNS for width in wide) < len(wide) * 0.93:
        return None
    # Tables and long addresses stand out beyond the wrap: how many there are, nobody knows beforehand.
    limits = dict.fromkeys(_limit(wide, percent) for percent in (98, 95, 90, 80))
    return next((limit for limit in limits if _is_wrapped_at(limit, lines, widths)), None)


def _is_wrapped_at(limit: int, lines: list[str], widths: list[int]) -> bool:
    if limit < _MIN_WRAP_COLUMNS:
        return False
    pairs = forced = inside = 0
    for n, line in enumerate(lines[:-1]):
        following = lines[n + 1]
        if widths[n] >= limit * 0.75 and following.strip() and not starts_item(following):
            broken = is_forced_break(line, following, limit)
            pairs += 1
            forced += broken
            inside += broken and not has_full_stop(line)
    # Paragraphs of like length, each on its line, look wrapped too, but every one of them ends a sentence.
    return bool(forced) and forced >= pairs * _FORCED_SHARE and inside > forced / 2


def _limit(wide: list[int], percent: int = 98) -> int:
    """The width that all but a few lines (tables, long addresses) keep to."""
    kept = sorted(width for width in wide if width <= MAX_WRAP_COLUMNS)
    return kept[(len(kept) - 1) * percent // 100] if kept else MAX_WRAP_COLUMNS


def starts_item(line: str) -> bool:
    """Whether a line begins an item of a list."""
    return _LIST_MARK.match(line) is not None


def is_forced_break(line: str, following: str, limit: int) -> bool:
    """Whether the first word of the following line would not have fitted at the end of this one."""
    stripped = following.strip()
    first = stripped.split(" ", 1)[0]
    wide = _WIDE.match(first)
    # Chinese and Japanese may break after any sign; a few columns stay free before a closing mark.
    return columns(line) + (4 if wide else 1 + columns(first)) > limit
