"""Quotes set apart from the text, and who said them: both stay where the text around them does."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.blocks import Blocks, Box
from reader.cleaning.elements.quotes import is_source_of_quote
from reader.cleaning.surroundings import OTHERS, neighbours, wrapper

_REFUSED = -10.0
"""Odds below this stand for a refusal by name."""
_LONGEST_SOURCE = 200
"""Characters of the line that says whose words a quote is."""


def keep_quotes(found: Blocks, odds: Sequence[float], kept: list[bool]) -> None:
    """Take quotes that stand as figures between text that is taken, and the line under a quote that is taken.

    The trees have learned that a few words between two paragraphs are a pull quote, which says again what the
    text says. A quote that the text does not say again is a part of it.

    Args:
        found: the blocks of a page.
        odds: of each block.
        kept: which blocks are taken; changed in place.
    """
    quotes = [box for box in found.boxes if box.tag == "blockquote" and box.first < box.last]
    for quote in quotes:
        figure = quote.above
        if figure is not None and figure.tag == "figure" and not all(kept[quote.first : quote.last]):
            is_amid = all(neighbours(wrapper(figure), kept)) and not figure.bits & OTHERS
            if is_amid and not _is_repeated(found, quote):
                kept[quote.first : quote.last] = [o > _REFUSED for o in odds[quote.first : quote.last]]
    for quote in quotes:
        source = _source_under(found, quote)
        if source is not None and kept[quote.last - 1]:
            kept[source.first : source.last] = [True] * (source.last - source.first)
    for footer in found.boxes:
        if footer.tag == "footer":
            _keep_footer(footer, kept)


def _keep_footer(footer: Box, kept: list[bool]) -> None:
    """Take who said a quote that is taken, as HTML 5 had it at first and as many still write it."""
    quote = footer.above
    is_of_quote = quote is not None and quote.tag == "blockquote" and any(kept[quote.first : footer.first])
    if is_of_quote and footer.characters <= _LONGEST_SOURCE:
        kept[footer.first : footer.last] = [True] * (footer.last - footer.first)


def _is_repeated(found: Blocks, quote: Box) -> bool:
    words = _letters("".join(block.text for block in found.blocks[quote.first : quote.last]))
    others = (*found.blocks[: quote.first], *found.blocks[quote.last :])
    return any(words in _letters(block.text) for block in others if len(block.text) >= len(words))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _source_under(found: Blocks, quote: Box) -> Box | None:
    """The box right behind a quote, in the box that holds both, that says who said it."""
    if quote.last >= len(found.blocks) or quote.above is None:
        return None
    box = found.blocks[quote.last].box
    while box.above is not None and box.above is not quote.above and box.above.first == quote.last:
        box = box.above
    is_short = box.above is quote.above and box.characters <= _LONGEST_SOURCE
    return box if is_short and is_source_of_quote(box.tag, box.names) else None
