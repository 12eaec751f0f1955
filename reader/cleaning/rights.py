"""Lines of rights that news sites print under every article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.cleaning.blocks import Block, Blocks
from reader.cleaning.page_words import holds_any

_RESERVED = re.compile(
    r"\b(?:rights reserved|rechte vorbehalten|droits réservés|derechos reservados|direitos reservados"
    r"|diritti riservati|rechten voorbehouden|права защищены"
    r"|при использовании материалов|hakları saklıdır|prawa zastrzeżone)\b"
    r"|الحقوق محفوظة|सर्वाधिकार सुरक्षित|無断(?:転載|複製|複写)|무단\s?전재|版权所有|版權所有|未经授权|著作權"
)
_WORDS = (
    "eserv", "iserv", "vorbeh", "voorbeh", "réserv", "защищ", "использ", "sakl", "zastrz", "محفوظ", "सुरक्षित",
    "無断", "무단", "版权", "版權", "授权", "著作",
)  # fmt: skip
"""Parts of words, one of which stands in every line of rights; most pages have none."""
_OWNED = re.compile(
    r"\W*(?:copyright|©|ⓒ|\(c\)|<\s*저작권자)\W*(?:\d{4}\b|.{2,60}?\b\d{4}\b|.{2,40})", re.IGNORECASE
)
_SHORT = 120
"""Characters up to which a line that reserves rights is nothing else."""
_LONG = 400
"""The same where it begins with the owner and stands last."""
_BEFORE = 80
"""Characters before the words: what stands farther behind is a text that speaks of rights."""
_NO_LINES = frozenset(["pre", "td", "th", "dt"])


def leave_rights(found: Blocks, kept: list[bool]) -> None:
    """Leave out short lines that reserve rights, and a long one that names the owner, at the end."""
    short = [
        (at, block)
        for at, block in enumerate(found.blocks)
        if kept[at] and block.characters <= _LONG and block.box.tag not in _NO_LINES
    ]
    if holds_any("\n".join([block.text for _, block in short]).lower(), _WORDS):
        _leave_lines(short, kept)


def _leave_lines(lines: Iterable[tuple[int, Block]], kept: list[bool]) -> None:
    last = _last(kept)
    for at, block in lines:
        words = _RESERVED.search(block.text.lower())
        if words is not None and words.start() <= _BEFORE + _owner(block.text):
            kept[at] = len(block.text) > _SHORT and not (at == last and _owner(block.text))


def _last(kept: Sequence[bool]) -> int:
    return next((at for at in range(len(kept) - 1, -1, -1) if kept[at]), -1)


def _owner(text: str) -> int:
    """How many characters at the beginning of a line name the owner of the rights."""
    owner = _OWNED.match(text)
    return owner.end() if owner is not None else 0
