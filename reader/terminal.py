"""Any string made safe to show, measured in cells, and folded for search.

Text from a page is hostile until `safe` has seen it: it is called when a page comes in and again
when a text is read back from disk.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

_CONTROL = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0))}
_CONTROL[0x09] = "\t"
_CONTROL[0x0A] = "\n"
_CONTROL[0x0B] = _CONTROL[0x0C] = _CONTROL[0x0D] = _CONTROL[0x85] = "\n"
# Line and paragraph separators end a line in some terminals and in str.splitlines.
_CONTROL[0x2028] = _CONTROL[0x2029] = "\n"
# Bidi embeddings, overrides and isolates can make a line read as what it is not (CVE-2021-42574).
# Left-to-right and right-to-left marks only break ties and stay.
_CONTROL.update(dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\N{ZERO WIDTH SPACE}"))
_CONTROL.update(dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"))
_CONTROL.update(dict.fromkeys(range(0xE0000, 0xE0080), "\N{ZERO WIDTH SPACE}"))  # invisible tag characters

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_SAFE_ASCII = b"\t\n" + bytes(range(0x20, 0x7F))
_WORD = re.compile(r"[^\W_]++(?:['’\-][^\W_]++)*+")
_BLANKS = re.compile(r"\s+")
_WESTERN = "cp1252"
# Its signs by what they are to words: letters and digits, what joins these, and all else.
_SORTS = bytes(
    ord("a" if sign.isalnum() else "-" if sign in "'’-" else " ")
    for sign in bytes(range(256)).decode(_WESTERN, "replace")
)


def safe(text: str) -> str:
    """Replace what could steer a terminal, one code point for one, so that offsets stay true.

    Control characters and lone surrogates become U+FFFD, carriage returns and other line ends
    become a newline, bidi overrides and tag characters a zero width space. Tab and newline stay.
    """
    return text.translate(_CONTROL) if _is_unsafe(text) else text


def _is_unsafe(text: str) -> bool:
    """Whether there is anything to replace; whole articles are asked at each opening.

    Nothing that is unsafe is printable to Python: only what is not goes through the expression, which takes
    12 ms for a million characters. ASCII takes 0.7 ms, other texts of plain letters 6 ms (2026-11).
    """
    if text.isascii():
        return bool(text.encode().translate(None, _SAFE_ASCII))
    if text.replace("\n", "").isprintable():
        return False
    return any(not line.isprintable() and _UNSAFE.search(line) for line in text.split("\n"))


def escaped(json_text: str) -> str:
    r"""JSON in which what `safe` replaces stands as `\u` escapes: a script gets it back as it was.

    So does a name of a file that is no UTF-8, which Python keeps as lone surrogates.
    """
    return _UNSAFE.sub(_escape, json_text) if _is_unsafe(json_text) else json_text


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def safe_line(text: str) -> str:
    """Make one line of it: safe, blanks collapsed, no newline, trimmed."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most lines: a fifth of the time
        return text.strip()
    return _BLANKS.sub(" ", safe(text)).strip()


