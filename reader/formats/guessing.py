"""The encoding of bytes that state none, by the letters that come out.

Every encoding that pages are written in (WHATWG Encoding Standard), and two of older computers, is tried. In
the right one the letters are those of one language, the frequent ones are frequent, and words hold no signs;
in a wrong one a French text has Slovak letters, and a Russian one those that Russian seldom needs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from types import MappingProxyType

_READ_BYTES = 256_000
_JUDGED_WORDS = 1_000
_LEAST_LEAD = 0.02
"""What a later encoding must be better by: those before it are more widespread."""


@dataclass(frozen=True, slots=True)
class _Script:
    """What a text of one script is made of, beside ASCII."""

    languages: tuple[str, ...]
    """For each, its letters; of larger alphabets those that make up most of a text. Small letters."""
    others: re.Pattern[str] | None = None
    """Letters that are seldom, or not of every language."""
    worth: float = 0.5
    """Of one of these, beside 1 for a frequent one: more where the frequent ones are a part of thousands."""


_WESTERN = _Script(
    (
        *("àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü", "àáâãçéêíóôõúü", "àèéìíòóùú", "åæéø", "äåéö"),
        *("àçèéíïòóúü·", "éëèêïöüáóíç", "áæéíðóöúýþ"),
    )
)
_CENTRAL = _Script(
    (
        *("óąćęłńśźż", "áéíóúýčďěňřšťůž", "áéíóúýäčďĺľňôŕšťž", "áéíóöúüőű", "âîăşţșț", "ćčđšž", "äöüß"),
        "çë",
    )
)
_TURKISH = _Script(("âçîöûüğış",))
_BALTIC = _Script(("äõöüšž", "āčēģīķļņšūž", "ąčėęįšųūž"))
_CYRILLIC = _Script(("оеаинтсрвлкмдпу", "оеаинтсрвлкмдпуі"), re.compile("[а-яёђѓєѕіїјљњћќўџґ]"))
_GREEK = _Script(("αοιετσνηυρπκμλςόίάέή",), re.compile("[ά-ώΐ]"))
_HEBREW = _Script(("יוהלארתבשמנ",), re.compile("[א-ת]"))
_ARABIC = _Script(("اليمنرتوبهد",), re.compile("[ء-يپچژگکی]"))
_THAI = _Script(("านรอกเงมยลวดทส่้ี",), re.compile("[ก-๛]"))
_CHINESE = _Script(
    (
        "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多",
        "的一是了我不人在他有這個上們來到時大地為子中你說生國年着就那和要她出也得裡後自以會家可下而過天去能對小多",
    ),
    re.compile("[一-鿿，。、：；！？“”（）《》]"),
    0.7,
)
_JAPANESE = _Script(
    ("のにはをたとがでてしなれさいあこまらもるりうえおくけせそちつどだばべみめやよん、。",),
    re.compile("[ァ-ヺー一-鿿]"),
    0.7,
)
_KOREAN = _Script(
    ("이다는의에을를은가고지하사기로도서한인어자시아해나리그스라일정부대수장전",), re.compile("[가-힣]")
)

_OTHERS: Mapping[str, _Script] = MappingProxyType(
    {
        "cp1250": _CENTRAL,
        "cp1251": _CYRILLIC,
        "cp932": _JAPANESE,
        "gb18030": _CHINESE,
        "euc_jp": _JAPANESE,
        "cp949": _KOREAN,
        "big5": _CHINESE,
        "cp1254": _TURKISH,
        "cp1253": _GREEK,
        "cp1256": _ARABIC,
        "cp1255": _HEBREW,
        "cp874": _THAI,
        "iso8859_2": _CENTRAL,
        "koi8_u": _CYRILLIC,
        "cp1257": _BALTIC,
        "iso8859_7": _GREEK,
        "iso8859_5": _CYRILLIC,
        "iso8859_6": _ARABIC,
        "cp866": _CYRILLIC,
        "mac_roman": _WESTERN,
        "cp850": _WESTERN,
    }
)
"""Beside `cp1252`, the most widespread first."""

_BETWEEN = re.compile(rb"[\s<>]+")
_TYPOGRAPHY = frozenset("‘’‚“”„–—…«»‹›\u00a0\u00ad©®™•×£€°§")
"""As frequent as letters, and all there is beside ASCII in many English texts."""
_RARER = frozenset("·¡¿ªº½±،؛؟׳״")
_IMPOSSIBLE = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff]")
# What no word is written with: a sign between two letters, a letter of another script beside a Latin one.
_IN_WORDS = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’·–—…\xad](?=[^\W\d_])")
_MIXED = re.compile(r"(?<=[A-Za-z])[\u0370-\u06ff\u0e00-\u0e7f]|[\u0370-\u06ff\u0e00-\u0e7f](?=[A-Za-z])")


def guess_encoding(data: bytes) -> str:
    """The likeliest encoding of a text that is no UTF-8; `cp1252` when nothing speaks for another."""
    # No byte of a sign of two bytes is a blank or an angle bracket.
    words = (word for word in _BETWEEN.split(data[:_READ_BYTES]) if not word.isascii())
    telling = b" ".join(islice(words, _JUDGED_WORDS))
    score, judged = _score(telling.decode("cp1252", "replace"), _WESTERN)
    best, most = "cp1252", score + 1 / judged  # one odd sign is no reason to leave it
    for name, script in _OTHERS.items():
        score, _ = _score(telling.decode(name, "replace"), script)
        if score > most + _LEAST_LEAD:
            best, most = name, score
    return best


def _score(text: str, script: _Script) -> tuple[float, int]:
    """How well what is no ASCII suits a script, 1 at the most; and how many signs that was."""
    counts = Counter(sign for sign in text.lower() if sign > "\x7f")
    if not counts:
        return 0.0, 1
    wrong = sum(len(pattern.findall(text)) for pattern in (_IMPOSSIBLE, _IN_WORDS, _MIXED))
    # A capital after a small letter is wrong, too; nothing is ruled out by one, as in "McÉwan".
    wrong += sum(second > "\x7f" and second.isupper() and first.islower() for first, second in pairwise(text))
    suits = max(_suits(counts, letters, script) for letters in script.languages)
    return (suits - wrong) / counts.total(), counts.total()


def _suits(counts: Counter[str], letters: str, script: _Script) -> float:
    score = 0.0
    for sign, count in counts.items():
        if sign in letters or sign in _TYPOGRAPHY:
            score += count
        elif script.others is not None and script.others.match(sign):
            score += count * script.worth
        elif sign in _RARER:
            score += count / 3
    return score
