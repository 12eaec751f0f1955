"""What forums, blogs and live reports of all makes call the box of a post's text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from reader.cleaning.page_words import holds_any

_POST_NAME = re.compile(
    r"(?:^|\s)(?:post text|cooked|bbwrapper|postbody|postcontent|post[_-]?(?:content|message|text)(?:_?\d+)?|"
    r"message(?:content|body|text|-body)?|answer|js-post-body|s-prose|user-?text-?body|commtext|"
    r"comment[_-]?(?:body|text|content|copy)|status_+content|"
    r"live-?blog-?update|(?:live-?blog|live)[_-]+(?:[a-z]+[_-]+)*(?:entry|post|update|item)(?:[_-]+(?:body|content|text))?)"
    r"(?:\s|$)",
)
_TWO_WORDS = "post text"
"""The one name of a post that has a blank in it."""
_PARTS_OF_NAMES: Final = (
    "cooked", "bbwrapper", "message", "answer", "s-prose", "commtext", "status_", "live", "usertext",
    "user-text", _TWO_WORDS,
    *(
        f"{whose}{sign}{part}"
        for whose in ("post", "comment")
        for sign in ("", "-", "_")
        for part in ("body", "text", "content", "copy")
    ),
)  # fmt: skip
"""One of these stands in every name of a post; most pages have none in any name."""
_DIGITS = re.compile(r"\d+")


def name_posts(names: str) -> bool:
    """Whether any box of a page may be called as posts are; pages share more words than rows of them."""
    return holds_any(names, _PARTS_OF_NAMES) and (
        _TWO_WORDS in names or any(map(_is_name_of_post, set(names.split())))
    )


@lru_cache(maxsize=16_384)
def _is_name_of_post(word: str) -> bool:
    return _POST_NAME.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def make_of_post(names: str) -> str | None:
    """What a box of these names is called when it is a post, without its number; most boxes share theirs."""
    name = _POST_NAME.search(names)
    return _DIGITS.sub("", name[0]).strip() if name is not None else None
