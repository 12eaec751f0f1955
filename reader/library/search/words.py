"""What of a text goes into the index: folded words, and single signs of scripts that do not part words."""

from __future__ import annotations

import re
from collections import Counter

from reader.terminal import fold

# Thai, Lao, Burmese, Khmer, kana, Han: written without blanks, so each sign is a word of its own, and a
# phrase of them finds what is written together.
_SIGNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_SIGN = re.compile(f"[{_SIGNS}]")
_WORD = re.compile(rf"[^\W\d_{_SIGNS}]{{3,}}")
_PAIR = re.compile(f"(?=([{_SIGNS}]{{2}}))")


def is_sign(letter: str) -> bool:
    """Whether a letter is of a script that does not part words."""
    return _SIGN.match(letter) is not None


def index_text(text: str) -> str:
    """A text as the index takes it."""
    return signs_apart(fold(text).text)


def signs_apart(folded: str) -> str:
    """A folded text as the index takes it."""
    return folded if folded.isascii() else _SIGN.sub(lambda found: f" {found[0]} ", folded)


def term_counts(text: str) -> Counter[str]:
    """How often each word stands in a text; of scripts without blanks, each pair of signs.

    Words are folded. Those of less than three letters say nothing about the subject.
    """
    return folded_counts(fold(text).text)


def folded_counts(folded: str) -> Counter[str]:
    """The same of a text that is folded."""
    counts = Counter(_WORD.findall(folded))
    if not folded.isascii():
        counts.update(_PAIR.findall(folded))
    return counts
