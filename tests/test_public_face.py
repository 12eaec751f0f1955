"""What `from reader import …` gives."""

from __future__ import annotations

import pytest

import reader
from tests.test_import_hygiene import loaded_after


@pytest.mark.parametrize("name", reader.__all__)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    assert getattr(reader, name).__doc__
    assert name in dir(reader)


def test_what_is_not_public_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'utils'"):
        reader.utils  # noqa: B018  # asking is the test


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    assert [name for name in loaded_after("import reader") if name.startswith("reader.")] == []


def test_a_library_is_had_without_a_parser_or_a_screen() -> None:
    assert loaded_after("from reader import Library, Range").isdisjoint({"lxml", "markdownify", "textual"})
