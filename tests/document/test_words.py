"""Words as vim 9 has them: the places and ranges are what it answered for these lines."""

import pytest

from reader.document import motions
from reader.document.parse import parse_markdown

TEXT = "The (old) tower's don't-move, e.g. now. Fell?! “Yes,” she said…\n\nA x2 foo_bar."


def reached(motion: str, start: str) -> str:
    move = {"w": motions.next_word, "b": motions.previous_word, "e": motions.word_end}[motion]
    offset = move(TEXT, TEXT.index(start))
    return TEXT[offset : offset + 4]


@pytest.mark.parametrize(
    ("motion", "start", "end"),
    [
        ("w", "The", "(old"), ("w", "(old", "old)"), ("w", "old)", ") to"), ("w", "wer's", "'s d"),
        ("w", ", e.g", "e.g."), ("w", "?!", "“Yes"), ("w", "said…", "…\n\nA"), ("w", "…", "A x2"),
        ("w", "x2", "foo_"),
        ("b", "old)", "(old"), ("b", "er's", "towe"), ("b", "A x2", "…\n\nA"), ("b", "bar.", "foo_"),
        ("b", "The", "The "),
        ("e", "The", "e (o"), ("e", "e (old", "(old"), ("e", "?!", "! “Y"), ("e", "…", "A x2"),
        ("e", "foo", "r."),
    ],
)  # fmt: skip
def test_motion_goes_where_it_does_in_vim(motion: str, start: str, end: str) -> None:
    assert reached(motion, start) == end


@pytest.mark.parametrize(
    ("start", "inner", "around"),
    [
        ("he (", "The", "The "), ("ld)", "old", "old"), (" tower", " ", " tower"), ("! “", "?!", "?! "),
        (",” she", ",”", ",” "), ("aid…", "said", " said"), ("bar.", "foo_bar", " foo_bar"),
    ],
)  # fmt: skip
def test_word_object_covers_what_it_does_in_vim(start: str, inner: str, around: str) -> None:
    document, offset = parse_markdown(TEXT), TEXT.index(start)
    for name, expected in (("inner", inner), ("around", around)):
        found = motions.object_at(document, offset, "w", around=name == "around")
        assert found is not None
        assert document.text[found.start : found.end] == expected


@pytest.mark.parametrize(
    "words",
    [
        "e\u0301tude\u0301 apre\u0300s midi",
        "हिन्दी में लिखा",
        "שָׁלוֹם לָךְ עולם",
        "می\u200cخواهم بروم خانه",
        "1\ufe0f\u20e3 🇫🇮 👩‍👩‍👧 x",
    ],
)
def test_words_with_accents_and_points_are_stepped_over_one_by_one(words: str) -> None:
    """Each key moves, and no accent is a word of its own."""
    starts, ends = [0], list[int]()
    while (following := motions.next_word(words, starts[-1])) != starts[-1] and len(starts) < 9:
        starts.append(motions.grapheme_at(words, following).start)
        assert starts[-1] > starts[-2]
        if starts[-1] == words.rindex(" ") + 1:
            break
    offset = 0
    while offset < words.rindex(" ") and len(ends) < 9:
        following = motions.grapheme_at(words, motions.word_end(words, offset)).start
        assert following > offset
        ends.append(offset := following)
    assert starts == [0, *(place + 1 for place, sign in enumerate(words) if sign == " ")]


def test_paragraph_around_takes_the_empty_line_behind_it_and_a_sentence_none() -> None:
    document = parse_markdown("One here. Two.\n\nThree.")
    sentence = motions.object_at(document, 11, "s", around=True)
    paragraph = motions.object_at(document, 11, "p", around=True)
    assert sentence is not None
    assert paragraph is not None
    assert document.text[sentence.start : sentence.end] == " Two."
    assert document.text[paragraph.start : paragraph.end] == "One here. Two.\n\n"
