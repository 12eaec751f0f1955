"""A list narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from reader.terminal import fold
from reader.tui.widgets.row_list import Item


def narrowed(items: Sequence[Item], query: str) -> tuple[Item, ...]:
    """The items with every word of a query, whatever their case and diacritics; all when it is empty."""
    words = fold(query).text.split()
    if not words:
        return tuple(items)
    found = tuple(item for item in items if all(word in _text_of(item) for word in words))
    return found or (Item((("Nothing here has that.", "dim"),)),)


def _text_of(item: Item) -> str:
    return fold(" ".join((item.mark, *(text for text, _ in item.lines)))).text
