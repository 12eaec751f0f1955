"""Which blocks of a page belong to its article, by pages whose answer is known.

Reads a folder of page sets: `truth/*.jsonl.gz` names pages with their `text`, with an `expected` article
(HTML or Markdown), or with phrases that must (`with`) and must not (`without`) appear; pages lie
gzipped beside it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html
from markdown_it import MarkdownIt

from reader.cleaning.block_figures import figures_of
from reader.cleaning.block_signs import Signs
from reader.cleaning.blocks import Block, Blocks, read_blocks
from reader.cleaning.metadata import read_metadata
from reader.cleaning.related import find_related
from reader.cleaning.tree import parse_page
from reader.formats.files import page_from_bytes
from tests.benchmarks.learned_trees import flat

_WORD = re.compile(r"\w+")
_LONG = 8
_SHORT = 4
_NEAR = 3
# What every block of a page counts besides its length, so that short lines are learned too.
_EACH = 0.002
_PHRASE = 0.6
_OPINION = 0.5
_SAID = 0.6


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """The blocks of one page as rows of figures, with the answer to each."""

    name: str
    set: str
    rows: list[list[float]]
    answers: list[float]
    """Share of the block that belongs to the article, 0 to 1."""
    weights: list[float]
    """How much a wrong answer counts; 0 where the answer is not known."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A known text, prepared to be asked for parts of it."""

    shingles: frozenset[tuple[str, ...]]
    words: str

    def share(self, words: Sequence[str]) -> float | None:
        """How much of these words stands in the text in this order."""
        if not words:
            return None
        parts = _shingles(words)
        if parts:
            return sum(part in self.shingles for part in parts) / len(parts)
        return float(f" {' '.join(words)} " in self.words)


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _SHORT]) for at in range(len(words) - _SHORT + 1)]


def _known(text: str) -> _Text:
    words = _WORD.findall(text)
    return _Text(frozenset(_shingles(words)), f" {' '.join(words)} ")


def labelled_pages(folder: Path, weights: Mapping[str, float]) -> Iterator[LabelledPage]:
    """Label all pages of the sets in `weights`, which says how much a page of each set counts."""
    for name, weight in weights.items():
        for line in gzip.decompress((folder / "truth" / f"{name}.jsonl.gz").read_bytes()).splitlines():
            truth = json.loads(line)
            data = gzip.decompress((folder / f"{truth['page']}.gz").read_bytes())
            found, signs, content = _read(data, truth["page"])
            if not found.blocks or signs is None:
                continue
            if "with" in truth:
                answers = _by_phrases(found.blocks, truth, [_known(text) for text in _opinions(content)])
            else:
                answers = _by_text(found.blocks, _true_text(folder, truth))
            rows = list(map(flat, figures_of(signs, range(len(found.blocks)))))
            yield LabelledPage(
                truth["id"], name, rows, [a for a, _ in answers], [weight * w for _, w in answers]
            )


def _read(data: bytes, name: str) -> tuple[Blocks, Signs | None, str]:
    page = page_from_bytes(data, name)
    tree = parse_page(page)
    metadata = read_metadata(tree, page)
    related = find_related(tree, metadata.title).elements
    found = read_blocks(next(tree.root.iter("body"), tree.root))
    signs = Signs(found, metadata.title, metadata.description, frozenset(related)) if found.blocks else None
    return found, signs, page.content


def _true_text(folder: Path, truth: Mapping[str, Any]) -> str:
    if "expected" not in truth:
        return str(truth["text"])
    raw = gzip.decompress((folder / f"{truth['expected']}.gz").read_bytes()).decode()
    if truth["expected"].endswith(".md"):
        raw = MarkdownIt("commonmark", {"html": True}).enable("table").render(raw)
    return "\n".join(map(str, html.document_fromstring(raw or "<p></p>").itertext()))


def _by_text(blocks: Sequence[Block], text: str) -> list[tuple[float, float]]:
    known = _known(text)
    whole = max(20, known.words.count(" "))
    words = [_WORD.findall(block.text) for block in blocks]
    shares = [known.share(own) for own in words]
    answers = [share or 0.0 for share in shares]
    sure = {at for at, own in enumerate(words) if len(own) >= _LONG and answers[at] > 0.5}
    for at, own in enumerate(words):
        # A word alone stands in every text: it counts as found where the text around it was.
        if len(own) < _SHORT and sure.isdisjoint(range(at - _NEAR, at + _NEAR + 1)):
            answers[at] = 0.0
    _answer_copies(blocks, words, answers, lambda line: known.words.count(line))
    return [
        (answer, 0.0 if share is None else len(own) / whole + _EACH)
        for answer, share, own in zip(answers, shares, words, strict=True)
    ]


def _answer_copies(
    blocks: Sequence[Block], words: Sequence[list[str]], answers: list[float], count: Callable[[str], int]
) -> None:
    """What stands once in the text and twice in the page is right where its neighbours are."""
    places = defaultdict(list)
    for at, own in enumerate(words):
        if len(own) >= _LONG and answers[at] > 0.5:
            places[tuple(own)].append(at)
    for line, copies in places.items():
        if len(copies) > 1 and count(" ".join(line)) < len(copies):
            best = max(copies, key=lambda at: (sum(answers[max(0, at - 6) : at + 7]), at))
            for at in copies:
                if blocks[at].box.above is not blocks[best].box.above:
                    answers[at] = 0.0


def _by_phrases(
    blocks: Sequence[Block], truth: Mapping[str, Any], opinions: Sequence[_Text]
) -> list[tuple[float, float]]:
    """Phrases decide; of the other blocks those count on which published extractors agree."""
    texts = [" ".join(block.text.split()) for block in blocks]
    told: dict[int, float | None] = {}
    for phrase in truth["without"]:
        told.update((at, 0.0) for at, text in enumerate(texts) if " ".join(phrase.split()) in text)
    for phrase in truth["with"]:
        places = [at for at, text in enumerate(texts) if " ".join(phrase.split()) in text]
        if places:
            at = max(places, key=lambda place: len(texts[place]))
            told[at] = None if told.get(at) == 0.0 else 1.0
    words = [_WORD.findall(text) for text in texts]
    said = [_agreed(own, opinions) for own in words]
    whole = max(100, sum(len(own) for own, answer in zip(words, said, strict=True) if answer == 1.0))
    answers = []
    for at, (own, answer) in enumerate(zip(words, said, strict=True)):
        if at in told:
            known = told[at]
            answers.append((known or 0.0, 0.0 if known is None else _PHRASE))
        else:
            weight = _OPINION * (min(1.0, len(own) / whole) + _EACH)
            answers.append((answer or 0.0, 0.0 if answer is None else weight))
    return answers


def _agreed(words: Sequence[str], opinions: Sequence[_Text]) -> float | None:
    shares = [opinion.share(words) for opinion in opinions]
    if all(share is not None and share > _SAID for share in shares):
        return 1.0
    return 0.0 if all(share is not None and share <= _SAID for share in shares) else None


def _opinions(content: str) -> tuple[str, str]:
    """What two published extractors take for the article: trafilatura and readability-lxml."""
    import trafilatura
    from readability import Document

    summary = Document(content).summary()
    return (
        trafilatura.extract(content, include_comments=False) or "",
        "\n".join(map(str, html.document_fromstring(summary or "<p></p>").itertext())),
    )
