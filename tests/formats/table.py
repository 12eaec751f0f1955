"""The table of formats with the number of tests of each, as it is today: `python -m tests.formats.table`.

A test counts for a format when its name, or that of its case, has one of the format's words; those that go
over all formats within one test (damage, cuts at thirty places) do not.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence

from tests.formats.mutating import every_format

ROOMS = ("tests/formats", "tests/importing", "tests/cli/test_import_command.py")
# What the names of tests and samples call a format.
WORDS = {
    "HTML, complete page, SingleFile": r"html|complete_page|singlefile|page_without|saved_from",
    "Markdown": r"markdown|front_matter|notes?\b|own\.md|toml|yaml",
    "text": r"\btext\.txt|text_file|plain_text",
    "MHTML": r"mhtml|\.mht|mime",
    "mail, mbox": r"mail|mbox|letter",
    "Safari web archive": r"safari|webarchive",
    "WARC, WACZ": r"warc|wacz|crawler",
    "EPUB": r"epub\b(?!\.lua)|book_|_book",
    "PDF": r"pdf",
    "zip, gzip": r"zip|gzip|packed|archive_",
    "Wayback page": r"wayback",
    "Pocket": r"pocket",
    "Instapaper": r"instapaper|list_under_headings",
    "Omnivore": r"omnivore",
    "wallabag": r"wallabag",
    "Readwise": r"readwise|highlights_one_a_line|note_of_a_document",
    "Raindrop": r"raindrop",
    "Matter": r"matter(?!_)",
    "any CSV": r"csv|table|header|column|separator",
    "Karakeep": r"karakeep",
    "Linkwarden": r"linkwarden",
    "Pinboard, Readability, any JSON": r"pinboard|readability|any.program|nobody.knows|json",
    "feed readers, linkding, Readeck, Shiori": r"feed.reader|linkding|readeck|shiori",
    "Hypothesis": r"\[?hypothesis\b(?!-)",
    "Chrome, Firefox": r"chrome|firefox",
    "Netscape bookmarks": r"bookmarks|netscape",
    "Kindle": r"kindle|clipping",
    "KOReader": r"koreader|sidecar|lua",
    "lists of addresses": r"list\.txt|list_of_addresses|addresses",
}


def counts(names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Samples and tests of each format.

    Args:
        names: of tests, as pytest gives them.
    """
    found = {}
    for format, words in WORDS.items():
        samples = sum(re.search(words, name, re.IGNORECASE) is not None for name in every_format())
        tests = sum(re.search(words, name.partition("::")[2], re.IGNORECASE) is not None for name in names)
        found[format] = samples, tests
    return found


def main() -> None:
    """Print the table."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-o", "addopts=", *ROOMS]
    collected = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    names = [line for line in collected.splitlines() if "::" in line]
    print(f"{'format':<42}{'fuzzed samples':>15}{'tests':>7}")
    for format, (samples, tests) in counts(names).items():
        print(f"{format:<42}{samples:>15}{tests:>7}")
    print(f"{len(WORDS)} rows, {len(names)} tests in {', '.join(ROOMS)}")


if __name__ == "__main__":
    main()
