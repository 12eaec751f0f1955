"""How typical parts of articles stand, row by row, in a narrow column."""

import pytest

from reader.document.typography import PLAIN
from tests.document.test_typography import lines_of

SPECIMENS = {
    "lists in lists": (
        "1. one two three four five\n   - below that one\n     - and below that\n2. six",
        20,
        ["1. one two three", "   four five", "  ◦ below that one", "    ▪ and below that", "2. six"],
    ),
    "a list in a quote": (
        "> said she:\n>\n> - carts and mules and men\n> - rain",
        16,
        ["▌ said she:", "▌", "▌ • carts and", "▌   mules and", "▌   men", "▌ • rain"],
    ),
    "a quote in a quote, then code": (
        "> one two three\n>\n> > four five six\n>\n> ```\n> a = 1\n> ```",
        16,
        ["▌ one two three", "▌", "▌ ▌ four five", "▌ ▌ six", "▌", "▌   a = 1"],
    ),
    "a table wider than the column": (
        "| Year | What was said |\n|---|---|\n| 1801 | nothing much, and that slowly |",
        24,
        ["Year  What was said", "1801  nothing much, and", "      that slowly"],
    ),
    "a table with more columns than fit": (
        "| a | b | c | d |\n|---|---|---|---|\n| a long cell | another cell | third | last |",
        16,
        ["a", "  b", "  c", "  d", "a long cell", "  another cell", "  third", "  last"],
    ),
    "a long address": (
        "See https://harbourpost.example/tower now",
        16,
        ["See", "https://harbourp", "ost.example/", "tower now"],
    ),
    "text without blanks": (
        "塔は砂の上に建っている。誰もが知る",
        12,
        ["塔は砂の上に", "建っている。", "誰もが知る"],
    ),
    "a full stop does not begin a row": ("塔は砂に立つ。誰も", 12, ["塔は砂に立", "つ。誰も"]),
    "a bracket does not end a row": ("塔は砂に立「今」", 12, ["塔は砂に立", "「今」"]),
    "words of two scripts": ("The tower (塔) leans 三度 west", 12, ["The tower", "(塔) leans", "三度 west"]),
    "right to left": ("המגדלור עומד על החול", 12, ["המגדלור עומד", "על החול"]),
}


@pytest.mark.parametrize("name", SPECIMENS)
def test_specimen_stands_as_it_should(name: str) -> None:
    text, width, expected = SPECIMENS[name]
    assert lines_of(text, width, PLAIN) == expected
