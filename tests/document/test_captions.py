"""What stands below a picture and speaks of it."""

import pytest

from reader.document.layout import Layout
from reader.document.parse import parse_markdown

PICTURE = "![The tower](tower.png)"


def kinds(markdown: str) -> list[str]:
    return [block.kind for block in parse_markdown(markdown).blocks]


@pytest.mark.parametrize(
    "caption",
    ["*Built in 1803.*", "*Built **again** in 1803, see [there](x)*", "***Built***", "*Built\\\nin 1803*"],
)
def test_paragraph_in_emphasis_below_a_picture_is_its_caption(caption: str) -> None:
    assert kinds(f"{PICTURE}\n\n{caption}\n\nThe text.") == ["figure", "caption", "paragraph"]


@pytest.mark.parametrize(
    "below", ["Built in 1803.", "*Built* in 1803", "Built in *1803*", "*Built* *again*", "**Built**"]
)
def test_other_paragraph_below_a_picture_is_none(below: str) -> None:
    assert kinds(f"{PICTURE}\n\n{below}") == ["figure", "paragraph"]


def test_only_what_stands_right_below_and_as_deep_is_a_caption() -> None:
    assert kinds(f"{PICTURE}\n\n*one*\n\n*two*") == ["figure", "caption", "paragraph"]
    assert kinds(f"> {PICTURE}\n\n*outside*") == ["figure", "paragraph"]
    assert kinds("*alone*") == ["paragraph"]


def test_caption_stands_right_below_its_picture() -> None:
    layout = Layout(parse_markdown(f"{PICTURE}\n\n*Built in 1803.*\n\nThe text."), 40)
    assert ["".join(layout.document.text[p.start : p.end] for p in row.pieces) for row in layout.rows] == [
        "The tower",
        "Built in 1803.",
        "",
        "The text.",
    ]
