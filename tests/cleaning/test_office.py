"""What word processors and editors of documents leave in the pages that they save."""

from __future__ import annotations

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source
from tests.cleaning.test_company import LONG, OTHER
from tests.cleaning.test_markup import markdown as converted


def markdown(body: str, head: str = "") -> str:
    page = f"<html><head><title>A report</title>{head}</head><body>{body}</body></html>"
    return clean(Page("html", page, Source("page.html"))).markdown


def typed(sign: str) -> str:
    """What Word types before an item for programs that know no lists."""
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    return f"<![if !supportLists]><span style='mso-list:Ignore'>{sign}{gap}</span><![endif]>"


def item(sign: str, text: str, level: int = 1, number: int = 0) -> str:
    style = f"text-indent:-18pt;mso-list:l{number} level{level} lfo1"
    return f"<p class=MsoListParagraph style='{style}'>{typed(sign)}{text}</p>"


def report(middle: str) -> str:
    return (
        f"<div class=WordSection1><p class=MsoNormal>{LONG}</p>{middle}<p class=MsoNormal>{OTHER}</p></div>"
    )


def test_paragraphs_that_are_items_become_lists() -> None:
    items = item("·", "Bring a lamp.") + item("o", "Fill it.", 2) + item("·", "Bring a rope.")
    assert "\n\n- Bring a lamp.\n  - Fill it.\n- Bring a rope.\n\n" in markdown(report(items))


def test_items_with_numbers_become_a_list_of_its_own() -> None:
    items = item("·", "Bring a lamp.") + item("1.", "Open it.", number=1) + item("2.", "Close it.", number=1)
    assert "- Bring a lamp.\n1. Open it.\n2. Close it.\n\n" in markdown(report(items))


def test_items_of_filtered_pages_are_known_by_their_fount() -> None:
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    one = (
        f"<p class=MsoListParagraphCxSpFirst><span style='font-family:Symbol'>·{gap}</span>Bring a lamp.</p>"
    )
    assert "\n\n- Bring a lamp.\n- Bring a lamp.\n\n" in markdown(report(one + one))


def test_text_behind_the_items_stays_behind_them() -> None:
    found = markdown(report(item("·", "Bring a lamp.") + "Here it ends."))
    assert found.index("Bring a lamp") < found.index("Here it ends") < found.index(OTHER[:20])


def test_a_list_that_ends_for_a_deeper_one_is_one_list() -> None:
    outer, inner = ('<ul class="lst-kix_a-0"><li>{}</li></ul>', '<ul class="lst-kix_a-1"><li>{}</li></ul>')
    lists = outer.format("Lamp") + inner.format("Oil") + inner.format("Wick") + outer.format("Rope")
    assert "\n\n- Lamp\n  - Oil\n  - Wick\n- Rope\n\n" in markdown(report(lists))


def test_words_are_bold_by_a_numbered_class() -> None:
    head = "<style>.c1{font-weight:700}.c2{font-style:italic}.c3{font-weight:400}</style>"
    votes = '<span class="c1">five</span> to <span class="c2">four</span> <span class="c3">then</span>'
    words = f"<p>{OTHER[:40]} {votes}.</p>"
    assert "**five** to *four* then." in markdown(report(words), head)


def test_the_notes_of_a_report_stay_with_their_marks() -> None:
    mark = "<p>So it is.<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a></p>"
    note = (
        "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>"
        "<span class=MsoFootnoteReference>[1]</span></a> By the lamp.</p></div>"
    )
    found = markdown(report(mark) + note)
    assert "So it is.[^1]" in found
    assert found.endswith("[^1]: By the lamp.")


def test_a_stop_behind_the_number_of_a_note_goes_with_it() -> None:
    mark = "<p>So it is.<sup>[<a href='#_footnotedef_1'>1</a>]</sup></p>"
    note = "<div class='footnote' id='_footnotedef_1'><a href='#_ref_1'>1</a>. By the lamp.</div>"
    assert converted(mark + note).endswith("[^1]: By the lamp.")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <span style='font-weight: bold'>b</span></p>", "a **b**"),
        ("<p>a <span style='color:red;font-style:italic'>b</span></p>", "a *b*"),
        ("<b style='font-weight:normal'><p>a</p><p>b</p></b>", "a\n\nb"),
        ("<h2><span style='font-weight:700'>a</span></h2>", "## a"),
        ("<p><span style='font-weight:400'>a</span></p>", "a"),
    ],
)
def test_emphasis_by_style_is_emphasis(html: str, expected: str) -> None:
    assert converted(html) == expected


@pytest.mark.parametrize(
    "items",
    [
        "<ul class='contains-task-list'><li class='task-list-item'><input type=checkbox checked> Lamp</li>"
        "<li class='task-list-item'><input type=checkbox> Rope</li></ul>",
        "<ul class='to-do-list'><li><div class='checkbox checkbox-on'></div> Lamp</li></ul>"
        "<ul class='to-do-list'><li><div class='checkbox checkbox-off'></div> Rope</li></ul>",
    ],
)
def test_what_is_ticked_off_in_a_list_is_said(items: str) -> None:
    assert "- ☑ Lamp\n- ☐ Rope" in markdown(report(items))
