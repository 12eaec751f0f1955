"""What the Markdown of documents knows beyond CommonMark: formulas and footnotes."""

import pytest

from reader.document.motions import sentences
from reader.document.parse import parse_markdown


@pytest.mark.parametrize(
    "formula",
    [
        "$a_1 b_2$",
        "$x*y*z$",
        r"$\alpha_{1}*\beta^{2}*\gamma$",
        r"$$\sum_{i} a_i^* b_j^*$$",
    ],
)
@pytest.mark.parametrize("around", ["By {} and so on.", "{}", "- {}", "> {}", "# {}", "[^1]: {}"])
def test_a_formula_keeps_its_signs(formula: str, around: str) -> None:
    document = parse_markdown(around.format(formula))
    assert formula in document.text
    assert not document.spans


def test_a_formula_in_a_cell_keeps_its_signs() -> None:
    assert "$a_1b_2$" in parse_markdown("| term | note |\n| --- | --- |\n| $a_1b_2$ | *kept* |").text


def test_emphasis_beside_a_formula_stays() -> None:
    document = parse_markdown("Take $a_1b_2$ as *given*.")
    assert document.text == "Take $a_1b_2$ as given."
    assert [span.kind for span in document.spans] == ["emphasis"]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("It cost $5 to *$6* a head.", "It cost $5 to $6 a head."),
        ("From $5 a *head* to 9$ each.", "From $5 a head to 9$ each."),
        ("Pay [$5](https://example.org/a_b) or 9$.", "Pay $5 or 9$."),
        (r"Escaped \$a *b* c$", "Escaped $a b c$"),
    ],
)
def test_money_is_no_formula(markdown: str, text: str) -> None:
    assert parse_markdown(markdown).text == text


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("Ibid.", "Ibid."),
        ("https://example.org/ledger", "https://example.org/ledger"),
        ("[example.org/ledger](https://example.org/ledger)", "example.org/ledger"),
        ("<https://example.org/ledger>", "https://example.org/ledger"),
        ('ledger "The ledger"', 'ledger "The ledger"'),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_footnote_of_one_word_is_a_footnote(note: str, shown: str, gap: str) -> None:
    document = parse_markdown(f"Eels[^1] and weirs[^2].\n\n[^1]: {note}{gap}[^2]: See the ledger.")
    notes = [document.text[b.range.start : b.range.end] for b in document.blocks if b.kind == "footnote"]
    assert notes == [shown, "See the ledger."]
    assert [span.target for span in document.spans if span.kind == "footnote"] == ["1", "2"]


def test_other_references_are_links() -> None:
    document = parse_markdown("See [the ledger][1].\n\n[1]: https://example.org/ledger")
    assert document.text == "See the ledger."
    assert [span.target for span in document.spans] == ["https://example.org/ledger"]


def test_the_mark_of_a_footnote_is_no_part_of_a_word_or_number() -> None:
    document = parse_markdown("It was in 1945[^4] that the eels came.\n\n[^4]: See the ledger.")
    assert document.text.startswith("It was in 1945[4] that")
    (mark,) = (span for span in document.spans if span.kind == "footnote")
    assert (document.text[mark.range.start : mark.range.end], mark.target) == ("[4]", "4")


def test_a_sentence_ends_behind_the_marks_of_its_footnotes() -> None:
    document = parse_markdown(
        'Eels swim.[^1][^b] He "went."[^3] Then no![^4] 終わり。[^5]次の文。 See p. 5 there.'
    )
    found = [
        document.text[place.start : place.end] for place in sentences(document.text, document.blocks[0].range)
    ]
    assert found == [
        "Eels swim.[1][b]",
        'He "went."[3]',
        "Then no![4]",
        "終わり。[5]",
        "次の文。",
        "See p. 5 there.",
    ]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("3·10<sup>8</sup> m/s", "3·10⁸ m/s"),
        ("10<sup>-6</sup> m", "10⁻⁶ m"),
        ("H<sub>2</sub>O", "H₂O"),
        ("x<sup>2n</sup>", "x²ⁿ"),
        ("the 3<sup>rd</sup> time", "the 3rd time"),
        ("x<sup>n</sup>", "xn"),
        ("a<sub>max</sub>", "amax"),
    ],
)
def test_raised_and_lowered_figures_stay_so(markdown: str, text: str) -> None:
    assert parse_markdown(markdown).text == text


def test_a_picture_in_a_line_does_not_run_into_the_words_beside_it() -> None:
    document = parse_markdown("Before![a weir](w.png)after, and ![an eel](e.png), and so on.")
    assert document.text == "Before a weir after, and an eel, and so on."


def test_a_paragraph_of_brackets_is_text_and_others_keep_their_links() -> None:
    brackets = "[" * 5000
    document = parse_markdown(f"{brackets}\n\nSee [the ledger](https://example.org).")
    assert document.text == f"{brackets}\n\nSee the ledger."
    assert [span.target for span in document.spans] == ["https://example.org"]
