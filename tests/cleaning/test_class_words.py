"""Classes and ids: what their words speak of."""

from __future__ import annotations

import pytest

from reader.cleaning import class_words
from reader.cleaning.class_words import meaning_of


@pytest.mark.parametrize(
    ("names", "meaning"),
    [
        ("entry byline", class_words.AUTHOR | class_words.DATE | class_words.DOUBTFUL),
        ("Post-Author", class_words.AUTHOR),
        ("by-line", class_words.AUTHOR),
        ("quote-author", class_words.AUTHOR | class_words.QUOTE),
        ("entry__date", class_words.DATE),
        ("posted-on", class_words.DATE),
        ("story age", class_words.DATE),
        ("comments-area", class_words.REFUSED),
        ("tag-cloud", class_words.REFUSED),
        ("advertLeft", class_words.DOUBTFUL),
        ("box advertisement-top", class_words.DOUBTFUL),
        ("author-box", class_words.AUTHOR | class_words.DOUBTFUL),
        ("off-canvas", class_words.MENU),
        ("bottom-bar", class_words.FOOT),
        ("post-next", class_words.BESIDE),
    ],
)
def test_words_that_stand_alone_speak(names: str, meaning: int) -> None:
    assert meaning_of(names) == meaning


@pytest.mark.parametrize(
    "names",
    [
        "",
        "authority",
        "update-navy",
        "page-age-group",
        "posted-one",
        "bottom-barrel",
        "story-advertising2go:x",
    ],
)
def test_parts_of_words_say_nothing(names: str) -> None:
    assert meaning_of(names) == 0
