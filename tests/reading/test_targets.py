from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.document import motions
from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.reading.targets import Link, all_links, labels, links_within, paragraphs_within, sentences_within

TEXTS = st.lists(
    st.sampled_from(
        [
            "One. Two! Three?",
            "- a\n- b",
            "# Head",
            "灯台。動いた。",
            "[x](https://a.example) y.",
            "`c`",
            "* * *",
        ]
    ),
    max_size=6,
).map("\n\n".join)


@given(st.integers(0, 600))
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    made = labels(count)
    assert len(made) == count
    assert len(set(made)) == count
    assert not any(one != other and other.startswith(one) for one in made[:40] for other in made)


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_targets_are_seen_in_the_window_and_lie_in_the_text(markdown: str, start: int, length: int) -> None:
    document = parse_markdown(markdown)
    window = Range(min(start, len(document.text)), min(start + length, len(document.text)))
    for find in (sentences_within, paragraphs_within, links_within):
        for target in find(document, window):
            assert target.shown_at in window
            assert target.shown_at in target.range
            assert len(target.range) > 0
            assert target.range.end <= len(document.text)


@given(TEXTS, st.lists(st.sampled_from("wbe()isp<>fFtT"), max_size=20), st.integers(0, 100))
def test_any_sequence_of_motions_stays_in_the_text(markdown: str, keys: list[str], start: int) -> None:
    document = parse_markdown(markdown)
    text = document.text
    if not text:
        return
    head = min(start, len(text) - 1)
    place = Range(head, head + 1)
    for key in keys:
        match key:
            case "w":
                head = motions.next_word(text, head)
            case "b":
                head = motions.previous_word(text, head)
            case "e":
                head = motions.word_end(text, head)
            case ")":
                head = motions.next_sentence(document, head)
            case "(":
                head = motions.previous_sentence(document, head)
            case "<" | ">":
                place = motions.end_moved(text, place, forward=key == ">")
            case "i" | "s" | "p":
                found = motions.object_at(document, head, "w" if key == "i" else key)
                assert found is not None
                place = found if len(found) else place
            case _:
                within = document.blocks[motions.block_at(document, head)].range
                sign = motions.find_sign(
                    text, head, "e", forward=key in "ft", till=key in "tT", within=within
                )
                head = head if sign is None else sign
        assert 0 <= head < len(text)
        assert 0 <= place.start < place.end <= len(text)


def test_links_are_told_by_their_words_once_each() -> None:
    document = parse_markdown(
        "[![](a.png)](https://x.example/tower) [the tower](https://x.example/tower), "
        "[it](https://x.example/tower) and [![](b.png)](https://x.example/goat)"
    )
    links = (Link("https://x.example/tower", "the tower"), Link("https://x.example/goat", ""))
    assert all_links(document) == links
