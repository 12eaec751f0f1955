"""Short random ids for people, and the whole numbers that stock TinyDB wants for its rows."""

from __future__ import annotations

import secrets
import string

# Crockford's base 32: no letter that looks like a digit, safe to type and to say.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LETTERS = frozenset(_ALPHABET)
_PLAIN_DIGITS = str.maketrans(_ALPHABET, (string.digits + string.ascii_lowercase)[:32])
ID_LETTERS = 8
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)


def make_id() -> str:
    """A random id: a million of them meet by chance once in two."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(ID_LETTERS))


def number_of(shown: str) -> str | None:
    """The row number of an id, or None when it cannot be one."""
    if not shown or not _LETTERS.issuperset(shown):
        return None
    leading = 1 << 5 * len(shown)  # keeps leading zeros
    return str(leading + int(shown.translate(_PLAIN_DIGITS), 32))


def id_of(number: str) -> str:
    """The id behind a row number."""
    value = int(number)
    if value >> 40 == 1:  # eight letters, as all ids that the program makes: two at a time
        pairs = _PAIRS
        return (
            pairs[value >> 30 & 1023]
            + pairs[value >> 20 & 1023]
            + pairs[value >> 10 & 1023]
            + pairs[value & 1023]
        )
    letters = []
    while value > 1:
        value, digit = divmod(value, 32)
        letters.append(_ALPHABET[digit])
    return "".join(reversed(letters))


def numbers_from(prefix: str) -> range | None:
    """The row numbers of every id that begins so, or None when no id can."""
    missing = ID_LETTERS - len(prefix)
    if missing < 0 or number_of(prefix) is None:
        return None
    low, high = number_of(prefix + "0" * missing), number_of(prefix + "z" * missing)
    assert low is not None
    assert high is not None
    return range(int(low), int(high) + 1)
