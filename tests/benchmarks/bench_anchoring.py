"""How often a highlight is found again after its text changed: `python -m tests.benchmarks.bench_anchoring`.

A text is a list of letters that know where they came from; a change keeps their origins, so the right
place is known. Texts are generated, with other seeds than those of the tests; `--texts FOLDER` takes plain
texts (`*.txt`, paragraphs parted by an empty line) instead.

right: attached, and at least half of the place is the passage, and half of the passage the place; or not
attached, where the passage was deleted. wrong: attached elsewhere. lost: not attached, though it is there.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.document.anchoring import Match, Realigner
from reader.document.anchors import make_anchor
from reader.document.document import Range

LENGTHS = ("words", "sentence", "paragraph", "paragraphs")
FLOORS = {
    "blanks": 0.99,
    "typography": 0.99,
    "markers": 0.99,
    "paragraphs removed": 0.99,
    "paragraphs added": 0.99,
    "shuffled": 0.99,
    "5 % edited": 0.97,
    "15 % edited": 0.93,
    "doubled": 0.97,
    "deleted": 0.97,
}
_ONSETS = ("k", "l", "m", "t", "v", "d", "qu", "h", "br", "s", "n", "r", "g", "p", "w", "th", "st")
_RHYMES = ("a", "e", "o", "i", "an", "es", "or", "il", "em", "ol", "ar", "und", "ost", "en")
_SYLLABLES = tuple(onset + rhyme for onset in _ONSETS for rhyme in _RHYMES)
_TYPOGRAPHY = str.maketrans({'"': "“", "'": "’", "-": "–", " ": "\N{NO-BREAK SPACE}"})


@dataclass(frozen=True)
class Traced:
    """A text whose letters know their offset in the old text; None for new ones."""

    letters: list[str]
    origins: list[int | None]

    @classmethod
    def of(cls, text: str) -> Traced:
        """The old text itself."""
        return cls(list(text), list(range(len(text))))

    @property
    def text(self) -> str:
        """The text."""
        return "".join(self.letters)

    def pieces(self, spans: Sequence[tuple[int, int]]) -> Traced:
        """The text made of pieces of this one, in the order given."""
        letters, origins = [], []
        for start, end in spans:
            letters += self.letters[start:end]
            origins += self.origins[start:end]
        return Traced(letters, origins)

    def with_new(self, place: int, new: str) -> Traced:
        """The text with new letters at a place."""
        return Traced(
            [*self.letters[:place], *new, *self.letters[place:]],
            [*self.origins[:place], *[None] * len(new), *self.origins[place:]],
        )


Changer = Callable[[random.Random, str, Range, "Vocabulary"], Traced]


class Vocabulary:
    """Words with the frequencies of a language (Zipf), and sentences made of them."""

    def __init__(self, chance: random.Random, words: Sequence[str] | None = None) -> None:
        self._chance = chance
        if words is None:
            words = sorted({"".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(4000)})
            chance.shuffle(words)
        self._words = words
        self._weights = [1 / (rank + 2) for rank in range(len(words))]

    def word(self) -> str:
        """A word."""
        return self._chance.choices(self._words, self._weights)[0]

    def sentence(self) -> str:
        """A sentence."""
        words = [self.word() for _ in range(self._chance.randint(5, 24))]
        words[0] = words[0].capitalize()
        if self._chance.random() < 0.2:
            words[1] = f'"{words[1]}"'
        return " ".join(words) + self._chance.choice(".....?!")

    def paragraph(self) -> str:
        """A paragraph."""
        return " ".join(self.sentence() for _ in range(self._chance.randint(1, 6)))


def generated(seed: int) -> str:
    """A text of 8 to 40 paragraphs."""
    chance = random.Random(seed)
    vocabulary = Vocabulary(chance)
    return "\n\n".join(vocabulary.paragraph() for _ in range(chance.randint(8, 40)))


def passage(chance: random.Random, text: str, length: str) -> Range:
    """A passage of 1 to 3 words, a sentence, a paragraph or several."""
    paragraphs = [Range(*found.span()) for found in re.finditer(r"[^\n](?:[^\n]|\n(?!\n))*", text)]
    number = chance.randrange(len(paragraphs))
    chosen = paragraphs[number]
    if length == "paragraph":
        return chosen
    if length == "paragraphs":
        return Range(chosen.start, paragraphs[min(len(paragraphs) - 1, number + chance.randint(1, 3))].end)
    inner = text[chosen.start : chosen.end]
    if length == "sentence":
        parts = [found.span() for found in re.finditer(r"\S[^.!?。]*[.!?。]*", inner)]
        first = last = chance.choice(parts)
    else:
        parts = [found.span() for found in re.finditer(r"\w+", inner)] or [(0, len(inner))]
        place = chance.randrange(len(parts))
        first, last = parts[place], parts[min(len(parts) - 1, place + chance.randint(0, 2))]
    return Range(chosen.start + first[0], chosen.start + last[1])


# -- changes


def _paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Paragraphs with the blank lines behind them."""
    return [found.span() for found in re.finditer(r"[^\n](?:[^\n]|\n(?!\n))*\n*", text)]


