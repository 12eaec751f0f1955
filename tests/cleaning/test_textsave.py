"""Pages saved as plain text, cleaned."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning.article import Article
from reader.cleaning.textsave import clean_text
from reader.formats.page import Page, PageKind, Source


def cleaned(content: str, kind: PageKind = "text") -> Article:
    return clean_text(Page(kind, content, Source("save.txt")))


LYNX = """   #[1]Valley news RSS

   [2]Home [3]Weather [4]Log in

             The tide mill at Orrin turns again after ninety years

   by Maud Ferrier - Valley Gazette
   18 February 2022

   The tide mill at [5]Orrin has ground its first flour since the wheel was
   stopped in the winter of 1932, the owners said on Friday.

   Forty sacks were filled before the water fell, and all of them were sold
   on the quay within the hour.

   Read also: [6]How a wheel is set true

   The next grinding is planned for the spring tide at the end of March, if
   the sluice gate has been mended by then.

Related articles

     * [7]The miller's ledger of 1899
     * [8]Bread prices in the valley go up

   [9]Privacy [10]Cookies

References

   1. https://valley.example/rss
   2. https://valley.example/
   3. https://valley.example/weather
   4. https://valley.example/login
   5. https://valley.example/orrin
   6. https://valley.example/wheel
   7. https://valley.example/ledger
   8. https://valley.example/bread
   9. https://valley.example/privacy
  10. https://valley.example/cookies
"""

AGGREGATOR = """logo
Lighthouse cat retires after fourteen winters on the rock

Lighthouse cat retires after fourteen winters on the rock

Skerry Post3 hours ago

The cat that kept the Skerry light free of mice for fourteen winters has moved ashore, the keepers said.
She will live with the baker of Port Ennis, who has promised her a window over the harbour.

Comments

No comments yet...

Related Articles

Keepers of the Skerry light ask for a longer boat
Keepers of the Skerry light ask for a longer boat

Ennis Mail

time41 minutes ago

  • Ennis Mail

Keepers of the Skerry light ask for a longer boat

The keepers want a boat of nine metres. The old one ships water in any wind from the west, they wrote.

DOWNLOAD THE APP

Download Newsglide today from your app store.
"""


def test_lynx_lines_are_joined_and_link_numbers_go() -> None:
    article = cleaned(LYNX)
    assert article.title == "The tide mill at Orrin turns again after ninety years"
    assert article.site == "Valley Gazette"
    assert article.byline == "Maud Ferrier"
    assert article.text.split("\n\n")[0] == (
        "The tide mill at Orrin has ground its first flour since the wheel was stopped "
        "in the winter of 1932, the owners said on Friday."
    )
    assert len(article.text.split("\n\n")) == 3
    assert "[Orrin](https://valley.example/orrin)" in article.markdown


def test_lynx_stories_keep_their_addresses() -> None:
    stories = {story.title: (story.url, story.kind) for story in cleaned(LYNX).stories}
    assert stories == {
        "How a wheel is set true": ("https://valley.example/wheel", "inline"),
        "The miller's ledger of 1899": ("https://valley.example/ledger", "related"),
        "Bread prices in the valley go up": ("https://valley.example/bread", "related"),
    }


def test_aggregator_story_keeps_its_own_text() -> None:
    article = cleaned(AGGREGATOR)
    assert (article.site, article.age) == ("Skerry Post", "3 hours ago")
    assert article.text.endswith("a window over the harbour.")
    (story,) = article.stories
    assert (story.source, story.age) == ("Ennis Mail", "41 minutes ago")
    assert story.text is not None
    assert story.text.startswith("The keepers want a boat")


@pytest.mark.parametrize("heading", ["Related work", "Read next", "Recommended"])
def test_authors_own_heading_stays_with_its_paragraph(heading: str) -> None:
    opening = "On keeping bees\n\nI keep bees because they do not ask why."
    essay = f"{opening}\n\n{heading}\n\nOthers have kept them longer."
    assert cleaned(essay).text.split("\n\n")[1:] == [heading, "Others have kept them longer."]


@pytest.mark.parametrize("content", ["# El far\n\nUna nota breu.", LYNX])
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_the_language_that_a_text_states_is_its_own(content: str, kind: PageKind) -> None:
    assert clean_text(Page(kind, content, Source("save.txt"), language="fr")).language == "fr"


def test_poem_keeps_its_lines() -> None:
    stanzas = "The water waits,\nthe water goes,\nand no one knows.\n\nThe heron stands\nwith folded hands."
    article = cleaned(f"The Weir\n\n{stanzas}")
    assert article.title == "The Weir"
    assert article.text == stanzas


def test_wrapped_essay_is_joined_and_whole() -> None:
    words = [f"word{n}" for n in range(300)]
    lines, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > 72:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    assert cleaned("\n".join([*lines, line])).text == " ".join(words)


def test_markdown_passes_untouched() -> None:
    source = "# Title\n\nShare\n\n- one\n- two\n\nSubscribe\n"
    assert cleaned(source, "markdown").markdown == source.strip()


def test_a_line_of_a_million_characters_is_read() -> None:
    assert len(cleaned("a, " * 400_000).text) > 1_000_000


@given(st.text(st.characters(codec=None), max_size=400), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_gives_an_article_without_control_characters(noise: str, furnished: bool) -> None:
    article = cleaned(LYNX[:700] + noise + AGGREGATOR if furnished else noise)
    fields = [article.title, article.byline, article.site, article.text, article.markdown]
    for story in article.stories:
        fields += [story.title, story.text or "", story.source or ""]
    for value in fields:
        assert all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs") for char in value)


SAVES = sorted((Path(__file__).parent / "textsaves").glob("*.txt"))


@pytest.mark.parametrize("save", SAVES, ids=lambda path: path.stem)
def test_save_in_another_language_gives_what_stands_beside_it(save: Path) -> None:
    article = cleaned(save.read_text("utf-8"))
    found = {
        "title": article.title,
        "site": article.site,
        "byline": article.byline,
        "age": article.age,
        "paragraphs": article.text.split("\n\n"),
        "stories": [[story.title, story.age, story.kind] for story in article.stories],
    }
    assert found == json.loads(save.with_suffix(".json").read_text("utf-8"))


def test_items_of_a_list_bring_no_blanks_with_them_and_lines_of_a_poem_stay_apart() -> None:
    text = "The boat needs:\n- a rope\n- a lamp\n\nFirst:\n1. Row\n2. Rest\n\nSlow the tide\nand the oar"
    markdown = cleaned(text).markdown
    assert "The boat needs:\n- a rope\n- a lamp\n\n" in markdown
    assert "1. Row\n2. Rest\n" in markdown
    assert markdown.endswith("Slow the tide  \nand the oar")


@pytest.mark.parametrize(
    "name", ["Alma", "Bert", "Cora", "Dina", "Emil", "Finn", "Gwen", "Hugo", "Ines", "Jens"]
)
def test_of_two_texts_that_say_the_same_at_the_same_length_the_first_is_kept(name: str) -> None:
    told = (
        "In this picture {} stands on the upper quay of the mill with the new wheel behind the open gate,\n"
        "   while the owners and their guests wait below in the yard for the flour that was ground from\n"
        "   the first forty sacks of the harvest which the valley has seen since the old wheel was stopped."
    )
    paragraphs = LYNX.replace(
        "   Forty sacks", f"   {told.format(name)}\n\n   {told.format('Otto')}\n\n   Forty sacks"
    )

    text = cleaned(paragraphs).text

    assert f"In this picture {name} stands" in text
    assert "In this picture Otto stands" not in text
