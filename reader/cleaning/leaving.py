"""What is taken out again although it looked likely: what says no more, or nothing about the subject.

The title, labels and banners are kept apart from the body; tables of contents, headings
over nothing and second copies serve the page, not its reader.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from reader.cleaning.block_signs import Signs
from reader.cleaning.block_words import LABELS
from reader.cleaning.blocks import HEADINGS, Blocks, Box
from reader.cleaning.elements.dom import text_content
from reader.cleaning.label_words import says_label

_OVER_TITLE = 4
_OF_TITLES = frozenset(["lyrics", "songtext", "paroles", "letra", "testo", "transcript", "recipe"])
_BANNER_WORDS = 8
_KICKER = 3
_LABEL_CHARACTERS = 120
_NO_LABELS = frozenset(["pre", "td", "th", "dt"])
_LONG_LINE = 60
_COPIED_LINES = 2
_LONG_COPY = 300
_DUMP_CHARACTERS = 600
_DUMP_PARTS = 3
_DUMPS = 4
_LISTS = frozenset(["ul", "ol"])
_ALL_LINKED = 0.8


def leave_title(found: Blocks, signs: Signs, kept: list[bool]) -> None:
    """The title is kept apart from the body; a heading over it, such as a date, stands over nothing."""
    headings = ((at, block.box.tag) for at, block in enumerate(found.blocks) if block.box.tag in HEADINGS)
    for at, tag in headings:
        words, title = signs.words(at), signs.title_words
        if (words and _is_title(words, title)) or (
            tag == "h1" and _is_below_kicker(words, signs.title_words)
        ):
            kept[at] = False
            for over in range(at - 1, max(-1, at - _OVER_TITLE), -1):
                if kept[over] and (
                    found.blocks[over].box.tag not in HEADINGS or found.blocks[over].signs > 1
                ):
                    break
                kept[over] = False


def _is_title(words: list[str], title: list[str]) -> bool:
    """Whether a heading is the title, also with the kind of the page behind it."""
    return words == title or (words[:-1] == title and words[-1] in _OF_TITLES)


def _is_below_kicker(words: list[str], title: list[str]) -> bool:
    """Whether a main heading is the title behind a few words that editors set over it: place, subject."""
    more = len(words) - len(title)
    return len(title) > _KICKER and 0 < more <= _KICKER and words[more:] == title


def leave_banner(found: Blocks, signs: Signs, kept: list[bool]) -> None:
    """Leave out a first line that is the title and a few words more: the head of a page without headings."""
    first = next((at for at, is_kept in enumerate(kept) if is_kept), 0)
    title, words = signs.title_words, signs.words(first)
    if title and len(kept) > 1 and words[: len(title)] == title and len(words) <= len(title) + _BANNER_WORDS:
        kept[first] = found.blocks[first].signs > 1 or found.blocks[first].box.tag in HEADINGS


def leave_labels(found: Blocks, kept: list[bool]) -> None:
    """Leave out lines that speak of the page, of a picture or of other articles, by what they say."""
    for at, block in enumerate(found.blocks):
        if kept[at] and len(block.text) <= _LABEL_CHARACTERS and block.box.tag not in _NO_LABELS:
            is_label = LABELS.match(block.text) is not None or says_label(block.text)
            kept[at] = not is_label or _heads_list(found, kept, at)


def _heads_list(found: Blocks, kept: Sequence[bool], at: int) -> bool:
    """Whether a line such as `See also` is the heading of a list that stays."""
    below = at + 1 < len(kept) and kept[at + 1] and found.blocks[at + 1].box.tag == "li"
    return below and found.blocks[at].box.tag in HEADINGS


def leave_copies(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Of an article that stands in the page twice, for wide and for narrow screens, keep the likelier."""
    places = defaultdict(list)
    for at, block in enumerate(found.blocks):
        if kept[at] and len(block.text) > _LONG_LINE and block.box.tag != "pre":
            places[block.text].append(at)
    repeated = [copies for copies in places.values() if len(copies) > 1]
    if len(repeated) < _COPIED_LINES and all(len(found.blocks[at[0]].text) < _LONG_COPY for at in repeated):
        return
    for copies in repeated:
        best = max(copies, key=lambda at: sum(odds[max(0, at - 4) : at + 5]))
        for at in copies:
            kept[at] = found.blocks[at].box.above is found.blocks[best].box.above


def leave_dumps(found: Blocks, kept: list[bool]) -> None:
    """Leave out a block that says in one run what others say in paragraphs: text meant for machines."""
    texts = {at: b.text for at, b in enumerate(found.blocks) if kept[at] and b.box.tag != "pre"}
    lines = [text for text in texts.values() if len(text) > _LONG_LINE]
    for at in heapq.nlargest(_DUMPS, texts, key=lambda at: len(texts[at])):
        text = texts[at]
        repeated = (line for line in lines if line is not text and line[:_LONG_LINE] in text)
        if len(text) > _DUMP_CHARACTERS and len(list(islice(repeated, _DUMP_PARTS))) == _DUMP_PARTS:
            kept[at] = False


def leave_bare_headings(found: Blocks, kept: list[bool]) -> None:
    """Leave out a heading that nothing of the article stands under: it belonged to something else."""
    if all(found.blocks[at].box.tag in HEADINGS for at, is_kept in enumerate(kept) if is_kept):
        return
    pictured = {at for _, _, at in found.media}
    below = 0  # rank of what follows: 0 for nothing, 7 for text, else that of a heading
    for at in range(len(kept) - 1, -1, -1):
        if at + 1 in pictured:
            below = 7
        if not kept[at]:
            continue
        tag = found.blocks[at].box.tag
        rank = int(tag[1]) if tag in HEADINGS else 7
        kept[at] = rank == 7 or below > rank
        below = rank if kept[at] else below


def leave_headless(found: Blocks, groups: Iterable[Box], kept: list[bool]) -> None:
    """Leave out a list of links right under a heading that is left out, and a table of contents."""
    for box in groups:
        if box.tag in _LISTS and box.linked and _is_contents(box):
            kept[box.first : box.last] = [False] * (box.last - box.first)
        before = box.first - 1
        if box.tag not in _LISTS or before < 0 or box.linked < _ALL_LINKED * box.characters:
            continue
        while before > 0 and not kept[before] and found.blocks[before].box.tag not in HEADINGS:
            before -= 1
        if not kept[before] and found.blocks[before].box.tag in HEADINGS:
            kept[box.first : box.last] = [False] * (box.last - box.first)


def _is_contents(box: Box) -> bool:
    """Whether a list leads to places on its own page alone: the reader has the outline."""
    links = []
    for link in box.element.iter("a"):
        if not link.get("href", "").startswith("#"):  # mostly the first does not
            return False
        links.append(link)
    if len(links) < 2:
        return False
    linked, whole = (
        sum(len(text_content(part).strip()) for part in parts) for parts in (links, box.element.iter("li"))
    )
    return linked >= _ALL_LINKED * whole
