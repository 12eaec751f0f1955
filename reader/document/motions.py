"""Motions: from an offset in a text to another. Pure; nothing here knows a screen.

Words are runs of letters and digits, or of other signs, as in vim. Sentences end at a full stop,
question or exclamation mark (also of other scripts) that is followed by a blank or a wide character.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from reader.document.document import Document, Range
from reader.terminal import graphemes

_LONGEST_GRAPHEME = 64
# Letters with the signs that belong to them: accents on their own (texts of Macs), points of Hebrew and
# Arabic, vowels of the scripts of India and Thailand, the joint within Persian words; `\w` has none of them.
_LETTER = (
    r"[\w\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u06df-\u06e8"
    r"\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1dc0-\u1dff\u200c]"
)
# A short word before the full stop is mostly a title, an initial or a month: `Dr.`, `z.B.`, `J. K.`, `U.S.`
_ABBREVIATION = (
    r"(?:^|[\s(„“\"'])(?:[A-Za-zÀ-ž]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Gov|Sen|Rep|Gen|Jr|Sr|Mme|Hr|Fr|vs|etc|"
    r"approx|No|Nr|bzw|ca|usw|pp|vol|cf|Inc|Ltd|Corp|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)


# Compiled at the first motion: they take 3 ms, and the first paint of an article needs none of them.


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"{_LETTER}+|(?:(?!{_LETTER})\S)+")


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(_LETTER)


@cache
def _abbreviations() -> re.Pattern[str]:
    return re.compile(_ABBREVIATION)


@cache
def _sentence_ends() -> re.Pattern[str]:
    # Behind the end of a sentence stand the marks of its footnotes.
    notes = r"(?:\[[^\s\[\]]{1,12}\]|[⁰¹²³⁴-⁹*†‡])*"
    return re.compile(rf"[.!?…]+[\"'”’»)\]]*{notes}(?=\s)|[。！？]+[」』）]*{notes}|\n+")


def grapheme_at(text: str, offset: int) -> Range:
    """What is one character to a reader at an offset: a letter with its accents, a flag, a joined emoji."""
    if text[offset : offset + 2].isascii() and offset < len(text):
        return Range(offset, offset + 1)
    # From the last blank on, or from as far back as the longest joined emoji reaches.
    place = max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset), offset - _LONGEST_GRAPHEME, 0)
    for part in graphemes(text[place : offset + _LONGEST_GRAPHEME]):
        if offset < place + len(part):
            return Range(place, place + len(part))
        place += len(part)
    return Range(place, place)


def next_word(text: str, offset: int) -> int:
    """Start of the next word (`w`); the last word's start when there is none."""
    end = grapheme_at(text, offset).end  # the parts of one character may be of two kinds: a keycap, a flag
    found = _words().search(text, offset)
    while found and found.start() < max(end, offset + 1):
        found = _words().search(text, found.end())
    return found.start() if found else max(0, len(text.rstrip()) - 1)


def word_end(text: str, offset: int) -> int:
    """End of this or the next word (`e`): its last character."""
    found = _words().search(text, max(grapheme_at(text, offset).end, min(offset + 1, len(text))))
    return found.end() - 1 if found else max(0, len(text.rstrip()) - 1)


def previous_word(text: str, offset: int) -> int:
    """Start of this or the previous word (`b`)."""
    last = 0
    for found in _words().finditer(text, max(0, offset - 400), offset):
        last = found.start()
    if not last and offset > 400:
        return previous_word(text, offset - 400)
    return _word_start(text, last)


def _word_start(text: str, offset: int) -> int:
    while 0 < offset < len(text) and _letters().match(text, offset) and _letters().match(text, offset - 1):
        offset -= 1
    return offset


def word_at(text: str, offset: int) -> Range:
    """The word around an offset (`iw`), or the blanks or the other signs that stand there side by side."""
    start = end = min(offset, len(text))
    kind = _kind(text, start)
    while start > 0 and _kind(text, start - 1) == kind:
        start -= 1
    while end < len(text) and _kind(text, end) == kind:
        end += 1
    return Range(start, end)


def _kind(text: str, offset: int) -> str:
    sign = text[offset : offset + 1]
    if sign.isspace():
        return "end" if sign == "\n" else "blank"
    return "letter" if _letters().match(sign) else "other"


def whole_words(text: str, place: Range) -> Range:
    """A range made longer to the edges of the words that it cuts."""
    if not len(place):
        return place
    return Range(word_at(text, place.start).start, max(place.end, word_at(text, place.end - 1).end))


def sentences(text: str, within: Range) -> list[Range]:
    """The sentences of a part of a text, without the blanks between them."""
    found = []
    start = within.start
    for end in _ends(text, within):
        place = Range(start, end)
        trimmed = _trimmed(text, place)
        if trimmed is not None:
            found.append(trimmed)
        start = end
    return found


