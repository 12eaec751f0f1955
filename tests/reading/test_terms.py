"""Names and terms of an article."""

from hypothesis import given
from hypothesis import strategies as st

from reader.document.parse import parse_markdown
from reader.reading.term_words import naming_words
from reader.reading.terms import Term, key_terms

STORY = """\
Mirela Osk had moved a chapel. When the council asked, Osk said no. Then she looked at the tower of Skarrow.

## The Bricks Of The Tower

But the Bank of Skarrow paid. But nobody at the bank knew the keeper, Jonas de Vries, but for his goat. The
sea took its part; the goat, too, was counted. In Skarrow, people say that de Vries still counts. The goat
does not, in all those years.

Later that year Osk left Skarrow, and so did Osk's goat. It's said that Anna Bell, of the Harbour Post,
wrote it.
"""


def found(text: str, language: str = "en", telling: tuple[str, ...] = ()) -> dict[str, Term]:
    return {term.text: term for term in key_terms(parse_markdown(text), language, telling)}


def test_names_are_found_with_all_their_mentions() -> None:
    names = found(STORY)
    assert len(names["Mirela Osk"].mentions) == 4
    assert len(names["Skarrow"].mentions) == 3
    assert {"Bank of Skarrow", "Jonas de Vries", "Anna Bell", "Harbour Post"} <= set(names)


def test_beginnings_of_sentences_headings_and_contractions_are_no_names() -> None:
    names = found(STORY)
    assert not {"But", "The", "When", "It", "It's", "Later", "In Skarrow", "But the Bank"} & set(names)
    assert not any("Bricks" in name for name in names)


def test_single_letters_go_on_with_a_name_and_begin_none() -> None:
    names = found(
        "The ship was the Gannet X. Nobody sold the Gannet X twice, and in Skarrow I saw a Gannet X."
    )
    assert set(names) == {"Gannet X"}
    assert len(names["Gannet X"].mentions) == 3


def test_abbreviation_is_no_part_of_a_longer_name() -> None:
    names = found("They bought a CPU. The Basic CPU was slow, and a new CPU was not.")
    assert len(names["CPU"].mentions) == 2


def test_single_nouns_of_german_are_no_names() -> None:
    text = "Der Wärter sah das Meer. Am Abend kam das Boot. Da grüßte Mirela Osk den Wärter und ging."
    assert set(found(text, "de")) == {"Mirela Osk"}


def test_terms_are_those_of_the_index_and_stand_in_the_text() -> None:
    terms = found(STORY, telling=("goat", "lighthouse", "osk", "council"))
    assert [name for name, term in terms.items() if term.kind == "term"] == ["goat"]
    assert [STORY_TEXT[place.start : place.end].lower() for place in terms["goat"].mentions] == ["goat"] * 4


def test_pairs_of_signs_are_put_together_to_words() -> None:
    text = "宇航员在空间站。宇航员喝酒。空间站没有酒。宇航员回来了。空间站很大。"
    terms = found(text, "zh", ("宇航", "航员", "空间", "间站"))
    assert list(terms) == ["宇航员", "空间站"]
    assert len(terms["宇航员"].mentions) == 3


@given(st.text(max_size=300), st.lists(st.text("goat灯塔", min_size=1, max_size=4), max_size=5))
def test_mentions_stand_in_the_text_in_order(text: str, telling: list[str]) -> None:
    document = parse_markdown(text)
    for term in key_terms(document, "", telling):
        assert term.mentions
        assert list(term.mentions) == sorted(term.mentions)
        for place in term.mentions:
            assert 0 <= place.start < place.end <= len(document.text)


STORY_TEXT = parse_markdown(STORY).text


KEEPER = """\
They moved the lantern, and with them came the goat. Nobody had moved it before. It was moved to the tower
slowly, among the bricks. To count them took the lantern, the goat and all of them. The counting of the goat
was slowly done, among others.
"""


def test_function_words_verbs_and_adverbs_are_no_terms() -> None:
    telling = ("them", "moved", "among", "slowly", "lantern", "goat")
    assert set(found(KEEPER, telling=telling)) == {"lantern", "goat"}


def test_verb_that_is_a_noun_here_is_a_term() -> None:
    text = "The report of the keeper was long. Nobody read his report. They report the tide."
    assert "report" in found(text, telling=("report",))
    text = "They report the tide. Who will report it? The keepers never report."
    assert "report" not in found(text, telling=("report",))


def test_term_of_german_is_capital_within_its_sentences() -> None:
    text = "Neues kam vom Turm. Nun kam neues Licht. Der Leuchtturm war alt, und am Leuchtturm stand er."
    assert set(found(text, "de", ("neues", "leuchtturm"))) == {"leuchtturm"}


def test_words_that_two_articles_share_are_given_without_verbs() -> None:
    assert naming_words(("lantern", "moved", "them", "unseen"), KEEPER, "en") == ("lantern", "unseen")


def test_irregular_verbs_are_no_terms_unless_they_are_nouns_here() -> None:
    text = (
        "The keeper brought oil. Oil was brought by boat, and nobody has written of it. Written it was not."
    )
    assert set(found(text, telling=("brought", "written"))) == set()
    text = "She caught the boat. The bound of the harbour is old, and the bound of the sea is older."
    assert set(found(text, telling=("caught", "bound"))) == {"bound"}


def test_title_alone_and_words_that_join_sentences_are_no_names() -> None:
    text = "We saw Mr. Osk. Then came Mr. Osk again, with Dr. Lind. Osk, However, and Dr. Lind knew, However."
    assert not {"Mr", "Dr", "However"} & set(found(text))
    assert "Osk" in found(text)


def test_verbs_in_the_present_are_no_terms_unless_they_are_nouns_here() -> None:
    text = (
        "A lantern consists of glass. Each lamp consists of parts. "
        "Keepers oppose change; harbours oppose change. "
        "It works, facilitating repairs, facilitating change. A crew carries timber; a goat carries timber."
    )
    telling = ("consists", "oppose", "facilitating", "carries", "timber", "change")
    assert set(found(text, telling=telling)) == {"timber", "change"}
    text = "The understanding of the sea was his. Their understanding of the wind grew."
    assert "understanding" in found(text, telling=("understanding",))
