from hypothesis import given
from hypothesis import strategies as st

from reader.document.parse import parse_markdown
from reader.reading.summary import key_sentences

FILLER = [
    "A goat was seen on the market square and ate from a basket of apples there.",
    "The baker opened late because the oven had gone out during the long night.",
    "Some children counted the wagons of a freight train as it crossed the bridge.",
    "Rain was forecast for the weekend, and many people stayed at home with books.",
    "The post office received a new clock whose hands are painted bright red now.",
    "An orchestra practised an old march in the hall behind the railway station.",
]
KEY = "The council voted to move the lighthouse back from the cliff before winter storms."


def text_with(place: int) -> str:
    sentences = [*FILLER, "Engineers say the lighthouse can be moved from the cliff within one winter."]
    sentences.insert(place, KEY)
    return "\n\n".join(sentences)


def test_sentence_that_says_the_title_is_chosen_wherever_it_stands() -> None:
    for place in range(len(FILLER) + 1):
        document = parse_markdown(text_with(place))
        chosen = key_sentences(document, "Council votes to move the lighthouse", 3)
        assert KEY in [document.text[one.start : one.end] for one in chosen]


def test_what_was_said_is_not_said_again() -> None:
    text = "\n\n".join([KEY, KEY.replace("before", "long before"), *FILLER])
    document = parse_markdown(text)
    chosen = [document.text[one.start : one.end] for one in key_sentences(document, "", 2)]
    assert len([one for one in chosen if "council" in one]) == 1


def test_headings_code_and_short_lines_are_no_sentences() -> None:
    document = parse_markdown(f"# {KEY}\n\nYes.\n\n```\n{KEY}\n```\n\n{FILLER[0]}")
    assert [document.text[one.start : one.end] for one in key_sentences(document)] == [FILLER[0]]


def test_scripts_without_blanks_have_key_sentences() -> None:
    sentences = [
        "市議会は冬の嵐の前に灯台を崖から移すことを決めた。",
        "ヤギが市場で林檎を食べているのが見られた。",
    ]
    document = parse_markdown("\n\n".join(sentences * 3))
    assert key_sentences(document, "灯台を移す", 1)


@given(st.text(max_size=400), st.integers(1, 5))
def test_key_sentences_are_parts_of_the_text_in_order(markdown: str, count: int) -> None:
    document = parse_markdown(markdown)
    chosen = key_sentences(document, "title", count)
    assert len(chosen) <= count
    assert list(chosen) == sorted(chosen)
    assert all(0 <= one.start < one.end <= len(document.text) for one in chosen)
