"""Sets of small numbers as one whole number each: bit n is set where n belongs to the set.

Of 100,000 articles such a set takes 12.5 KB, and two of them are joined or cut in microseconds; sets of ids
took milliseconds (2026-11).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress, count

Bits = int

_DIGITS = bytes.maketrans(b"\x00\x01", b"01")
_VALUES = bytes.maketrans(b"01", b"\x00\x01")
_ONE = ord("1")
_SPARSE = 8  # with fewer in so many, it is quicker to leap from one to the next


def bits_of(numbers: Sequence[int]) -> Bits:
    """The set of some numbers."""
    digits = bytearray(b"0") * (1 + max(numbers, default=-1))
    for number in numbers:
        digits[number] = _ONE
    return _from_digits(digits)


def bits_where(truths: Iterable[bool]) -> Bits:
    """The set of the places at which something is true."""
    return _from_digits(bytes(truths).translate(_DIGITS))


def _from_digits(digits: bytes | bytearray) -> Bits:
    return int(digits[::-1] or b"0", 2)


def flags_of(bits: Bits, size: int) -> bytes:
    """A byte for each number below a size at least: 1 where it belongs to a set, else 0."""
    return format(bits, f"0{size}b").encode().translate(_VALUES)[::-1]


def numbers_in(bits: Bits) -> list[int]:
    """The numbers of a set, the smallest first."""
    flags = flags_of(bits, 0)
    if bits.bit_count() * _SPARSE > len(flags):
        return list(compress(count(), flags))
    found, place = [], flags.find(1)
    while place >= 0:
        found.append(place)
        place = flags.find(1, place + 1)
    return found
