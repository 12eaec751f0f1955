"""What stands within the article of a text save: captions, lists of other stories, short answers."""

from __future__ import annotations

import pytest

from reader.cleaning.textsave import clean_text
from reader.formats.page import Page, Source
from tests.cleaning.test_text_layout import ASIDE, STORY, body_of

HEAD = "Home\nLog in\nThe ferry that stopped\nMay 1, 2021"
EARLIER = (
    "Nobody had thought of the mail until the postwoman came down the steps with two bags, one for the "
    "school, and asked the children who were fishing there to count what was in the other.",
    "There were ninety letters and a parcel with a clock, which had begun to strike on the way and would not "
    "stop, so that the dogs of the upper village answered it all through the afternoon.",
    "The mayor, who is also the smith, offered to open the wheelhouse with what he had in his shop, but the "
    "company in the capital asked him by telephone to leave the door where it was.",
    "Three fishermen took the bags over at last, in a boat that leaks, for a bottle and the promise that "
    "somebody would caulk her before the herring comes in, which it does on the tenth.",
    "The harbour keeps a book of such crossings, in which the last one before this stands under the year "
    "of the great ice, when the post went over on a sledge and the horse came home alone.",
    "On Saturday the wind turned, and with it the mood on the quay, where people now sat on their boxes and "
    "spoke of other captains whom they had known, none of whom would have thought of a key.",
    "They were back before dark, wet to the belt, and said that the island had bread for a week, that the "
    "midwife was well, and that the clock was now on the teacher's shelf and still at it.",
)
FOOT = "Share\nPrivacy policy"


def save_of(*parts: str) -> str:
    return "\n\n".join([HEAD, *parts, FOOT])


@pytest.mark.parametrize("width", [None, 78])
def test_words_of_a_picture_that_stand_thrice_in_a_row_join_no_paragraphs(width: int | None) -> None:
    import textwrap

    first, second = ("\n".join(textwrap.wrap(part, width)) if width else part for part in STORY[:2])
    alternatives = "\n".join(["The captain on the dike with the key in his coat"] * 3)
    rest = [part if width is None else "\n".join(textwrap.wrap(part, width)) for part in STORY[2:]]
    body = body_of(save_of(f"{first}\n{alternatives}\n{second}", *rest))
    assert body == "\n\n".join(STORY)


def test_a_caption_that_comes_with_every_picture_goes() -> None:
    caption = "The ferry in the harbour of the island, a picture"
    body = body_of(save_of(*(part for story in STORY for part in (story, caption))))
    assert caption not in body
    assert all(story in body for story in STORY)


@pytest.mark.parametrize(
    "caption",
    [
        "The wheelhouse has been locked since noon (Image: HARBOUR POST )",
        "Der Deich am Abend (Foto: Ines Abt)",
    ],
)
def test_a_line_with_the_credit_of_a_picture_is_its_caption(caption: str) -> None:
    assert body_of(save_of(STORY[0], caption, *STORY[1:])) == "\n\n".join(STORY)


def test_short_answers_of_an_interview_stay_with_the_long_ones() -> None:
    answers = [
        "Q: Where did you learn to steer a ferry in the dark?",
        "A: On my uncle's boat, between the mole and the sandbank, in the winter of the great ice, for pay.",
        *(
            line
            for thing in ("rope", "tide", "knot", "apps", "athlete", "song", "soup", "places to go")
            for line in (f"Q: Favourite {thing}?", f"A: {thing.title()} of Hemp")
        ),
        "Q: And what would you tell somebody who wants to learn it now?",
        "A: That the sea is wide and the harbour is not, and that one should eat before the second bell.",
    ]
    body = body_of(save_of(*STORY, *answers))
    assert body.endswith("\n\n".join(answers))


def test_the_text_goes_on_behind_a_list_of_other_stories() -> None:
    titles = "\n".join(f"{title.split(' of ')[0]} [VIDEO]" for title in ASIDE)
    body = body_of(save_of(*EARLIER, "Related articles", titles, *STORY))
    assert body == "\n\n".join([*EARLIER, *STORY])


def test_what_is_said_of_the_author_below_the_text_is_no_part_of_it() -> None:
    life = "Ines Abt has written about ferries since 1988 and lives on the island with a goat and two bells."
    assert body_of(save_of(*STORY, "About Ines Abt", life)) == "\n\n".join(STORY)
    article = clean_text(Page("text", save_of("About Ines Abt", *STORY, life), Source("save.txt")))
    assert life in article.text
