"""Quotes set apart from the text, and who said them."""

from __future__ import annotations

import pytest

from tests.cleaning.test_company import article, markdown
from tests.cleaning.test_markup import markdown as converted

SAID = "Water does not read."


@pytest.mark.parametrize(
    "quote",
    [
        f"<figure><blockquote>{SAID}</blockquote><figcaption>— An old rower</figcaption></figure>",
        f"<div><blockquote>{SAID}</blockquote><div class='attribution'>— An old rower</div></div>",
        f"<div><blockquote><p>{SAID}</p></blockquote><p class='quote-author'>— An old rower</p></div>",
        f"<blockquote><p>{SAID}</p><footer>— An old rower</footer></blockquote>",
    ],
)
def test_a_quote_stays_between_paragraphs_with_who_said_it(quote: str) -> None:
    assert f"\n\n> {SAID}\n>\n> — An old rower\n\n" in markdown(article(quote))


def test_a_figure_that_quotes_the_text_itself_goes() -> None:
    found = markdown(article("<figure><blockquote>They may not touch it</blockquote></figure>"))
    assert found.count("They may not touch it") == 1


def test_what_follows_a_quote_without_such_a_name_stays_a_paragraph() -> None:
    assert (
        converted(f"<blockquote>{SAID}</blockquote><p class='lead'>So he said.</p>")
        == f"> {SAID}\n\nSo he said."
    )


@pytest.mark.parametrize("name", ["quote", "article__quote-text", "blockquote", "c-quote__body"])
def test_a_box_that_is_called_a_quote_is_one(name: str) -> None:
    assert converted(f"<p>He said:</p><div class='{name}'>{SAID}</div>") == f"He said:\n\n> {SAID}"
