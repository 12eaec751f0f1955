"""A library of invented articles, always the same: `python -m tests.benchmarks.make_library COUNT FOLDER`."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.document.document import Block, Document, Range
from reader.library.ids import number_of
from reader.library.kept import Draft
from reader.library.library import Library
from reader.library.rows import row_of_draft
from reader.library.texts import Texts

_ONSETS = ("k", "l", "m", "t", "v", "d", "qu", "h", "br", "s", "n", "r", "g", "p", "w", "th", "st", "f")
_RHYMES = ("a", "e", "o", "i", "an", "es", "or", "il", "em", "ol", "ar", "und", "ost", "en")
_WORDS = 30_000
_SITES = 400
_BATCH = 500


class Writer:
    """Writes articles about subjects, with the word frequencies of a language (Zipf)."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        words = random.Random(5)  # the vocabulary is the same for every writer
        syllables = [onset + rhyme for onset in _ONSETS for rhyme in _RHYMES]
        made = {"".join(words.choices(syllables, k=words.randint(1, 4))) for _ in range(2 * _WORDS)}
        self._words = sorted(made)
        words.shuffle(self._words)
        del self._words[_WORDS:]
        total = 0.0
        self._weights = [total := total + 1 / (rank + 3) for rank in range(len(self._words))]
        self._sites = [f"{self._word_of(words)} {self._word_of(words)}".title() for _ in range(_SITES)]

    def _word_of(self, chance: random.Random) -> str:
        return chance.choices(self._words, cum_weights=self._weights)[0]

    def word(self) -> str:
        """A word."""
        return self._word_of(self._chance)

    def paragraphs(self, words: int = 757) -> list[str]:
        """A text of so many words; one word in twelve belongs to its subject."""
        subject = [self._chance.choice(self._words) for _ in range(12)]
        common = self._chance.choices(self._words, cum_weights=self._weights, k=words)
        chosen = [self._chance.choice(subject) if self._chance.random() < 1 / 12 else word for word in common]
        made, start = [], 0
        while start < len(chosen):
            end = start + self._chance.randint(30, 110)
            sentence = " ".join(chosen[start:end])
            made.append(sentence[:1].upper() + sentence[1:] + ".")
            start = end
        return made

    def draft(self, number: int) -> tuple[Draft, Document]:
        """The article of a number."""
        paragraphs = self.paragraphs()
        text = "\n\n".join(paragraphs)
        blocks, start = [], 0
        for paragraph in paragraphs:
            blocks.append(Block("paragraph", Range(start, start + len(paragraph))))
            start += len(paragraph) + 2
        day = datetime(2011, 1, 1, tzinfo=UTC) + timedelta(hours=number)
        draft = Draft(
            title=" ".join(paragraphs[0].split()[: self._chance.randint(3, 9)]).strip(".").capitalize(),
            markdown=text,
            byline=f"{self.word()} {self.word()}".title(),
            site=self._chance.choice(self._sites),
            url=f"https://site{number % _SITES}.example/{number}",
            published=day.date().isoformat(),
            language="en",
            tags=tuple(sorted({self._words[self._chance.randint(0, 60)] for _ in range(number % 3)})),
            saved=day,
            original=text.encode(),
            original_kind="text",
        )
        return draft, Document(text, tuple(blocks), ())


def make_library(folder: Path, count: int) -> None:
    """Write a library of so many articles: a third read, one in ten starred, one in twenty with a highlight.

    The files are those of `Entries.add`, but many rows go into one line of the journal, and nothing waits
    for the disk: an import of so many would take its time.
    """
    chance = random.Random(7)
    writer = Writer(chance)
    with Library.open(folder) as library:
        state, blobs = library._state, library._blobs  # rows in bulk, with ids of our own
        texts = Texts(blobs)
        for start in range(0, count, _BATCH):
            with state.change("import", undoable=False) as change:
                for number in range(start, min(count, start + _BATCH)):
                    id = _id(number)
                    draft, document = writer.draft(number)
                    row = row_of_draft(draft, document, texts.write(id, draft, document), draft.saved or _NOW)
                    change.put("entries", id, {**row, **_state(number)})
        for id in _marked(count):
            library.highlights.add(id, Range(10, 60), note="noted" if id.endswith("0") else "")


_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _id(number: int) -> str:
    letters = "0123456789abcdefghjkmnpqrstvwxyz"
    value = (number * 2_654_435_761 + 97) % 32**8  # spread, as random ids are; odd factor: no two alike
    id = "".join(letters[(value >> shift) & 31] for shift in range(0, 40, 5))
    assert number_of(id)
    return id


def _state(number: int) -> dict[str, object]:
    states = ("unread", "unread", "reading", "archive", "archive", "unread")
    return {"state": states[number % 6], "starred": number % 10 == 0}


def _marked(count: int) -> Iterator[str]:
    return (_id(number) for number in range(0, min(count, 20_000), 20))


def main(given: Sequence[str]) -> None:
    """Make what the arguments say, or say what they are."""
    if len(given) != 2 or not given[0].isdecimal():
        sys.exit("python -m tests.benchmarks.make_library COUNT FOLDER")
    make_library(Path(given[1]), int(given[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
