"""A passage as a query: what was marked in an article is found in it."""

from __future__ import annotations

import pytest

from reader.library.library import Library
from reader.library.search.phrases import phrase_query
from tests.library.samples import add

TEXT = (
    'He said "go", didn\'t he? “No!” - she went; tag:sea, -not, (so) or 1,120 bricks & carts*.\n\n'
    "灯台は砂の上に建てられた。誰もがそれを知っていた。 Über Straßen, été. " + "Long it was. " * 40
)


@pytest.mark.parametrize(
    "passage",
    [
        'He said "go", didn\'t he?',
        "“No!” - she went; tag:sea, -not, (so) or 1,120 bricks & carts*.",
        "carts*.\n\n灯台は砂の上に建てられた。",
        "誰もがそれを知っていた。",
        "Über Straßen, été.",
        "Long it was. " * 40,
    ],
)
def test_passage_of_an_article_finds_it_and_no_other(library: Library, passage: str) -> None:
    id = add(library, "Here", TEXT).id
    add(library, "There", "Was it long? She went, said he. 灯台。")
    library.search.refresh()
    assert [entry.id for entry in library.search.find(phrase_query(passage))] == [id]


@pytest.mark.parametrize("passage", ["", "  ", "—", '"', "(*)"])
def test_passage_without_words_is_no_query(passage: str) -> None:
    assert phrase_query(passage) == ""


def test_long_passage_is_cut_at_a_word() -> None:
    query = phrase_query("lantern " * 100)
    assert len(query) <= 202
    assert set(query.strip('"').split()) == {"lantern"}
    assert len(phrase_query("x" * 5000)) == 202
