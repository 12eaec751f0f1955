"""Figures of blocks, which are worked out for many at once."""

from __future__ import annotations

import pytest
from lxml import html

from reader.cleaning.block_figures import FIGURES, figures_of
from reader.cleaning.block_signs import Signs
from reader.cleaning.blocks import read_blocks

LINE = "A Red Bird, seen in 2024, sang loudly."
PAGE = f"""<body><nav>no</nav><header class="site-header"><p>Home</p></header>
<article><h1>The red bird</h1><p>{LINE}</p><div class="post-body"><p>„Später“ sagte er: «Ja!»</p></div>
<p>{"It sang on, and the bird was seen by all. " * 20}</p></article></body>"""


def _flat(group: tuple[object, ...]) -> list[object]:
    return [one for part in group for one in (_flat(part) if isinstance(part, tuple) else [part])]


@pytest.fixture(scope="module")
def signs() -> Signs:
    found = read_blocks(html.document_fromstring(PAGE).find("body"))
    return Signs(found, "The red bird", "", frozenset())


def _figures(signs: Signs, at: int) -> dict[object, object]:
    (figures,) = figures_of(signs, [at])
    return dict(zip(_flat(FIGURES), _flat(figures), strict=True))


def test_all_figures_are_floats_and_as_many_as_their_names(signs: Signs) -> None:
    count = len(signs.found.blocks)
    for figures in figures_of(signs, range(count)):
        assert len(_flat(figures)) == len(_flat(FIGURES))
        assert {type(figure) for figure in _flat(figures)} == {float}


def test_a_block_has_the_same_figures_alone_and_among_others(signs: Signs) -> None:
    together = list(figures_of(signs, range(len(signs.found.blocks))))
    assert [next(figures_of(signs, [at])) for at in range(len(together))] == together


def test_figures_of_a_line(signs: Signs) -> None:
    at = next(at for at, block in enumerate(signs.found.blocks) if block.text == LINE)
    figures = _figures(signs, at)
    assert figures["words"] == 8
    assert figures["ends"] == 1
    assert figures["upper"] == pytest.approx(3 / len(LINE))
    assert figures["digits"] == pytest.approx(4 / len(LINE))
    assert figures["like_title"] == pytest.approx(2 / 9)
    assert figures["since_title"] == 1
    assert figures["in_article"] == signs.share(signs.found.blocks[at].box.above)  # type: ignore[arg-type]
    assert figures["in_header"] == -1


def test_figures_of_a_line_beyond_ascii(signs: Signs) -> None:
    at = next(at for at, block in enumerate(signs.found.blocks) if "Später" in block.text)
    figures = _figures(signs, at)
    assert figures["ends"] == 1  # behind the sign stands the closing mark
    assert figures["upper"] == pytest.approx(2 / len(signs.found.blocks[at].text))
    assert figures["named_body"] == 2  # its box is called so
    assert signs.words(at) == ["später", "sagte", "er", "ja"]


def test_a_header_says_so_of_what_stands_in_it_alone(signs: Signs) -> None:
    at = next(at for at, block in enumerate(signs.found.blocks) if block.text == "Home")
    assert _figures(signs, at)["named_frame"] == 2
    assert _figures(signs, at)["in_header"] == 0
    assert _figures(signs, at)["in_article"] == -1
