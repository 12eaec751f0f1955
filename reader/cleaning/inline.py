"""Parts of a line put together so that each mark is read as it was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_BLANKS = re.compile(r"(?:\\\n|\s)*")
# Punctuation that is no markup itself and may stand beside the marks as well as between them.
_LEADING = re.compile(r"""(?:\\[!-/:-@\[-`{-~]|[^\w\s\\`*_~<>\[\]!()]|\()+""")
_TRAILING = re.compile(r"""(?:\\[!-/:-@\[-`{-~]|[^\w\s\\`*_~<>\[\]()]|\))+$""")
_PARAGRAPHS = re.compile(r"\\\n\s*\\\n")


class Emphasis(str):
    """A marked part of a line, whose marks are set only when its neighbours are known."""

    __slots__ = ("mark",)
    mark: str

    def __new__(cls, mark: str, text: str) -> Emphasis:
        """Remember which mark goes around a text."""
        part = super().__new__(cls, text)
        part.mark = mark
        return part


def join_inline(parts: Sequence[str]) -> str:
    """Join the parts of a line.

    Marks of emphasis only count where the signs on both sides allow it (CommonMark 6.2): punctuation at
    the edge of a marked part moves out of it when a letter follows, as in `**Note**:see`.
    """
    if len(parts) == 1 and parts[0].__class__ is str:  # most lines are one run of text
        return parts[0]
    merged = _merged(parts)
    line = ""
    for place, part in enumerate(merged):
        if isinstance(part, Emphasis):
            following = merged[place + 1] if place + 1 < len(merged) else ""
            part = _marked(part, line[-1:], _first_sign(following))
        if part[:1] == "[" and line.endswith("!"):
            line = line[:-1] + "\\!"
        elif part[:1] == "(" and line.endswith("]"):
            part = "\\" + part
        line += part
    return line


def _merged(parts: Iterable[str]) -> list[str]:
    """Marked parts that touch become one: `**a****b**` would be read as something else."""
    merged: list[str] = []
    for part in parts:
        if not part:
            continue
        last = merged[-1] if merged else ""
        if isinstance(part, Emphasis) and isinstance(last, Emphasis) and part.mark == last.mark:
            merged[-1] = Emphasis(part.mark, str(last) + str(part))
        else:
            merged.append(part)
    return merged


def _first_sign(part: str) -> str:
    if isinstance(part, Emphasis) and part[:1].strip():
        return part.mark[0]
    return part[:1]


def _parted(text: str) -> tuple[str, str, str]:
    """Blanks and line ends before a text, what is between, and those behind it."""
    found = _BLANKS.match(text)
    lead = found[0] if found else ""
    core = text[len(lead) :].rstrip()
    while core.endswith("\\") and text.startswith("\n", len(lead) + len(core)):  # a hard break is no text
        core = core[:-1].rstrip()
    return lead, core, text[len(lead) + len(core) :]


def _marked(part: Emphasis, before: str, after: str) -> str:
    lead, core, trail = _parted(part)
    if not core or _PARAGRAPHS.search(core):
        return str(part)
    before, after = lead[-1:] or before, trail[:1] or after
    if _is_letter(before) and _is_sign(core[0]):
        out = _LEADING.match(core)
        if out is None:
            return str(part)
        lead, core = lead + out[0], core[out.end() :]
    if core and _is_letter(after) and _is_sign(core[-1]):
        out = None if "](" in core and core.endswith(")") else _TRAILING.search(core)
        if out is None:
            return lead + core + trail
        core, trail = core[: out.start()], out[0] + trail
    return f"{lead}{part.mark}{core}{part.mark}{trail}" if core.strip() else lead + core + trail


def _is_letter(sign: str) -> bool:
    """Neither blank, nor punctuation, nor the line's edge."""
    return bool(sign) and not sign.isspace() and not unicodedata.category(sign).startswith("P")


def _is_sign(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"
