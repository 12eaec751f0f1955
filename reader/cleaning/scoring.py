"""How much a part of a page looks like prose: text, links and sentences, counted once for every element.

Method: content density and link density as in Kohlschütter, Fankhauser and Nejdl (2010), with the points that
paragraphs give to what holds them as in Arc90's Readability.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from reader.cleaning.furniture import is_named_article, is_named_furniture, names_of

_BLANKS = re.compile(r"\s+")
_SENTENCE_SIGNS = re.compile("[,.;:!?…،؛؟。、，．！？；：।]")
_PARAGRAPHS = frozenset(["p", "pre", "blockquote", "td", "dd", "li", "figcaption", "h2", "h3", "h4"])
_WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEAST_CHARACTERS = 25


@dataclass(slots=True)
class Measure:
    """What an element holds, with all that is in it."""

    characters: int = 0
    linked: int = 0
    """Characters within links."""
    signs: int = 0
    """Marks that end or part sentences."""
    paragraphs: int = 0
    blocks: int = 0
    points: float = 0.0

    @property
    def link_density(self) -> float:
        """Share of the characters that stand in links."""
        return self.linked / self.characters if self.characters else 0.0


_BLOCKS = frozenset(
    """p div section article ul ol table blockquote pre h1 h2 h3 h4 figure dl
    main aside header footer form li tr""".split()  # noqa: SIM905  # a table of words
)


def measure(root: HtmlElement) -> dict[HtmlElement, Measure]:
    """Measure every element below a root, children before parents, in one walk without recursion."""
    found: dict[HtmlElement, Measure] = {}
    for element in reversed(list(root.iter())):
        if not isinstance(element.tag, str):
            continue
        own = found.setdefault(element, Measure())
        _add_text(own, element.text)
        for child in element:
            inner = found.get(child)
            if inner is not None:
                _add(own, inner, is_block=child.tag in _BLOCKS)
            _add_text(own, child.tail)
        if element.tag == "a":
            own.linked = own.characters
        elif element.tag == "p" and own.characters >= _LEAST_CHARACTERS:
            own.paragraphs += 1
    _give_points(found)
    return found


def _add_text(own: Measure, text: str | None) -> None:
    if not text or text.isspace():
        return
    folded = _BLANKS.sub(" ", text)
    count = len(folded)
    if not folded.isascii():
        count += len(_WIDE.findall(folded))  # a CJK or Thai letter says more than a Latin one
    own.characters += count
    own.signs += len(_SENTENCE_SIGNS.findall(folded))


def _add(own: Measure, inner: Measure, *, is_block: bool) -> None:
    own.characters += inner.characters
    own.linked += inner.linked
    own.signs += inner.signs
    own.paragraphs += inner.paragraphs
    own.blocks += inner.blocks + is_block


def _give_points(found: dict[HtmlElement, Measure]) -> None:
    """Each paragraph gives points to what holds it: all to its parent, less to those above."""
    for element, own in found.items():
        if own.characters < _LEAST_CHARACTERS or not _is_paragraph(element, own):
            continue
        points = (1 + min(own.signs, 12) * 0.7 + min(own.characters / 100, 5)) * (
            1 - min(1.0, own.link_density * 1.5)
        )
        if points <= 0:
            continue
        for share, ancestor in zip((1.0, 0.6, 0.3, 0.15), element.iterancestors(), strict=False):
            if ancestor in found:
                found[ancestor].points += points * share
    for element, own in found.items():
        if own.points:
            own.points *= _weight(element) * (1 - own.link_density)


def _is_paragraph(element: HtmlElement, own: Measure) -> bool:
    if element.tag in ("p", "pre", "blockquote"):
        return True
    return own.blocks == 0 and element.tag in ("div", "section", "td", "dd", "li", "article")


def _weight(element: HtmlElement) -> float:
    weight = {
        "article": 1.3,
        "main": 1.1,
        "body": 0.8,
        "html": 0.5,
        "aside": 0.4,
        "footer": 0.3,
        "form": 0.5,
    }.get(element.tag, 1.0)
    names = names_of(element)
    if names != " ":
        if is_named_article(names) or element.get("itemprop") == "articleBody":
            weight *= 1.6
        elif is_named_furniture(names):
            weight *= 0.5
    return weight
