"""Whole pages, each with the Markdown that it should give in a file beside it.

`python -m tests.cleaning.test_pages` shows what differs; `--write` takes the present output as expected,
to be read before it is kept.
"""

import difflib
import sys
from pathlib import Path

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page
from reader.formats.reading import read_pages
from tests.cleaning.damaging import PAGES

SAVED = sorted([*PAGES.glob("*.html"), *PAGES.glob("*.txt")])


def markdown_of(path: Path) -> str:
    page = next(found for found in read_pages(str(path)) if isinstance(found, Page))
    return clean(page).markdown.strip() + "\n"


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_page_gives_its_markdown(path: Path) -> None:
    assert markdown_of(path) == path.with_suffix(".md").read_text(encoding="utf-8")


def main() -> None:
    for path in SAVED:
        expected, found = path.with_suffix(".md"), markdown_of(path)
        before = expected.read_text(encoding="utf-8") if expected.exists() else ""
        lines = (before.splitlines(keepends=True), found.splitlines(keepends=True))
        sys.stdout.writelines(difflib.unified_diff(*lines, expected.name, f"{path.name}, cleaned"))
        if "--write" in sys.argv:
            expected.write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