def composed(text: str) -> str:
    """Letters and their marks as one sign where Unicode has one (NFC): what is alike is the same.

    Offsets change with it: for texts that are on their way into a document.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def count_words(text: str) -> int:
    """Length in words; two CJK characters count as one word, since those scripts do not part words."""
    try:
        return _count_by_sorts(text.encode(_WESTERN).translate(_SORTS))
    except UnicodeEncodeError:
        pass
    if not _cjk().search(text):
        return len(_WORD.findall(text))
    signs = len(_cjk().findall(text))
    return len(_WORD.findall(_cjk().sub(" ", text))) + (signs + 1) // 2


def _count_by_sorts(sorts: bytes) -> int:
    """Words of Western texts, in a tenth of the time of the pattern: runs of letters, less what joins two."""
    runs = b"".join((b" ", sorts)).replace(b"-", b" ").count(b" a")
    if b"a-a-a" in sorts:  # both joints of the letter in the middle count
        sorts = sorts.replace(b"a", b"aa")
    return runs - sorts.count(b"a-a")


@cache
def _cjk() -> re.Pattern[str]:
    """Signs of scripts that do not part words. Compiled at the first need: classes so large take 5 ms."""
    return re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


# Latin, Greek, Cyrillic, Armenian, common punctuation and the blanks that hold words together.
_ONE_COLUMN = re.compile(
    r"[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0556\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*"
)


@lru_cache(maxsize=4096)
def cell_width(text: str) -> int:
    """Columns that a string takes in a terminal; tabs count as one, combining characters as none.

    Soft hyphens count as none: terminals disagree on them, and they are never drawn as they are.
    """
    if text.isascii() or _ONE_COLUMN.fullmatch(text):  # wcwidth takes 30 ms of a start to load (2026-11)
        return len(text)
    from wcwidth import wcswidth, wcwidth

    text = text.replace("\N{SOFT HYPHEN}", "")
    width = wcswidth(text)
    return width if width >= 0 else sum(max(0, wcwidth(sign)) for sign in text)


_GRAPHEME = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # flags
    "|.(?:[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff\u200b-\u200d\u2060\ufeff]|(?<=\u200d).)*",
    re.DOTALL,
)


def graphemes(text: str) -> list[str]:
    """The text in pieces that a cursor must not stand within: base and combining marks, joined emoji, flags.

    Source: a reduced form of UAX #29, enough for what terminals draw as one.
    """
    if text.isascii():
        return list(text)
    return _GRAPHEME.findall(text)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for search, with the way back."""

    text: str
    offsets: tuple[int, ...]
    """For each character of `text`, where it stood before; one more for the end."""
    cased: str = ""
    """`text` in the case that it had before; empty unless it was asked for."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range before folding that a range of the folded text stands for."""
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\t\n\r", " "),
    }
)
# A run of what does not fold letter by letter; it takes the blank before it along.
_NOT_PLAIN = re.compile(r" ?[^ -_a-~][^!-_a-~]*| {2,}[^!-_a-~]*")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def fold(text: str, *, blanks: bool = True, with_case: bool = False) -> Folded:
    """Fold for search: compatibility forms, case, diacritics, quotes, dashes and invisible characters.

    Args:
        text: what to fold.
        blanks: whether runs of white space become one space.
        with_case: whether `cased` is made, too.
    """
    signs: list[str] = []
    cased: list[str] = []
    offsets: list[int] = []
    last = 0
    # Nearly all of most texts is ASCII with single blanks, which folds in one go.
    for run in _NOT_PLAIN.finditer(text):
        plain, folded = text[last : run.start()], len(signs) + 1
        signs.append(plain.lower())
        offsets.extend(range(last, run.start()))
        places = _fold_run(text, run.start(), run.end(), signs, offsets, blanks=blanks)
        if with_case:
            cased.append(plain)
            cased.extend(map(_in_case_of, signs[folded:], (text[place] for place in places)))
        last = run.end()
    signs.append(text[last:].lower())
    cased.append(text[last:])
    offsets.extend(range(last, len(text) + 1))
    return Folded("".join(signs), tuple(offsets), "".join(cased) if with_case else "")


def _in_case_of(folded: str, sign: str) -> str:
    """What a sign folds to in the sign's case, if it is as long in it."""
    upper = folded.upper() if sign.isupper() else folded
    return upper if len(upper) == len(folded) else folded


def _fold_run(
    text: str, start: int, end: int, signs: list[str], offsets: list[int], *, blanks: bool
) -> list[int]:
    """Fold sign by sign; returns where the signs of the text stood that were not left out."""
    after_blank = False
    kept: list[int] = []
    for place in range(start, end):
        folded = _fold_sign(text[place])
        if blanks and folded == " " and after_blank:
            continue
        after_blank = folded == " " or (after_blank and not folded)
        signs.append(folded)
        kept.append(place)
        offsets.extend([place] * len(folded))
    return kept


@lru_cache(maxsize=8192)
def _fold_sign(sign: str) -> str:
    if sign in _INVISIBLE:
        return ""
    sign = sign.translate(_ALIKE)
    if sign.isascii():
        return sign.lower()
    parts = unicodedata.normalize("NFKD", sign)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return (bare or "").casefold().translate(_ALIKE)


def minutes_text(minutes: int) -> str:
    """So many minutes for people, in hours where there are many."""
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60:,} h {minutes % 60} min"


def size_text(size_bytes: int) -> str:
    """A size for people."""
    if size_bytes < 1024:
        return f"{size_bytes} B"
    return f"{size_bytes / 1024:,.0f} KB" if size_bytes < 1024**2 else f"{size_bytes / 1024**2:,.1f} MB"
