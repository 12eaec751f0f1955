from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.importing.pasting import import_pasted
from reader.library.library import Library

TEXT = """\
The Keeper of the Sluice

Orla Venn opens the sluice at six in the morning and closes it when the tide turns.

Nobody has thanked her for it since the mill burned down.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_pasted_text_becomes_an_article_that_can_be_undone(library: Library) -> None:
    result = import_pasted(library, TEXT)
    assert result.entry is not None
    assert result.outcome == "new"
    assert result.entry.title == "The Keeper of the Sluice"
    assert "closes it when the tide turns" in library.entries.document(result.entry.id).text
    library.undo()
    assert library.entries.all() == []


def test_title_and_address_that_are_given_are_the_articles(library: Library) -> None:
    entry = import_pasted(library, TEXT, title="The \n Sluice", url="https://mill.example/sluice").entry
    assert entry is not None
    assert (entry.title, entry.url) == ("The Sluice", "https://mill.example/sluice")


def test_source_of_a_page_is_cleaned(library: Library) -> None:
    paragraphs = "".join(f"<p>{line} {line}</p>" for line in TEXT.splitlines() if line)
    source = (
        f"<html><head><title>Sluice</title></head><body><nav>Menu</nav><article>{paragraphs}</article></body>"
    )
    entry = import_pasted(library, source).entry
    assert entry is not None
    text = library.entries.document(entry.id).text
    assert "Orla Venn" in text
    assert "<p>" not in text
    assert "Menu" not in text


def test_same_text_again_is_the_same_article(library: Library) -> None:
    import_pasted(library, TEXT)
    assert import_pasted(library, TEXT).outcome == "same"
    assert len(library.entries.all()) == 1


@pytest.mark.parametrize("text", ["", "  \n\n "])
def test_nothing_pasted_is_said(library: Library, text: str) -> None:
    result = import_pasted(library, text)
    assert result.outcome == "skipped"
    assert result.problem


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "A ferry waits for nobody, and so it is that the tide goes out alone. It is told.",
            "A ferry waits for nobody, and so it is that the tide goes…",
        ),
        ("海" * 90 + "。\n\nおわり。", "海" * 60 + "…"),
    ],
)
def test_text_without_a_title_is_called_by_its_first_words(library: Library, text: str, title: str) -> None:
    entry = import_pasted(library, text).entry
    assert entry is not None
    assert entry.title == title


@pytest.mark.parametrize("text", ["The ferry that waits", "Home\nShare\nThe ferry that waits"])
def test_a_few_words_are_kept(library: Library, text: str) -> None:
    result = import_pasted(library, text)
    assert result.entry is not None
    assert library.entries.document(result.entry.id).text == text
