"""A passage as a query that finds it."""

from __future__ import annotations

_MOST_CHARACTERS = 200


def phrase_query(passage: str) -> str:
    """The query for a passage, as a phrase; empty when there are no words in it.

    Of a long passage its beginning, to the last whole word: what else has it will mostly have that.
    """
    words = passage.replace('"', " ").split()
    if not any(sign.isalnum() for sign in passage):
        return ""
    phrase = words[0][:_MOST_CHARACTERS]
    for word in words[1:]:
        if len(phrase) + len(word) >= _MOST_CHARACTERS:
            break
        phrase += f" {word}"
    return f'"{phrase}"'
