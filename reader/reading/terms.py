"""Key people, places and terms of an article, with every mention.

Names are runs of capitalised words, joined by the small words that stand in names (`Anna de Vries`, `Bank of
Skarrow`). The first word of a sentence is capital anyway: how the article writes the same word elsewhere says
whether it belongs to the name (A. Mikheev, Periods, Capitalized Words, etc., 2002). Where one name ends
another (`Osk`, `Mirela Osk`), both are the longer one. In German every noun is capital: there, and in scripts
without capitals, single words are terms only. Terms are the article's telling words by the search index, most
telling first; that the rest of the library decides what is telling makes them work in any language. Of
scripts that do not part words the index has pairs of signs, which are put together to words here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Literal

from reader.document.document import Document, Range
from reader.document.motions import sentences
from reader.library.search.words import is_sign
from reader.reading.finding import Finder
from reader.reading.term_words import can_be_name, can_be_term

_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_OWNER = re.compile(r"['’]s?$")
_SMALL = frozenset(
    ["of", "de", "del", "della", "di", "da", "do", "dos", "du", "des", "la", "le", "van",
     "von", "zu", "af", "av", "al", "el", "bin", "ibn", "ten", "ter", "y", "der", "den"]
)  # fmt: skip
_ONLY_BEHIND_SMALL = ("der", "den")  # `van der Meer`; `Osk der` is the next word of a German sentence
_MOST_SMALL = 2
_READ = frozenset(["paragraph", "item", "footnote"])
_NAMES, _TERMS = 20, 15
_NOUNS_ARE_CAPITAL = ("de", "lb")
_LEAST_MENTIONS = 2
_OFTEN = 3
_MUCH = 5
_TOGETHER = 0.7
_LONGEST_SIGNS = 6
_LEAST_LETTERS = 4
"""Three are mostly a small word of a language that the rest of the library does not have."""
_ENDING = 2
"""Letters by which another form of a term is longer at the most."""
_LEAST_WORDS_OF_RARE = 2
"""A name of so many words is one though it stands once."""


@dataclass(frozen=True, slots=True)
class Term:
    """A name or a term."""

    text: str
    """As it stands at its first, or fullest, mention."""
    kind: Literal["name", "term"]
    mentions: tuple[Range, ...]


def key_terms(document: Document, language: str = "", telling: Sequence[str] = ()) -> tuple[Term, ...]:
    """The names of an article, most mentioned first, and then its terms, most telling first.

    Args:
        document: the article.
        language: BCP 47 tag; empty when not known.
        telling: its telling words, folded, as the search index has them.
    """
    many_words = language.lower().startswith(_NOUNS_ARE_CAPITAL)
    found = _names(document, least_words=2 if many_words else 1)
    names = [name for name in found if can_be_name(name.text, language)][:_NAMES]
    taken = {word for name in names for word in name.text.casefold().split()}
    return (*names, *_terms(document.text, [word for word in telling if word not in taken], language))


@dataclass(frozen=True, slots=True)
class _Word:
    place: Range
    text: str
    """Without the ending of what belongs to it."""
    begins: bool
    """Whether it is the first of its sentence."""
    follows: bool
    """Whether nothing but blanks stands between it and the word before."""

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() and len(self.text) > 1

    @property
    def goes_on(self) -> bool:
        """Whether it may stand in a name behind a word: `Model S`, `Malcolm X`, but `where Osk I saw`."""
        return self.text[0].isupper() and self.text != "I"


class _Evidence:
    """How the words of an article are written where a capital means something."""

    def __init__(self, words: Iterable[_Word]) -> None:
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        self._first: Counter[str] = Counter()
        for word in words:
            # `It's` is written as `it` is.
            key = re.split("['’]", word.text, maxsplit=1)[0].casefold()
            kind = self._small if not word.is_capital else self._first if word.begins else self._capital
            kind[key] += 1

    def is_written_small(self, name: str) -> bool:
        """Whether any word of a name but those that join it stands small in the article, too."""
        return any(self._small[word.casefold()] for word in name.split() if word not in _SMALL)

    def is_capital_within(self, word: _Word) -> bool:
        """Whether a word is also capital where no sentence begins."""
        return self._capital[word.text.casefold()] > 0

    def is_name(self, word: _Word, *, alone: bool) -> bool:
        """Whether the first word of a run is capital because it is (part of) a name."""
        key = re.split("['’]", word.text, maxsplit=1)[0].casefold()
        small, capital = self._small[key], self._capital[key]
        if alone:
            return capital > 0 and small <= capital
        if word.begins:
            return small <= capital and (capital > 0 or self._first[key] < _OFTEN)
        return small < _MUCH * max(1, capital)


def _names(document: Document, least_words: int) -> list[Term]:
    words = list(_words(document))
    evidence = _Evidence(words)
    found: dict[str, list[Range]] = defaultdict(list)
    runs = list(_runs(words))
    sure = {_spelled(run) for run in runs if not run[0].begins}
    for run in runs:
        while run and not _begins_name(run, evidence, sure, strict=least_words > 1):
            run = _behind_first(run)
        if run:
            found[_spelled(run)].append(Range(run[0].place.start, run[-1].place.end))
    _join_parts(found, evidence)
    terms = [
        Term(name, "name", tuple(sorted(places)))
        for name, places in found.items()
        if len(name.split()) >= least_words and _is_worth(name, len(places))
    ]
    return sorted(terms, key=lambda term: (-len(term.mentions), term.mentions[0]))


def _spelled(run: Sequence[_Word]) -> str:
    return " ".join(word.text for word in run)


def _behind_first(run: Sequence[_Word]) -> list[_Word]:
    """A run without its first word, and without what joined that."""
    return list(dropwhile(lambda word: not word.is_capital, run[1:]))


def _begins_name(run: Sequence[_Word], evidence: _Evidence, sure: Container[str], *, strict: bool) -> bool:
    """Whether the first word of a run belongs to the name, or is capital for another reason."""
    first = run[0]
    if strict and first.begins and _spelled(run) not in sure and not evidence.is_capital_within(first):
        return False
    return evidence.is_name(first, alone=len(run) == 1)


def _is_worth(name: str, mentions: int) -> bool:
    return mentions >= _LEAST_MENTIONS or len(name.split()) >= _LEAST_WORDS_OF_RARE


def _words(document: Document) -> Iterator[_Word]:
    """The words of running text; headings are left out, since their capitals are a matter of style."""
    text = document.text
    for block in document.blocks:
        if block.kind not in _READ:
            continue
        for sentence in sentences(text, block.range):
            before, begins = sentence.start, True
            for found in _WORD.finditer(text, sentence.start, sentence.end):
                bare = _OWNER.sub("", found[0]) or found[0]
                place = Range(found.start(), found.start() + len(bare))
                yield _Word(place, bare, begins, not begins and text[before : found.start()].isspace())
                before, begins = place.end, False


def _runs(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Capitalised words that stand together, with the small words between them."""
    run: list[_Word] = []
    between: list[_Word] = []
    for word in words:
        if run and word.follows and word.goes_on:
            run += [*between, word]
            between = []
        elif word.is_capital:
            if run:
                yield run
            run, between = [word], []
        elif run and word.follows and _may_join(word.text, len(between)):
            between.append(word)
        elif run:
            yield run
            run, between = [], []
    if run:
        yield run


