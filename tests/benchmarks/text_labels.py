"""Which lines of a text save belong to the article, by saves whose answer is known.

Reads a folder with `truth_dev.json.gz` (id: {articleBody}) and `dumps_dev_KIND.json.gz` (id: text). More
saves are made here: a folder of page sets, as `block_labels` reads it, is dumped by inscriptis, lynx and w3m,
where they are installed, and what the program cleans out of the HTML is the answer. Those answers are not
always right, but they are five times as many, of all kinds of pages.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.cleaning.pipeline import clean
from reader.cleaning.text.blocks import Block, find_blocks
from reader.cleaning.text.lines import read_save
from reader.cleaning.text.prose import words
from reader.cleaning.text.signs import figures_of
from reader.formats.files import page_from_bytes

KINDS = ("inner", "inscriptis", "lynx", "w3m")
_MADE_SETS = ("mozilla", "defuddle", "segments")
_BROWSERS = {
    "lynx": ["-dump", "-width=80", "-assume_charset=utf-8", "-display_charset=utf-8", "-force_html"],
    "w3m": ["-dump", "-cols", "80", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"],
}
_MADE_WEIGHT = {"inscriptis": 0.7, "lynx": 0.35, "w3m": 0.35}
_WORD = re.compile(r"\w+")
_SHORT = 4
_PHRASE = 3
_LEAST_CHARACTERS = 300
_MOST_CHARACTERS = 1_500_000
_BROWSER_SECONDS = 10
# Test pages of a converter are a few lines long, and hardly anything stands around them.
_LEAST_OF_CONVERTER = 1500


@dataclass(frozen=True, slots=True)
class LabelledSave:
    """The blocks of one save as rows of figures, with the answer to each."""

    name: str
    """Of the page: all saves of one page are learned from, or judged, together."""
    rows: list[list[float]]
    answers: list[bool]
    weights: list[float]
    """How much a wrong answer counts; all of a save together as much as the save does."""


@dataclass(frozen=True, slots=True)
class Save:
    """A text as a tool left it, with the text of its article."""

    name: str
    kind: str
    text: str
    article: str


def known_saves(folder: Path) -> list[Save]:
    """The saves whose article people have marked."""
    truth = _load(folder / "truth_dev.json.gz")
    return [
        Save(name, kind, text, truth[name]["articleBody"])
        for kind in KINDS
        for name, text in _load(folder / f"dumps_dev_{kind}.json.gz").items()
    ]


def made_saves(folder: Path) -> Iterator[tuple[Save, float]]:
    """Saves made of HTML pages, with how much each counts."""
    for set_ in _MADE_SETS:
        for line in gzip.decompress((folder / "truth" / f"{set_}.jsonl.gz").read_bytes()).splitlines():
            truth = json.loads(line)
            data = gzip.decompress((folder / f"{truth['page']}.gz").read_bytes())
            page = page_from_bytes(data, truth["page"])
            article = clean(page).text
            least = _LEAST_OF_CONVERTER if set_ == "defuddle" else _LEAST_CHARACTERS
            if len(article) < least or len(page.content) > _MOST_CHARACTERS:
                continue
            for kind, text in _dumps(page.content):
                if len(text) > max(len(article), _LEAST_CHARACTERS):
                    yield Save(set_ + truth["id"], kind, text, article), _MADE_WEIGHT[kind]


def labelled(save: Save, weight: float = 1.0) -> LabelledSave:
    """Answer for each block whether it belongs to the article."""
    blocks = find_blocks(read_save(save.text))
    sizes = [words(block.text) + 2 for block in blocks]
    whole = sum(sizes) or 1
    return LabelledSave(
        save.name,
        figures_of(blocks),
        _answers(blocks, save.article),
        [weight * size / whole for size in sizes],
    )


def _answers(blocks: Sequence[Block], article: str) -> list[bool]:
    known = shingles(article)
    lines = {line.strip() for line in article.split("\n")}
    answers = []
    for block in blocks:
        many = len(block.text.split())
        if many < _SHORT:
            answers.append(block.text in lines or (many >= _PHRASE and block.text in article))
        else:
            own = shingles(block.text)
            answers.append(2 * (own & known).total() > own.total())
    return answers


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, with how often each stands there."""
    found = _WORD.findall(text)
    size = min(_SHORT, len(found))
    return (
        Counter(tuple(found[at : at + size]) for at in range(len(found) - size + 1)) if found else Counter()
    )


def _dumps(content: str) -> Iterator[tuple[str, str]]:
    from inscriptis import get_text

    yield "inscriptis", get_text(content)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(f"<meta charset=utf-8>{content}", "utf-8", errors="replace")
        for name, options in _BROWSERS.items():
            if shutil.which(name):
                yield name, _printed([name, *options, str(file)])


def _printed(command: list[str]) -> str:
    environment = {**os.environ, "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_BROWSER_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def _load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return found