def _touches(span: tuple[int, int], place: Range) -> bool:
    return span[0] < place.end and place.start < span[1]


def _blanks(chance: random.Random, text: str, _: Range, __: Vocabulary) -> Traced:
    """Lines wrapped elsewhere: a blank is a newline, or two blanks."""
    letters: list[str] = []
    origins: list[int | None] = []
    for origin, letter in enumerate(text):
        new = chance.choice(("\n", "  ", " ")) if letter == " " else letter
        letters += new
        origins += [origin] * len(new)
    return Traced(letters, origins)


def _typography(_: random.Random, text: str, __: Range, ___: Vocabulary) -> Traced:
    return Traced(list(text.translate(_TYPOGRAPHY)), list(range(len(text))))


def _markers(chance: random.Random, text: str, _: Range, __: Vocabulary) -> Traced:
    made = Traced.of(text)
    ends = [found.end() for found in re.finditer(r"[.!?。]", text)]
    for place in sorted(chance.sample(ends, len(ends) // 3), reverse=True):
        made = made.with_new(place, f"[{chance.randint(1, 99)}]")
    return made


def _removed(chance: random.Random, text: str, place: Range, _: Vocabulary) -> Traced:
    spans = _paragraph_spans(text)
    others = [span for span in spans if not _touches(span, place)]
    gone = set(chance.sample(others, len(others) // 4))
    return Traced.of(text).pieces([span for span in spans if span not in gone])


def _added(chance: random.Random, text: str, _: Range, vocabulary: Vocabulary) -> Traced:
    made = Traced.of(text)
    starts = [span[0] for span in _paragraph_spans(text)]
    for start in sorted((chance.choice(starts) for _ in range(5)), reverse=True):
        made = made.with_new(start, vocabulary.paragraph() + "\n\n")
    return made


def _shuffled(chance: random.Random, text: str, place: Range, _: Vocabulary) -> Traced:
    spans = _paragraph_spans(text)
    inside = [number for number, span in enumerate(spans) if _touches(span, place)]
    own = [spans[number] for number in inside]
    others = [span for number, span in enumerate(spans) if number not in inside]
    chance.shuffle(others)
    at = chance.randint(0, len(others))
    return Traced.of(text).pieces([*others[:at], *own, *others[at:]])


def _edited(share: float) -> Changer:
    def change(chance: random.Random, text: str, _: Range, vocabulary: Vocabulary) -> Traced:
        return _with_words_edited(chance, Traced.of(text), share, vocabulary)

    return change


def _with_words_edited(chance: random.Random, made: Traced, share: float, vocabulary: Vocabulary) -> Traced:
    letters: list[str] = []
    origins: list[int | None] = []
    last = 0
    for found in re.finditer(r"\w+", made.text):
        letters += made.letters[last : found.start()]
        origins += made.origins[last : found.start()]
        last = found.end()
        if chance.random() >= share:
            letters += made.letters[found.start() : found.end()]
            origins += made.origins[found.start() : found.end()]
        elif chance.random() < 0.7:  # else the word goes
            new = vocabulary.word()
            letters += new
            # The new word stands where the old one stood.
            old = made.origins[found.start() : found.end()]
            origins += [old[min(number, len(old) - 1)] for number in range(len(new))]
    letters += made.letters[last:]
    origins += made.origins[last:]
    return Traced(letters, origins)


def _doubled(_: random.Random, text: str, place: Range, __: Vocabulary) -> Traced:
    whole = Traced.of(text)
    spans = [span for span in _paragraph_spans(text) if _touches(span, place)]
    teaser = whole.pieces(spans)
    return Traced(
        [*teaser.letters, "\n", "\n", *whole.letters], [*[None] * (len(teaser.letters) + 2), *whole.origins]
    )


def _deleted(_: random.Random, text: str, place: Range, __: Vocabulary) -> Traced:
    return Traced.of(text).pieces([(0, place.start), (place.end, len(text))])


def _lookalike(chance: random.Random, text: str, place: Range, vocabulary: Vocabulary) -> Traced:
    copy = Traced.of(text).pieces([(place.start, place.end)])
    changed = _with_words_edited(chance, copy, 0.3, vocabulary).text
    without = _deleted(chance, text, place, vocabulary)
    starts = [span[0] for span in _paragraph_spans(without.text)] or [0]
    return without.with_new(chance.choice(starts), changed + "\n\n")


CHANGES: dict[str, Changer] = {
    "blanks": _blanks,
    "typography": _typography,
    "markers": _markers,
    "paragraphs removed": _removed,
    "paragraphs added": _added,
    "shuffled": _shuffled,
    "5 % edited": _edited(0.05),
    "15 % edited": _edited(0.15),
    "doubled": _doubled,
    "deleted": _deleted,
    "lookalike": _lookalike,
}
_GONE = ("deleted", "lookalike")


# -- trials


@dataclass(frozen=True)
class Trial:
    """One highlight after one change."""

    change: str
    length: str
    outcome: str
    """`right`, `wrong` or `lost`."""
    exact: bool
    quote_stands: bool


def trial(chance: random.Random, text: str, length: str, change: str, vocabulary: Vocabulary) -> Trial:
    """Mark a passage, change the text, look for the passage."""
    place = passage(chance, text, length)
    made = CHANGES[change](chance, text, place, vocabulary)
    match = Realigner(text, made.text).reattach(make_anchor(text, place))
    quote_stands = text[place.start : place.end] in made.text
    exact = match is not None and match.state == "exact"
    return Trial(change, length, _outcome(made, place, match, change), exact, quote_stands)


def _outcome(made: Traced, place: Range, match: Match | None, change: str) -> str:
    if change in _GONE:
        return "right" if match is None else "wrong"
    if match is None:
        return "lost"
    there = {number for number, origin in enumerate(made.origins) if origin is not None and origin in place}
    found = set(range(match.range.start, match.range.end))
    shared = len(there & found)
    return "right" if shared * 2 >= len(there) and shared * 2 >= len(found) else "wrong"


def trials(texts: Sequence[str], seed: int, vocabulary: Callable[[str], Vocabulary]) -> Iterator[Trial]:
    """Every change to every length in every text."""
    for number, text in enumerate(texts):
        words = vocabulary(text)
        for length in LENGTHS:
            for change in CHANGES:
                yield trial(random.Random(f"{seed} {number} {length} {change}"), text, length, change, words)


def report(done: Sequence[Trial]) -> list[str]:
    """A table: a line a change."""
    lines = [f"{'change':<20}{'right':>8}{'wrong':>7}{'lost':>6}{'wrong, as exact':>17}{'floor':>8}"]
    for change in CHANGES:
        of = [one for one in done if one.change == change]
        counts = Counter(one.outcome for one in of)
        wrong_exact = sum(one.outcome == "wrong" and one.exact for one in of)
        floor = f"{FLOORS[change]:.0%}" if change in FLOORS else ""
        share = f"{counts['right'] / len(of):.1%}"
        lines.append(f"{change:<20}{share:>8}{counts['wrong']:7}{counts['lost']:6}{wrong_exact:17}{floor:>8}")
    for change in (*_GONE, "5 % edited", "15 % edited"):
        for short in (True, False):
            of = [one for one in done if one.change == change and (one.length == "words") == short]
            name = "one to three words" if short else "sentences and longer"
            lines.append(f"{change}, {name}: {sum(one.outcome == 'right' for one in of) / len(of):.1%} right")
    alike = [one for one in done if one.change == "lookalike" and one.exact and not one.quote_stands]
    lines.append(f"lookalikes attached as exact where the quote does not stand: {len(alike)}")
    lines.append(f"{len(done)} trials")
    return lines


def speed() -> str:
    """100 highlights after a 5 % edit of 200,000 characters, against one word alignment alone."""
    from rapidfuzz.distance import Indel

    chance = random.Random(99)
    vocabulary = Vocabulary(chance)
    text = ""
    while len(text) < 200_000:
        text += vocabulary.paragraph() + "\n\n"
    new = _edited(0.05)(chance, text, Range(0, 1), vocabulary).text
    anchors = [make_anchor(text, passage(chance, text, chance.choice(LENGTHS))) for _ in range(100)]
    ratios = []
    for _ in range(5):
        begun = time.perf_counter()
        Indel.opcodes(re.findall(r"\w+", text), re.findall(r"\w+", new))
        alone = time.perf_counter() - begun
        begun = time.perf_counter()
        realigner = Realigner(text, new)
        found = sum(realigner.reattach(anchor) is not None for anchor in anchors)
        ratios.append((time.perf_counter() - begun) / alone)
    middle = sorted(ratios)[2]
    return f"100 highlights in 200,000 characters: {middle:.2f} x one word alignment ({found} attached)"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, help="folder of plain texts")
    parser.add_argument("--count", type=int, default=60, help="texts to take")
    parser.add_argument("--seed", type=int, default=7_000)
    options = parser.parse_args()
    if options.texts:
        paths = sorted(options.texts.glob("*.txt"))
        random.Random(options.seed).shuffle(paths)
        texts = [path.read_text("utf-8").strip() for path in paths]
        texts = [text for text in texts if text.count("\n\n") >= 6][: options.count]
    else:
        texts = [generated(options.seed + number) for number in range(options.count)]

    def vocabulary(text: str) -> Vocabulary:
        return Vocabulary(random.Random(len(text)), re.findall(r"\w+", text) if options.texts else None)

    print("\n".join(report(list(trials(texts, options.seed, vocabulary)))))
    print(speed())


if __name__ == "__main__":
    main()
