"""Which words are names of keys: one that no terminal sends would leave an action without any."""

from __future__ import annotations

import re
import unicodedata

_MODIFIERS = re.compile(r"(?:(?:ctrl|shift|alt|super|hyper|meta)\+)+(?=.)")
_NAMED = frozenset(
    [
        "enter",
        "escape",
        "tab",
        "space",
        "backspace",
        "delete",
        "insert",
        "home",
        "end",
        "pageup",
        "pagedown",
        "up",
        "down",
        "left",
        "right",
    ]
    # What Textual calls otherwise than Unicode.
    + ["slash", "backslash", "at", "minus", "plus", "underscore"]
    + [f"f{number}" for number in range(1, 25)]
)
_LAST_WITH_HYPHENS = 0x250  # behind Latin, no keyboard has a sign whose name has a hyphen


def is_key(name: str) -> bool:
    """Whether it is a key as Textual names it: `j`, `?`, `question_mark`, `ctrl+r`, `f5`, `pagedown`."""
    plain = _MODIFIERS.sub("", name, count=1)
    return plain in _NAMED or (len(plain) == 1 and plain.isprintable()) or _is_sign(plain)


def _is_sign(name: str) -> bool:
    """Whether it is the Unicode name of a character, in small letters and with `_` for blanks and hyphens."""
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name != "" and name in (_name_of(chr(code)) for code in range(_LAST_WITH_HYPHENS))
    return True


def _name_of(character: str) -> str:
    return unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
