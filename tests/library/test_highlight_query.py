from datetime import UTC, datetime

import pytest

from reader.document.document import Anchor, Range
from reader.library.highlight_query import highlight_test
from reader.library.kept import Highlight

MARK = Highlight(
    "h1",
    "e1",
    Anchor(Range(0, 9), "The Café at the pier", "", "", ""),
    "blue",
    "ask the *keeper*",
    ("sea", "History"),
    datetime(2024, 3, 4, 12, tzinfo=UTC),
    datetime(2024, 3, 4, 12, tzinfo=UTC),
    "lost",
)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", True),
        ("cafe pier", True),
        ("CAFÉ", True),
        ("cafe tower", False),
        ("lighthouse", True),
        ('"at the"', True),
        ('"the at"', False),
        ('"at the', True),
        ("keeper", True),
        ("-keeper", False),
        ("-goat", True),
        ("colour:blue", True),
        ("color:pink", False),
        ("tag:history", True),
        ("tag:hist", False),
        ("-tag:sea", False),
        ("title:light", True),
        ("title:pier", False),
        ("note:keeper", True),
        ("is:lost", True),
        ("is:exact", False),
        ("is:noted is:tagged", True),
        ("after:2024-02", True),
        ("after:2024", False),
        ("before:2024-03-05", True),
        ("before:2024-03-04", False),
        ("highlighted:7d", True),
        ("highlighted:2d", False),
        ("highlighted:>2d", True),
        ("-highlighted:1w", False),
        ("highlighted:2024-03", True),
        ("highlighted:soon", False),
        ("http://pier", False),
    ],
)
def test_line_chooses_highlights(line: str, wanted: bool) -> None:
    assert highlight_test(line, datetime(2024, 3, 8, tzinfo=UTC))(MARK, "The Lighthouse") is wanted
