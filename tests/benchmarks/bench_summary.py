"""Summaries against the first sentences, on pages that say themselves what they are about.

Run: `nightstand clean --format jsonl PAGES... > records.jsonl`, then
`python -m tests.benchmarks.bench_summary records.jsonl`. The measure is ROUGE-1 F (C.-Y. Lin, 2004): the
share of the words of a page's own description (its meta element) that a summary of three sentences has, and
the share of its words that are in the description, as their harmonic mean. Pages whose description is the
beginning of their text are left out: there, the first sentences are the answer by definition.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from reader.document.document import Document, Range
from reader.document.motions import sentences
from reader.document.parse import parse_markdown
from reader.library.search.words import term_counts
from reader.reading.summary import key_sentences

SENTENCES = 3
LEAST_WORDS = 8
LEAST_CHARACTERS = 1500
ROUNDS = 2000


def rouge(summary: str, wanted: str) -> float:
    """ROUGE-1 F of two texts."""
    has, should = term_counts(summary), term_counts(wanted)
    both = sum((has & should).values())
    return 2 * both / (sum(has.values()) + sum(should.values())) if both else 0.0


def first(document: Document) -> tuple[Range, ...]:
    """The first sentences."""
    found = [
        one
        for block in document.blocks
        if block.kind == "paragraph"
        for one in sentences(document.text, block.range)
    ]
    return tuple(found[:SENTENCES])


def is_beginning(description: str, text: str) -> bool:
    """Whether a description only repeats how the text begins."""
    words = term_counts(description)
    begun = Counter(term_counts(text[: 3 * len(description)]))
    return sum((words & begun).values()) >= 0.7 * sum(words.values())


def main(records: Path) -> None:
    """Print both measures, and how sure the difference is."""
    with records.open(encoding="utf-8") as lines:
        found = [pair for line in lines if (pair := _pair(json.loads(line))) is not None]
    ours, theirs = (statistics.fmean(pair[side] for pair in found) for side in (0, 1))
    luck = random.Random(7)
    ahead = sum(
        statistics.fmean(a - b for a, b in luck.choices(found, k=len(found))) > 0 for _ in range(ROUNDS)
    )
    print(f"{len(found)} pages: key sentences {ours:.3f}, first sentences {theirs:.3f}")
    print(f"ahead in {ahead / ROUNDS:.1%} of {ROUNDS} draws of pages")


def _pair(record: dict[str, Any]) -> tuple[float, float] | None:
    description, text = record.get("description") or "", record.get("text") or ""
    if sum(term_counts(description).values()) < LEAST_WORDS or is_beginning(description, text):
        return None
    document = parse_markdown(record["markdown"])
    lead = first(document)
    if len(lead) < SENTENCES or len(document.text) < LEAST_CHARACTERS:
        return None
    chosen = key_sentences(document, record.get("title") or "", SENTENCES)
    return tuple(rouge(_joined(document, places), description) for places in (chosen, lead))  # type: ignore[return-value]


def _joined(document: Document, places: tuple[Range, ...]) -> str:
    return " ".join(document.text[place.start : place.end] for place in places)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
