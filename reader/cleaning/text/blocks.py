"""Blocks of a text save: paragraphs, list items, headings, with wrapped lines joined again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from reader.cleaning.text.columns import unrolled
from reader.cleaning.text.lines import Save, columns, is_forced_break, starts_item

BlockKind = Literal["paragraph", "item", "heading", "rule", "quote"]

_LINK = re.compile(r"\[(\d{1,5})\]")
# Under the posts of a thread, as lynx has it: `[12]Top`, `[13]Quote`.
_LONE_LINK = re.compile(
    r"^\s*\[\d{1,5}\](?:top|up|quote|reply|report|nach oben|zitieren|haut|arriba)\s*$", re.IGNORECASE
)
# What lynx and w3m print for pictures, buttons, frames and fields.
_WIDGET = re.compile(
    r"\[[\w .%?=&+-]{1,120}\.(?:jpe?g|png|gif|svg|webp)[^\]\s]{0,80}\]|\[[^\W_]+_(?=\w*\d)\w+\]|\(BUTTON\)|\[(?:INS|DEL): ?|:(?:INS|DEL)\]"  # noqa: E501
    r"|\[[ xX*]\]|\([ *]\) |_{5,}|\[ {3,}\]|IFRAME: ?(?:\[\d+\])?\S*|\[(?:INLINE|IMAGE|LINK|EMBED)\]"
)
_RULE = re.compile(r"^[\s\-_=*~━─═—–·.•+#]{3,}$")
_BULLET = re.compile(r"^\s*[*+•◦▪‣○●■□☆★・](?:\s+|$)")
_NUMBER = re.compile(r"^\s*(\d{1,3})[.)]\s+")
_COLUMN_LINES, _COLUMN_WIDTH = 3, 28
"""Fewer lines, or narrower ones, are a list of short names as well."""
_MARGIN_LINES = 8
_CJK_END = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uff60\u3000-\u303f]$")
_CJK_START = re.compile("^[\u3040-\u30ff\u3400-\u9fff\uff00-\uff60\u3000-\u303f]")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a save that is kept or dropped as a whole."""

    text: str
    """One line, without list mark and link numbers."""
    kind: BlockKind
    indent: int
    gap: bool
    """Whether an empty line stood before it."""
    links: tuple[tuple[int, int], ...] = ()
    """Link numbers, each with the offset in `text` at which its words begin."""
    marker: str = ""
    """`-` or `3.` for an item."""


def find_blocks(save: Save) -> list[Block]:
    """Find the blocks of a save, in order; rules and gaps are told by the blocks after them."""
    blocks: list[Block] = []
    gap = True
    for group in _paragraphs(save):
        block = _block(group, gap, save) if group else None
        if block is not None:
            blocks.append(block)
        gap = block is None
    return blocks


def _paragraphs(save: Save) -> list[list[str]]:
    """Lines grouped as they belong together; an empty group is an empty line."""
    groups: list[list[str]] = []
    lines = unrolled(save.lines, save.wrap) if save.wrap and not save.links else save.lines
    margins = _margins(lines, save.wrap) if save.wrap and save.links else {}
    for is_empty, run in groupby(lines, key=lambda line: not line.strip()):
        part = list(run)
        if is_empty:
            groups += [[] for _ in part]
            continue
        narrow = _narrow_limit(part, save.wrap) if save.wrap else None
        for n, line in enumerate(part):
            limit = margins.get(_indent(groups[-1][0]), narrow) if n else None
            if limit and _continues(groups[-1], line, limit):
                groups[-1].append(line)
            else:
                groups.append([line])
    return groups


def _margins(lines: Sequence[str], wrap: int) -> dict[int, int]:
    """Where lines end by their indent: lynx sets paragraphs in from both sides, and headings from none."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for line in lines:
        width = columns(line)
        if 40 < width <= wrap:
            found[_indent(line)].append(width)
    return {
        indent: sorted(widths)[(len(widths) - 1) * 98 // 100]
        for indent, widths in found.items()
        if len(widths) >= _MARGIN_LINES
    }


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _narrow_limit(run: list[str], wrap: int) -> int:
    """The width at which lines that follow each other were broken: that of a column, when all keep to it."""
    width = max(map(columns, run))
    if len(run) < _COLUMN_LINES or not _COLUMN_WIDTH <= width < wrap - 4:
        return wrap
    in_sentence = sum(line.lstrip()[:1].islower() for line in run[1:])
    is_column = in_sentence >= 0.3 * len(run) and all(
        is_forced_break(line, after, width) for line, after in pairwise(run)
    )
    return width if is_column else wrap


def _continues(group: list[str], line: str, wrap: int) -> bool:
    if starts_item(line) or _LONE_LINK.match(line) or _RULE.match(line) or _RULE.match(group[-1]):
        return False
    return is_forced_break(group[-1], line, wrap)


def _block(group: list[str], gap: bool, save: Save) -> Block | None:
    first = group[0]
    indent = _indent(first)
    if _RULE.match(first):
        return None
    raw = _join([line.strip() for line in group])
    kind: BlockKind = "paragraph"
    marker = ""
    if match := _BULLET.match(raw):
        kind, marker, raw = "item", "-", raw[match.end() :]
    elif match := _NUMBER.match(raw):
        kind, marker, raw = "item", f"{match[1]}.", raw[match.end() :]
    elif save.links and indent == 0:
        kind = "heading"
    if save.wrap:
        raw = _WIDGET.sub(" ", raw)
    text, links = _take_links(raw, save)
    return Block(text, kind, indent, gap, links, marker) if text else None


def _join(lines: list[str]) -> str:
    joined = lines[0]
    for line in lines[1:]:
        glue = "" if _CJK_END.search(joined[-1:]) and _CJK_START.match(line) else " "
        joined += glue + line
    return joined


def _take_links(raw: str, save: Save) -> tuple[str, tuple[tuple[int, int], ...]]:
    raw = " ".join(raw.split())
    if not save.links:
        return raw, ()
    parts: list[str] = []
    links: list[tuple[int, int]] = []
    length = end = 0
    for match in _LINK.finditer(raw):
        part = raw[end : match.start()]
        parts.append(part)
        length += len(part)
        links.append((int(match[1]), length))
        end = match.end()
    text = "".join(parts) + raw[end:]
    lead = len(text) - len(text.lstrip(" #"))
    return text[lead:].strip(), tuple((number, max(0, at - lead)) for number, at in links)