def _ends(text: str, within: Range) -> list[int]:
    ends = []
    for found in _sentence_ends().finditer(text, within.start, within.end):
        before = text[max(within.start, found.start() - 12) : found.start() + 1]
        if found[0] == "." and _abbreviations().search(before):
            continue
        ends.append(found.end())
    if not ends or ends[-1] < within.end:
        ends.append(within.end)
    return ends


def _trimmed(text: str, place: Range) -> Range | None:
    part = text[place.start : place.end]
    start = place.start + len(part) - len(part.lstrip())
    end = place.end - (len(part) - len(part.rstrip()))
    return Range(start, end) if start < end else None


def block_at(document: Document, offset: int) -> int:
    """Number of the block that holds an offset, or of the one before it."""
    low, high = 0, len(document.blocks)
    while low < high:
        middle = (low + high) // 2
        if document.blocks[middle].range.start <= offset:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)


def sentence_at(document: Document, offset: int) -> Range:
    """The sentence around an offset (`is`)."""
    if not document.blocks:
        return Range(0, 0)
    found = sentences(document.text, document.blocks[block_at(document, offset)].range)
    for place in found:
        if offset < place.end:
            return place
    return found[-1] if found else document.blocks[block_at(document, offset)].range


def step_sentence(
    document: Document, offset: int, *, forward: bool, kinds: Collection[str] = ()
) -> Range | None:
    """The first sentence that begins after an offset, or the last that begins before it; None at the ends.

    Args:
        document: the text and its blocks.
        offset: in characters; -1 also finds a sentence at the very beginning.
        forward: whether to look after the offset.
        kinds: the kinds of blocks to look in; all when empty.
    """
    number = block_at(document, max(0, offset))
    while 0 <= number < len(document.blocks):
        block = document.blocks[number]
        found = sentences(document.text, block.range) if not kinds or block.kind in kinds else []
        if forward:
            place = next((one for one in found if one.start > offset), None)
        else:
            place = next((one for one in reversed(found) if one.start < offset), None)
        if place is not None:
            return place
        number += 1 if forward else -1
    return None


def next_sentence(document: Document, offset: int) -> int:
    """Start of the next sentence (`)`); the last character when there is none."""
    found = step_sentence(document, offset, forward=True)
    return found.start if found else max(0, len(document.text) - 1)


def previous_sentence(document: Document, offset: int) -> int:
    """Start of this or the previous sentence (`(`)."""
    found = step_sentence(document, offset, forward=False)
    return found.start if found else 0


def end_moved(text: str, place: Range, *, forward: bool) -> Range:
    """A range that ends a word later or earlier; at least its first word stays."""
    words = (
        _words().finditer(text, place.start) if forward else _words().finditer(text, place.start, place.end)
    )
    ends = [place.end]
    for found in words:
        if forward and found.end() > place.end:
            return Range(place.start, found.end())
        if not forward and found.end() < place.end:
            ends.append(found.end())
    return Range(place.start, ends[-1])


def object_at(document: Document, offset: int, name: str, *, around: bool = False) -> Range | None:
    """The text object around an offset: `w` word, `s` sentence, `p` paragraph; None for another name.

    Args:
        document: the text and its blocks.
        offset: in characters.
        name: the letter.
        around: whether with the blanks behind it; where none are, as at a paragraph's end, with those before.
    """
    place = _inner_object(document, offset, name)
    if place is None or not around:
        return place
    within = Range(0, len(document.text))
    if name != "p" and document.blocks:
        within = document.blocks[block_at(document, offset)].range
    return _with_blanks(document.text, place, within)


def _with_blanks(text: str, place: Range, within: Range) -> Range:
    start, end = place.start, place.end
    if end < within.end and text[start:end].isspace():
        return Range(start, word_at(text, end).end)
    while end < within.end and text[end].isspace():
        end += 1
    while end == place.end and start > within.start and text[start - 1].isspace():
        start -= 1
    return Range(start, end)


def _inner_object(document: Document, offset: int, name: str) -> Range | None:
    match name:
        case "w":
            return word_at(document.text, offset)
        case "s":
            return sentence_at(document, offset)
        case "p" if document.blocks:
            return document.blocks[block_at(document, offset)].range
        case _:
            return None


def find_sign(text: str, offset: int, sign: str, *, forward: bool, till: bool, within: Range) -> int | None:
    """The next or previous place of a character in a paragraph (`f F t T`); None when there is none."""
    if forward:
        found = text.find(sign, offset + (2 if till else 1), within.end)
        return found - (1 if till else 0) if found >= 0 else None
    found = text.rfind(sign, within.start, max(within.start, offset - (1 if till else 0)))
    return found + (1 if till else 0) if found >= 0 else None
