from pathlib import Path

import pytest

from reader.cleaning.article import Article
from reader.cleaning.pipeline import Cleaning, clean
from reader.cleaning.site_rules import read_sites
from reader.formats.page import Page, Source

PAGE = """\
<html><head><title>The lamp | Harbour Post</title><link rel="canonical" href="https://harbour.example/lamp"></head>
<body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>
<h1>Harbour Post</h1><h2 class="headline">The lamp <em>went</em> out</h2>
<div class="story"><p>Verse of one line.</p><div class="poll">Was it dark? <b>Vote</b></div>
<p>Verse of another.</p><script>track()</script></div>
<div class="long"><p>The keeper of the lamp, who had kept it for thirty years, said on Tuesday that he
would not light it again before the council had paid for the oil, and the council met that night.</p>
<p>It met for six hours, in the dark, and came to the conclusion that oil was dear, that lamps were
old, and that ships, of which there were few, might as well sail by day, when there was light.</p></div>
</body></html>
"""


def cleaned(tmp_path: Path, rules: str, how: Cleaning | None = None, url: str | None = None) -> Article:
    file = tmp_path / "sites.toml"
    file.write_text(f'["harbour.example"]\n{rules}\n', "utf-8")
    return clean(Page("html", PAGE, Source("x.html"), url=url), how, read_sites(file))


def test_body_strip_and_title_decide_what_the_article_is(tmp_path: Path) -> None:
    article = cleaned(tmp_path, 'body = ".story"\nstrip = ".poll"\ntitle = "h2.headline"')
    assert (article.title, article.text) == ("The lamp went out", "Verse of one line.\n\nVerse of another.")
    assert article.warnings == ()


def test_selected_elements_come_in_the_order_of_the_page_and_once(tmp_path: Path) -> None:
    article = cleaned(tmp_path, 'body = ["p", ".story"]\nstrip = ".poll"')
    assert article.text.startswith("Verse of one line.\n\nVerse of another.\n\nThe keeper of the lamp")
    assert article.text.count("Verse of one line.") == 1


def test_what_is_stripped_is_out_of_an_article_that_the_cleaner_finds(tmp_path: Path) -> None:
    assert "council met that night" in cleaned(tmp_path, "").text
    article = cleaned(tmp_path, 'strip = ".long > p:first-of-type"')
    assert "council met that night" not in article.text
    assert "It met for six hours" in article.text


def test_a_body_that_is_not_on_the_page_is_said_and_the_page_is_cleaned_as_usual(tmp_path: Path) -> None:
    article = cleaned(tmp_path, 'body = ".article"\ntitle = ".kicker"')
    assert article.text == cleaned(tmp_path, "").text
    assert article.warnings == (
        f"{tmp_path}/sites.toml:2: .article finds nothing on this page",
        f"{tmp_path}/sites.toml:3: .kicker finds nothing on this page",
    )


def test_the_page_is_known_by_its_own_address_when_the_file_has_none(tmp_path: Path) -> None:
    rule = 'title = ".story p"'
    assert cleaned(tmp_path, rule).title == "Verse of one line."
    assert cleaned(tmp_path, rule, url="https://copies.example/lamp").title != "Verse of one line."


def test_the_cleaning_of_a_site_is_taken_unless_another_is_asked_for(tmp_path: Path) -> None:
    rule = 'as = "text"\nstrip = ".poll"'
    whole = cleaned(tmp_path, rule).text
    assert "Home" in whole
    assert "Vote" not in whole
    assert "Home" not in cleaned(tmp_path, rule, "readable").text
    # Who asks for the whole page gets it whole.
    assert "Vote" in cleaned(tmp_path, rule, "text").text
    assert "Vote" in cleaned(tmp_path, rule, "raw").text


@pytest.mark.parametrize("css", ["p..x", "div >", "p::first-line", "no|where", "p:has(", "p:nonesuch"])
def test_a_wrong_selector_is_said_with_its_line_and_the_others_count(tmp_path: Path, css: str) -> None:
    file = tmp_path / "sites.toml"
    file.write_text(f'["harbour.example"]\nbody = "{css}"\nstrip = ".poll"\n', "utf-8")
    sites = read_sites(file)
    (problem,) = sites.problems
    assert problem.startswith(f"{file}:2: body is no CSS selector: {css} (")
    assert "\n" not in problem
    assert [one.css for one in sites.rules[0].selectors] == [".poll"]
    assert clean(Page("html", PAGE, Source("x.html")), None, sites).text == cleaned(tmp_path, "").text


def test_a_rule_that_selects_the_whole_document_or_strips_it_breaks_nothing(tmp_path: Path) -> None:
    assert "Verse of one line." in cleaned(tmp_path, 'body = "*"').text
    assert cleaned(tmp_path, 'strip = "*"').text == ""


def test_a_text_save_of_a_site_can_be_kept_whole(tmp_path: Path) -> None:
    text = "Skip to content\nMenu\nShare\nThe lamp\n\nIt went out, and stayed so.\n\nShare\nSubscribe now"
    page = Page("text", text, Source("x.txt"), url="https://harbour.example/lamp")
    file = tmp_path / "sites.toml"
    file.write_text('["harbour.example"]\nas = "text"\n', "utf-8")
    assert "Skip to content" not in clean(page).text
    assert "Skip to content" in clean(page, None, read_sites(file)).text
    assert "Skip to content" in clean(page, "raw").text
