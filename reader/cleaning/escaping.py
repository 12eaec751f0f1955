"""What must be escaped so that text stays text in Markdown, and nothing more.

Source: CommonMark 0.31, chapters 2.4 (backslash escapes), 4 (leaf blocks) and 6 (inlines).
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|$)              # a backslash only counts before punctuation
  | `
  | \*(?!\s)|(?<=\S)\*                  # a sign with blanks on both sides marks nothing
  | (?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])|(?<=_)_|_(?=_)  # within a word it marks nothing
  | <(?=[A-Za-z/!?]|$)
  | &(?=\#?\w+;)
  | \](?=[(\[:])
  | \[(?=\^)
  | ~(?=~)
    """,
    re.VERBOSE,
)
_OPEN_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_SIGNS = b"\\`*_<&][~"
"""One of them stands in whatever is escaped within a line."""
_LINE_START = re.compile(
    r"""
    ^[ ]*(?:
        (?P<number>\d{1,9})(?=[.)](?:\s|$))
      | (?=[-+*](?:\s|$)|\#{1,6}(?:\s|$)|>|\||[_*-][ ]*(?:\\?[_*-][ ]*){2,}$|[=:|-][ =:|-]*$)
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
_ENTITY = re.compile(r"&#?\w+;")
_BAD_IN_ADDRESS = re.compile(r"""[\s<>\\"`|]""")
_BAD_ASCII = b'\t\n\v\f\r\x1c\x1d\x1e\x1f <>\\"`|'


def escape_text(text: str, *, in_link: bool) -> str:
    """Escape what would be markup within a line.

    Args:
        text: a run of text, blanks already collapsed.
        in_link: whether it stands between the brackets of a link, which other brackets could close.
    """
    data = text.encode("utf-8", "surrogatepass")
    if len(data) == len(data.translate(None, _SIGNS)):  # a quarter of the time of a pattern (2026-11)
        return text
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return _OPEN_BRACKET.sub(r"\\\g<0>", escaped) if in_link else escaped


def escape_line_starts(text: str) -> str:
    """Escape what would make a list, heading, quote, rule or table of a paragraph's lines."""
    if not text or ("\n" not in text and text[0].isalpha()):
        return text
    return _LINE_START.sub(_escaped_start, text)


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[0]}\\"


def destination(address: str) -> str:
    """An address within a link: blanks, brackets without their pair and signs of markup are encoded."""
    if not address.isascii() or len(address) != len(address.encode().translate(None, _BAD_ASCII)):
        address = _BAD_IN_ADDRESS.sub(_percent, address)
    if not _is_balanced(address):
        address = address.replace("(", "%28").replace(")", "%29")
    return address.replace("&", "&amp;") if "&" in address and _ENTITY.search(address) else address


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _is_balanced(address: str) -> bool:
    depth = 0
    for sign in address if "(" in address or ")" in address else "":
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or depth > 8:
            return False
    return depth == 0
