"""The kept blocks as Markdown and as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.cleaning.text.blocks import Block
from reader.cleaning.text.prose import has_end_mark, words

_MARKS = re.compile(r"([\\`*_\[\]<>])")
_LINE_MARKS = re.compile(r"^(#{1,6}\s|[-+]\s|\d{1,9}[.)]\s|>|=+$|-+$|~{3})")
_ANCHOR = re.compile(r"\S+(?: (?:of |de |the )?[A-ZÀ-ÞА-Я]\S*)*")


def to_text(blocks: Sequence[Block]) -> str:
    """Paragraphs parted by an empty line, without marks."""
    return "\n\n".join(block.text for block in blocks)


def to_markdown(blocks: Sequence[Block], addresses: dict[int, str]) -> str:
    """Blocks with headings, lists and links."""
    out: list[str] = []
    for n, block in enumerate(blocks):
        body = _linked(block, addresses)
        if block.kind == "item":
            line = f"{block.marker} {body}"
            glue = "\n" if n and blocks[n - 1].kind == "item" else "\n\n"
        else:
            line = f"## {body}" if is_heading(blocks, n) else _LINE_MARKS.sub(r"\\\1", body)
            glue = "\n\n"
        out.append((glue if out else "") + line)
    return "".join(out)


def is_heading(blocks: Sequence[Block], n: int) -> bool:
    """Whether a short line without an end mark stands over a paragraph."""
    block = blocks[n]
    if block.kind == "item" or n + 1 >= len(blocks) or words(block.text) > 12 or has_end_mark(block.text):
        return False
    if block.kind == "heading":
        return True
    follower = blocks[n + 1]
    return words(follower.text) >= 8 or follower.kind == "item"


def _linked(block: Block, addresses: dict[int, str]) -> str:
    """Put addresses behind link words; a dump tells where a link begins and not where it ends."""
    parts: list[str] = []
    end = 0
    for number, at in block.links:
        url = addresses.get(number, "")
        anchor = _ANCHOR.match(block.text, at)
        if anchor is None or at < end or not url.startswith(("http://", "https://", "mailto:")):
            continue
        whole = len(block.links) == 1 and at == 0 and words(block.text) < 16 and not has_end_mark(block.text)
        stop = len(block.text) if whole else at + len(anchor[0].rstrip(".,;:!?)\"'”’»"))
        target = (
            url.replace(" ", "%20")
            .replace("(", "%28")
            .replace(")", "%29")
            .replace("<", "%3C")
            .replace(">", "%3E")
        )
        parts += [_escape(block.text[end:at]), f"[{_escape(block.text[at:stop])}]({target})"]
        end = stop
    return "".join(parts) + _escape(block.text[end:])


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
