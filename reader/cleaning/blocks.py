"""The blocks of text that a page shows, in order, with what stands around each: one walk over the tree.

A block is the text that stands directly in one block-level element, inline markup included; what a nested
block holds is a block of its own. Method: text blocks as in Kohlschütter, Fankhauser and Nejdl, Boilerplate
Detection using Shallow Text Features (2010), with the path of class names added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement

from reader.cleaning.body_words import NAME_HINTS

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math q rb rp rt ruby s samp"
    " small span strike strong sub sup time tt u var wbr picture source amp-img svg audio video track object embed"
    " nobr annotation semantics mi mn mo mrow msup msub mfrac".split()
)
PATH_TAGS: Final = frozenset(
    "article main nav aside footer header form section figure figcaption table ul ol dl li td blockquote address pre"
    " details h1 h2 h3 h4 h5 h6 a label".split()
)
"""Elements that tell something of every block below them."""

_GROUPS = frozenset(("ul", "ol", "dl", "table"))
_BLANKS = re.compile(r"\s+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# The frame of a page is named after everything that it may hold.
_PAGE_SHARE = 0.5


@dataclass(slots=True)
class Block:
    """A run of text and the element that holds it directly."""

    element: HtmlElement
    text: str = ""
    linked: int = 0
    """Characters within links."""
    links: int = 0
    nested: bool = False
    """Whether blocks of their own stand within the element too."""
    path: tuple[HtmlElement, ...] = ()
    pieces: list[str] = field(default_factory=list)

    @property
    def link_share(self) -> float:
        """Share of the characters that stand in links, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0


@dataclass(slots=True)
class BlockTree:
    """The blocks of a page and the elements that hold them."""

    blocks: list[Block]
    nodes: list[HtmlElement]
    """Block-level elements in document order; parents before children."""
    parents: dict[HtmlElement, HtmlElement | None]
    """The nearest block-level element above."""
    characters: dict[HtmlElement, int]
    """How much text an element holds in all."""


def read_blocks(body: HtmlElement) -> BlockTree:
    """Part what stands below an element into blocks."""
    owners: dict[HtmlElement, HtmlElement] = {body: body}
    parents: dict[HtmlElement, HtmlElement | None] = {body: None}
    found: dict[HtmlElement, Block] = {body: Block(body)}
    nodes = [body]
    for element in body.iter():
        if element is body:
            _take(found[body], element.text)
            continue
        owner = owners[element.getparent()]
        holder = found[owner]
        tag = element.tag
        if not isinstance(tag, str):
            owners[element] = owner
            _take(holder, element.tail)
            continue
        if tag in INLINE:
            owners[element] = owner
            _take(holder, element.text)
            if tag == "a":
                holder.linked += _length(element)
                holder.links += 1
        else:
            owners[element] = element
            parents[element] = owner
            holder.nested = True
            own = found[element] = Block(element)
            _take(own, element.text)
            nodes.append(element)
        _take(holder, element.tail)
    blocks = []
    for node in nodes:
        block = found[node]
        if block.pieces:
            block.text = _joined(block)
            if block.text:
                blocks.append(block)
    return BlockTree(blocks, nodes, parents, _sums(nodes, parents, found))


def _take(block: Block, text: str | None) -> None:
    if text and not text.isspace():
        block.pieces.append(text)


def _length(element: HtmlElement) -> int:
    return len(_BLANKS.sub(" ", "".join(element.itertext())).strip())


def _joined(block: Block) -> str:
    text = " ".join(block.pieces) if block.nested else "".join(block.element.itertext())
    return _BLANKS.sub(" ", text).strip()


def _sums(
    nodes: list[HtmlElement], parents: Mapping[HtmlElement, HtmlElement | None], found: Mapping[HtmlElement, Block]
) -> dict[HtmlElement, int]:
    sums = {node: len(found[node].text) for node in nodes}
    for node in reversed(nodes):
        parent = parents[node]
        if parent is not None:
            sums[parent] += sums[node]
    return sums


@lru_cache(maxsize=4096)
def name_hints(names: str) -> frozenset[str]:
    """What class names and ids say, as keys of `body_words.NAME_HINTS`."""
    parted = _CAMEL.sub("-", names).lower()
    return frozenset(hint for hint, pattern in NAME_HINTS.items() if pattern.search(parted))


_NOTHING: Final[frozenset[str]] = frozenset()


def hints_of(element: HtmlElement) -> frozenset[str]:
    """What an element's own names and tag say of it and of all it holds."""
    get = element.get
    names = " ".join(filter(None, (get("class"), get("id"), get("role"), get("itemprop"), get("data-component"))))
    hints = name_hints(names[:300]) if names else _NOTHING
    tag = element.tag
    return hints | {f"<{tag}>"} if tag in PATH_TAGS else hints


def path_hints(tree: BlockTree, top: HtmlElement) -> dict[HtmlElement, frozenset[str]]:
    """What the elements from below `top` down to each node say, those left out that hold half of its text.

    Args:
        tree: the page's blocks.
        top: where paths begin; nodes outside of it are left out.
    """
    paths: dict[HtmlElement, frozenset[str]] = {top: _NOTHING}
    much = _PAGE_SHARE * tree.characters[top]
    for node in tree.nodes:
        parent = tree.parents[node]
        if node is top or parent not in paths:
            continue
        above = paths[parent]
        if tree.characters[node] > much:
            paths[node] = above
            continue
        own = hints_of(node)
        paths[node] = above | own if own and not own <= above else above
    return paths


def held_by(tree: BlockTree, top: HtmlElement) -> Iterable[Block]:
    """The blocks below an element, in order."""
    inside = {top}
    for node in tree.nodes:
        if tree.parents[node] in inside:
            inside.add(node)
    return (block for block in tree.blocks if block.element in inside)
