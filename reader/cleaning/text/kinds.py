"""Kinds of pages whose own parts look like furniture in a text save: recipes, and threads of forums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.cleaning.text.blocks import Block
from reader.cleaning.text.prose import words
from reader.cleaning.text.times import find_time

_INGREDIENTS = re.compile(
    r"(?:ingredients?|zutaten|ingrédients|ingredientes|ingredienti|ingrediënten|ingredienser|składniki|"
    r"ингредиенты|ainekset|malzemeler|ingrediencie|hozzávalók|材料)\s*[:：]?(?:\s*\(.{1,40}\))?",
    re.IGNORECASE,
)
_DIRECTIONS = re.compile(
    r"(?:instructions?|directions?|methods?|preparation|steps|zubereitung|anleitung|préparation|preparación|"
    r"preparação|modo de preparo|elaboración|preparazione|procedimento|bereiding|bereidingswijze|gör så här|"
    r"przygotowanie|приготовление|ohje|valmistus|hazırlanışı|elkészítés|作り方)\s*[:：]?",
    re.IGNORECASE,
)
_MOST_INGREDIENTS = 60
_MOST_WORDS = 20
# phpBB and its many kin, in the languages that their boards are kept in.
_POST = re.compile(r"(?:by|von|par|por|da|di|door|af|av|od|от|przez)\s+\S.{0,40}?\s»\s", re.IGNORECASE)
_FEWEST_POSTS = 2


def ingredients(blocks: Sequence[Block], end: int) -> range:
    """The blocks between the headings of a recipe's ingredients and of what is done with them.

    Lists of figures and names look like tables of a shop; the second heading tells a recipe.
    """
    for first in range(end):
        if not _INGREDIENTS.fullmatch(blocks[first].text):
            continue
        for last in range(first + 2, min(end, first + _MOST_INGREDIENTS)):
            if _DIRECTIONS.fullmatch(blocks[last].text):
                return range(first, last + 1)
    return range(0)


def as_items(blocks: Sequence[Block], part: range) -> list[Block]:
    """The blocks with each short line of a recipe's ingredients as an item."""
    made = list(blocks)
    for n in part[1:-1]:
        if (
            made[n].kind == "paragraph"
            and words(made[n].text) <= _MOST_WORDS
            and not made[n].text.endswith(":")
        ):
            made[n] = replace(made[n], kind="item", marker="-")
    return made


def post_heads(blocks: Sequence[Block], end: int) -> list[int]:
    """The lines over the posts of a thread that say who wrote when; none when there are fewer than two."""
    found = [
        n
        for n in range(end)
        if _POST.match(blocks[n].text) and words(blocks[n].text) <= _MOST_WORDS and find_time(blocks[n].text)
    ]
    return found if len(found) >= _FEWEST_POSTS else []
