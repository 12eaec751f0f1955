"""A line of text broken into rows of a given width in cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from reader.terminal import cell_width, graphemes

TAB_COLUMNS = 4

# Letters that take one cell each and never join: Latin, Greek, Cyrillic, Armenian, common punctuation.
# Paragraphs of these alone (nearly all) need no look at single characters.
_SIMPLE = re.compile(
    r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0556\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
_HOLDING = "\u00a0\u202f\u2007"
"""Blanks that hold words together: a number and its unit, a mark of French and the word before it."""
_HELD = re.compile(rf"([^\S{_HOLDING}]*)((?:\S|[{_HOLDING}])+)")
_WORD = re.compile(r"(\s*)(\S+)")
_TAB = " " * TAB_COLUMNS
_NEVER_FIRST = frozenset(
    "、。，．：；！？）］｝」』】〕〉》〙〗・ーゝゞヽヾ々…‥,.:;!?)]}’”"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_PARTING = "/-?&=_"
_NEVER_LAST = frozenset("（［｛「『【〔〈《〘〖([{‘“")


@cache
def _wide() -> re.Pattern[str]:
    """Signs of scripts that do not part words. Compiled at the first need: classes so large take 5 ms."""
    return re.compile(
        "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\U00020000-\U0003fffd]"
    )


Split = Callable[[int, int, int], int | None]
"""Given a word's first character, the one after its last and the cells there are, where to part it."""


def has_wide(text: str) -> bool:
    """Whether there are signs of a script that does not part its words by blanks."""
    return _wide().search(text) is not None


def is_simple(text: str) -> bool:
    """Whether every character takes exactly one cell."""
    return _SIMPLE.fullmatch(text) is not None


def wrap(
    text: str, start: int, end: int, width: int, split: Split | None = None, *, indent: int = 0
) -> list[tuple[int, int]]:
    """Break `text[start:end]` (no newline in it) into rows.

    Args:
        text: the whole text; offsets are code points into it.
        start: first character.
        end: character after the last.
        width: columns of a row, at least 1.
        split: parts words that do not fit; None moves them whole to the next row.
        indent: columns that the first row is shorter by; it keeps one.

    Returns:
        Ranges that cover the text in order; an empty one for no text. A blank at which a row is broken
        belongs to the row before it and is not counted in its width. A word longer than a row is cut.
    """
    return list(pairwise([start, *row_ends(text, start, end, width, split, indent=indent)]))


def row_ends(
    text: str, start: int, end: int, width: int, split: Split | None = None, *, indent: int = 0
) -> list[int]:
    """Where the rows of `wrap` end.

    Numbers alone, for the tens of thousands of rows of a long text: a pair for each costs as much again, most
    of it in the garbage collector (2026-11).
    """
    first = max(1, width - indent)
    if not is_simple(text[start:end]):
        return list(_cell_row_ends(text, start, end, width, split, first))
    if end - start <= first:
        return [end]
    return _simple_row_ends(text, start, end, width, split, first)


def _simple_row_ends(
    text: str, start: int, end: int, width: int, split: Split | None, first: int
) -> list[int]:
    ends: list[int] = []
    last_blank, add = text.rfind, ends.append
    if split is None and first == width and text.find("  ", start, end) < 0:
        # Prose: nothing is asked twice.
        while end - start > width and (cut := last_blank(" ", start, start + width + 1)) > start:
            start = cut + 1
            add(start)
    room = first
    while end - start > room:
        blank = last_blank(" ", start, start + room + 1)
        word = _after_blanks(text, blank, end) if blank > start else start
        cut = word if blank > start else _cut_within(text, start, start + room)
        if split is not None:
            cut = split(word, _word_end(text, word, end), start + room - word) or cut
        add(cut)
        start, room = cut, width
    if start < end:
        add(end)
    return ends


def _after_blanks(text: str, place: int, end: int) -> int:
    while place < end and text[place] == " ":
        place += 1
    return place


def _cut_within(text: str, start: int, end: int) -> int:
    """Where a word longer than a row is cut: after a sign that parts addresses, in the row's second half."""
    half = (start + end) // 2
    return max((text.rfind(sign, half, end) for sign in _PARTING), default=-1) + 1 or end


def _word_end(text: str, start: int, end: int) -> int:
    blank = text.find(" ", start, end)
    return end if blank < 0 else blank


def _cell_row_ends(
    text: str, start: int, end: int, width: int, split: Split | None, first: int
) -> Iterator[int]:
    row, used = start, width - first
    for found in _held_words(text, start, end, width):
        word, last = found.span(2)
        used += cell_width(found[1].replace("\t", _TAB))
        size = cell_width(found[2])
        while split is not None and used + size > width and (cut := split(word, last, width - used)):
            yield cut
            row, word, used = cut, cut, 0
            size = cell_width(text[cut:last])
        if used + size <= width:
            used += size
        elif size <= width and not has_wide(found[2]) and word > row:
            yield word
            row, used = word, size
        else:
            for place, part in _broken(text[word:last], word, width):
                if used + part > width and place > row:
                    yield place
                    row, used = place, 0
                used += part
    if row < end:
        yield end


def _held_words(text: str, start: int, end: int, width: int) -> Iterator[re.Match[str]]:
    """Words, each with the blanks before it; those that a blank holds together are one, unless it is long.

    Programs that write pages set such blanks between all words of a paragraph, too.
    """
    for found in _HELD.finditer(text, start, end):
        word = found[2]
        if 2 * len(word) > width and any(blank in word for blank in _HOLDING):
            yield from _WORD.finditer(text, found.start(), found.end())
        else:
            yield found


def _broken(word: str, start: int, width: int) -> Iterator[tuple[int, int]]:
    """Where a long word, or one of a script without blanks, may be cut, and the cells of each part.

    Closing signs do not begin a row, and opening ones do not end it (JIS X 4051, in its least form). A Latin
    word or a number within Chinese or Japanese stays whole.
    """
    unit, used, before, letters = start, 0, "", has_wide(word)
    for part in graphemes(word):
        size = cell_width(part)
        stays = part[0] in _NEVER_FIRST or before in _NEVER_LAST
        stays |= letters and size == 1 and part[0].isalnum() and before.isalnum() and cell_width(before) == 1
        if used and (not stays or used + size > width):
            yield unit, used
            unit, used = start, 0
        used += size
        start += len(part)
        before = part[0]
    if used or unit < start:
        yield unit, used


def visible(text: str, line: int, start: int, end: int) -> str:
    """What is drawn for a part of a row: blanks for tabs, and nothing for soft hyphens.

    Args:
        text: the whole text.
        line: first character of the row, from which tabs count.
        start: first character of the part.
        end: character after its last.
    """
    part = text[start:end].replace("\N{SOFT HYPHEN}", "")
    if "\t" not in part:
        return part
    return "".join(
        " " * size if text[place] == "\t" else text[place]
        for place, _, size in columns(text, line, end)
        if place >= start
    )


def columns(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Grapheme by grapheme: offset, column from the row's start, and width in cells."""
    found = []
    column, place = 0, start
    for part in graphemes(text[start:end]):
        size = tab_columns(column) if part == "\t" else cell_width(part)
        found.append((place, column, size))
        column += size
        place += len(part)
    return found


def tab_columns(column: int) -> int:
    """Cells that a tab takes at a column of its row."""
    return TAB_COLUMNS - column % TAB_COLUMNS
