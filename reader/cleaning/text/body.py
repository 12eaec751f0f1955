"""The body: what the model keeps, between headline and modules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.cleaning.text.blocks import Block
from reader.cleaning.text.header import Header
from reader.cleaning.text.prose import has_full_stop, is_prose, words
from reader.cleaning.text.scoring import best_path
from reader.cleaning.text.sections import Sections
from reader.cleaning.text.words import is_chrome

_NEVER = -20.0
_BEFORE = 2.0
"""Log odds against what stands over a headline, which may be found too low; 1 to 3 score alike (2026-11)."""
_MIN_SENTENCE = 4
_SHORT_SAVE = 60
"""Blocks. Dumps of whole pages are longer: a shorter save was copied by hand or comes from a lean site."""
_SHORT_SAVE_BONUS = 2.5
_WORD = re.compile(r"\w+")
_DUMP_WORDS = 30
_DUMP_SHARE = 0.8
_DATED_BONUS = 0.7
"""Log odds in favour of sentences under a headline with a date: short notes score low by the model alone."""


def choose_body(
    blocks: Sequence[Block], odds: Sequence[float], header: Header, sections: Sections
) -> list[Block]:
    """Choose the blocks of the body, in order."""
    judged = list(odds)
    for n, block in enumerate(blocks):
        outside = n >= sections.end or n in sections.dropped or n in header.used
        if n < header.start:
            judged[n] -= _BEFORE
        if outside or (is_chrome(block.text) and words(block.text) < 20):
            judged[n] = _NEVER
        elif header.time is not None and has_full_stop(block.text) and words(block.text) >= _MIN_SENTENCE:
            judged[n] += _SHORT_SAVE_BONUS if len(blocks) < _SHORT_SAVE else _DATED_BONUS
    # Furniture between two paragraphs is left out of the path, so that it does not cost two changes of mind.
    open_places = [n for n, value in enumerate(judged) if value > _NEVER]
    path = best_path([judged[n] for n in open_places])
    kept = [n for n, keep in zip(open_places, path, strict=True) if keep]
    if not kept:
        kept = [n for n in open_places if is_prose(blocks[n].text)]
    return _without_dumps([blocks[n] for n in kept])


def _without_dumps(kept: Sequence[Block]) -> list[Block]:
    """Leave out what says in one run what shorter blocks say in paragraphs.

    Pages carry their text a second time, for machines, in fields that a style sheet hides and a dump shows.
    """
    said: set[tuple[str, ...]] = set()
    dumps: set[str] = set()
    for text in sorted({block.text for block in kept}, key=len):  # a refrain stays, however often it comes
        own = _shingles(text)
        if len(own) >= _DUMP_WORDS and len(own & said) > _DUMP_SHARE * len(own):
            dumps.add(text)
        said |= own
    return [block for block in kept if block.text not in dumps]


def _shingles(text: str) -> set[tuple[str, ...]]:
    """Rows of four words."""
    found = _WORD.findall(text)
    return set(zip(found, found[1:], found[2:], found[3:], strict=False))
