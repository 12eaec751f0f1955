"""Footnotes of the shapes that have no link between the mark and its note, and of lists of sources."""

from __future__ import annotations

import pytest

from tests.cleaning.test_markup import markdown

MARKED = "<p>Sand<sup>1</sup> and clay<sup>[2]</sup> are dug here.</p>"
NOTED = "Sand[^1] and clay[^2] are dug here.\n\n[^1]: Mostly.\n\n[^2]: In winter."


@pytest.mark.parametrize(
    "notes",
    [
        "<ol><li id='footnote-1'>Mostly.</li><li id='footnote-2'>In winter.</li></ol>",
        "<section class='article__footnotes'><ol><li>Mostly.</li><li>In winter.</li></ol></section>",
        "<aside><ol><li>Mostly.</li></ol></aside><aside><ol start='2'><li>In winter.</li></ol></aside>",
        "<p><b><sup>1</sup></b> Mostly.</p><p><b><sup>2</sup></b> In winter.</p>",
        "<hr><p><strong>1</strong> Mostly.</p><p><strong>2</strong> In winter.</p>",
        "<div id='fn1'><a href='javascript:;'>1</a>. Mostly.</div><div id='fn2'>2. In winter.</div>",
    ],
)
def test_a_raised_number_finds_the_note_of_its_number(notes: str) -> None:
    assert markdown(f"{MARKED}{notes}") == NOTED


def test_a_raised_number_without_a_note_stays_as_it_is() -> None:
    assert markdown("<p>Sand<sup>1</sup>.</p><ol><li>Mostly.</li></ol>") == "Sand<sup>1</sup>.\n\n1. Mostly."


@pytest.mark.parametrize("power", ["5 km<sup>2</sup>", "x<sup>2</sup>", "10<sup>2</sup>", "40 m<sup>2</sup>"])
def test_a_power_is_no_mark(power: str) -> None:
    notes = "<ol><li id='fn1'>Mostly.</li><li id='fn2'>In winter.</li></ol>"
    text = markdown(f"{MARKED}<p>The pit covers {power} in all.</p>{notes}")
    assert f"covers {power} in all" in text


def test_notes_below_a_rule_keep_their_lists_and_paragraphs() -> None:
    notes = "<hr><p><b>1</b> Mostly:</p><ul><li>in spring</li></ul><p>And late.</p><p><b>2</b> In winter.</p>"
    expected = "[^1]: Mostly:\n\n    - in spring\n\n    And late.\n\n[^2]: In winter."
    assert markdown(f"{MARKED}{notes}").endswith(expected)


@pytest.mark.parametrize(
    "note",
    [
        "<label for='sn-1' class='margin-toggle sidenote-number'></label><input type='checkbox' id='sn-1'>"
        "<span class='sidenote'>Mostly.</span>",
        "<label class='footref'>1</label><input><span class='sidenote'><sup>1</sup> Mostly.</span>",
        "<span class='ltx_note'><sup class='ltx_note_mark'>1</sup><span class='ltx_note_outer'>"
        "<span class='ltx_note_content'><sup class='ltx_note_mark'>1</sup><span class='ltx_tag_note'>1</span>"
        "Mostly.</span></span></span>",
    ],
)
def test_a_note_within_its_sentence_is_a_footnote(note: str) -> None:
    assert markdown(f"<p>Sand{note} is dug here.</p>") == "Sand[^1] is dug here.\n\n[^1]: Mostly."


def test_a_note_beside_the_text_that_is_said_again_below_stands_once() -> None:
    note = "<label>1</label><span class='sidenote'><sup>1</sup> Mostly.</span>"
    again = "<div class='print'><sup>1</sup> Mostly.</div>"
    assert markdown(f"<p>Sand{note} is dug here.</p>{again}") == "Sand[^1] is dug here.\n\n[^1]: Mostly."


def test_numbers_of_sources_are_footnotes_without_their_brackets() -> None:
    text = "<p>Ducks wait [<a href='#bib1'>1</a>, <a href='#bib2'>2</a>].</p>"
    sources = "<ul><li id='bib1'><span>[1]</span> Lund.</li><li id='bib2'><span>[2]</span> Bo.</li></ul>"
    assert markdown(text + sources) == "Ducks wait [^1], [^2].\n\n[^1]: Lund.\n\n[^2]: Bo."


def test_notes_that_are_numbered_anew_in_each_chapter_are_told_apart() -> None:
    chapters = "".join(
        f"<h2>{name}</h2><p>Sand<sup><a href='#fn-{name}'>1</a></sup>.</p><p id='fn-{name}'>1. {name}.</p>"
        for name in ("Spring", "Autumn")
    )
    assert markdown(chapters).endswith("Sand[^1-2].\n\n[^1]: Spring.\n\n[^1-2]: Autumn.")


def test_a_title_over_notes_that_have_moved_goes_unless_they_follow() -> None:
    noted = "<p>Sand<sup><a href='#fn1'>1</a></sup>.</p><h2>Notes</h2><ol><li id='fn1'>Mostly.</li></ol>"
    assert markdown(noted) == "Sand[^1].\n\n## Notes\n\n[^1]: Mostly."
    assert "Notes" not in markdown(f"{noted}<h2>Outlook</h2><p>Clay.</p>")


def test_a_rule_over_notes_goes_and_one_over_text_stays() -> None:
    noted = "<p>Sand<sup><a href='#fn1'>1</a></sup>.</p><hr><ol><li id='fn1'>Mostly.</li></ol>"
    assert markdown(noted) == "Sand[^1].\n\n[^1]: Mostly."
    assert markdown(f"{noted}<p>Clay.</p>") == "Sand[^1].\n\n---\n\nClay.\n\n[^1]: Mostly."
