from __future__ import annotations

import random

import pytest

from reader.errors import PageError
from reader.formats.page import Page
from reader.formats.reading import pages_of_file
from reader.formats.saved_file import file_of_bytes
from reader.importing.preparing import prepare_page
from reader.terminal import safe, safe_line
from tests.formats.mutating import damaged, every_format

FORMATS = every_format()


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_files_give_pages_or_one_clear_line(name: str) -> None:
    chance = random.Random(name)
    for _ in range(25):
        data = damaged(FORMATS[name], chance)
        for found in _found(name, data):
            if isinstance(found, Page):
                prepared = prepare_page(found)
                assert prepared.document is None or prepared.document.text == safe(prepared.document.text)
            else:
                assert found.reason == safe_line(found.reason) != ""


def _found(name: str, data: bytes) -> list[Page | PageError]:
    found: list[Page | PageError] = []
    try:
        found.extend(pages_of_file(file_of_bytes(name, data)))
    except PageError as error:
        found.append(error)
    return found
