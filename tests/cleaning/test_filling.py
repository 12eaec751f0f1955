"""Short lines amid the text that is taken."""

from __future__ import annotations

import lxml.html

from reader.cleaning.blocks import read_blocks
from reader.cleaning.filling import fill_gaps
from tests.cleaning.test_company import LONG, OTHER

LINE = "Row on until noon."


def is_filled(chapter: str, over: str = "", line: str = f"<p>{LINE}</p>") -> bool:
    """Whether a line between the paragraphs of two chapters is taken where only these and headings are."""
    heading, text = "<h2>Sharing a boat</h2>", f"<p>{LONG}</p><p>{OTHER}</p>"
    first = f"<section id='{chapter}'>{heading}{text}{line}{text}</section>"
    body = f"<div>{over}{first}<section id='home'>{text}{text}</section></div>"
    found = read_blocks(lxml.html.fragment_fromstring(body))
    kept = [len(block.text) > 80 or block.box.tag == "h2" for block in found.blocks]
    fill_gaps(found, [-1.0] * len(kept), kept)
    return next(is_kept for block, is_kept in zip(found.blocks, kept, strict=True) if block.text == LINE)


def test_a_line_stays_in_a_chapter_that_is_called_as_its_heading() -> None:
    assert is_filled("sharing-a-boat")


def test_a_line_in_a_box_called_after_buttons_goes() -> None:
    assert not is_filled("chapter", line=f"<div class='share-buttons'><p>{LINE}</p></div>")


def test_contents_over_the_text_do_not_speak_against_its_lines() -> None:
    contents = "".join(f"<p>{n} of the boats in the book, briefly</p>" for n in range(30))
    assert is_filled("boats", over=contents)


def test_a_text_of_which_much_is_left_out_has_no_gaps_to_fill() -> None:
    others = "".join(f"<p>Boat {n} is for sale, ask at the quay.</p>" for n in range(40))
    assert not is_filled("boats", line=f"{others}<p>{LINE}</p>")
