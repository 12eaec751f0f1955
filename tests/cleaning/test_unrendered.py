import json

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source

LINES = [
    f"On day {day} the keeper wrote that the goat was well, and that the lamp had burned all night."
    for day in range(1, 9)
]
SHELL = "<html><head><title>The log</title></head><body><div id='root'>Loading</div>{}</body></html>"


def text_of(script: str) -> str:
    return clean(Page("html", SHELL.format(script), Source("x.html"))).text


@pytest.mark.parametrize(
    "data",
    [
        {"props": {"page": {"body": "".join(f"<p>{line}</p>" for line in LINES)}}},
        {"state": {"article": {"text": "\n\n".join(LINES)}}},
        {"blocks": [{"type": "paragraph", "content": line} for line in LINES]},
        {"paragraphs": LINES},
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "<script id='__NEXT_DATA__' type='application/json'>{}</script>",
        "<script>window.__STATE__ = {};</script>",
    ],
)
def test_text_that_only_scripts_carry_is_read(data: object, form: str) -> None:
    text = text_of(form.replace("{}", json.dumps(data)))
    assert all(line in text for line in LINES)
    assert "<p>" not in text


@pytest.mark.parametrize(
    "script",
    [
        "<script>window.x = {broken</script>",
        "<script>var words = ['" + "key," * 400 + "'];</script>",
        "<script type='application/json'>" + json.dumps({"path": "/a/b/c.js?" * 100}) + "</script>",
        "<script type='application/json'>" + "[" * 3000 + "</script>",
    ],
)
def test_scripts_without_a_text_give_none(script: str) -> None:
    assert len(text_of(script)) < 20


def test_text_of_the_page_is_not_replaced_by_its_data() -> None:
    shown = "".join(f"<p>{line}</p>" for line in LINES)
    data = json.dumps({"comments": ["Nobody believes this story of the goat any more, I think." * 9] * 5})
    page = (
        f"<html><body><article>{shown}</article><script type='application/json'>{data}</script></body></html>"
    )
    assert "Nobody believes" not in clean(Page("html", page, Source("x.html"))).text