def _may_join(small: str, others: int) -> bool:
    return small in _SMALL and others < _MOST_SMALL and (others > 0 or small not in _ONLY_BEHIND_SMALL)


def _join_parts(found: dict[str, list[Range]], evidence: _Evidence) -> None:
    """Give the mentions of a last or first name to the only whole name that holds it at an end.

    No word of that is ever written small: `See Skarrow` is no longer name of Skarrow. Nor has an abbreviation
    one: `Basic CPU` is a kind of CPU.
    """
    for name in sorted(found, key=len):
        if name.isupper():
            continue
        wholes = [
            other
            for other in found
            if other != name and _holds(other, name) and not evidence.is_written_small(other)
        ]
        if " " not in name and len(wholes) == 1:
            found[wholes[0]] += found.pop(name)


def _holds(whole: str, part: str) -> bool:
    return whole.startswith(f"{part} ") or whole.endswith(f" {part}")


def _terms(text: str, telling: Sequence[str], language: str) -> list[Term]:
    finder = Finder(text)
    terms: list[Term] = []
    for word in telling:
        if _is_of_signs(word):
            word = _grown(word, telling, finder)
        elif len(word) < _LEAST_LETTERS:
            continue
        if any(word in term.text for term in terms):
            continue
        mentions = _mentions(word, finder)
        if not can_be_term(word, mentions, text, language):
            continue
        other = next((place for place, term in enumerate(terms) if _is_form(word, term.text)), None)
        if other is not None:
            both = sorted({*terms[other].mentions, *mentions})
            terms[other] = replace(terms[other], mentions=tuple(both))
        elif len(mentions) >= _LEAST_MENTIONS:
            first = mentions[0]
            terms.append(Term(text[first.start : first.end].lower(), "term", mentions))
        if len(terms) == _TERMS:
            break
    return terms


def _is_form(word: str, shorter: str) -> bool:
    """Whether a word is another one with an ending: `bricks` and `brick`."""
    ending = len(word) - len(shorter)
    return word.casefold().startswith(shorter) and ending <= _ENDING and not _is_of_signs(word)


def _mentions(word: str, finder: Finder) -> tuple[Range, ...]:
    return tuple(finder.find(word if _is_of_signs(word) else f"\\w{word}"))


def _is_of_signs(word: str) -> bool:
    """Whether a word is of a script that does not part words: the index has pairs of its signs."""
    return is_sign(word[0])


def _grown(pair: str, telling: Sequence[str], finder: Finder) -> str:
    """The word that pairs of signs are pieces of: they overlap, and mostly stand together."""
    word, least = pair, _TOGETHER * len(finder.find(pair))
    pairs = [other for other in telling if len(other) == len(pair) and _is_of_signs(other)]
    for _ in range(_LONGEST_SIGNS - len(pair)):
        longer = [word + other[1:] for other in pairs if other[0] == word[-1]]
        longer += [other[:-1] + word for other in pairs if other[-1] == word[0]]
        word = next((one for one in longer if len(finder.find(one)) >= least), word)
    return word
