"""The body: what the model keeps, between headline and modules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reader.cleaning.text.blocks import Block
from reader.cleaning.text.header import Header
from reader.cleaning.text.kinds import as_items, ingredients, post_heads
from reader.cleaning.text.prose import has_full_stop, is_prose, words
from reader.cleaning.text.scoring import best_path
from reader.cleaning.text.sections import Sections
from reader.cleaning.text.words import is_chrome, is_credited

_NEVER = -20.0
_BEFORE = 2.0
"""Log odds against what stands over a headline, which may be found too low; 1 to 3 score alike (2026-11)."""
_MIN_SENTENCE = 4
_SHORT_SAVE = 60
"""Blocks. Dumps of whole pages are longer: a shorter save was copied by hand or comes from a lean site."""
_SHORT_SAVE_BONUS = 2.5
_AGAIN, _LONG_LINE = 3, 25
_ABOUT = re.compile(r"(?:about|über|sobre|à propos de|su|over|om)\s+([^\s.!?][^.!?]{2,60})", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?:[QA]|[FRPD]|Frage|Antwort|Question|Answer|Pregunta|Respuesta|Domanda|Risposta)\s?[:.：]\s\S"
)
_SPOKEN_KEPT = 2
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
    end = min(sections.end, _about_author(blocks, header.byline))
    for n, block in enumerate(blocks):
        outside = n >= end or n in sections.dropped or n in header.used
        if n < header.start:
            judged[n] -= _BEFORE
        if outside or (is_chrome(block.text) and words(block.text) < 20) or is_credited(block.text):
            judged[n] = _NEVER
        elif header.time is not None and has_full_stop(block.text) and words(block.text) >= _MIN_SENTENCE:
            judged[n] += _SHORT_SAVE_BONUS if len(blocks) < _SHORT_SAVE else _DATED_BONUS
    # Furniture between two paragraphs is left out of the path, so that it does not cost two changes of mind.
    open_places = [n for n, value in enumerate(judged) if value > _NEVER]
    path = best_path([judged[n] for n in open_places])
    kept = [n for n, keep in zip(open_places, path, strict=True) if keep]
    if not kept:
        kept = [n for n in open_places if is_prose(blocks[n].text)]
    kept = [*_with_answers(blocks, judged, kept)]
    part = ingredients(blocks, end)
    blocks = as_items(blocks, part)
    own = {n for n in part if not is_chrome(blocks[n].text) or n == part[0]}
    kept = sorted({*kept, *own, *post_heads(blocks, end)})
    return _without_captions(_without_dumps([blocks[n] for n in kept]))


def _without_captions(kept: list[Block]) -> list[Block]:
    """Leave out lines that come again and again between paragraphs: captions of a row of pictures.

    A song has its refrain as often, but no paragraphs.
    """
    times = Counter(block.text for block in kept)
    size = sum(words(block.text) for block in kept)
    prose = sum(words(text) for text in times if has_full_stop(text))
    again = {
        text
        for text, count in times.items()
        if count >= _AGAIN and "\n" not in text and len(text) >= _LONG_LINE and not has_full_stop(text)
    }
    said = sum(words(text) * times[text] for text in again)
    if 2 * prose < size - said:
        return kept
    return [block for block in kept if block.text not in again]


def _with_answers(blocks: Sequence[Block], judged: Sequence[float], kept: Sequence[int]) -> Sequence[int]:
    """Add short questions and answers to those of an interview that are kept already."""
    spoken = [n for n, value in enumerate(judged) if value > _NEVER and _SPOKEN.match(blocks[n].text)]
    known = set(kept)
    if sum(n in known for n in spoken) < _SPOKEN_KEPT:
        return kept
    return sorted(known.union(spoken))


def _about_author(blocks: Sequence[Block], byline: str) -> int:
    """The block that begins to speak of who wrote it: `About` and the name, below the text."""
    for n in range(len(blocks) // 2, len(blocks) - 1):
        about = _ABOUT.fullmatch(blocks[n].text)
        # Without a byline, the paragraph below says the name again, in full.
        if about is not None and (
            about[1].casefold() == byline.casefold() or (" " in about[1] and about[1] in blocks[n + 1].text)
        ):
            return n
    return len(blocks)


def _without_dumps(kept: Sequence[Block]) -> list[Block]:
    """Leave out what says in one run what shorter blocks say in paragraphs.

    Pages carry their text a second time, for machines, in fields that a style sheet hides and a dump shows.
    """
    said: set[tuple[str, ...]] = set()
    dumps: set[str] = set()
    for text in sorted(dict.fromkeys(block.text for block in kept), key=len):  # a refrain stays
        own = _shingles(text)
        if len(own) >= _DUMP_WORDS and len(own & said) > _DUMP_SHARE * len(own):
            dumps.add(text)
        said |= own
    return [block for block in kept if block.text not in dumps]


def _shingles(text: str) -> set[tuple[str, ...]]:
    """Rows of four words."""
    found = _WORD.findall(text)
    return set(zip(found, found[1:], found[2:], found[3:], strict=False))
