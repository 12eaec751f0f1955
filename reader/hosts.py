"""Names of hosts as people read them, where that cannot deceive.

A host of other letters than ASCII is written as punycode (`xn--mnchen-3ya.example`). A name can be made to
look like another one: letters of two scripts in one word, or of another script that look like Latin ones.
Such a name stays as it is written (as browsers do; Unicode TR 39, 5.1 and 5.2).
"""

from __future__ import annotations

import unicodedata

_PUNYCODE = "xn--"
_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "BOPOMOFO"}, {"CJK", "HANGUL"})
"""Scripts that one word is written in."""
_LATIN_ALIKE = frozenset("аәсԁеһіјӏоорԛѕԝхуъьпгѵѡкмнтвіαοϲρνυικητγχωաոսօհցզյ")
"""Letters of Cyrillic, Greek and Armenian of which a Latin word can be made up."""
_LAST_LATIN = 0x17F
_ODD_LATIN = frozenset("ıĸſŀŉ")
"""Look like others, or fall apart."""


def shown_host(name: str) -> str:
    """A name with its punycode read, or as it is: also any text that is no host."""
    if _PUNYCODE not in name.lower():
        return name
    return ".".join(map(_shown_label, name.split(".")))


def _shown_label(label: str) -> str:
    if not label.lower().startswith(_PUNYCODE):
        return label
    try:
        read = label[len(_PUNYCODE) :].lower().encode("ascii").decode("punycode")
        written = read.encode("idna").decode("ascii")
    except UnicodeError:
        return label
    return read if written == label.lower() and _is_honest(read) else label


def _is_honest(word: str) -> bool:
    if unicodedata.normalize("NFKC", word) != word:
        return False
    letters = [sign for sign in word if not (sign.isascii() and (sign.isdigit() or sign == "-"))]
    if not all(sign.isalpha() or unicodedata.combining(sign) for sign in letters):
        return False
    scripts = {unicodedata.name(sign, "?").split(" ")[0].split("-")[0] for sign in letters if sign.isalpha()}
    if scripts == {"LATIN"}:
        return all(ord(sign) <= _LAST_LATIN and sign not in _ODD_LATIN for sign in letters)
    if len(scripts) > 1:
        return any(scripts <= together for together in _TOGETHER)
    return not set(letters) <= _LATIN_ALIKE
